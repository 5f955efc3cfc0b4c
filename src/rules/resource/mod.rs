//! Rules that read one resource.

mod account;
mod arn;
mod partition;
mod redundant;
mod service;

use super::Rule;
pub(super) use redundant::contains_parts;

pub(super) static RULES: &[&Rule] = &[
    &arn::INVALID_PREFIX,
    &arn::MISSING_FIELD,
    &partition::INVALID,
    &partition::MIXED,
    &service::WILDCARD,
    &account::INVALID,
    &redundant::RESOURCE,
];
