//! Rules that count how long a document is.

use super::Rule;

pub(super) static RULES: &[&Rule] = &[];
