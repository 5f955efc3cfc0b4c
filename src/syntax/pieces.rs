//! Strings that are put together from pieces, some of which may not be known.

use std::ops::Range;

use super::Text;
use super::partial::{Hidden, Hole, Partial};
use super::text::Anchor;
use crate::source::Span;

/// Collects the pieces of a string.
#[derive(Debug, Default)]
pub struct Pieces<'t> {
    /// The value, while it is one piece that stands in the text as it is.
    plain: Option<(&'t str, usize)>,
    value: String,
    map: Vec<Anchor>,
    holes: Vec<Hole>,
    json: Scan,
}

/// How far the string has come as a text of JSON.
#[derive(Debug, Default)]
struct Scan {
    in_string: bool,
    after_backslash: bool,
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

    /// A part of another string, which stands where that one does.
    pub fn push_part(&mut self, text: &Text<'_>, range: Range<usize>) {
        let Some(piece) = text.as_str().get(range.clone()).filter(|piece| !piece.is_empty()) else { return };
        self.settle();
        let start = self.value.len();
        for anchor in text.anchors_in(range.clone()) {
            let value = narrow(start + (anchor.value as usize - range.start));
            self.map.push(Anchor { value, source: anchor.source });
        }
        self.add(piece);
        self.anchor(text.part(range).end());
    }

    /// Another string.
    pub fn push_text(&mut self, text: &Text<'_>) {
        self.push_part(text, 0..text.as_str().len());
    }

    /// Something that is not known, at its place.
    ///
    /// In the value stands a letter for it, as a string of its own where a string of JSON could begin.
    pub fn push_hole(&mut self, at: Span, hidden: Hidden) {
        self.settle();
        let start = self.value.len();
        let stand_in = if self.json.in_string { "_" } else { "\"_\"" };
        self.push_as(stand_in, at);
        self.holes.push(Hole { range: start..self.value.len(), at, hidden });
    }

    /// A string of which parts may not be known.
    pub fn push_partial(&mut self, partial: &Partial<'_>) {
        for part in partial.parts() {
            match part {
                Ok(range) => self.push_part(&partial.text, range),
                Err(hole) => self.push_hole(hole.at, hole.hidden),
            }
        }
    }

    /// The same, all of which is written in another way at a place.
    pub fn push_partial_as(&mut self, partial: &Partial<'_>, at: Span) {
        for part in partial.parts() {
            match part {
                Ok(range) => self.push_as(&partial.text.as_str()[range], at),
                Err(hole) => self.push_hole(at, hole.hidden),
            }
        }
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

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
