//! Numbers, and words without quotes.

use super::super::super::Flaw;
use super::odd::enclosed;
use super::string::is_quote_at_end;
use super::{Token, Tokens};
use crate::source::Span;

impl<'t> Tokens<'t> {
    /// A number, a date, or a word without quotes: all that hangs together from `start` on.
    pub(super) fn word(&mut self, start: usize) {
        let rest = &self.text[start..];
        if let Some(length) = rest.starts_with("${").then(|| enclosed(rest, "}")).flatten() {
            return self.strange(start, length);
        }
        let length = rest.find(ends_value).unwrap_or(rest.len());
        if is_quote_at_end(&rest[length..]) {
            return self.quoted(start, 0, length, 1, Flaw::UnopenedString);
        }
        let length = if self.is_value() { length } else { length_of_name(rest) };
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
            _ if word.bytes().all(|byte| byte == b'.') => Token::Strange(word),
            _ => Token::Word(word),
        };
        if self.base + self.scanner.token_end() != at.end() {
            self.resume(at.end());
        }
        self.set(token, at);
    }

    /// Whether a value comes next, and no name.
    pub(super) fn is_value(&self) -> bool {
        self.after_colon || self.lists.last().is_some_and(|is_list| *is_list)
    }
}

/// The length of a name without quotes; a colon before white space or a value is not part of it.
fn length_of_name(text: &str) -> usize {
    let whole = text.find(ends_value).unwrap_or(text.len());
    if text[whole..].starts_with([' ', '\t'])
        && let Some(name) = text[..whole].strip_suffix(':')
    {
        return name.len();
    }
    text.find(|next| !is_word(next)).unwrap_or(text.len())
}

pub(super) fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '+' | '.' | '$' | '*' | '?')
}

/// Whether a value without quotes, such as `s3:Get*`, has ended.
fn ends_value(character: char) -> bool {
    character.is_whitespace() || matches!(character, ',' | '{' | '}' | '[' | ']' | '"' | '\'')
}

/// Whether the word is a number as JSON writes it.
pub(in super::super) fn is_number(word: &str) -> bool {
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
