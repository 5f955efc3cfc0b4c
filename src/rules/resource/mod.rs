//! Rules that read one resource.

mod account;
mod arn;
mod format;
mod granted;
mod guarded;
mod invalid_service;
mod mismatch;
mod partition;
mod pass_role;
mod redundant;
mod region;
mod service;
mod service_linked_role;
mod star_only;
mod unsupported;

use super::Rule;
pub(super) use format::Fit;
pub(super) use granted::Granted;
pub(super) use redundant::contains_parts;

pub(super) static RULES: &[&Rule] = &[
    &arn::INVALID_PREFIX,
    &arn::MISSING_FIELD,
    &partition::INVALID,
    &partition::MIXED,
    &invalid_service::INVALID,
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
    &star_only::MISSING_STAR,
    &unsupported::IN_POLICY,
    &redundant::RESOURCE,
    &pass_role::STAR,
    &pass_role::PATTERN_AND_STAR,
    &pass_role::NOT_ACTION_AND_STAR,
    &pass_role::NOT_RESOURCE,
    &pass_role::PATTERN_AND_NOT_RESOURCE,
    &pass_role::NOT_ACTION_AND_NOT_RESOURCE,
    &service_linked_role::STAR,
    &service_linked_role::PATTERN_AND_STAR,
    &service_linked_role::NOT_ACTION_AND_STAR,
    &service_linked_role::NOT_RESOURCE,
    &service_linked_role::PATTERN_AND_NOT_RESOURCE,
    &service_linked_role::NOT_ACTION_AND_NOT_RESOURCE,
];
