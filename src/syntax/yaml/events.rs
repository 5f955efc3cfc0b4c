//! The tokens of a text, from the library that reads them.

use std::borrow::Cow;

use granit::{ErrorKind, Event as Token, Parser, StrInput};
use granit_parser as granit;

use super::super::{Flaw, Problem, json};
use super::Flaw as Yaml;
use crate::source::Span;

/// One step through a text.
pub(super) enum Event<'t> {
    DocumentStart,
    DocumentEnd,
    Scalar {
        value: Cow<'t, str>,
        style: Style,
        properties: Properties,
    },
    SequenceStart(Properties),
    MappingStart(Properties),
    End,
    Alias(usize),
    /// The rest of the document cannot be read.
    Broken(Problem),
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    /// Literal or folded: its lines stand below it, indented.
    Block,
}

/// What stands before a value.
#[derive(Debug, Default)]
pub(super) struct Properties {
    /// The anchor's number; 0 for none.
    pub(super) anchor: usize,
    pub(super) tag: Option<Tag>,
}

/// A tag, and where it stands.
#[derive(Debug)]
pub(super) struct Tag {
    pub(super) name: Name,
    pub(super) at: Span,
}

#[derive(Debug)]
pub(super) enum Name {
    /// `!name`.
    Local(String),
    /// `!!name`.
    Core(String),
    Other,
}

/// The steps through a text, and where each stands.
pub(super) struct Events<'t> {
    text: &'t str,
    parser: Parser<'t, StrInput<'t>>,
}

impl<'t> Events<'t> {
    pub(super) fn new(text: &'t str) -> Events<'t> {
        let mut options = granit::Options::default();
        options.flow_nesting_limit = json::MAX_DEPTH;
        options.block_nesting_limit = json::MAX_DEPTH;
        Events { text, parser: Parser::new_from_str_with_options(text, options) }
    }

    /// Goes on behind the end of a document that cannot be read; false where there is no other.
    pub(super) fn skip_document(&mut self) -> bool {
        self.parser.proceed_next_document().unwrap_or(false)
    }

    fn span(&self, range: Option<std::ops::Range<usize>>) -> Span {
        let range = range.unwrap_or_default();
        let end = range.end.min(self.text.len());
        Span::new(range.start.min(end), end)
    }

    fn properties(
        &self,
        anchor: usize,
        tag: Option<Cow<'_, granit::Tag>>,
        span: &granit::Span,
    ) -> Properties {
        let tag = tag.map(|tag| {
            let at = self.span(span.tag_span().and_then(|span| span.byte_range()));
            let name = match (tag.handle(), tag.core_suffix()) {
                (_, Some(core)) => Name::Core(core.to_owned()),
                ("!", None) => Name::Local(tag.suffix().to_owned()),
                _ => Name::Other,
            };
            Tag { name, at }
        });
        Properties { anchor, tag }
    }

    /// The place of the character at which reading stopped.
    fn problem(&self, error: &granit::ScanError) -> Problem {
        let start = error.marker().byte_offset().unwrap_or_default().min(self.text.len());
        // Reading stops behind a tab.
        let is_behind_tab = self.text.get(..start).is_some_and(|before| before.ends_with('\t'));
        let start = start - usize::from(is_behind_tab && is_about_tab(error.kind()));
        let rest = self.text.get(start..).unwrap_or_default();
        let width = rest.chars().next().filter(|next| !matches!(next, '\n' | '\r')).map_or(0, char::len_utf8);
        Problem { at: Span::new(start, start + width), flaw: flaw_of(error.kind(), rest) }
    }
}

impl<'t> Iterator for Events<'t> {
    type Item = (Event<'t>, Span);

    fn next(&mut self) -> Option<(Event<'t>, Span)> {
        loop {
            let (token, span) = match self.parser.next_event()? {
                Ok(next) => next,
                Err(error) => {
                    let problem = self.problem(&error);
                    return Some((Event::Broken(problem.clone()), problem.at));
                }
            };
            let at = self.span(span.byte_range());
            let event = match token {
                Token::DocumentStart(..) => Event::DocumentStart,
                Token::DocumentEnd => Event::DocumentEnd,
                Token::Scalar(value, style, anchor, tag) => Event::Scalar {
                    value,
                    style: match style {
                        granit::ScalarStyle::Plain => Style::Plain,
                        granit::ScalarStyle::SingleQuoted => Style::SingleQuoted,
                        granit::ScalarStyle::DoubleQuoted => Style::DoubleQuoted,
                        granit::ScalarStyle::Literal | granit::ScalarStyle::Folded => Style::Block,
                    },
                    properties: self.properties(anchor, tag, &span),
                },
                Token::SequenceStart(_, anchor, tag) => {
                    Event::SequenceStart(self.properties(anchor, tag, &span))
                }
                Token::MappingStart(_, anchor, tag) => {
                    Event::MappingStart(self.properties(anchor, tag, &span))
                }
                Token::SequenceEnd | Token::MappingEnd => Event::End,
                Token::Alias(anchor) => Event::Alias(anchor),
                _ => continue,
            };
            return Some((event, at));
        }
    }
}

fn is_about_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabAtBlockScalarStart
    )
}

fn flaw_of(kind: &ErrorKind, rest: &str) -> Flaw {
    let yaml = match kind {
        ErrorKind::RecursionLimitExceeded => return Flaw::TooDeep,
        kind if is_about_tab(kind) => Yaml::Tab,
        ErrorKind::InvalidIndentation
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::BlockSequenceEntryNotAllowed => Yaml::Indentation,
        ErrorKind::MissingAnchorOrAliasName if rest.starts_with('*') => Yaml::Star,
        ErrorKind::UnknownAnchor => Yaml::UnknownAlias,
        ErrorKind::MappingValueNotAllowed => Yaml::Colon,
        ErrorKind::SimpleKeyExpected => Yaml::MissingColon,
        ErrorKind::UnexpectedCharacter { .. } => Yaml::Reserved,
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => Yaml::UnclosedString,
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidLowSurrogateHexEscape => Yaml::Escape,
        ErrorKind::MisplacedFlowCollectionEnd
        | ErrorKind::MismatchedFlowCollectionEnd { .. }
        | ErrorKind::UnclosedFlowCollection { .. }
        | ErrorKind::UnexpectedEofFlowSequence
        | ErrorKind::UnexpectedEofFlowMapping
        | ErrorKind::UnexpectedEofImplicitFlowMapping
        | ErrorKind::ExpectedFlowMappingSeparator
        | ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::InvalidColonPlacement => Yaml::Bracket,
        ErrorKind::UndeclaredTagHandle
        | ErrorKind::ExpectedTagBang
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::MissingTagUri
        | ErrorKind::UnclosedVerbatimTag => Yaml::Tag,
        ErrorKind::ExpectedBlockMappingKey => Yaml::Indentation,
        _ => Yaml::Unexpected,
    };
    Flaw::Yaml(yaml)
}
