//! Rules that count how long a document is.

mod identity;
mod judge;
mod quota;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[
    &quota::IDENTITY,
    &quota::RESOURCE,
    &quota::TRUST,
    &quota::SCP,
    &quota::RCP,
    &quota::QUOTA,
    &quota::PARAMETER,
    &quota::NEAR,
    &identity::INLINE,
    &identity::ATTACHED,
];
