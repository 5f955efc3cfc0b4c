//! What the engine itself finds: what is wrong with a file before there is a policy to run rules on.

use crate::diagnostic::Diagnostic;
use crate::find::{Evidence, Kind};
use crate::rules::grammar::json;
use crate::source::{Source, Span};
use crate::syntax::Problem;

/// What is wrong with the text of a source.
pub(super) fn findings(_source: &Source, problems: &[Problem]) -> Vec<Diagnostic> {
    let finding = |problem: &Problem| {
        Diagnostic::new(&json::SYNTAX_ERROR.page, problem.at, format!("{:?}", problem.flaw))
    };
    problems.iter().map(finding).collect()
}

/// A file that was named as a policy holds none.
pub(super) fn no_policy(at: Span) -> Diagnostic {
    Diagnostic::new(&json::SYNTAX_ERROR.page, at, "no policy")
}

/// A file is too large to be read.
pub(super) fn too_large(bytes: u64, limit: u64) -> Diagnostic {
    Diagnostic::new(&json::SYNTAX_ERROR.page, Span::point(0), format!("{bytes} {limit}"))
}

/// The kind that the settings ask for is not the one that the document shows.
pub(super) fn contradiction(_at: Span, _kind: Kind, _evidence: &Evidence) -> Option<Diagnostic> {
    None
}
