use super::answer::Answer;
use crate::diagnostic::Diagnostic;
use crate::find::Profile;
use crate::source::Span;
use crate::syntax::path::Step;

/// What was found in one source.
///
/// It is plain data that needs the source only to be printed.
#[derive(Debug, Default)]
pub struct Report {
    /// The policies of the source, in its order.
    pub policies: Vec<PolicyReport>,
    /// The findings, in the order of the source.
    pub findings: Vec<Finding>,
    /// Policies of which nothing was checked, since nothing of them can be known before something is deployed.
    pub unresolved: Vec<Unresolved>,
    /// Why the source was passed over, where nothing of it was checked.
    pub skipped: Option<Skipped>,
}

impl Report {
    /// Leaves a policy, at this place, to the file that it is read from.
    pub fn is_read_elsewhere(&mut self, at: Span) {
        self.unresolved.retain(|unresolved| unresolved.at != at);
    }
}

/// One policy of a source.
#[derive(Debug, Clone)]
pub struct PolicyReport {
    /// What it was checked as.
    pub profile: &'static Profile,
    /// Why it was checked as that: "every action is `sts:AssumeRole` and there is a principal".
    pub because: String,
    /// Whom it belongs to in its file, where the file says it.
    pub owner: Option<String>,
    /// Where it stands.
    pub at: Span,
    /// What AWS's API will answer, where it is certain that it refuses the policy, and in which words.
    pub answer: Option<Answer>,
    /// How many of its values cannot be known in full before it is deployed; no finding depends on what is not known.
    pub holes: usize,
}

/// A policy that cannot be known before something is deployed.
#[derive(Debug, Clone)]
pub struct Unresolved {
    /// Whom it belongs to in its file, where the file says it.
    pub owner: Option<String>,
    /// What stands in its place.
    pub at: Span,
}

/// A diagnostic and what it is about.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What was found.
    pub diagnostic: Diagnostic,
    /// The policy that it is about, as an index of [`Report::policies`]; none for findings about the file.
    pub policy: Option<usize>,
    /// The way from the policy's root to the place; empty for the whole document.
    pub location: Vec<Step>,
    /// The ways to the diagnostic's further places, in their order.
    pub further: Vec<Vec<Step>>,
}

impl Finding {
    /// The ways to all places of the diagnostic, in the order of [`Diagnostic::locations`].
    pub fn locations(&self) -> impl Iterator<Item = &[Step]> {
        std::iter::once(&self.location).chain(&self.further).map(Vec::as_slice)
    }
}

/// Why a source was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Skipped {
    /// It holds no policy.
    NoPolicy,
}

impl Skipped {
    /// The reason in words.
    pub const fn reason(self) -> &'static str {
        match self {
            Skipped::NoPolicy => "it holds no policy",
        }
    }
}
