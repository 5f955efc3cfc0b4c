//! Strings that are put together from pieces, some of which may not be known.

use std::ops::Range;

use super::text::Anchor;
use super::{Text, Tree, inside};
use crate::source::Span;

/// Collects the pieces of a string.
#[derive(Debug, Default)]
pub struct Pieces<'t> {
    /// The value, while it is one piece that stands in the text as it is.
    plain: Option<(&'t str, usize)>,
    value: String,
    map: Vec<Anchor>,
    holes: Vec<Range<usize>>,
    json: Scan,
}

/// How far the string has come as a text of JSON.
#[derive(Debug, Default)]
struct Scan {
    in_string: bool,
    after_backslash: bool,
}

/// A string of which some ranges are not known.
#[derive(Debug)]
pub struct Partial<'t> {
    text: Text<'t>,
    /// The ranges of the value in whose place something stands that is not known.
    holes: Vec<Range<usize>>,
}

impl<'t> Pieces<'t> {
    /// No piece yet.
    pub fn new() -> Pieces<'t> {
        Pieces::default()
    }

    /// A piece that stands as it is from the byte `source` on.
    pub fn push(&mut self, piece: &'t str, source: usize) {
        if piece.is_empty() {
            return;
        }
        if self.value.is_empty() && self.plain.is_none() && self.map.is_empty() {
            self.plain = Some((piece, source));
            return self.json.read(piece);
        }
        self.settle();
        self.anchor(source);
        self.add(piece);
    }

    /// A piece that is written in another way at a place.
    pub fn push_as(&mut self, piece: &str, at: Span) {
        self.settle();
        self.anchor(at.start());
        self.add(piece);
        self.anchor(at.end());
    }

    /// The pieces of another string.
    pub fn push_text(&mut self, text: &Text<'t>) {
        self.settle();
        let value = text.as_str();
        for (range, source) in text.runs() {
            self.anchor(source);
            self.add(&value[range]);
        }
        self.anchor(text.content().end());
    }

    /// Something that is not known, at its place.
    ///
    /// In the value stands a letter for it, as a string of its own where a string of JSON could begin.
    pub fn push_hole(&mut self, at: Span) {
        self.settle();
        let start = self.value.len();
        let stand_in = if self.json.in_string { "_" } else { "\"_\"" };
        self.push_as(stand_in, at);
        self.holes.push(start..self.value.len());
    }

    /// The string, where all of it is known and where it is not empty.
    pub fn text(self) -> Option<Text<'t>> {
        if let Some((value, source)) = self.plain {
            return Some(Text::verbatim(Span::new(source, source + value.len()), source, value));
        }
        let (first, last) = (self.map.first()?, self.map.last()?);
        let start = first.source as usize;
        let end = last.source as usize + (self.value.len() - last.value as usize);
        let at = Span::new(start, end);
        (!self.value.is_empty() && self.holes.is_empty())
            .then(|| Text::escaped(at, start, self.value, self.map))
    }

    /// The string that stands at a place.
    pub fn finish(mut self, at: Span) -> Partial<'t> {
        self.settle();
        let start = self.map.first().map_or(at.start(), |first| first.source as usize);
        Partial { text: Text::escaped(at, start, self.value, self.map), holes: self.holes }
    }

    fn settle(&mut self) {
        if let Some((piece, source)) = self.plain.take() {
            self.anchor(source);
            self.value.push_str(piece);
        }
    }

    fn anchor(&mut self, source: usize) {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        self.map.push(Anchor { value: narrow(self.value.len()), source: narrow(source) });
    }

    fn add(&mut self, piece: &str) {
        self.value.push_str(piece);
        self.json.read(piece);
    }
}

impl Scan {
    fn read(&mut self, piece: &str) {
        for byte in piece.bytes() {
            match byte {
                _ if self.after_backslash => self.after_backslash = false,
                b'\\' if self.in_string => self.after_backslash = true,
                b'"' => self.in_string = !self.in_string,
                _ => {}
            }
        }
    }
}

impl<'t> Partial<'t> {
    /// The string, where all of it is known.
    pub fn known(&self) -> Option<&Text<'t>> {
        self.holes.is_empty().then_some(&self.text)
    }

    /// Where it stands.
    pub fn at(&self) -> Span {
        self.text.at()
    }

    /// The document that the string holds, with [`super::Value::Unknown`] for each value of which a part is not known.
    ///
    /// Only what is wrong for certain is a problem of it.
    pub fn document(&self) -> Tree<'_> {
        inside::parse_with_holes(&self.text, &self.holes)
    }
}
