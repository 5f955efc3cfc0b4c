//! Strings and heredocs: what stands for itself, and what is put in.

use super::super::{Pieces, Text};
use super::{Directive, Expression, Flaw, Form, Parsed, Parser, Part, Problem};
use crate::source::Span;

/// A part of a heredoc, before the white space that its lines share is gone.
enum Raw<'t> {
    /// What stands between two bytes of the text for itself, and whether it begins a line.
    Literal(usize, usize, bool),
    /// A character that is written in another way.
    Escape(&'static str, usize, usize),
    Part(Part<'t>),
}

impl<'t> Parser<'t> {
    /// The whole text as a template: `${ … }` and `%{ … }`, and no escapes but theirs.
    pub(super) fn bare_template(&mut self) -> Parsed<Expression<'t>> {
        let mut raw = Vec::new();
        while self.position < self.text.len() {
            self.raw_part(&mut raw, self.text.len(), false)?;
        }
        Ok(self.template(0, self.text.len(), raw, 0))
    }

    /// A string in quotes.
    pub(super) fn quoted(&mut self) -> Parsed<Expression<'t>> {
        let start = self.position;
        self.position += 1;
        let mut parts = Vec::new();
        let mut pieces = Pieces::new();
        loop {
            let rest = self.rest();
            let length = rest.find(['"', '\\', '\n', '$', '%']).unwrap_or(rest.len());
            pieces.push(&rest[..length], self.position);
            self.position += length;
            let here = self.position;
            match self.peek() {
                Some(b'"') => {
                    self.position += 1;
                    break;
                }
                Some(b'\\') => self.escape(&mut pieces)?,
                Some(b'$' | b'%') => match self.doubled() {
                    Some(value) => pieces.push_as(value, Span::new(here, self.position)),
                    None if matches!(self.rest().as_bytes().get(1), Some(b'{')) => {
                        self.flush(&mut pieces, &mut parts);
                        parts.push(self.put_in()?);
                    }
                    None => {
                        self.position += 1;
                        pieces.push(&self.text[here..=here], here);
                    }
                },
                _ => {
                    let at = self.place(start, self.position.max(start + 1));
                    return Err(Problem { at, flaw: Flaw::UnclosedString });
                }
            }
        }
        let is_empty = parts.is_empty();
        self.flush(&mut pieces, &mut parts);
        let at = self.place(start, self.position);
        if is_empty {
            parts = vec![Part::Literal(match parts.pop() {
                Some(Part::Literal(text)) => text.with_token(at),
                _ => Text::verbatim(at, at.start() + 1, ""),
            })];
        }
        Ok(Expression { at, form: Form::Template(parts) })
    }

    /// What was read so far becomes a part.
    fn flush(&self, pieces: &mut Pieces<'t>, parts: &mut Vec<Part<'t>>) {
        if let Some(text) = std::mem::replace(pieces, Pieces::new()).text() {
            parts.push(Part::Literal(self.placed(text)));
        }
    }

    fn escape(&mut self, pieces: &mut Pieces<'t>) -> Parsed<()> {
        let start = self.position;
        let rest = self.rest();
        let (value, length) = match rest.as_bytes().get(1) {
            Some(b'n') => ('\n', 2),
            Some(b'r') => ('\r', 2),
            Some(b't') => ('\t', 2),
            Some(b'"') => ('"', 2),
            Some(b'\\') => ('\\', 2),
            Some(sign @ (b'u' | b'U')) => {
                let length = if *sign == b'u' { 6 } else { 10 };
                let code = rest.get(2..length).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                (code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER), length.min(rest.len()))
            }
            _ => return Err(Problem { at: self.place(start, start + 1), flaw: Flaw::Escape }),
        };
        if !rest.is_char_boundary(length) {
            return Err(Problem { at: self.place(start, start + 1), flaw: Flaw::Escape });
        }
        self.position += length;
        pieces.push_as(value.encode_utf8(&mut [0; 4]), Span::new(start, self.position));
        Ok(())
    }

    /// `$${` and `%%{`, which stand for `${` and `%{`.
    fn doubled(&mut self) -> Option<&'static str> {
        let value = match self.rest().get(..3)? {
            "$${" => "${",
            "%%{" => "%{",
            _ => return None,
        };
        self.position += 3;
        Some(value)
    }

    /// `${ … }` or `%{ … }`.
    fn put_in(&mut self) -> Parsed<Part<'t>> {
        let start = self.position;
        let is_directive = self.peek() == Some(b'%');
        self.position += 2;
        if is_directive {
            return self.directive(start);
        }
        let trims = self.eat("~");
        let value = self.with_lines(true, |parser| {
            parser.space()?;
            let value = parser.expression()?;
            parser.space()?;
            Ok(value)
        })?;
        let trims = self.eat("~") || trims;
        if self.peek() == Some(b':') {
            let line = self.rest().lines().next().unwrap_or_default();
            let end = self.position + line.find('}').map_or(1, |end| end + 1);
            return Err(Problem { at: self.place(start, end), flaw: Flaw::PolicyVariable });
        }
        if !self.eat("}") {
            return self.unclosed(start + 1);
        }
        let at = self.place(start, self.position);
        Ok(if trims { Part::Directive(at, Directive::Other) } else { Part::Value(at, value) })
    }

    fn directive(&mut self, start: usize) -> Parsed<Part<'t>> {
        let mut open = 1;
        while open > 0 {
            match self.peek() {
                Some(b'{') => open += 1,
                Some(b'}') => open -= 1,
                Some(b'"') => {
                    self.deeper(Self::quoted)?;
                    continue;
                }
                Some(_) => {}
                None => return self.unclosed(start + 1),
            }
            self.position += 1;
        }
        let inside = self.text.get(start + 2..self.position - 1).unwrap_or_default();
        let word = inside.trim().split(|next: char| !next.is_ascii_alphabetic()).next();
        let directive = match word {
            _ if inside.starts_with('~') || inside.ends_with('~') => Directive::Other,
            Some("if" | "for") => Directive::Opens,
            Some("else") => Directive::Turns,
            Some("endif" | "endfor") => Directive::Closes,
            _ => Directive::Other,
        };
        Ok(Part::Directive(self.place(start, self.position), directive))
    }

    /// `<<END` or `<<-END` and the lines up to `END`.
    pub(super) fn heredoc(&mut self) -> Parsed<Expression<'t>> {
        let start = self.position;
        self.position += 2;
        let is_flush = self.eat("-");
        let Some(marker) = self.name() else { return self.expected("the word that ends the heredoc") };
        let unclosed = Problem { at: self.place(start, self.position), flaw: Flaw::UnclosedHeredoc };
        let Some(rest) = self.rest().find('\n') else { return Err(unclosed) };
        self.position += rest + 1;
        let mut raw = Vec::new();
        loop {
            let rest = self.rest();
            let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
            if line.trim() == marker {
                break;
            }
            let mut end = self.position + line.len() + 1;
            if end > self.text.len() {
                // Nothing behind it can be read, for all of it may belong to the heredoc.
                self.position = self.text.len();
                return Err(unclosed);
            }
            let mut begins_line = true;
            while self.position < end {
                self.raw_part(&mut raw, end, begins_line)?;
                begins_line = false;
                if self.position > end {
                    // What was put in went over the end of the line.
                    end = self.rest().find('\n').map_or(self.text.len(), |end| self.position + end + 1);
                }
            }
        }
        let indent = if is_flush { self.shared_indent(&raw) } else { 0 };
        let end = self.position + self.rest().find(marker).unwrap_or(0) + marker.len();
        self.position = end;
        Ok(self.template(start, end, raw, indent))
    }

    /// What stands for itself up to `end`, or up to what is put in; or that.
    fn raw_part(&mut self, raw: &mut Vec<Raw<'t>>, end: usize, begins_line: bool) -> Parsed<()> {
        let start = self.position;
        let line = self.text.get(start..end).unwrap_or_default();
        let next = line.match_indices(['$', '%']).map(|(index, _)| index);
        let is_special = |index: &usize| {
            let rest = &line.as_bytes()[*index..];
            rest.get(1) == Some(&b'{') || (rest.get(1) == Some(&rest[0]) && rest.get(2) == Some(&b'{'))
        };
        let length = next.into_iter().find(is_special).unwrap_or(line.len());
        raw.push(Raw::Literal(start, start + length, begins_line));
        self.position += length;
        if length == line.len() {
            return Ok(());
        }
        let start = self.position;
        raw.push(match self.doubled() {
            Some(value) => Raw::Escape(value, start, self.position),
            None => Raw::Part(self.put_in()?),
        });
        Ok(())
    }

    /// How much white space all lines begin with.
    fn shared_indent(&self, raw: &[Raw<'t>]) -> usize {
        let indents = raw.iter().filter_map(|part| match part {
            Raw::Literal(start, end, true) => {
                let line = self.text.get(*start..*end)?;
                let is_blank = line.ends_with('\n') && line.trim().is_empty();
                (!is_blank).then(|| line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count())
            }
            _ => None,
        });
        indents.min().unwrap_or(0)
    }

    fn template(&self, start: usize, end: usize, raw: Vec<Raw<'t>>, indent: usize) -> Expression<'t> {
        let mut parts = Vec::new();
        let mut pieces = Pieces::new();
        for part in raw {
            match part {
                Raw::Literal(start, end, begins_line) => {
                    let line = self.text.get(start..end).unwrap_or_default();
                    let white = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
                    let skipped = if begins_line { white.min(indent) } else { 0 };
                    pieces.push(&line[skipped..], start + skipped);
                }
                Raw::Escape(value, start, end) => pieces.push_as(value, Span::new(start, end)),
                Raw::Part(part) => {
                    self.flush(&mut pieces, &mut parts);
                    parts.push(part);
                }
            }
        }
        self.flush(&mut pieces, &mut parts);
        let at = self.place(start, end);
        if let [Part::Literal(_)] = parts.as_slice()
            && let Some(Part::Literal(text)) = parts.pop()
        {
            parts.push(Part::Literal(text.with_token(at)));
        }
        Expression { at, form: Form::Template(parts) }
    }
}
