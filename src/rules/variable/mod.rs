//! Rules that read policy variables.

pub(super) mod version;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[&version::UNSUPPORTED];
