//! Rules that read one action.

mod format;
mod redundant;
mod unsupported_action;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[&format::INVALID, &unsupported_action::IN_POLICY, &redundant::ACTION];
