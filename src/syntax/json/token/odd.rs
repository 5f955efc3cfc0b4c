//! What is no token of JSON at all.

use super::super::super::Flaw;
use super::word::is_word;
use super::{Token, Tokens};
use crate::source::Span;

impl<'t> Tokens<'t> {
    /// Goes on where the scanner could not.
    ///
    /// Gives the offset to look for the next token from, or nothing where there is a token now.
    pub(super) fn recover(&mut self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        match rest.chars().next()? {
            '"' | '\'' => {
                self.string(Span::new(start, start + 1));
                None
            }
            '“' | '”' | '„' | '‘' | '’' => {
                self.curly_string(start);
                None
            }
            '/' if rest.starts_with("/*") => {
                self.report(Span::new(start, start + 2), Flaw::UnclosedComment);
                self.set(Token::End, Span::point(self.text.len()));
                self.resume(self.text.len());
                None
            }
            '#' => {
                let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
                Some(self.pass_over(&rest[..length], start, Flaw::Comment))
            }
            first if is_word(first) => {
                self.word(start);
                None
            }
            first if is_invisible(first) => {
                let length = rest.find(|next| !is_invisible(next)).unwrap_or(rest.len());
                Some(self.pass_over(&rest[..length], start, Flaw::WhiteSpace))
            }
            '`' if !rest.starts_with("``") => {
                match rest[1..].find(['`', '\n', '\r']).filter(|length| rest[1 + length..].starts_with('`')) {
                    Some(length) => self.quoted(start, 1, length, 1, Flaw::SingleQuotes),
                    None => self.strange(start, 1),
                }
                None
            }
            '<' | '=' | '>' | '|' if self.begins_line(start) && is_conflict(rest) => {
                Some(self.pass_over_conflict(start))
            }
            '<' if enclosed(rest, ">").is_some() => {
                self.strange(start, enclosed(rest, ">").unwrap_or(1));
                None
            }
            first => {
                let length =
                    rest[first.len_utf8()..].find(ends_nonsense).unwrap_or(rest.len() - first.len_utf8());
                let length = if matches!(first, '(' | ')') { 1 } else { first.len_utf8() + length };
                self.strange(start, length);
                None
            }
        }
    }

    fn begins_line(&self, offset: usize) -> bool {
        offset == 0 || self.text[..offset].ends_with(['\n', '\r'])
    }

    /// Passes over the line of a conflict's mark, and over the version that is not ours.
    fn pass_over_conflict(&mut self, start: usize) -> usize {
        let rest = &self.text[start..];
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        self.report(Span::new(start, start + line), Flaw::MergeConflict);
        let end = if rest.starts_with("=======") { rest.find("\n>>>>>>>") } else { None };
        let base = if rest.starts_with("|||||||") { rest.find("\n=======") } else { None };
        let next = start + end.or(base).map_or(line, |end| end + 1);
        self.resume(next);
        next
    }

    /// Lists a piece of text that is no token, and goes on behind it.
    fn pass_over(&mut self, piece: &str, start: usize, flaw: Flaw) -> usize {
        let end = start + piece.len();
        self.report(Span::new(start, end), flaw);
        self.resume(end);
        end
    }
}

/// Whether a line is a mark with which a version control system shows a conflict.
fn is_conflict(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].into_iter().any(|mark| line.starts_with(mark))
}

/// The length of a placeholder up to the mark that closes it on the same line, if it holds nothing but a name.
pub(super) fn enclosed(text: &str, close: &str) -> Option<usize> {
    /// No name is longer; without an end, a file of opening marks would be searched again for each of them.
    const LONGEST: usize = 256;
    let window = text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end]);
    let length = window.find(close)? + close.len();
    let inner = &text[..length];
    let is_name = !inner.contains(['"', '\'', '\n', '\r', ',']) && inner.len() > 2 * close.len();
    is_name.then_some(length)
}

/// Whether nobody sees the character, although it is no white space.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

/// Whether a run of characters that are no tokens has ended.
fn ends_nonsense(character: char) -> bool {
    let begins_token = matches!(
        character,
        '{' | '}' | '[' | ']' | ',' | ':' | '"' | '\'' | '/' | '#' | '“' | '”' | '„' | '‘' | '’'
    );
    begins_token || character.is_whitespace() || is_word(character) || is_invisible(character)
}
