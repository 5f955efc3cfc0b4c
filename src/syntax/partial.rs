//! Strings of which some parts are not known.

use std::ops::Range;

use super::{Pieces, Text, Tree, Value, inside};
use crate::source::Span;

/// A string of which some parts are not known.
#[derive(Debug, Clone, PartialEq)]
pub struct Partial<'t> {
    pub(super) text: Text<'t>,
    pub(super) holes: Vec<Hole>,
}

/// A part of a string that is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// The range of the value in whose place it stands.
    pub(super) range: Range<usize>,
    /// Where that is written which will stand there.
    pub at: Span,
    /// What is known of it.
    pub hidden: Hidden,
}

/// What a part of a string is that is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// Any string; it may be empty.
    Anything,
    /// The number of an account.
    Account,
    /// The name of a partition: `aws`.
    Partition,
    /// The name of a Region.
    Region,
    /// The end of the names of hosts in a partition: `amazonaws.com`.
    DnsSuffix,
}

impl<'t> From<Text<'t>> for Partial<'t> {
    fn from(text: Text<'t>) -> Partial<'t> {
        Partial { text, holes: Vec::new() }
    }
}

impl<'t> Partial<'t> {
    /// The string with a letter or two in the place of each part that is not known.
    pub fn as_written(&self) -> &str {
        self.text.as_str()
    }

    /// The string, where all of it is known.
    pub fn known(&self) -> Option<&Text<'t>> {
        self.holes.is_empty().then_some(&self.text)
    }

    /// Where it stands.
    pub fn at(&self) -> Span {
        self.text.at()
    }

    /// The parts that are not known.
    pub fn holes(&self) -> &[Hole] {
        &self.holes
    }

    /// What stands before a part that is not known, with a letter or two for each other such part.
    pub fn before(&self, hole: &Hole) -> &str {
        self.text.as_str().get(..hole.range.start).unwrap_or_default()
    }

    /// How many bytes of it are known.
    pub fn known_length(&self) -> usize {
        self.text.as_str().len() - self.holes.iter().map(|hole| hole.range.len()).sum::<usize>()
    }

    /// The parts in their order: what is known, and what is not.
    pub(super) fn parts(&self) -> impl Iterator<Item = Result<Range<usize>, &Hole>> {
        let ends = self.holes.iter().map(|hole| hole.range.start);
        let starts = std::iter::once(0).chain(self.holes.iter().map(|hole| hole.range.end));
        let known = starts.zip(ends.chain(std::iter::once(self.text.as_str().len())));
        let holes = self.holes.iter().map(Some).chain(std::iter::once(None));
        known.zip(holes).flat_map(|((start, end), hole)| std::iter::once(Ok(start..end)).chain(hole.map(Err)))
    }

    /// The value: a string, a string with holes, or unknown where nothing is known of it.
    pub fn into_value(self) -> Value<'t> {
        match self.holes.as_slice() {
            [] => Value::Text(self.text),
            [Hole { hidden: Hidden::Anything, .. }, ..] if self.known_length() == 0 => Value::Unknown,
            _ => Value::Partial(Box::new(self)),
        }
    }

    /// The string, if these were the parts that are not known.
    pub fn supposing(&self, mut part: impl FnMut(&Hole) -> String) -> Text<'static> {
        let mut pieces = Pieces::new();
        for next in self.parts() {
            match next {
                Ok(range) => pieces.push_part(&self.text, range),
                Err(hole) => pieces.push_as(&part(hole), hole.at),
            }
        }
        pieces.finish(self.at()).text
    }

    /// The same string with another value of the same length, byte by byte, holes included.
    pub fn with_value(&self, change: impl FnOnce(&str) -> String) -> Partial<'t> {
        Partial { text: self.text.with_value(change(self.text.as_str())), holes: self.holes.clone() }
    }

    /// The document that the string holds; a string of it with a hole is such a string again.
    ///
    /// Only what is wrong for certain is a problem of it.
    pub fn document(&self) -> Tree<'_> {
        inside::parse_with_holes(&self.text, &self.holes)
    }

    /// The same string, all of which stands at another place.
    pub(super) fn standing_at(&self, at: Span) -> Partial<'t> {
        let mut pieces = Pieces::new();
        pieces.push_partial_as(self, at);
        pieces.finish(at)
    }

    pub(super) fn detached(&self) -> Partial<'static> {
        Partial { text: self.text.detached(), holes: self.holes.clone() }
    }
}
