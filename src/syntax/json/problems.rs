use super::super::{Flaw, Problem};
use super::{MAX_DIALECT, MAX_PROBLEMS};
use crate::source::Span;

/// What is wrong with a text, up to [`MAX_PROBLEMS`], and up to [`MAX_DIALECT`] of what other readers take.
#[derive(Debug, Clone, Default)]
pub(super) struct Problems {
    list: Vec<Problem>,
    dialect: usize,
    /// Whether there were too many, so that the text counts as ended.
    full: bool,
}

impl Problems {
    pub(super) fn add(&mut self, at: Span, flaw: Flaw) {
        let is_dialect = flaw.is_dialect();
        let has_room = match is_dialect {
            true => self.dialect < MAX_DIALECT,
            false => self.list.len() - self.dialect < MAX_PROBLEMS,
        };
        if self.full {
            return;
        }
        if has_room {
            self.dialect += usize::from(is_dialect);
            self.list.push(Problem { at, flaw });
        } else {
            self.full = true;
            self.list.push(Problem { at, flaw: Flaw::TooMany });
        }
    }

    /// Whether there were too many.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    pub(super) fn into_vec(self) -> Vec<Problem> {
        self.list
    }
}
