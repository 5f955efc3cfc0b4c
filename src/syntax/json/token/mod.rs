mod odd;
mod plain;
mod string;
mod word;

use std::vec::IntoIter;

use jsonc_parser::tokens::Token as Scanned;
use jsonc_parser::{Scanner, ScannerOptions};

use super::super::{Flaw, Text};
use super::problems::Problems;
use crate::source::Span;
use odd::enclosed;
use string::holds;
pub(super) use word::is_number;

/// The scanner takes all that people write; what JSON forbids is told by what was written.
const LENIENT: ScannerOptions = ScannerOptions {
    allow_single_quoted_strings: true,
    allow_hexadecimal_numbers: true,
    allow_unary_plus_numbers: true,
    allow_bare_decimal_point_numbers: true,
    allow_non_finite_numbers: true,
    allow_extended_string_escapes: true,
};

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// A token, as the parser needs it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'t> {
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Comma,
    Colon,
    Text(Text<'t>),
    Word(&'t str),
    Number(&'t str),
    Bool(bool),
    Null,
    /// A value that nobody knows; nothing that is written, but what mending puts in the place of something.
    Unknown,
    /// Characters that are no token of JSON.
    Strange(&'t str),
    End,
}

impl Token<'_> {
    pub(super) fn is_opener(&self) -> bool {
        matches!(self, Token::OpenBrace | Token::OpenBracket)
    }

    pub(super) fn is_closer(&self) -> bool {
        matches!(self, Token::CloseBrace | Token::CloseBracket)
    }

    /// Whether it can be the name of a member.
    pub(super) fn is_name(&self) -> bool {
        self.is_scalar() && *self != Token::Unknown
    }

    /// Whether it is a value by itself.
    pub(super) fn is_scalar(&self) -> bool {
        match self {
            Token::Text(_) | Token::Word(_) | Token::Number(_) => true,
            Token::Bool(_) | Token::Null | Token::Unknown => true,
            Token::OpenBrace | Token::CloseBrace | Token::OpenBracket | Token::CloseBracket => false,
            Token::Comma | Token::Colon | Token::Strange(_) | Token::End => false,
        }
    }
}

/// The tokens of a text, one at a time, without comments.
pub(super) struct Tokens<'t> {
    text: &'t str,
    scanner: Scanner<'t>,
    /// The offset in the text where the scanner began.
    base: usize,
    /// The current token.
    pub(super) token: Token<'t>,
    /// The current token's place.
    pub(super) at: Span,
    /// The token that the current one follows: whether it is a colon.
    after_colon: bool,
    /// For each bracket that is open, whether it is that of a list.
    lists: Vec<bool>,
    /// Tokens that were read already, which come before all others.
    replay: Option<IntoIter<(Token<'t>, Span)>>,
    /// What is wrong so far.
    pub(super) problems: Problems,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Tokens<'t> {
        let mut tokens = Tokens::from(text, 0);
        if text.starts_with(BYTE_ORDER_MARK) {
            let mark = Span::new(0, BYTE_ORDER_MARK.len_utf8());
            tokens.report(mark, Flaw::ByteOrderMark);
            tokens.at = mark;
            tokens.resume(mark.end());
        }
        tokens
    }

    /// The tokens from an offset of the text on.
    pub(super) fn from(text: &'t str, offset: usize) -> Tokens<'t> {
        Tokens {
            text,
            scanner: Scanner::new(&text[offset..], &LENIENT),
            base: offset,
            token: Token::End,
            at: Span::point(offset),
            after_colon: false,
            lists: Vec::new(),
            replay: None,
            problems: Problems::default(),
        }
    }

    /// The same tokens in another order, the first of them being the current one.
    pub(super) fn replay(self, tokens: Vec<(Token<'t>, Span)>, problems: Problems) -> Tokens<'t> {
        let mut replayed = Tokens { replay: Some(tokens.into_iter()), problems, ..self };
        replayed.advance();
        replayed
    }

    /// Lists a problem.
    pub(super) fn report(&mut self, at: Span, flaw: Flaw) {
        self.problems.add(at, flaw);
    }

    /// Moves on to the next token.
    pub(super) fn advance(&mut self) {
        if let Some(replay) = &mut self.replay {
            let end = Span::point(self.text.len());
            (self.token, self.at) = replay.next().unwrap_or((Token::End, end));
            return;
        }
        if self.problems.is_full() {
            return self.set(Token::End, Span::point(self.text.len()));
        }
        if !self.advance_plain() {
            self.scan();
        }
    }

    /// Moves on to the next token, whatever it is.
    fn scan(&mut self) {
        let mut from = self.at.end();
        if self.base + self.scanner.token_end() != from {
            self.resume(from);
        }
        loop {
            if self.problems.is_full() {
                return self.set(Token::End, Span::point(self.text.len()));
            }
            let scanned = self.scanner.scan();
            let start = self.base + self.scanner.token_start();
            self.check_gap(from, start);
            let scanned = match scanned {
                Ok(Some(scanned)) => scanned,
                Ok(None) => return self.set(Token::End, Span::point(self.text.len())),
                Err(_) => match self.recover(start) {
                    Some(from_here) => {
                        from = from_here;
                        continue;
                    }
                    None => return,
                },
            };
            let at = Span::new(start, self.base + self.scanner.token_end());
            match scanned {
                Scanned::CommentLine(_) | Scanned::CommentBlock(_) => {
                    self.report(at, Flaw::Comment);
                    from = at.end();
                }
                Scanned::OpenBrace => return self.open_brace(at),
                Scanned::CloseBrace => return self.set_mark(Token::CloseBrace, at),
                Scanned::OpenBracket => return self.set_mark(Token::OpenBracket, at),
                Scanned::CloseBracket => return self.set_mark(Token::CloseBracket, at),
                Scanned::Comma => return self.set_mark(Token::Comma, at),
                Scanned::Colon => return self.set_mark(Token::Colon, at),
                Scanned::Boolean(value) => return self.set(Token::Bool(value), at),
                Scanned::Null => return self.set(Token::Null, at),
                Scanned::String(_) => return self.string(at),
                Scanned::Number(_) | Scanned::Word(_) => return self.word(at.start()),
            }
        }
    }

    #[inline]
    fn set(&mut self, token: Token<'t>, at: Span) {
        self.token = token;
        self.at = at;
        self.after_colon = false;
    }

    /// A brace, unless it begins a placeholder of a template: `{{ name }}`.
    fn open_brace(&mut self, at: Span) {
        let rest = &self.text[at.start()..];
        if let Some(length) = rest.starts_with("{{").then(|| enclosed(rest, "}}")).flatten() {
            return self.strange(at.start(), length);
        }
        self.set_mark(Token::OpenBrace, at);
    }

    /// A bracket, a comma or a colon.
    #[inline]
    fn set_mark(&mut self, token: Token<'t>, at: Span) {
        match token {
            Token::OpenBrace => self.lists.push(false),
            Token::OpenBracket => self.lists.push(true),
            Token::CloseBrace | Token::CloseBracket => {
                self.lists.pop();
            }
            _ => {}
        }
        let is_colon = matches!(token, Token::Colon);
        self.set(token, at);
        self.after_colon = is_colon;
    }

    /// Characters that are no token of JSON.
    fn strange(&mut self, start: usize, length: usize) {
        let end = start + length;
        self.resume(end);
        self.set(Token::Strange(&self.text[start..end]), Span::new(start, end));
    }

    /// Lets the scanner begin anew at an offset of the text.
    fn resume(&mut self, offset: usize) {
        self.scanner = Scanner::new(&self.text[offset..], &LENIENT);
        self.base = offset;
    }

    /// Lists what the scanner passed over as white space although JSON does not.
    fn check_gap(&mut self, from: usize, to: usize) {
        let gap = self.text.as_bytes().get(from..to).unwrap_or_default();
        if gap.is_empty() || !holds(gap, |byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
            return;
        }
        let is_strange = |character: char| !matches!(character, ' ' | '\t' | '\n' | '\r');
        let mut offset = from;
        while let Some(start) = self.text[offset..to].find(is_strange) {
            let start = offset + start;
            let run = &self.text[start..to];
            offset = start + run.find(|character| !is_strange(character)).unwrap_or(run.len());
            self.report(Span::new(start, offset), Flaw::WhiteSpace);
        }
    }
}
