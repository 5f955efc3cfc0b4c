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
mod shared_providers;

use super::Rule;

/// The actions by which a role is assumed, or that accompany one of them.
///
/// IAM takes no others in a trust policy, where it says that it "may only specify STS AssumeRole actions".
pub(super) const ACTIONS: [&str; 6] = [
    "sts:AssumeRole",
    "sts:AssumeRoleWithSAML",
    "sts:AssumeRoleWithWebIdentity",
    "sts:SetContext",
    "sts:SetSourceIdentity",
    "sts:TagSession",
];

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
