//! Findings that say that an element is there, where it may not be.

use crate::diagnostic::Diagnostic;
use crate::policy::{Element, Policy};
use crate::source::Span;
use crate::syntax::Value;

/// Whether a finding is about an element of which nothing is known, and so about its being there.
///
/// In Terraform such an element may be `null`, which is as if nobody had written it.
pub(super) fn is_asked(finding: &Diagnostic, policy: &Policy<'_>) -> bool {
    let is_unknown = |at: Span| {
        let mut elements = policy.statements.iter().flat_map(|statement| statement.elements());
        elements.any(|Element { name, value, .. }| {
            value.value == Value::Unknown && (value.at == at || name.at() == at)
        })
    };
    is_unknown(finding.at) || finding.further.iter().any(|at| is_unknown(*at))
}
