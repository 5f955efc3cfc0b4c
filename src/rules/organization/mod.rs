//! Rules that read service control policies and resource control policies.

use super::Rule;

pub(super) static RULES: &[&Rule] = &[];
