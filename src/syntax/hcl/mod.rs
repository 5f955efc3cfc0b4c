//! HCL, the language of Terraform and OpenTofu, to a small tree of bodies and expressions.
//!
//! Nothing is evaluated here. Each value knows where it was written, each byte of a string too.
//! The parser is our own, because a policy in a heredoc needs the place of each of its bytes, and because one broken block must not cost the others.

mod body;
mod expression;
mod literal;
mod space;
mod template;

use super::Text;
use crate::source::Span;

/// The most expressions and blocks inside each other that are read.
pub const MAX_DEPTH: usize = 64;

/// What parsing gives: what could be read, and what is wrong with the text.
#[derive(Debug, Default)]
pub struct File<'t> {
    /// The blocks and attributes of the file, without those that are broken.
    pub body: Body<'t>,
    /// What is wrong with the text, at most one problem for each block of the file.
    pub problems: Vec<Problem>,
}

/// Attributes and blocks, each in the order of the text.
#[derive(Debug, Default)]
pub struct Body<'t> {
    /// `name = value`.
    pub attributes: Vec<Attribute<'t>>,
    /// `name "label" { … }`.
    pub blocks: Vec<Block<'t>>,
}

/// A named value.
#[derive(Debug)]
pub struct Attribute<'t> {
    /// The name.
    pub name: Text<'t>,
    /// The value.
    pub value: Expression<'t>,
}

/// A named body, perhaps with labels.
#[derive(Debug)]
pub struct Block<'t> {
    /// From the name to the closing brace.
    pub at: Span,
    /// The name and the labels.
    pub header: Span,
    /// The name, such as `resource`.
    pub name: Text<'t>,
    /// The labels, such as the type and the name of a resource.
    pub labels: Vec<Text<'t>>,
    /// What stands between the braces.
    pub body: Body<'t>,
}

/// Something that has a value.
#[derive(Debug)]
pub struct Expression<'t> {
    /// Where it stands.
    pub at: Span,
    /// What it is.
    pub form: Form<'t>,
}

/// The forms of expressions.
#[derive(Debug)]
pub enum Form<'t> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written.
    Number(&'t str),
    /// A string or a heredoc: what its text is made of.
    Template(Vec<Part<'t>>),
    /// `[ … ]`.
    Tuple(Vec<Expression<'t>>),
    /// `{ … }`: names, which may be expressions, and values.
    Object(Vec<(Expression<'t>, Expression<'t>)>),
    /// A function and its arguments; the last one may be followed by `...`, which makes the call an [`Form::Other`].
    Call(&'t str, Vec<Expression<'t>>),
    /// `data.aws_iam_policy_document.app[0].json`.
    Reference(Vec<Step<'t>>),
    /// The same steps from something that is no name: `f(a).b[1]`.
    Access(Box<Expression<'t>>, Vec<Step<'t>>),
    /// `[for … ]` and `{ for … }`.
    Loop(Box<Loop<'t>>),
    /// `condition ? one : other`: the two that may be the value.
    Conditional(Box<[Expression<'t>; 2]>),
    /// Anything else, with the expressions in it.
    Other(Vec<Expression<'t>>),
}

/// A step of a reference.
#[derive(Debug)]
pub enum Step<'t> {
    /// A name.
    Name(&'t str),
    /// `[0]`, `["name"]`, and `.0` as old files have it.
    Index(Expression<'t>),
    /// `[*]` or `.*`.
    Splat,
}

/// What makes a list or an object of another one.
#[derive(Debug)]
pub struct Loop<'t> {
    /// What the items are called, or the keys and the items.
    pub names: Vec<&'t str>,
    /// What it goes over.
    pub over: Expression<'t>,
    /// The name of a member, where an object is made.
    pub key: Option<Expression<'t>>,
    /// An item, or the value of a member.
    pub value: Expression<'t>,
    /// Whether there is an item.
    pub condition: Option<Expression<'t>>,
    /// Whether members of one name become a list.
    pub groups: bool,
}

/// A part of a string.
#[derive(Debug)]
pub enum Part<'t> {
    /// What stands for itself, escapes decoded.
    Literal(Text<'t>),
    /// `${ … }` at its place.
    Value(Span, Expression<'t>),
    /// `%{ … }`, or a `${~ … ~}` that trims what stands beside it.
    Directive(Span, Directive),
}

/// What a directive does to the string that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Directive {
    /// `%{ if … }` and `%{ for … }`: what follows may be there or not.
    Opens,
    /// `%{ else }`.
    Turns,
    /// `%{ endif }` and `%{ endfor }`.
    Closes,
    /// It trims the white space beside it, or is none that Terraform knows.
    Other,
}

/// One thing that is wrong with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub at: Span,
    /// What.
    pub flaw: Flaw,
}

/// What can be wrong with a text that should be HCL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// Something else has to stand here: what, in words.
    Expected(&'static str),
    /// A bracket that nothing closes.
    Unclosed,
    /// A string that nothing closes on its line.
    UnclosedString,
    /// A heredoc whose end does not come.
    UnclosedHeredoc,
    /// A comment that nothing ends.
    UnclosedComment,
    /// A backslash in a string with something behind it that HCL does not escape.
    Escape,
    /// `${aws:username}`, a variable of a policy where Terraform puts in an expression.
    PolicyVariable,
    /// More inside each other than is read.
    TooDeep,
}

impl<'t> Body<'t> {
    /// The value of the attribute of that name.
    pub fn attribute(&self, name: &str) -> Option<&Attribute<'t>> {
        self.attributes.iter().find(|attribute| attribute.name.as_str() == name)
    }
}

/// Reads a text; never fails.
pub fn parse(text: &str) -> File<'_> {
    let mut parser = Parser::new(text, None);
    parser.file()
}

/// Reads the value of a string of another format as what stands between the quotes of a string of HCL without escapes; all places are those of the file.
///
/// So Terraform reads the strings of its JSON syntax. None where that is no template.
pub fn template<'t>(text: &'t Text<'t>) -> Option<Expression<'t>> {
    Parser::new(text.as_str(), Some(text)).bare_template().ok()
}

/// Reads a whole text as a template, as Terraform reads the file of a `templatefile`; none where that is none.
pub fn template_file(text: &str) -> Option<Expression<'_>> {
    Parser::new(text, None).bare_template().ok()
}

type Parsed<T> = Result<T, Problem>;

struct Parser<'t> {
    text: &'t str,
    position: usize,
    depth: usize,
    /// Whether line ends are white space here, as they are inside parentheses and brackets.
    over_lines: bool,
    /// The string whose value the text is.
    outer: Option<&'t Text<'t>>,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str, outer: Option<&'t Text<'t>>) -> Parser<'t> {
        Parser { text, position: 0, depth: 0, over_lines: false, outer }
    }

    /// A range of the text as a place of the file.
    fn place(&self, start: usize, end: usize) -> Span {
        match self.outer {
            Some(outer) => outer.part(start..end),
            None => Span::new(start, end),
        }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.position..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    fn starts_with(&self, mark: &str) -> bool {
        self.rest().starts_with(mark)
    }

    /// Goes over a mark, where it stands here.
    fn eat(&mut self, mark: &str) -> bool {
        let is_here = self.starts_with(mark);
        if is_here {
            self.position += mark.len();
        }
        is_here
    }

    /// The problem that something else has to stand here.
    fn expected<T>(&self, what: &'static str) -> Parsed<T> {
        let line = self.rest().lines().next().unwrap_or_default();
        let word = line.find(|next: char| !next.is_alphanumeric() && next != '_').unwrap_or(line.len());
        let first = line.chars().next().map_or(0, char::len_utf8);
        let at = self.place(self.position, self.position + word.max(first));
        Err(Problem { at, flaw: Flaw::Expected(what) })
    }

    /// Reads something one level deeper.
    fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth == MAX_DEPTH {
            return Err(Problem { at: self.place(self.position, self.position + 1), flaw: Flaw::TooDeep });
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }
}
