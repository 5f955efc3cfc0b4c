//! Lists and objects, and the loops that make such.

use super::{Expression, Form, Loop, Parsed, Parser};

impl<'t> Parser<'t> {
    pub(super) fn tuple(&mut self) -> Parsed<Expression<'t>> {
        let opened = self.position;
        self.position += 1;
        let form = self.with_lines(true, |parser| {
            parser.space()?;
            if parser.begins_loop() {
                return parser.for_loop(opened, "]");
            }
            let mut items = Vec::new();
            loop {
                parser.space()?;
                if parser.eat("]") {
                    return Ok(Form::Tuple(items));
                }
                if parser.position >= parser.text.len() {
                    return parser.unclosed(opened);
                }
                items.push(parser.expression()?);
                parser.space()?;
                if !parser.eat(",") && parser.peek() != Some(b']') {
                    return parser.expected("`,` or `]`");
                }
            }
        })?;
        Ok(Expression { at: self.place(opened, self.position), form })
    }

    pub(super) fn object(&mut self) -> Parsed<Expression<'t>> {
        let opened = self.position;
        self.position += 1;
        self.all_space()?;
        let form = if self.begins_loop() {
            self.with_lines(true, |parser| parser.for_loop(opened, "}"))?
        } else {
            self.with_lines(false, |parser| parser.object_items(opened))?
        };
        Ok(Expression { at: self.place(opened, self.position), form })
    }

    fn object_items(&mut self, opened: usize) -> Parsed<Form<'t>> {
        let mut items = Vec::new();
        loop {
            self.all_space()?;
            if self.eat("}") {
                return Ok(Form::Object(items));
            }
            if self.position >= self.text.len() {
                return self.unclosed(opened);
            }
            let name = self.expression()?;
            self.space()?;
            if !self.eat("=") && !self.eat(":") {
                return self.expected("`=` behind the name");
            }
            self.all_space()?;
            items.push((name, self.expression()?));
            self.space()?;
            if !self.eat(",") && !matches!(self.peek(), Some(b'\n' | b'}') | None) {
                return self.expected("`,`, a new line or `}`");
            }
        }
    }

    /// Whether `for name in` stands here, and not a member that is called so.
    fn begins_loop(&self) -> bool {
        let behind = self.rest().strip_prefix("for").filter(|rest| rest.starts_with([' ', '\t', '\n', '\r']));
        behind.is_some_and(|behind| {
            behind.trim_start().starts_with(|next: char| next.is_alphabetic() || next == '_')
        })
    }

    fn for_loop(&mut self, opened: usize, close: &str) -> Parsed<Form<'t>> {
        self.position += "for".len();
        let mut names = Vec::new();
        loop {
            self.space()?;
            let Some(name) = self.name() else { return self.expected("a name") };
            names.push(name);
            self.space()?;
            if !self.eat(",") {
                break;
            }
        }
        if !self.eat("in") {
            return self.expected("`in`");
        }
        let over = self.loop_part()?;
        if !self.eat(":") {
            return self.expected("`:`");
        }
        let mut value = self.loop_part()?;
        let mut key = None;
        if self.eat("=>") {
            key = Some(std::mem::replace(&mut value, self.loop_part()?));
        }
        let groups = self.eat("...");
        self.space()?;
        let condition = if self.eat("if") { Some(self.loop_part()?) } else { None };
        if !self.eat(close) {
            return self.unclosed(opened);
        }
        Ok(Form::Loop(Box::new(Loop { names, over, key, value, condition, groups })))
    }

    fn loop_part(&mut self) -> Parsed<Expression<'t>> {
        self.space()?;
        let part = self.expression()?;
        self.space()?;
        Ok(part)
    }
}
