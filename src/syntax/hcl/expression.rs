//! Expressions. Operators are read without their precedence, for nothing is calculated.

use super::{Expression, Form, Parsed, Parser, Step};

/// The operators between two operands; those that others begin with stand behind these.
const OPERATORS: [&str; 13] = ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/", "%"];

impl<'t> Parser<'t> {
    pub(super) fn expression(&mut self) -> Parsed<Expression<'t>> {
        self.deeper(Self::conditional)
    }

    fn conditional(&mut self) -> Parsed<Expression<'t>> {
        let start = self.position;
        let value = self.operation()?;
        if !self.eat("?") {
            return Ok(value);
        }
        self.all_space()?;
        let one = self.expression()?;
        self.all_space()?;
        if !self.eat(":") {
            return self.expected("`:` and the other value of the condition");
        }
        self.all_space()?;
        let other = self.expression()?;
        Ok(Expression {
            at: self.place(start, other.at.end().max(start)).to(other.at),
            form: Form::Conditional(Box::new([one, other])),
        })
    }

    /// Operands with operators between them.
    fn operation(&mut self) -> Parsed<Expression<'t>> {
        let first = self.operand()?;
        let mut others = Vec::new();
        loop {
            self.space()?;
            // `%}` and `~}` end a directive or an interpolation.
            let operator = OPERATORS.iter().find(|operator| self.starts_with(operator));
            let Some(operator) = operator.filter(|_| !self.starts_with("%}")) else { break };
            self.position += operator.len();
            self.all_space()?;
            others.push(self.operand()?);
        }
        let Some(last) = others.last() else { return Ok(first) };
        let at = first.at.to(last.at);
        others.insert(0, first);
        Ok(Expression { at, form: Form::Other(others) })
    }

    /// A value with signs before it, and with names and indexes behind it.
    fn operand(&mut self) -> Parsed<Expression<'t>> {
        let start = self.position;
        while matches!(self.peek(), Some(b'-' | b'!')) {
            self.position += 1;
            self.space()?;
        }
        let signs = self.text.get(start..self.position).unwrap_or_default();
        let mut value = self.primary()?;
        loop {
            let end = self.position;
            self.space()?;
            if self.starts_with("...") {
                break;
            }
            let step = match self.peek() {
                Some(b'.') => {
                    self.position += 1;
                    self.member()?
                }
                Some(b'[') => self.index()?,
                _ => {
                    // Blanks behind the value belong to what comes next.
                    self.position = end;
                    break;
                }
            };
            let at = self.place(start, self.position);
            value = match value.form {
                Form::Reference(mut steps) => {
                    steps.push(step);
                    Expression { at, form: Form::Reference(steps) }
                }
                Form::Access(of, mut steps) => {
                    steps.push(step);
                    Expression { at, form: Form::Access(of, steps) }
                }
                _ => Expression { at, form: Form::Access(Box::new(value), vec![step]) },
            };
        }
        let at = self.place(start, self.position);
        Ok(match (signs, value.form) {
            ("", form) => Expression { at, form },
            ("-", Form::Number(_)) => {
                let digits = self.text.get(start..self.position).unwrap_or_default();
                Expression { at, form: Form::Number(digits) }
            }
            (_, form) => Expression { at, form: Form::Other(vec![Expression { at, form }]) },
        })
    }

    fn member(&mut self) -> Parsed<Step<'t>> {
        self.space()?;
        if let Some(name) = self.name() {
            return Ok(Step::Name(name));
        }
        if self.eat("*") {
            return Ok(Step::Splat);
        }
        let start = self.position;
        self.position += self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let digits = self.text.get(start..self.position).unwrap_or_default();
        if digits.is_empty() {
            return self.expected("a name behind the dot");
        }
        Ok(Step::Index(Expression { at: self.place(start, self.position), form: Form::Number(digits) }))
    }

    fn index(&mut self) -> Parsed<Step<'t>> {
        let opened = self.position;
        self.position += 1;
        let step = self.with_lines(true, |parser| {
            parser.space()?;
            let step = if parser.eat("*") { Step::Splat } else { Step::Index(parser.expression()?) };
            parser.space()?;
            Ok(step)
        })?;
        if self.eat("]") { Ok(step) } else { self.unclosed(opened) }
    }

    fn primary(&mut self) -> Parsed<Expression<'t>> {
        let start = self.position;
        match self.peek() {
            Some(b'"') => self.quoted(),
            Some(b'<') if self.starts_with("<<") => self.heredoc(),
            Some(b'0'..=b'9') => Ok(self.number()),
            Some(b'(') => {
                self.position += 1;
                let form = self.with_lines(true, |parser| {
                    parser.space()?;
                    let inner = parser.expression()?;
                    parser.space()?;
                    Ok(inner.form)
                })?;
                if !self.eat(")") {
                    return self.unclosed(start);
                }
                Ok(Expression { at: self.place(start, self.position), form })
            }
            Some(b'[') => self.tuple(),
            Some(b'{') => self.object(),
            _ => match self.name() {
                Some(name) => self.named(start, name),
                None => self.expected("a value"),
            },
        }
    }

    fn number(&mut self) -> Expression<'t> {
        let start = self.position;
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        self.position += digits(self.rest());
        let fraction = self.rest().strip_prefix('.').map_or(0, digits);
        if fraction > 0 {
            self.position += 1 + fraction;
        }
        let rest = self.rest();
        if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
            let unsigned = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
            if digits(unsigned) > 0 {
                self.position += rest.len() - unsigned.len() + digits(unsigned);
            }
        }
        let form = Form::Number(self.text.get(start..self.position).unwrap_or_default());
        Expression { at: self.place(start, self.position), form }
    }

    /// A keyword, the call of a function, or the begin of a reference.
    fn named(&mut self, start: usize, name: &'t str) -> Parsed<Expression<'t>> {
        let mut name = name;
        while self.eat("::") {
            if self.name().is_none() {
                return self.expected("the name of a function");
            }
            name = self.text.get(start..self.position).unwrap_or_default();
        }
        let form = match name {
            _ if self.peek() == Some(b'(') => self.call(name)?,
            "true" | "false" => Form::Bool(name == "true"),
            "null" => Form::Null,
            _ => Form::Reference(vec![Step::Name(name)]),
        };
        Ok(Expression { at: self.place(start, self.position), form })
    }

    fn call(&mut self, name: &'t str) -> Parsed<Form<'t>> {
        let opened = self.position;
        self.position += 1;
        self.with_lines(true, |parser| {
            let mut arguments = Vec::new();
            let mut is_spread = false;
            loop {
                parser.space()?;
                if parser.eat(")") {
                    break;
                }
                if parser.position >= parser.text.len() {
                    return parser.unclosed(opened);
                }
                arguments.push(parser.expression()?);
                parser.space()?;
                is_spread |= parser.eat("...");
                parser.space()?;
                if !parser.eat(",") && parser.peek() != Some(b')') {
                    return parser.expected("`,` or `)`");
                }
            }
            Ok(if is_spread { Form::Other(arguments) } else { Form::Call(name, arguments) })
        })
    }
}
