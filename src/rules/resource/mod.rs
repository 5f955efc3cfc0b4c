//! Rules that read resources and their Amazon resource names.

use super::Rule;

pub(super) static RULES: &[&Rule] = &[];
