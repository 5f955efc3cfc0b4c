//! Rules that read conditions: operators, keys and values.

use super::Rule;

pub(super) static RULES: &[&Rule] = &[];
