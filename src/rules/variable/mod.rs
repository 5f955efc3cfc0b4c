//! Rules that read policy variables.

use super::Rule;

pub(super) static RULES: &[&Rule] = &[];
