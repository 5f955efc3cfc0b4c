//! Rules that read actions.

use super::Rule;

pub(super) static RULES: &[&Rule] = &[];
