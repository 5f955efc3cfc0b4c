//! Bodies: attributes and blocks, and how reading goes on behind a broken one.

use super::super::Text;
use super::{Attribute, Block, Body, File, Flaw, Form, Parsed, Parser, Part, Problem};
use crate::source::Span;

/// What blocks of a file are called. Where one begins in the first column, no other block is open.
const OUTER: [&str; 20] = [
    "action",
    "check",
    "data",
    "dependency",
    "ephemeral",
    "generate",
    "import",
    "include",
    "inputs",
    "list",
    "locals",
    "module",
    "moved",
    "output",
    "provider",
    "remote_state",
    "removed",
    "resource",
    "terraform",
    "variable",
];

/// The most problems that are told; nobody reads more.
const MAX_PROBLEMS: usize = 100;

impl<'t> Parser<'t> {
    pub(super) fn file(&mut self) -> File<'t> {
        let mut file = File::default();
        self.eat("\u{FEFF}");
        loop {
            let start = self.position;
            match self.outer_item(&mut file.body) {
                Ok(true) => {}
                Ok(false) => return file,
                Err(problem) => {
                    if file.problems.len() < MAX_PROBLEMS {
                        file.problems.push(problem);
                    }
                    self.recover(start);
                }
            }
        }
    }

    /// Goes on at the next block of the file that stands in the first column.
    fn recover(&mut self, start: usize) {
        self.over_lines = false;
        self.depth = 0;
        if self.position > start && self.begins_outer() {
            return;
        }
        while let Some(length) = self.rest().find('\n') {
            self.position += length + 1;
            if self.begins_outer() {
                return;
            }
        }
        self.position = self.text.len();
    }

    /// Whether a block of the file begins here, in the first column.
    fn begins_outer(&self) -> bool {
        let is_first = self.position == 0 || self.text.as_bytes().get(self.position - 1) == Some(&b'\n');
        is_first
            && OUTER.iter().any(|name| {
                let behind = self.rest().strip_prefix(name).map(str::trim_start);
                behind.is_some_and(|behind| behind.starts_with(['"', '{']))
            })
    }

    fn outer_item(&mut self, body: &mut Body<'t>) -> Parsed<bool> {
        self.all_space()?;
        if self.position >= self.text.len() {
            return Ok(false);
        }
        self.item(body)?;
        Ok(true)
    }

    /// An attribute or a block.
    fn item(&mut self, body: &mut Body<'t>) -> Parsed<()> {
        let start = self.position;
        if self.name().is_none() {
            return self.expected("the name of an attribute or a block");
        }
        let name = self.verbatim(start);
        self.space()?;
        if self.eat("=") {
            self.all_space()?;
            let value = self.with_lines(false, Self::expression)?;
            body.attributes.push(Attribute { name, value });
            return self.end_of_attribute();
        }
        let mut labels = Vec::new();
        while self.peek() != Some(b'{') {
            labels.push(self.label()?);
            self.space()?;
        }
        let header = self.place(start, self.position);
        let inner = self.deeper(Self::block_body)?;
        let at = self.place(start, self.position);
        body.blocks.push(Block { at, header, name, labels, body: inner });
        Ok(())
    }

    /// Behind an attribute comes a new line, or the end of a block that is written in one line.
    fn end_of_attribute(&mut self) -> Parsed<()> {
        self.space()?;
        match self.peek() {
            None | Some(b'\n' | b'}') => Ok(()),
            // Old files separate the attributes of a block in one line so.
            Some(b',') => {
                self.position += 1;
                Ok(())
            }
            _ => self.expected("a new line behind the value"),
        }
    }

    fn label(&mut self) -> Parsed<Text<'t>> {
        let start = self.position;
        if self.name().is_some() {
            return Ok(self.verbatim(start));
        }
        if self.peek() != Some(b'"') {
            return self.expected("`=` or `{` behind the name");
        }
        match self.quoted()?.form {
            Form::Template(mut parts) => match (parts.pop(), parts.pop()) {
                (Some(Part::Literal(text)), None) => Ok(text),
                _ => self.expected("a label without `${`"),
            },
            _ => self.expected("a label"),
        }
    }

    fn block_body(&mut self) -> Parsed<Body<'t>> {
        let opened = self.position;
        self.position += 1;
        let mut body = Body::default();
        loop {
            self.all_space()?;
            if self.eat("}") {
                return Ok(body);
            }
            if self.position >= self.text.len() || self.begins_outer() {
                return self.unclosed(opened);
            }
            self.item(&mut body)?;
        }
    }

    pub(super) fn unclosed<T>(&self, opened: usize) -> Parsed<T> {
        let at: Span = self.place(opened, opened + 1);
        Err(Problem { at, flaw: Flaw::Unclosed })
    }
}
