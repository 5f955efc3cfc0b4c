//! What rules say of a statement, or a part of it, that never applies.

use crate::diagnostic::{Diagnostic, Level};
use crate::policy::{Effect, Statement};

/// What the statement never does.
pub(super) fn never(statement: &Statement<'_>) -> &'static str {
    match statement.effect() {
        Some(Effect::Allow) => "never allows",
        Some(Effect::Deny) => "never denies",
        None => "never matches",
    }
}

/// An `Allow` that does nothing is soon noticed; a `Deny` that does nothing protects nothing, and nobody notices.
pub(super) fn raise_in_deny(statement: &Statement<'_>, finding: &mut Diagnostic) {
    if statement.effect() == Some(Effect::Deny) {
        finding.level(Level::SecurityWarning);
    }
}
