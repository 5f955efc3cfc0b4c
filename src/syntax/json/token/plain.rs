//! What nearly all of a policy consists of: brackets, commas, colons, and strings that stand for themselves.

use super::super::super::Text;
use super::string::may_follow_string;
use super::{Token, Tokens};
use crate::source::{Signs, Span};

const INDENT: &[u8] = b"        ";

impl<'t> Tokens<'t> {
    /// Moves on to the next token, if it is a plain one, and tells whether it is; otherwise nothing has changed.
    ///
    /// The scanner would give the same token; it is asked only for the others, for it has to be ready for everything.
    pub(super) fn advance_plain(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        let mut start = self.at.end();
        // Lines that are indented begin with many blanks.
        while bytes.get(start..start + INDENT.len()) == Some(INDENT) {
            start += INDENT.len();
        }
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = bytes.get(start) {
            start += 1;
        }
        let token = match bytes.get(start) {
            Some(b'"') => return self.plain_string(start),
            Some(b',') => Token::Comma,
            Some(b':') => Token::Colon,
            Some(b'[') => Token::OpenBracket,
            Some(b']') => Token::CloseBracket,
            // Two braces may begin a placeholder of a template.
            Some(b'{') if bytes.get(start + 1) != Some(&b'{') => Token::OpenBrace,
            Some(b'}') => Token::CloseBrace,
            _ => return false,
        };
        self.set_mark(token, Span::new(start, start + 1));
        true
    }

    fn plain_string(&mut self, start: usize) -> bool {
        let text = self.text;
        let content = start + 1;
        // A quote right behind a string may belong to that one.
        if start == self.at.end() && text[..start].ends_with(['"', '\'']) {
            return false;
        }
        let Some((signs, length)) = Signs::before_quote(&text.as_bytes()[content..]) else { return false };
        let end = content + length;
        if signs.has(Signs::SPECIAL) || !may_follow_string(&text[end + 1..]) {
            return false;
        }
        let at = Span::new(start, end + 1);
        self.set(Token::Text(Text::plain(at, content, &text[content..end], signs)), at);
        true
    }
}
