//! Rules that read the request that carries a policy: its other parameters.

mod arn;
mod collision;
mod service_linked;
mod session_duration;
mod tags;
mod text;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[
    &text::POLICY_NAME,
    &text::IDENTITY_NAME,
    &arn::INVALID,
    &text::PATH,
    &text::DESCRIPTION,
    &tags::TOO_MANY,
    &tags::INVALID,
    &tags::DUPLICATE,
    &tags::RESERVED,
    &session_duration::INVALID,
    &service_linked::INLINE_POLICY,
    &collision::NAMES,
];

/// Whether a text is yet to be filled in by another tool, so that what it will be is not known.
fn is_placeholder(text: &str) -> bool {
    ["${", "{{", "$(", "<%"].iter().any(|sign| text.contains(sign))
        || text.starts_with('$')
        || (text.starts_with('<') && text.ends_with('>'))
}
