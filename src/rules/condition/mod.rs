//! Rules that read conditions: operators, keys and values.

pub(super) mod too_permissive;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[&too_permissive::WILDCARD];
