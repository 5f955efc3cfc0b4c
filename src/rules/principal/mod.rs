//! Rules that read principals.

pub(super) mod aws;
mod canonical_user;
pub(super) mod family;
mod federated;
mod key;
mod not_principal;
mod reference;
pub(super) mod service;
pub(super) mod service_conditions;
mod shape;
mod wildcard;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[
    &shape::INVALID_FORMAT,
    &shape::EMPTY_OBJECT,
    &shape::EMPTY_ARRAY,
    &key::INVALID_KEY,
    &wildcard::UNSUPPORTED,
    &aws::INVALID,
    &reference::TO_ROLE,
    &reference::TO_USER,
    &service::INVALID,
    &canonical_user::INVALID,
    &federated::NOT_SUPPORTED,
    &not_principal::ALLOWED,
    &service_conditions::RESTRICT,
    &service_conditions::RECOMMENDED,
    &service_conditions::UNSUPPORTED,
];
