//! The way from a document's root to one of its places.

use std::fmt;

/// One step on the way to a place, as Access Analyzer's locations count them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into the member of that name.
    Member(String),
    /// Into the item of that number, counted from 0.
    Item(usize),
    /// To the name of the member itself; always the last step.
    Name(String),
    /// To a part of a string: the first character and the number of characters of its value; always the last step.
    Part {
        /// The first character, counted from 0.
        start: usize,
        /// The number of characters.
        length: usize,
    },
}

/// A way as people read it: `Statement[0].Action[2]`.
pub fn display(steps: &[Step]) -> String {
    let mut out = String::new();
    for step in steps {
        if !matches!(step, Step::Item(_) | Step::Part { .. }) && !out.is_empty() {
            out.push('.');
        }
        out += &step.to_string();
    }
    out
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Step::Member(name) | Step::Name(name) => f.write_str(name),
            Step::Item(index) => write!(f, "[{index}]"),
            Step::Part { .. } => Ok(()),
        }
    }
}
