//! What can be said of a policy.
//!
//! A [`Diagnostic`] is one finding as plain data: which [`Page`] of the rule book it belongs to, how bad it is ([`Level`]), where it is, what is wrong there and what to do.
//! It knows nothing of the formats it is printed in; each output format has a counterpart of its own in [`crate::render`].

mod fix;
mod level;
mod page;

pub use fix::{Edit, Fix, Safety};
pub use level::Level;
pub(crate) use page::page;
pub use page::{Origin, Page};

use crate::source::Span;

/// One finding.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The rule's page in the rule book.
    pub page: &'static Page,
    /// How bad it is; the page's level unless the rule knows better in this case.
    pub level: Level,
    /// Where it is; if only one place can be shown, it is this one.
    pub at: Span,
    /// What is wrong, in one line; if only one text can be shown, it is this one.
    pub message: String,
    /// What is to be seen at `at`, in a few words.
    pub here: Option<String>,
    /// Where it is besides `at`, in the order in which Access Analyzer tells its locations.
    ///
    /// They say what is wrong, not why or how it is shown: a label may underline less than one of them, or explain from somewhere else.
    pub further: Vec<Span>,
    /// What is to be seen at other places.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
    /// A change of the file that would mend it.
    pub fix: Option<Fix>,
}

/// Another place that is shown with a finding, and what is to be seen there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub at: Span,
    /// What is to be seen there, in a few words.
    pub message: String,
}

impl Diagnostic {
    /// A finding of a page, at the page's level.
    pub fn new(page: &'static Page, at: Span, message: impl Into<String>) -> Diagnostic {
        let message = message.into();
        Diagnostic {
            page,
            level: page.level,
            at,
            message,
            here: None,
            further: Vec::new(),
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Says what is to be seen at the finding's own place.
    pub fn here(&mut self, message: impl Into<String>) -> &mut Diagnostic {
        self.here = Some(message.into());
        self
    }

    /// Shows another place, which only explains.
    pub fn label(&mut self, at: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.labels.push(Label { at, message: message.into() });
        self
    }

    /// Adds a place that the finding is at as well, without showing it.
    pub fn further(&mut self, at: Span) -> &mut Diagnostic {
        self.further.push(at);
        self
    }

    /// Adds a place that the finding is at as well, and says what is to be seen there.
    pub fn also(&mut self, at: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.further(at).label(at, message)
    }

    /// All places that it is at, the one to show first.
    pub fn locations(&self) -> impl Iterator<Item = Span> {
        std::iter::once(self.at).chain(self.further.iter().copied())
    }

    /// Says what to do.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Diagnostic {
        self.help = Some(help.into());
        self
    }

    /// Gives this finding another level than its page's.
    pub fn level(&mut self, level: Level) -> &mut Diagnostic {
        self.level = level;
        self
    }

    /// Offers a change of the file.
    pub fn fix(&mut self, fix: Fix) -> &mut Diagnostic {
        self.fix = Some(fix);
        self
    }
}
