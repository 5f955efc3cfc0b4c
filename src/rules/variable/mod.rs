//! Rules that read policy variables.

mod place;
mod syntax;
mod too_permissive;
pub(super) mod version;

use super::Rule;
use super::grammar::placeholder::Placeholders;
use crate::policy::{Policy, Variable, Version};

pub(super) static RULES: &[&Rule] = &[
    &syntax::MISSING_BRACE,
    &syntax::EMPTY,
    &syntax::SPACE,
    &syntax::MISSING_QUOTE,
    &place::ELEMENT,
    &place::OPERATOR,
    &too_permissive::TOO_PERMISSIVE,
    &version::UNSUPPORTED,
];

/// Whether a policy's version has variables; where it has none, `${` is plain text.
///
/// A version that is neither of the two is read as the one that has them.
fn has_variables(policy: &Policy<'_>) -> bool {
    policy.version.is_some() && policy.language() != Some(Version::V2008)
}

/// Whether a variable is one of IAM, and not a mark that a template tool should have replaced.
fn is_of_iam(variable: &Variable<'_>, placeholders: Placeholders) -> bool {
    !placeholders.are_in_variable(variable.as_str())
}
