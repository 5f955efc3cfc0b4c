use super::{Catalog, Date, Table};

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
    /// The month in which a list last had it, as the first day of it.
    pub last_seen: Option<Date>,
    /// The actions that took its place, with blanks between them; may be empty.
    pub successors: &'c str,
}

impl Catalog {
    /// The retired service of that prefix, in any case.
    pub fn retired_service(&self, prefix: &str) -> Option<RetiredService<'_>> {
        let [name, end, accepted, successor] = self.rows(Table::RetiredService, prefix).next()?;
        Some(RetiredService { prefix: name, end, accepted: accepted == "accepted", successor })
    }

    /// The retired action `prefix:Name`, in any case.
    pub fn retired_action(&self, action: &str) -> Option<RetiredAction<'_>> {
        let [name, last_seen, successors, _] = self.rows(Table::RetiredAction, action).next()?;
        let last_seen = last_seen.get(..7).and_then(|month| Date::read(&format!("{month}-01")));
        Some(RetiredAction { action: name, last_seen, successors })
    }
}
