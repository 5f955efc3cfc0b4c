//! What the engine finds about a file before it parses it, and about what kind of document it is.

use crate::diagnostic::Page;
use crate::rules::rule;

rule!(EMPTY, "grammar/empty-file", Engine);
rule!(INVALID_ENCODING, "grammar/invalid-encoding", Engine);
rule!(TOO_LARGE, "grammar/file-too-large", Engine);
rule!(NOT_A_POLICY, "grammar/not-a-policy", Engine);
rule!(KIND_MISMATCH, "grammar/kind-mismatch", Engine);

/// Whether findings of the page say that a file could not be checked at all.
pub(crate) fn is_about_file(page: &Page) -> bool {
    [&EMPTY, &INVALID_ENCODING, &TOO_LARGE, &NOT_A_POLICY].iter().any(|rule| rule.page.name == page.name)
}
