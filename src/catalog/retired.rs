use super::{Catalog, Table};

/// A service that AWS lists no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetiredService<'c> {
    /// The prefix of its actions.
    pub prefix: &'c str,
    /// When it ended, as exactly as is known: `2025-12-15`, `2024`, or nothing.
    pub end: &'c str,
    /// Whether Access Analyzer still takes the prefix for a service.
    pub accepted: bool,
    /// The prefix of the service that took its place; may be empty.
    pub successor: &'c str,
}

/// An action that AWS lists no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetiredAction<'c> {
    /// The action, as `prefix:Name`.
    pub action: &'c str,
    /// When a list last had it: `2023-11`, `2025-12-06`, or nothing.
    pub last_seen: &'c str,
    /// The actions that took its place, with blanks between them; may be empty.
    pub successors: &'c str,
}

impl Catalog {
    /// The retired service of that prefix, in any case.
    pub fn retired_service(&self, prefix: &str) -> Option<RetiredService<'_>> {
        let [name, end, accepted, successor] = self.rows(Table::RetiredService, prefix).next()?;
        let accepted = accepted == "accepted";
        // The row's own spelling outlives the argument.
        Some(RetiredService { prefix: name, end, accepted, successor })
    }

    /// The retired action `prefix:Name`, in any case.
    pub fn retired_action(&self, action: &str) -> Option<RetiredAction<'_>> {
        let [name, last_seen, successors, _] = self.rows(Table::RetiredAction, action).next()?;
        Some(RetiredAction { action: name, last_seen, successors })
    }
}
