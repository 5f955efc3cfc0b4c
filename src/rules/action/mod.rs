//! Rules that read one action.

mod format;
mod redundant;
mod retired;
mod unknown;
mod unsupported_action;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[
    &format::INVALID,
    &unknown::SERVICE,
    &unknown::ACTION,
    &retired::SERVICE,
    &retired::ACTION,
    &unsupported_action::IN_POLICY,
    &redundant::ACTION,
];
