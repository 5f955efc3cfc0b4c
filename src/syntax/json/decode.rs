use std::ops::Range;

use super::super::text::Anchor;
use super::super::{Flaw, Text};
use super::problems::Problems;
use crate::source::Span;

/// The length of what stands before a string's closing quote; an error with what stands on its line where there is none.
///
/// A comma, blanks and closing brackets at the end of such a line are not part of the string.
pub(super) fn find_end(text: &str, quote: u8) -> Result<usize, usize> {
    let mut bytes = text.bytes().enumerate();
    while let Some((index, byte)) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'\n' | b'\r' => return Err(without_marks(&text[..index]).len()),
            _ if byte == quote => return Ok(index),
            _ => {}
        }
    }
    Err(without_marks(text).len())
}

/// A string that nothing closes, without the commas, blanks and closing brackets that stand behind it.
fn without_marks(text: &str) -> &str {
    let mut text = text.trim_end_matches([' ', '\t', ',']);
    while let Some(rest) = text.strip_suffix(['}', ']']) {
        let is_part = text.matches(['{', '[']).count() >= text.matches(['}', ']']).count();
        if is_part {
            break;
        }
        text = rest.trim_end_matches([' ', '\t', ',']);
    }
    text
}

/// The string at `at` whose content, without quotes, is written in the range `content` of the source.
///
/// What JSON forbids inside a string is added to the problems.
pub(super) fn decode<'t>(
    source: &'t str,
    at: Span,
    content: Range<usize>,
    problems: &mut Problems,
) -> Text<'t> {
    let start = content.start;
    let written = &source[content];
    let quote = source.as_bytes()[at.start()];
    let mut decoder = Decoder { written, start, quote, value: String::new(), map: Vec::new(), problems };
    decoder.run();
    let Decoder { value, map, .. } = decoder;
    Text::escaped(at, start, value, map)
}

struct Decoder<'d> {
    written: &'d str,
    /// Where `written` begins in the source.
    start: usize,
    /// The quote that the string stands in, which may be escaped.
    quote: u8,
    value: String,
    map: Vec<Anchor>,
    problems: &'d mut Problems,
}

impl Decoder<'_> {
    fn run(&mut self) {
        let mut offset = 0;
        self.anchor(0);
        while let Some(length) = self.written[offset..].find(|next: char| next < ' ' || next == '\\') {
            self.value.push_str(&self.written[offset..offset + length]);
            offset += length;
            offset = if self.written.as_bytes()[offset] == b'\\' {
                self.escape(offset)
            } else {
                self.control_characters(offset)
            };
            self.anchor(offset);
        }
        self.value.push_str(&self.written[offset..]);
    }

    /// What comes next in the value is written from `offset` on.
    fn anchor(&mut self, offset: usize) {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        self.map.push(Anchor { value: narrow(self.value.len()), source: narrow(self.start + offset) });
    }

    fn report(&mut self, written: Range<usize>, flaw: Flaw) {
        let at = Span::new(self.start + written.start, self.start + written.end);
        self.problems.add(at, flaw);
    }

    /// The raw control characters from `offset` on, which are kept as they are; a run of them is one problem.
    fn control_characters(&mut self, offset: usize) -> usize {
        let run = self.written[offset..].bytes().take_while(|byte| *byte < b' ').count();
        let characters = &self.written[offset..offset + run];
        self.report(offset..offset + run, Flaw::ControlCharacter);
        self.value.push_str(characters);
        offset + run
    }

    /// The escape at `offset`; gives the offset behind it.
    fn escape(&mut self, offset: usize) -> usize {
        self.anchor(offset);
        let Some(escaped) = self.written[offset + 1..].chars().next() else {
            self.report(offset..offset + 1, Flaw::Escape);
            self.value.push('\\');
            return offset + 1;
        };
        let plain = match escaped {
            '"' | '\\' | '/' => escaped,
            'b' => '\u{8}',
            'f' => '\u{C}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unicode_escape(offset),
            '\'' if self.quote == b'\'' => escaped,
            _ => {
                let end = offset + 1 + escaped.len_utf8();
                self.report(offset..end, Flaw::Escape);
                self.value.push(escaped);
                return end;
            }
        };
        self.value.push(plain);
        offset + 2
    }

    fn unicode_escape(&mut self, offset: usize) -> usize {
        let Some(unit) = self.code_unit(offset) else {
            self.report(offset..offset + 2, Flaw::Escape);
            self.value.push('u');
            return offset + 2;
        };
        let end = offset + 6;
        let second = self.code_unit(end).filter(|second| (0xDC00..0xE000).contains(second));
        let (code, end) = match (unit, second) {
            (0xD800..0xDC00, Some(second)) => {
                (0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00), end + 6)
            }
            _ => (unit, end),
        };
        let character = char::from_u32(code).unwrap_or_else(|| {
            self.report(offset..end, Flaw::LoneSurrogate);
            char::REPLACEMENT_CHARACTER
        });
        self.value.push(character);
        end
    }

    /// The number of the `\uXXXX` at `offset`.
    fn code_unit(&self, offset: usize) -> Option<u32> {
        let digits = self.written.get(offset..offset + 6)?.strip_prefix("\\u")?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        u32::from_str_radix(digits, 16).ok()
    }
}
