//! Strings, and which of several quotes ends them.

use super::super::super::{Flaw, Text};
use super::super::decode::{decode, find_end};
use super::word::is_word;
use super::{Token, Tokens};
use crate::source::{Signs, Span};

impl<'t> Tokens<'t> {
    /// A string that begins with the quote at `at`; where the scanner found its end, `at` is the whole of it.
    pub(super) fn string(&mut self, at: Span) {
        let quote = self.text.as_bytes()[at.start()];
        let content = at.start() + 1;
        if self.at.end() == at.start() && self.follows_string() && is_quote_at_end(&self.text[at.start()..]) {
            return self.pass_over_quote(at.start());
        }
        let is_whole = at.len() > 1 && may_follow_string(&self.text[at.end()..]);
        if quote == b'"' && is_whole {
            let value = &self.text[content..at.end() - 1];
            let signs = Signs::of(value);
            if !signs.has(Signs::SPECIAL) {
                return self.set(Token::Text(Text::plain(at, content, value, signs)), at);
            }
        }
        let (content_end, end) = if at.len() > 1 && !self.swallows_a_line(at) {
            let found = self.true_end(at);
            if found.1 != at.end() {
                self.resume(found.1);
            }
            found
        } else {
            let rest = &self.text[content..];
            let found = match find_end(rest, quote) {
                Ok(length) => (content + length, content + length + 1),
                Err(length) => match rest[..length].strip_suffix(['“', '”', '„', '’', '‘']) {
                    Some(inner) => {
                        self.report(Span::new(at.start(), content + length), Flaw::CurlyQuotes);
                        (content + inner.len(), content + length)
                    }
                    None => {
                        let length = match rest[..length]
                            .rfind(": ")
                            .or(rest[..length].strip_suffix(':').map(str::len))
                        {
                            Some(colon) if colon > 0 && rest.len() > length && !self.is_value() => colon,
                            _ => length,
                        };
                        self.report(Span::new(at.start(), content + length), Flaw::UnclosedString);
                        (content + length, content + length)
                    }
                },
            };
            self.resume(found.1);
            found
        };
        if quote == b'\'' && end == content_end + 1 {
            self.report(Span::new(at.start(), end), Flaw::SingleQuotes);
        }
        let text = decode(self.text, Span::new(at.start(), end), content..content_end, &mut self.problems);
        self.set(Token::Text(text), Span::new(at.start(), end));
    }

    /// Whether the token before was a string; its end is where the next one begins.
    fn follows_string(&self) -> bool {
        self.at.len() > 1 && self.text[..self.at.end()].ends_with(['"', '\''])
    }

    /// Passes over a quote that stands behind a closed string, before what follows one.
    fn pass_over_quote(&mut self, quote: usize) {
        self.report(Span::new(quote, quote + 1), Flaw::Quote);
        self.resume(quote + 1);
        self.at = Span::point(quote + 1);
        self.advance();
    }

    /// Where the content of a string ends, and where the string does, whose closing quote may be another than the scanner found.
    ///
    /// In `"Effect: "Allow",` it is the opening quote of the next string, and in `"a "b" c"` it is one inside of the string.
    fn true_end(&mut self, at: Span) -> (usize, usize) {
        let found = (at.end() - 1, at.end());
        let rest = &self.text[at.end()..];
        let content = &self.text[at.start() + 1..at.end() - 1];
        if may_follow_string(rest) || content.contains(['\n', '\r']) {
            return found;
        }
        let before_mark = content.trim_end_matches([' ', '\t', ',', ':', '[', '{']);
        let is_adjacent = rest.starts_with(is_word);
        if is_adjacent && content.trim_end().ends_with([',', ':', '[', '{']) && !before_mark.is_empty() {
            let end = at.start() + 1 + before_mark.len();
            self.report(Span::new(at.start(), end), Flaw::UnclosedString);
            return (end, end);
        }
        let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        let closing = line.match_indices('"').find(|(index, _)| is_quote_at_end(&line[*index..]));
        let Some((length, _)) = closing else { return found };
        self.report(Span::new(at.end() - 1, at.end()), Flaw::Quote);
        (at.end() + length, at.end() + length + 1)
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
    pub(super) fn curly_string(&mut self, start: usize) {
        let is_quote = |character| matches!(character, '“' | '”' | '„' | '‘' | '’' | '"');
        let rest = &self.text[start..];
        let first = rest.chars().next().map_or(0, char::len_utf8);
        // The line is not looked for first: it may be as long as the file, and hold many such strings.
        let content = &rest[first..];
        let end = content.find(|next| is_quote(next) || matches!(next, '\n' | '\r')).unwrap_or(content.len());
        let (length, quote) = match content[end..].chars().next().filter(|next| is_quote(*next)) {
            Some(quote) => (end, quote.len_utf8()),
            None => (content[..end].trim_end_matches([' ', '\t', ',']).len(), 0),
        };
        let end = start + first + length + quote;
        let at = Span::new(start, end);
        self.report(at, if quote == 0 { Flaw::UnclosedString } else { Flaw::CurlyQuotes });
        self.resume(end);
        self.set(Token::Text(Text::verbatim(at, start + first, &content[..length])), at);
    }

    /// A string in quotes of the given lengths, as it stands; its quotes are the problem.
    pub(super) fn quoted(&mut self, start: usize, open: usize, length: usize, close: usize, flaw: Flaw) {
        let content = start + open;
        let at = Span::new(start, content + length + close);
        self.report(at, flaw);
        self.resume(at.end());
        self.set(Token::Text(Text::verbatim(at, content, &self.text[content..content + length])), at);
    }
}

/// Whether a test is true of any of the bytes; as fast as the processor compares, many bytes at a time.
pub(super) fn holds(bytes: &[u8], test: impl Fn(u8) -> bool) -> bool {
    bytes.chunks(32).any(|chunk| chunk.iter().fold(false, |found, byte| found | test(*byte)))
}

/// Whether what follows a string may do so; a word may not.
pub(super) fn may_follow_string(rest: &str) -> bool {
    if matches!(rest.as_bytes(), [b',' | b':' | b']' | b'}' | b'\n' | b'\r', ..]) {
        return true;
    }
    let rest = rest.trim_start_matches([' ', '\t']);
    !rest.starts_with(|next: char| {
        is_word(next)
            || matches!(next, '&' | '%' | '@' | '/') && !rest.starts_with("//") && !rest.starts_with("/*")
    })
}

/// Whether a text begins with a quote that closes a string, which shows in what follows.
pub(super) fn is_quote_at_end(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['"', '\'']) else { return false };
    let rest = rest.trim_start_matches([' ', '\t']);
    rest.is_empty() || rest.starts_with([',', ':', ']', '}', '\n', '\r'])
}
