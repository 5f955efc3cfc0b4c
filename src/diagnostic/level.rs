use std::fmt;
use std::str::FromStr;

use crate::source::const_text::same;

/// How bad a finding is, from the mildest to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The policy would read better.
    Suggestion,
    /// The policy may not do what its author thinks, or a service may refuse it.
    Warning,
    /// The policy may grant more than its author thinks.
    SecurityWarning,
    /// AWS refuses the policy, or a part of it can never do anything.
    Error,
}

impl Level {
    /// All levels, from the mildest to the worst.
    pub const ALL: [Level; 4] = [Level::Suggestion, Level::Warning, Level::SecurityWarning, Level::Error];

    /// The level's name as users type it and pages write it.
    pub const fn name(self) -> &'static str {
        match self {
            Level::Suggestion => "suggestion",
            Level::Warning => "warning",
            Level::SecurityWarning => "security-warning",
            Level::Error => "error",
        }
    }

    /// The level of that name.
    pub(super) const fn named(name: &str) -> Option<Level> {
        let mut index = 0;
        while index < Level::ALL.len() {
            if same(Level::ALL[index].name(), name) {
                return Some(Level::ALL[index]);
            }
            index += 1;
        }
        None
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Level {
    type Err = String;

    /// Reads a level's name; the error lists the names.
    fn from_str(name: &str) -> Result<Level, String> {
        Level::named(name).ok_or_else(|| {
            let names = Level::ALL.map(Level::name).join(", ");
            format!("`{name}` is no level; the levels are {names}")
        })
    }
}
