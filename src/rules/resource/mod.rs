//! Rules that read one resource.

mod account;
mod arn;
mod format;
mod mismatch;
mod partition;
mod region;
mod service;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[
    &arn::INVALID_PREFIX,
    &arn::MISSING_FIELD,
    &partition::INVALID,
    &partition::MIXED,
    &service::INVALID,
    &service::CASE,
    &service::WILDCARD,
    &region::NOT_ALLOWED,
    &region::MISSING,
    &region::INVALID,
    &region::INVALID_VALUE,
    &account::INVALID,
    &account::NOT_ALLOWED,
    &account::MISSING,
    &format::INVALID_RESOURCE,
    &mismatch::FOR_ACTION,
];
