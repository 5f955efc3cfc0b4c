use crate::source::Span;

/// A change of the file that would mend a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What the change does, in a few words.
    pub title: String,
    /// Whether it may be made without asking.
    pub safety: Safety,
    /// The changes, in the order of the file, none touching another.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be made without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    /// The policy means the same afterwards, or means what it evidently should.
    Safe,
    /// A person has to look at it.
    Suggested,
}

/// One piece of text in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; an empty place inserts.
    pub at: Span,
    /// The text that comes there, as it stands in the file: quoted and escaped.
    pub text: String,
}

impl Fix {
    /// A fix of one edit.
    pub fn replace(title: impl Into<String>, safety: Safety, at: Span, text: impl Into<String>) -> Fix {
        Fix { title: title.into(), safety, edits: vec![Edit { at, text: text.into() }] }
    }
}
