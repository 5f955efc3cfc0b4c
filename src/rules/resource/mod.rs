//! Rules that read one resource.

mod account;
mod arn;
mod guarded;
mod partition;
mod pass_role;
mod redundant;
mod service;
mod service_linked_role;

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
