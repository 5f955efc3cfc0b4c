//! White space, comments and names.

use super::super::Text;
use super::{Flaw, Parsed, Parser, Problem};
use crate::source::Span;

impl<'t> Parser<'t> {
    /// Goes over blanks and comments, and over line ends where they are white space.
    pub(super) fn space(&mut self) -> Parsed<()> {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\r') => self.position += 1,
                Some(b'\n') if self.over_lines => self.position += 1,
                Some(b'#') => self.line_comment(),
                Some(b'/') if self.starts_with("//") => self.line_comment(),
                Some(b'/') if self.starts_with("/*") => self.block_comment()?,
                _ => return Ok(()),
            }
        }
    }

    /// The same, with line ends.
    pub(super) fn all_space(&mut self) -> Parsed<()> {
        self.with_lines(true, |parser| parser.space())
    }

    /// Reads something inside of which line ends are white space, or are not.
    pub(super) fn with_lines<T>(
        &mut self,
        over_lines: bool,
        read: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        let before = std::mem::replace(&mut self.over_lines, over_lines);
        let read = read(self);
        self.over_lines = before;
        read
    }

    /// The line end behind it may be one that ends an attribute, and stays.
    fn line_comment(&mut self) {
        self.position += self.rest().find('\n').unwrap_or(self.rest().len());
    }

    fn block_comment(&mut self) -> Parsed<()> {
        match self.rest().find("*/") {
            Some(length) => {
                self.position += length + 2;
                Ok(())
            }
            None => {
                let at = self.place(self.position, self.position + 2);
                Err(Problem { at, flaw: Flaw::UnclosedComment })
            }
        }
    }

    /// The name that stands here.
    pub(super) fn name(&mut self) -> Option<&'t str> {
        let is_first = |next: char| next.is_alphabetic() || next == '_';
        let rest = self.rest();
        let _ = rest.chars().next().filter(|first| is_first(*first))?;
        let end = rest.find(|next: char| !next.is_alphanumeric() && next != '_' && next != '-');
        let name = &rest[..end.unwrap_or(rest.len())];
        self.position += name.len();
        Some(name)
    }

    /// The string that stands as it is in the text, from `start` up to here.
    pub(super) fn verbatim(&self, start: usize) -> Text<'t> {
        let value = self.text.get(start..self.position).unwrap_or_default();
        let at = Span::new(start, self.position);
        self.placed(Text::verbatim(at, start, value))
    }

    /// A string whose places are bytes of the text, with those of the file.
    pub(super) fn placed(&self, text: Text<'t>) -> Text<'t> {
        match self.outer {
            Some(outer) => text.inside(outer),
            None => text,
        }
    }
}
