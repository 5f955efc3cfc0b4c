use std::ops::Range;

use super::Pieces;
use crate::source::{Signs, Span};

/// A string of a document: its value, and for each byte of the value where it was written.
///
/// A string without escapes borrows its value from the source and costs nothing more.
#[derive(Debug, Clone, PartialEq)]
pub struct Text<'t> {
    at: Span,
    content: u32,
    signs: Signs,
    value: Value<'t>,
}

/// The value of a string; what few strings need is kept elsewhere, so that the others are small.
#[derive(Debug, Clone, PartialEq)]
enum Value<'t> {
    Plain(&'t str),
    Escaped(Box<Escaped>),
}

#[derive(Debug, Clone, PartialEq)]
struct Escaped {
    value: String,
    map: Box<[Anchor]>,
}

/// From this byte of the value on, up to the next anchor, bytes were written one to one from this place of the source on.
///
/// An escape has an anchor before it and one behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Anchor {
    pub(super) value: u32,
    pub(super) source: u32,
}

impl<'t> Text<'t> {
    /// A string whose value stands in the source as it is, from the byte `content` on.
    pub(super) fn verbatim(at: Span, content: usize, value: &'t str) -> Text<'t> {
        Text::plain(at, content, value, Signs::of(value))
    }

    /// The string that the text of a whole file is.
    pub fn whole(text: &'t str) -> Text<'t> {
        Text::verbatim(Span::new(0, text.len()), 0, text)
    }

    /// The same, where the value's signs are known.
    pub(super) fn plain(at: Span, content: usize, value: &'t str, signs: Signs) -> Text<'t> {
        Text { at, content: narrow(content), signs, value: Value::Plain(value) }
    }

    /// A string whose value was written with escapes.
    pub(super) fn escaped(at: Span, content: usize, value: String, map: Vec<Anchor>) -> Text<'t> {
        let signs = Signs::of(&value);
        let value = Value::Escaped(Box::new(Escaped { value, map: map.into() }));
        Text { at, content: narrow(content), signs, value }
    }

    /// A string that stands nowhere in the file, in whose place something else stands there: a name in another spelling, a default.
    pub fn standing_for(at: Span, value: &str) -> Text<'t> {
        let (start, end) = (narrow(at.start()), narrow(at.end()));
        let map =
            vec![Anchor { value: 0, source: start }, Anchor { value: narrow(value.len()), source: end }];
        Text::escaped(at, at.start(), value.to_owned(), map)
    }

    /// The same string with another value of the same length, byte by byte.
    pub fn with_value(&self, value: String) -> Text<'t> {
        debug_assert_eq!(value.len(), self.as_str().len());
        let map = match &self.value {
            Value::Plain(_) => vec![Anchor { value: 0, source: self.content }],
            Value::Escaped(escaped) => escaped.map.to_vec(),
        };
        Text::escaped(self.at, self.content as usize, value, map)
    }

    /// The same string with another token.
    pub(super) fn with_token(self, at: Span) -> Text<'t> {
        Text { at, ..self }
    }

    /// The string's token, quotes included.
    pub fn at(&self) -> Span {
        self.at
    }

    /// The value.
    pub fn as_str(&self) -> &str {
        match &self.value {
            Value::Plain(value) => value,
            Value::Escaped(escaped) => &escaped.value,
        }
    }

    /// What the value holds of that which few strings hold.
    pub fn signs(&self) -> Signs {
        self.signs
    }

    /// The place of what stands between the quotes.
    pub fn content(&self) -> Span {
        self.part(0..self.as_str().len())
    }

    /// The place where a range of the value's bytes was written, whole escapes included.
    ///
    /// Ranges beyond the value end with it.
    pub fn part(&self, range: Range<usize>) -> Span {
        Span::new(self.source_of(range.start), self.end_of(range.end))
    }

    /// The range of the value's bytes that was written at a place; none where the place does not lie between the quotes.
    pub fn range_of(&self, place: Span) -> Option<Range<usize>> {
        let content = self.content();
        if !content.contains(place) {
            return None;
        }
        Some(self.value_of(place.start())..self.value_of(place.end()))
    }

    /// The same string, where all its places so far are bytes of the value of another one.
    pub(super) fn inside(self, outer: &Text<'_>) -> Text<'t> {
        let own = match &self.value {
            Value::Plain(_) => &[Anchor { value: 0, source: self.content }][..],
            Value::Escaped(escaped) => &escaped.map,
        };
        let ends = own.iter().skip(1).map(|next| next.value);
        let ends = ends.chain(std::iter::once(narrow(self.as_str().len())));
        let mut map = Vec::with_capacity(own.len());
        for (anchor, end) in own.iter().zip(ends) {
            map.push(Anchor { value: anchor.value, source: narrow(outer.source_of(anchor.source as usize)) });
            // Where the other string has an escape, what is written one to one here is not so in the file.
            let reach = anchor.source..anchor.source + (end - anchor.value);
            let behind = outer.anchors().partition_point(|other| other.value <= reach.start);
            let within = outer.anchors()[behind..].iter().take_while(|other| other.value <= reach.end);
            for other in within {
                let value = anchor.value + (other.value - anchor.source);
                // One at the end says where the last byte ends, if that is not where bytes written one to one end.
                let goes_on = |last: &Anchor| last.source + (value - last.value) == other.source;
                if other.value < reach.end || !map.last().is_some_and(goes_on) {
                    map.push(Anchor { value, source: other.source });
                }
            }
            if let Some(place) = outer.stood_for(reach.end as usize) {
                map.push(Anchor { value: end, source: narrow(place.end()) });
            }
        }
        let at = outer.part(self.at.start()..self.at.end());
        let content = map.first().map_or(0, |first| first.source);
        let value = match (self.value, map.as_slice()) {
            (Value::Plain(value), [_]) => Value::Plain(value),
            (Value::Plain(value), _) => {
                Value::Escaped(Box::new(Escaped { value: value.to_owned(), map: map.into() }))
            }
            (Value::Escaped(escaped), _) => {
                Value::Escaped(Box::new(Escaped { value: escaped.value, map: map.into() }))
            }
        };
        Text { at, content, signs: self.signs, value }
    }

    /// Whether the value stands in the source as it is.
    pub fn is_verbatim(&self) -> bool {
        matches!(self.value, Value::Plain(_))
    }

    /// A part of it as a string of its own, which stands at a place.
    pub fn cut(&self, at: Span, range: Range<usize>) -> Text<'t> {
        match &self.value {
            Value::Plain(value) => {
                let content = self.source_of(range.start);
                Text::verbatim(at, content, value.get(range).unwrap_or_default())
            }
            Value::Escaped(_) => {
                let mut pieces = Pieces::new();
                pieces.push_part(self, range);
                pieces.finish(at).text
            }
        }
    }

    /// What maps a range of the value's bytes to where they were written: an anchor at its start, and those within.
    pub(super) fn anchors_in(&self, range: Range<usize>) -> impl Iterator<Item = Anchor> {
        let (start, end) = (narrow(range.start), narrow(range.end));
        let first = Anchor { value: start, source: narrow(self.source_of(range.start)) };
        let within = self.anchors().iter().filter(move |anchor| anchor.value > start && anchor.value < end);
        std::iter::once(first).filter(move |_| start < end).chain(within.copied())
    }

    /// The same string, with a value that borrows from nothing.
    pub(super) fn detached(&self) -> Text<'static> {
        let value = match &self.value {
            Value::Plain(value) => {
                let map = Box::new([Anchor { value: 0, source: self.content }]);
                Value::Escaped(Box::new(Escaped { value: (*value).to_owned(), map }))
            }
            Value::Escaped(escaped) => Value::Escaped(escaped.clone()),
        };
        Text { at: self.at, content: self.content, signs: self.signs, value }
    }

    fn anchors(&self) -> &[Anchor] {
        match &self.value {
            Value::Plain(_) => &[],
            Value::Escaped(escaped) => &escaped.map,
        }
    }

    /// The last anchor of those at the start that pass a test.
    fn last_anchor(&self, passes: impl Fn(&Anchor) -> bool) -> Anchor {
        let map = self.anchors();
        let after = map.partition_point(passes);
        map.get(after.wrapping_sub(1)).copied().unwrap_or(Anchor { value: 0, source: self.content })
    }

    fn source_of(&self, value: usize) -> usize {
        let value = value.min(self.as_str().len());
        if let Some(place) = self.stood_for(value) {
            return place.start();
        }
        let map = self.anchors();
        let next = map.partition_point(|anchor| anchor.value as usize <= value);
        let anchor = self.last_anchor(|anchor| anchor.value as usize <= value);
        let source = anchor.source as usize + (value - anchor.value as usize);
        // What stands for something shorter ends where that ends.
        map.get(next).map_or(source, |next| source.min(next.source.max(anchor.source) as usize))
    }

    /// Where what ends before a byte of the value ends.
    fn end_of(&self, value: usize) -> usize {
        self.stood_for(value).map_or_else(|| self.source_of(value), Span::end)
    }

    /// The place that bytes on both sides of one of the value stand for, where they are more than are written there.
    fn stood_for(&self, value: usize) -> Option<Span> {
        let map = self.anchors();
        let next = map.partition_point(|anchor| (anchor.value as usize) < value);
        let (anchor, next) = (map.get(next.checked_sub(1)?)?, map.get(next)?);
        let written = next.source.checked_sub(anchor.source)?;
        let is_inside = value < next.value as usize && written < next.value - anchor.value;
        is_inside.then(|| Span::new(anchor.source as usize, next.source as usize))
    }

    fn value_of(&self, source: usize) -> usize {
        let anchor = self.last_anchor(|anchor| anchor.source as usize <= source);
        let mut value = (anchor.value as usize + (source - anchor.source as usize)).min(self.as_str().len());
        while !self.as_str().is_char_boundary(value) {
            value -= 1;
        }
        value
    }
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
