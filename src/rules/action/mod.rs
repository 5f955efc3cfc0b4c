//! Rules that read one action.

mod format;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[&format::INVALID];
