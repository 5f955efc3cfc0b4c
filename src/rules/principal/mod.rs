//! Rules that read principals.

use super::Rule;

pub(super) static RULES: &[&Rule] = &[];
