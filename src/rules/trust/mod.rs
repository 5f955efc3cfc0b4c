//! Rules that read role trust policies.

use super::Rule;

pub(super) static RULES: &[&Rule] = &[];
