//! Rules that read one action.

mod format;
mod unsupported_action;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[&format::INVALID, &unsupported_action::IN_POLICY];
