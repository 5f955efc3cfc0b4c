//! What no reader of YAML takes.

use crate::diagnostic::Diagnostic;
use crate::rules::grammar::json as rule;
use crate::rules::wording::quoted;
use crate::source::{Source, Span};
use crate::syntax::yaml::Flaw;

/// The finding of one problem.
pub(super) fn finding(source: &Source, at: Span, flaw: Flaw) -> Diagnostic {
    let written = source.slice(at);
    let (message, here, help) = match flaw {
        Flaw::Tab => ("a tab where YAML takes only spaces".to_owned(), "this tab", "indent with spaces"),
        Flaw::Indentation => (
            "the line is indented as nothing before it".to_owned(),
            "it belongs to no list or object above",
            "indent it by as many spaces as what it belongs to",
        ),
        Flaw::Star => (
            "a `*` without quotes begins an alias in YAML".to_owned(),
            "the name of an anchor is missing behind it",
            "write `\"*\"`",
        ),
        Flaw::UnknownAlias => (
            "an alias of an anchor that does not exist".to_owned(),
            "no complete value before it has this anchor",
            "write a string that begins with `*` in quotes, or the anchor's name as it is written at the anchor",
        ),
        Flaw::Colon => (
            "a colon and a space inside of a value without quotes".to_owned(),
            "it reads as the end of a second name in the line",
            "write the value in quotes, or its names on lines of their own",
        ),
        Flaw::MissingColon => (
            "a line without the colon of a name".to_owned(),
            "a name and a colon have to begin this line",
            "write `:` and a space behind the name, or indent the line if it goes on with the value above",
        ),
        Flaw::Reserved => (
            format!("no value without quotes begins with {}", quoted(written)),
            "this character",
            "write the value in quotes",
        ),
        Flaw::UnclosedString => (
            "a string in quotes that nothing ends before here".to_owned(),
            "the string would go on here",
            "write the closing quote",
        ),
        Flaw::Escape => (
            "a string with a backslash escape that YAML does not know".to_owned(),
            "in this string",
            "write `\\\\` for a backslash, or put the string in single quotes",
        ),
        Flaw::Bracket => (
            "the brackets of a list or an object are out of order".to_owned(),
            "an opening or a closing bracket is missing before this",
            "close each `[` with `]` and each `{` with `}`, with commas between what stands inside",
        ),
        Flaw::Tag => (
            "a tag that YAML cannot read".to_owned(),
            "in this tag",
            "write a tag as `!Name` with a space behind it, or put a value that begins with `!` in quotes",
        ),
        Flaw::TooManyAliased => (
            "aliases that stand for more values than are read".to_owned(),
            "this alias and those after it are not read",
            "write the values themselves",
        ),
        Flaw::Unexpected => (
            "the file is no YAML from here on".to_owned(),
            "this cannot be read",
            "mend the line, or the one before it",
        ),
    };
    let mut diagnostic = Diagnostic::new(&rule::YAML_SYNTAX_ERROR.page, at, message);
    diagnostic.here(here).help(help);
    diagnostic
}
