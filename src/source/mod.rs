//! Where text is: a file's text, the places in it, and its lines.
//!
//! A [`Source`] is one file as the user wrote it; a [`Span`] is a range of its bytes.
//! Everything after this module speaks of places as spans, and only the renderers turn a span into a line and a column.

pub(crate) mod const_text;
mod lines;
mod signs;
mod span;

use std::ops::Range;
use std::sync::OnceLock;

pub use lines::{Lines, Position};
pub use signs::Signs;
pub use span::Span;

/// The byte that stands for one byte of a file that is not UTF-8: the control character SUBSTITUTE.
///
/// One byte stands for one byte, so that every place stays a place in the file that the user wrote.
pub const SUBSTITUTE: char = '\u{1a}';

/// The most bytes that a source may have; spans count bytes in 32 bits.
pub const MAX_BYTES: usize = u32::MAX as usize;

/// One file: its name, its text and what was wrong with its bytes.
#[derive(Debug)]
pub struct Source {
    name: String,
    text: String,
    encoding: Encoding,
    lines: OnceLock<Lines>,
}

/// How the bytes of a file became text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Encoding {
    /// The bytes are UTF-8, as JSON demands (RFC 8259, section 8.1).
    Utf8,
    /// Some bytes are not UTF-8; each of them is a [`SUBSTITUTE`] in the text.
    Broken(Vec<BrokenBytes>),
    /// The bytes are UTF-16, which no AWS service takes.
    Utf16 {
        /// What they say; the source's own text is empty, since places in this one are not places in the file.
        decoded: String,
    },
}

/// A run of bytes that are not UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenBytes {
    /// Where they stand.
    pub at: Span,
    /// The first of them.
    pub first: u8,
}

impl Source {
    /// A source of text that is known to be UTF-8.
    ///
    /// `name` is what reports call the file; it is never opened.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Source {
        Source { name: name.into(), text: text.into(), encoding: Encoding::Utf8, lines: OnceLock::new() }
    }

    /// A source of a file's bytes, whatever they are.
    ///
    /// Bytes that are not UTF-8 never fail: [`Source::encoding`] tells what they were.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Source {
        if is_utf16(&bytes) {
            let decoded = decode_utf16(&bytes);
            return Source { encoding: Encoding::Utf16 { decoded }, ..Source::new(name, "") };
        }
        match String::from_utf8(bytes) {
            Ok(text) => Source::new(name, text),
            Err(error) => {
                let (text, broken) = substitute(error.into_bytes());
                Source { encoding: Encoding::Broken(broken), ..Source::new(name, text) }
            }
        }
    }

    /// What reports call the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, with a [`SUBSTITUTE`] for each byte that was not UTF-8.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the bytes of the file were.
    pub fn encoding(&self) -> &Encoding {
        &self.encoding
    }

    /// The lines of the text; found at the first call.
    pub fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }

    /// The text at a place; empty where the place lies outside of the text or cuts a character.
    pub fn slice(&self, at: Span) -> &str {
        self.text.get(Range::from(at)).unwrap_or_default()
    }

    /// The line and column of a byte, both from 1, the column in Unicode characters.
    pub fn position(&self, offset: usize) -> Position {
        self.lines().position(&self.text, offset)
    }
}

/// Whether the bytes are UTF-16: they begin with its byte-order mark, or with an ASCII character beside a zero byte.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 1..=0x7F, ..] | [1..=0x7F, 0, ..])
}

/// The text of UTF-16, without its byte-order mark; what is broken in it becomes the replacement character.
fn decode_utf16(bytes: &[u8]) -> String {
    let is_little_endian = matches!(bytes, [0xFF, 0xFE, ..] | [1..=0x7F, 0, ..]);
    let read = if is_little_endian { u16::from_le_bytes } else { u16::from_be_bytes };
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]])).collect();
    let decoded = String::from_utf16_lossy(&units);
    decoded.trim_start_matches('\u{FEFF}').to_owned()
}

/// Puts one [`SUBSTITUTE`] in the place of each byte that is not UTF-8, and tells where; runs of bytes are one place.
fn substitute(mut bytes: Vec<u8>) -> (String, Vec<BrokenBytes>) {
    let mut broken: Vec<BrokenBytes> = Vec::new();
    let mut at = 0;
    while let Err(error) = std::str::from_utf8(&bytes[at..]) {
        let start = at + error.valid_up_to();
        let end = error.error_len().map_or(bytes.len(), |length| start + length);
        let run = BrokenBytes { at: Span::new(start, end), first: bytes[start] };
        bytes[start..end].fill(SUBSTITUTE as u8);
        match broken.last_mut() {
            Some(last) if last.at.end() == start => last.at = last.at.to(run.at),
            _ => broken.push(run),
        }
        at = end;
    }
    let text = String::from_utf8(bytes).unwrap_or_default();
    (text, broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(runs: &[(Range<usize>, u8)]) -> Encoding {
        let run =
            |(at, first): &(Range<usize>, u8)| BrokenBytes { at: Span::new(at.start, at.end), first: *first };
        Encoding::Broken(runs.iter().map(run).collect())
    }

    #[test]
    fn bytes_that_are_not_utf8_keep_every_place() {
        let source = Source::from_bytes("f", b"{\"a\": \"caf\xE9\xE8!\xC3\"}".to_vec());
        assert_eq!(source.text(), "{\"a\": \"caf\u{1a}\u{1a}!\u{1a}\"}");
        assert_eq!(source.encoding(), &broken(&[(10..12, 0xE9), (13..14, 0xC3)]));
    }

    #[test]
    fn a_character_cut_short_at_the_end_is_broken_to_the_end() {
        let source = Source::from_bytes("f", b"{}\xE2\x80".to_vec());
        assert_eq!(source.encoding(), &broken(&[(2..4, 0xE2)]));
    }

    #[test]
    fn utf16_is_told_with_and_without_a_mark() {
        for bytes in [&b"\xFF\xFE{\0"[..], b"\xFE\xFF\0{", b"{\0\"\0", b"\0{\0\""] {
            let source = Source::from_bytes("f", bytes.to_vec());
            assert!(
                matches!(source.encoding(), Encoding::Utf16 { decoded } if decoded.starts_with('{')),
                "{bytes:?}"
            );
            assert_eq!(source.text(), "");
        }
        assert_eq!(Source::from_bytes("f", b"{}".to_vec()).encoding(), &Encoding::Utf8);
    }
}
