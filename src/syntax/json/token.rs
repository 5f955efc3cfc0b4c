use jsonc_parser::tokens::Token as Scanned;
use jsonc_parser::{Scanner, ScannerOptions};

use super::super::{Flaw, Problem, Text};
use super::MAX_PROBLEMS;
use super::decode::{decode, find_end};
use crate::source::Span;

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
    End,
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
    /// The end of the token before the current one.
    pub(super) before: usize,
    /// What is wrong so far.
    pub(super) problems: Problems,
}

/// What is wrong with a text, up to [`MAX_PROBLEMS`].
#[derive(Default)]
pub(super) struct Problems {
    list: Vec<Problem>,
    /// Whether there were too many, so that the text counts as ended.
    full: bool,
}

impl Problems {
    pub(super) fn add(&mut self, at: Span, flaw: Flaw) {
        if self.list.len() < MAX_PROBLEMS {
            self.list.push(Problem { at, flaw });
        } else if !self.full {
            self.full = true;
            self.list.push(Problem { at, flaw: Flaw::TooMany });
        }
    }

    pub(super) fn into_vec(self) -> Vec<Problem> {
        self.list
    }
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Tokens<'t> {
        let mut tokens = Tokens {
            text,
            scanner: Scanner::new(text, &LENIENT),
            base: 0,
            token: Token::End,
            at: Span::point(0),
            before: 0,
            problems: Problems::default(),
        };
        if text.starts_with(BYTE_ORDER_MARK) {
            let mark = Span::new(0, BYTE_ORDER_MARK.len_utf8());
            tokens.report(mark, Flaw::ByteOrderMark);
            tokens.at = mark;
            tokens.resume(mark.end());
        }
        tokens
    }

    /// Lists a problem.
    pub(super) fn report(&mut self, at: Span, flaw: Flaw) {
        self.problems.add(at, flaw);
    }

    /// Moves on to the next token.
    pub(super) fn advance(&mut self) {
        self.before = self.at.end();
        let mut from = self.before;
        loop {
            if self.problems.full {
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
                Scanned::OpenBrace => return self.set(Token::OpenBrace, at),
                Scanned::CloseBrace => return self.set(Token::CloseBrace, at),
                Scanned::OpenBracket => return self.set(Token::OpenBracket, at),
                Scanned::CloseBracket => return self.set(Token::CloseBracket, at),
                Scanned::Comma => return self.set(Token::Comma, at),
                Scanned::Colon => return self.set(Token::Colon, at),
                Scanned::Boolean(value) => return self.set(Token::Bool(value), at),
                Scanned::Null => return self.set(Token::Null, at),
                Scanned::String(_) => return self.string(at),
                Scanned::Number(_) | Scanned::Word(_) => return self.word(at.start()),
            }
        }
    }

    fn set(&mut self, token: Token<'t>, at: Span) {
        self.token = token;
        self.at = at;
    }

    /// Lets the scanner begin anew at an offset of the text.
    fn resume(&mut self, offset: usize) {
        self.scanner = Scanner::new(&self.text[offset..], &LENIENT);
        self.base = offset;
    }

    /// Lists what the scanner passed over as white space although JSON does not.
    fn check_gap(&mut self, from: usize, to: usize) {
        let gap = self.text.as_bytes().get(from..to).unwrap_or_default();
        if !holds(gap, |byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
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

    /// Goes on where the scanner could not.
    ///
    /// Gives the offset to look for the next token from, or nothing where there is a token now.
    fn recover(&mut self, start: usize) -> Option<usize> {
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
            first if is_word(first) => {
                self.word(start);
                None
            }
            first => {
                let end = start + first.len_utf8();
                self.report(Span::new(start, end), Flaw::Unexpected);
                self.resume(end);
                Some(end)
            }
        }
    }

    /// A number, a date, or a word without quotes: all that hangs together from `start` on.
    fn word(&mut self, start: usize) {
        let rest = &self.text[start..];
        let is_value = matches!(self.token, Token::Colon | Token::OpenBracket);
        let ends = |character| if is_value { ends_value(character) } else { !is_word(character) };
        let length = rest.find(ends).unwrap_or(rest.len());
        let word = &rest[..length];
        let at = Span::new(start, start + length);
        let token = match word {
            "true" => Token::Bool(true),
            "false" => Token::Bool(false),
            "null" => Token::Null,
            _ if is_number(word) => Token::Number(word),
            _ if is_loose_number(word) => {
                self.report(at, Flaw::Number);
                Token::Number(word)
            }
            _ => Token::Word(word),
        };
        if self.base + self.scanner.token_end() != at.end() {
            self.resume(at.end());
        }
        self.set(token, at);
    }

    /// A string that begins with the quote at `at`; where the scanner found its end, `at` is the whole of it.
    fn string(&mut self, at: Span) {
        let quote = self.text.as_bytes()[at.start()];
        if quote == b'\'' {
            self.report(Span::new(at.start(), at.start() + 1), Flaw::SingleQuotes);
        }
        let content = at.start() + 1;
        let is_plain = |at: Span| !holds(self.text[at.start()..at.end()].as_bytes(), is_special);
        if quote == b'"' && at.len() > 1 && is_plain(at) {
            let text = Text::plain(at, content, &self.text[content..at.end() - 1]);
            return self.set(Token::Text(text), at);
        }
        let scanned = at.len() > 1 && !self.swallows_a_line(at);
        let (content_end, end) = if scanned {
            (at.end() - 1, at.end())
        } else {
            let rest = &self.text[content..];
            match find_end(rest, quote) {
                Ok(length) => (content + length, content + length + 1),
                Err(length) => {
                    self.report(Span::new(at.start(), content + length), Flaw::UnclosedString);
                    (content + length, content + length)
                }
            }
        };
        if !scanned {
            self.resume(end);
        }
        let text = decode(self.text, Span::new(at.start(), end), content..content_end, &mut self.problems);
        self.set(Token::Text(text), Span::new(at.start(), end));
    }

    /// Whether a string's closing quote was forgotten, so that it runs over the next line up to the quote of another string.
    ///
    /// A string that really holds a line end is followed by what follows a string.
    fn swallows_a_line(&self, at: Span) -> bool {
        let text = &self.text[at.start()..at.end()];
        let holds_line_end = text.bytes().any(|byte| matches!(byte, b'\n' | b'\r'));
        let next = self.text[at.end()..].trim_start().bytes().next();
        holds_line_end && !matches!(next, None | Some(b',' | b':' | b']' | b'}'))
    }

    /// A string in typographic quotes, up to the next quote of any kind on its line.
    fn curly_string(&mut self, start: usize) {
        let is_quote = |character| matches!(character, '“' | '”' | '„' | '‘' | '’' | '"');
        let rest = &self.text[start..];
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let content = &rest[first..line];
        let (length, quote) = match content.find(is_quote) {
            Some(length) => (length, content[length..].chars().next().map_or(0, char::len_utf8)),
            None => (content.trim_end_matches([' ', '\t', ',']).len(), 0),
        };
        let end = start + first + length + quote;
        let at = Span::new(start, end);
        self.report(at, if quote == 0 { Flaw::UnclosedString } else { Flaw::CurlyQuotes });
        self.resume(end);
        self.set(Token::Text(Text::plain(at, start + first, &content[..length])), at);
    }
}

/// Whether a test is true of any of the bytes; as fast as the processor compares, many bytes at a time.
fn holds(bytes: &[u8], test: impl Fn(u8) -> bool) -> bool {
    bytes.chunks(32).any(|chunk| chunk.iter().fold(false, |found, byte| found | test(*byte)))
}

/// Whether a byte of a string is not simply itself: it begins an escape, or is a control character.
fn is_special(byte: u8) -> bool {
    byte < b' ' || byte == b'\\'
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '+' | '.' | '$' | '*' | '?')
}

/// Whether a value without quotes, such as `s3:Get*`, has ended.
fn ends_value(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | '{' | '}' | '[' | ']' | '"' | '\'')
}

/// Whether the word is a number as JSON writes it.
fn is_number(word: &str) -> bool {
    fn digits(bytes: &[u8]) -> usize {
        bytes.iter().take_while(|byte| byte.is_ascii_digit()).count()
    }
    let mut rest = word.strip_prefix('-').unwrap_or(word).as_bytes();
    let whole = digits(rest);
    if whole == 0 || (whole > 1 && rest[0] == b'0') {
        return false;
    }
    rest = &rest[whole..];
    if let [b'.', after @ ..] = rest {
        let fraction = digits(after);
        if fraction == 0 {
            return false;
        }
        rest = &after[fraction..];
    }
    if let [b'e' | b'E', after @ ..] = rest {
        let after = match after {
            [b'+' | b'-', after @ ..] => after,
            _ => after,
        };
        let exponent = digits(after);
        return exponent > 0 && exponent == after.len();
    }
    rest.is_empty()
}

/// Whether the word is a number as other languages write it.
fn is_loose_number(word: &str) -> bool {
    let unsigned = word.strip_prefix(['+', '-']).unwrap_or(word);
    let hexadecimal = unsigned.strip_prefix("0x").or_else(|| unsigned.strip_prefix("0X"));
    match hexadecimal {
        Some(digits) => !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => {
            matches!(unsigned, "NaN" | "Infinity") || {
                let begins = unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.');
                begins && unsigned.parse::<f64>().is_ok()
            }
        }
    }
}
