use super::yaml;
use crate::source::Span;

/// One thing that is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where; an empty place where something is missing.
    pub at: Span,
    /// What.
    pub flaw: Flaw,
}

/// What can be wrong with a text that should be JSON (RFC 8259), or YAML (YAML 1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// The text begins with a byte-order mark.
    ByteOrderMark,
    /// There is nothing but white space and comments.
    Empty,
    /// The text is no attempt at JSON.
    NotJson,
    /// A comment.
    Comment,
    /// A block comment that nothing ends.
    UnclosedComment,
    /// White space that is none in JSON, such as a no-break space or a form feed, or characters that nobody sees.
    WhiteSpace,
    /// A comma before a closing bracket.
    TrailingComma,
    /// A comma with nothing before it.
    ExtraComma,
    /// No comma between two items.
    MissingComma,
    /// No colon between a name and its value.
    MissingColon,
    /// No value where one has to be.
    MissingValue,
    /// A string in single quotes.
    SingleQuotes,
    /// A string in typographic quotes.
    CurlyQuotes,
    /// A name without quotes.
    UnquotedName,
    /// A word without quotes where a value has to be.
    UnquotedValue,
    /// `True`, `False` or `None`, as Python writes them.
    PythonLiteral,
    /// A number as JSON does not write it: a leading zero or plus, hexadecimal, `NaN`.
    Number,
    /// A backslash with something behind it that JSON does not escape.
    Escape,
    /// A `\u` escape of one half of a surrogate pair.
    LoneSurrogate,
    /// A control character inside a string, a line end among them.
    ControlCharacter,
    /// A string that nothing ends on its line.
    UnclosedString,
    /// A string that no quote opens.
    UnopenedString,
    /// A quote inside of a string.
    Quote,
    /// An object or a list that nothing closes.
    Unclosed {
        /// The bracket that opens it.
        opened: Span,
    },
    /// A closing bracket that closes nothing, or closes too early.
    UnexpectedClose,
    /// A closing bracket of the wrong form.
    WrongClose {
        /// The bracket that it should close.
        opened: Span,
    },
    /// Named values without the braces of an object around them.
    MissingBraces,
    /// Several values without the brackets of a list around them.
    MissingBracket,
    /// Something that has no meaning in JSON.
    Unexpected,
    /// Something before the begin of the document, or after its end.
    ExtraContent,
    /// A line with which a version control system marks a conflict.
    MergeConflict,
    /// A name that stands in the object already.
    RepeatedName {
        /// Where it stands first.
        first: Span,
    },
    /// An object or a list inside more others than are read.
    TooDeep,
    /// So much is wrong that the rest is not read.
    TooMany,
    /// Something that has no meaning in YAML; the document is not read then.
    Yaml(yaml::Flaw),
}

impl Flaw {
    /// The same flaw, with the places that it holds moved.
    pub(super) fn moved(self, to: impl Fn(Span) -> Span) -> Flaw {
        match self {
            Flaw::Unclosed { opened } => Flaw::Unclosed { opened: to(opened) },
            Flaw::WrongClose { opened } => Flaw::WrongClose { opened: to(opened) },
            Flaw::RepeatedName { first } => Flaw::RepeatedName { first: to(first) },
            other => other,
        }
    }

    /// Whether it belongs to a way of writing that other readers take, so that it is in a text either nowhere or everywhere.
    ///
    /// What was meant is certain then.
    pub fn is_dialect(self) -> bool {
        matches!(
            self,
            Flaw::Comment
                | Flaw::WhiteSpace
                | Flaw::TrailingComma
                | Flaw::SingleQuotes
                | Flaw::CurlyQuotes
                | Flaw::UnquotedName
                | Flaw::UnquotedValue
                | Flaw::PythonLiteral
                | Flaw::ControlCharacter
                | Flaw::MergeConflict
        )
    }
}
