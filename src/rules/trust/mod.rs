//! Rules that read role trust policies.

mod audience;
mod condition_key;
mod elements;
mod federated;
mod github;
mod mismatch;
mod oidc;
mod provider;
mod redundant;
mod service_actions;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[
    &elements::NOT_PRINCIPAL,
    &elements::NOT_ACTION,
    &elements::RESOURCE,
    &elements::STAR_PRINCIPAL,
    &federated::INVALID,
    &mismatch::MISMATCHED_ACTION,
    &service_actions::ROLES_ANYWHERE,
    &service_actions::POD_IDENTITY,
    &oidc::MISSING_CONDITION_KEY,
    &oidc::MISSING_CLAIM,
    &github::MISSING_REPO,
    &github::SPECIFIC_BRANCH,
    &audience::CONFIRM_TYPE,
    &audience::FOR_ANY_VALUE,
    &redundant::SESSION,
    &condition_key::MISSING_ACTION,
];
