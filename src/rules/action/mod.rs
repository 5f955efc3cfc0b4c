//! Rules that read actions.

mod unsupported_action;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[&unsupported_action::IN_POLICY];
