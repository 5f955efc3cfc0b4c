//! What no reader of JSON takes, or each takes in another way.

use super::{character, syntax_error, yaml};
use crate::diagnostic::{Diagnostic, Fix, Safety};
use crate::rules::grammar::json as rule;
use crate::rules::wording::quoted;
use crate::source::{Source, Span};
use crate::syntax::json::MAX_DEPTH;
use crate::syntax::{Flaw, Problem};

/// The most open brackets that are shown.
const SHOWN: usize = 4;

/// The finding of one problem; none where the finding of another problem at the same place says it.
pub(super) fn finding(source: &Source, problems: &[Problem], problem: &Problem) -> Option<Diagnostic> {
    let at = problem.at;
    let written = source.slice(at);
    let diagnostic = match problem.flaw {
        Flaw::ByteOrderMark => byte_order_mark(at),
        Flaw::NotJson => not_json("file", source.text().get(at.start()..).unwrap_or_default(), at),
        Flaw::UnclosedComment => with_help(
            syntax_error(at, "a comment that nothing ends"),
            "remove it, for JSON has no comments, or end it with `*/`",
        ),
        Flaw::ExtraComma => extra_comma(at),
        Flaw::MissingComma => missing(&rule::MISSING_COMMA, at, "comma", ","),
        Flaw::MissingColon => missing(&rule::SYNTAX_ERROR, at, "colon", ":"),
        Flaw::MissingValue if ends_file(source, at) && has_unclosed(problems, at) => return None,
        Flaw::MissingValue => missing_value(source, at),
        Flaw::Number => number(at, written),
        Flaw::Escape => escape(at, written),
        Flaw::LoneSurrogate => with_help(
            syntax_error(at, format!("{} is one half of a character", quoted(written))),
            "write the character itself, or the escapes of both halves",
        ),
        Flaw::UnclosedString => unclosed_string(source, problems, at),
        Flaw::Unclosed { .. } => return unclosed(source, problems, problem),
        Flaw::UnopenedString => unopened_string(at, written),
        Flaw::Quote => quote_in_string(at),
        Flaw::UnexpectedClose => unexpected_close(at, written),
        Flaw::WrongClose { opened } => wrong_close(source, at, opened),
        Flaw::MissingBraces => missing_braces(at),
        Flaw::MissingBracket => missing_bracket(at),
        Flaw::ExtraContent => extra_content(source, problems, at)?,
        Flaw::RepeatedName { first } => repeated_name(at, written, first),
        Flaw::TooDeep => too_deep(at),
        Flaw::TooMany => with_help(
            syntax_error(at, "so many mistakes that what comes here and later is not read"),
            "mend those before it, and check again",
        ),
        Flaw::Yaml(flaw) => yaml::finding(source, at, flaw),
        _ => return None,
    };
    Some(diagnostic)
}

fn with_help(mut diagnostic: Diagnostic, help: &str) -> Diagnostic {
    diagnostic.help(help);
    diagnostic
}

fn byte_order_mark(at: Span) -> Diagnostic {
    let page = &rule::BYTE_ORDER_MARK.page;
    let mut diagnostic = Diagnostic::new(page, at, "the file begins with a byte-order mark (U+FEFF)");
    diagnostic
        .here("three bytes that nobody sees")
        .help("save the file as UTF-8 without a byte-order mark")
        .fix(Fix::replace("remove the byte-order mark", Safety::Safe, at, ""));
    diagnostic
}

/// A text, from a place on, is no attempt at JSON: a file, or the policy in a string.
pub(in crate::check) fn not_json(what: &str, text: &str, at: Span) -> Diagnostic {
    let line = text.lines().next().unwrap_or_default().trim_end();
    let (name, rest) =
        line.split_at(line.find(|next: char| !next.is_alphanumeric() && next != '_').unwrap_or(line.len()));
    let looks_like = match rest.trim_start().chars().next() {
        _ if line.starts_with('{') && !text[1..].trim_start().starts_with('\\') => Some("Terraform"),
        _ if line.starts_with(['{', '[']) => Some("the inside of a string, with its quotes escaped"),
        _ if line.starts_with('<') => Some("HTML or XML"),
        _ if line.starts_with("---") || line.starts_with("- ") => Some("YAML"),
        Some(':') if !name.is_empty() => Some("YAML"),
        Some('"') if matches!(name, "data" | "resource" | "variable" | "provider" | "module") => {
            Some("Terraform")
        }
        Some('{') if matches!(name, "locals" | "terraform") => Some("Terraform"),
        Some('(') if matches!(name, "permit" | "forbid") => Some("Cedar"),
        _ => None,
    };
    let message = match looks_like {
        Some(language) => format!("the {what} is not JSON; it looks like {language}"),
        None => format!("the {what} is not JSON; it begins with {}", quoted(line)),
    };
    let mut diagnostic = syntax_error(at, message);
    diagnostic
        .here("a policy begins with `{`")
        .help(format!("write the policy as JSON, and nothing but it in the {what}"));
    diagnostic
}

fn extra_comma(at: Span) -> Diagnostic {
    let mut diagnostic = syntax_error(at, "a comma with nothing before it");
    diagnostic
        .here("an item is missing, or the comma is one too many")
        .help("remove the comma, or write the item that belongs before it")
        .fix(Fix::replace("remove the comma", Safety::Suggested, at, ""));
    diagnostic
}

/// A comma or a colon that is missing at a place, where nothing else can be meant.
fn missing(rule: &'static crate::rules::Rule, at: Span, name: &str, mark: &str) -> Diagnostic {
    let between = if mark == ":" { "between the name and its value" } else { "between two items" };
    let mut diagnostic = Diagnostic::new(&rule.page, at, format!("no {name} {between}"));
    diagnostic
        .here(format!("`{mark}` is missing here"))
        .help(format!("write `{mark}` here"))
        .fix(Fix::replace(format!("insert the {name}"), Safety::Safe, at, mark));
    diagnostic
}

fn missing_value(source: &Source, at: Span) -> Diagnostic {
    let before = source.text().get(..at.start()).unwrap_or_default();
    let (message, here) = match before.chars().next_back() {
        Some(':') => ("a name without a value", "a value has to follow the colon"),
        Some('"') => ("a name without a value", "a colon and a value have to follow the name"),
        _ => ("a value is missing", "a value has to stand here"),
    };
    let mut diagnostic = syntax_error(at, message);
    diagnostic.here(here).help("write the value, or remove the name");
    diagnostic
}

fn number(at: Span, written: &str) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::new(&rule::NUMBER.page, at, format!("{} is no number of JSON", quoted(written)));
    let digits = written.bytes().all(|byte| byte.is_ascii_digit());
    let here = match written.as_bytes() {
        _ if written.len() == 12 && digits => "an account id is a string",
        [b'0', ..] if digits => "a number does not begin with 0",
        [b'+', ..] => "a number does not begin with `+`",
        [b'.', ..] | [.., b'.'] => "digits stand on both sides of the point",
        _ => "JSON knows only decimal numbers",
    };
    let meant = match written.as_bytes() {
        [b'+', b'1'..=b'9', ..] => written[1..].to_owned(),
        [b'.', ..] => format!("0{written}"),
        [.., b'.'] => format!("{written}0"),
        _ => format!("\"{written}\""),
    };
    let help = format!("write {}", quoted(&meant));
    diagnostic.here(here).help(help).fix(Fix::replace("write it as JSON does", Safety::Suggested, at, meant));
    diagnostic
}

fn escape(at: Span, written: &str) -> Diagnostic {
    let mut diagnostic = syntax_error(at, format!("{} is no escape of JSON", quoted(written)));
    let doubled = Fix::replace("double the backslash", Safety::Suggested, at, format!("\\{written}"));
    match written.chars().nth(1) {
        Some('u') => {
            diagnostic.help("write four hexadecimal digits behind `\\u`, as in `\\u00e9`");
        }
        Some(quote @ '\'') => {
            let fix = Fix::replace("remove the backslash", Safety::Safe, at, quote.to_string());
            diagnostic.help("write `'`; only double quotes and backslashes need a backslash").fix(fix);
        }
        Some(_) => {
            let help =
                format!("write {} for a backslash, or remove the backslash", quoted(&format!("\\{written}")));
            diagnostic.help(help).fix(doubled);
        }
        None => {
            diagnostic.help("write `\\\\` for a backslash").fix(doubled);
        }
    }
    diagnostic
}

fn unclosed_string(source: &Source, problems: &[Problem], at: Span) -> Diagnostic {
    let end = Span::point(at.end());
    if ends_file(source, end) && has_unclosed(problems, end) {
        let mut diagnostic = syntax_error(at, "the file ends inside a string");
        let open = openers(problems, end);
        let close: String = closers(source, &open).iter().map(|(_, close)| close).collect();
        diagnostic
            .here("nothing closes it")
            .help(format!("write what is missing; `\"{close}` closes what is open"));
        return diagnostic;
    }
    let quote = source.slice(at).chars().next().filter(|quote| *quote == '\'').map_or("\"", |_| "'");
    let mut diagnostic = syntax_error(at, "a string that nothing closes on its line");
    diagnostic
        .here("this quote has no partner")
        .help("write the quote at the end of the string")
        .fix(Fix::replace("close the string at the end of its line", Safety::Suggested, end, quote));
    diagnostic
}

/// Brackets that end together are one finding, that of the outermost.
fn unclosed(source: &Source, problems: &[Problem], problem: &Problem) -> Option<Diagnostic> {
    let at = problem.at;
    let open = openers(problems, at);
    let is_last = problem.flaw == Flaw::Unclosed { opened: *open.last()? };
    let in_string =
        || problems.iter().any(|other| other.flaw == Flaw::UnclosedString && other.at.end() == at.start());
    if !is_last || (ends_file(source, at) && in_string()) {
        return None;
    }
    let pairs = closers(source, &open);
    let close: String = pairs.iter().map(|(_, close)| *close).collect();
    let (bracket, _) = pairs.first()?;
    let mut diagnostic = match (ends_file(source, at), pairs.len()) {
        (true, 1) => syntax_error(at, format!("the file ends before `{close}`")),
        (true, count) => syntax_error(at, format!("the file ends while {count} brackets are open")),
        (false, 1) => syntax_error(at, format!("a `{bracket}` that nothing closes")),
        (false, count) => syntax_error(at, format!("{count} brackets that nothing closes")),
    };
    diagnostic.here(format!("`{close}` is missing here"));
    for (opened, (bracket, close)) in open.iter().zip(&pairs).take(SHOWN) {
        diagnostic.label(*opened, format!("this `{bracket}` needs `{close}`"));
    }
    let help = match (ends_file(source, at), pairs.len()) {
        (true, _) => format!("write what is missing; `{close}` closes what is open"),
        (false, 1) => format!("write `{close}` where it ends"),
        (false, _) => "close each of them where it ends".to_owned(),
    };
    diagnostic.help(help).fix(Fix::replace("close what is open", Safety::Suggested, at, close));
    Some(diagnostic)
}

fn unopened_string(at: Span, written: &str) -> Diagnostic {
    let mut diagnostic = syntax_error(at, "a string that no quote opens");
    diagnostic
        .here("only the quote at its end is there")
        .help(format!("write {}", quoted(&format!("\"{written}"))))
        .fix(Fix::replace("open the string", Safety::Safe, Span::point(at.start()), "\""));
    diagnostic
}

fn quote_in_string(at: Span) -> Diagnostic {
    let mut diagnostic = syntax_error(at, "a quote inside of a string");
    diagnostic
        .here("it would end the string here")
        .help("write `\\\"` if it is part of the string, or remove it")
        .fix(Fix::replace("write a backslash before it", Safety::Suggested, Span::point(at.start()), "\\"));
    diagnostic
}

fn wrong_close(source: &Source, at: Span, opened: Span) -> Diagnostic {
    let (bracket, close) = if source.slice(opened) == "[" { ("[", "]") } else { ("{", "}") };
    let message = format!("{} where `{close}` has to be", quoted(source.slice(at)));
    let mut diagnostic = syntax_error(at, message);
    diagnostic
        .label(opened, format!("this `{bracket}` is closed by `{close}`"))
        .help(format!("write `{close}`"))
        .fix(Fix::replace(format!("write `{close}`"), Safety::Safe, at, close));
    diagnostic
}

fn unexpected_close(at: Span, written: &str) -> Diagnostic {
    let mut diagnostic = syntax_error(at, format!("this {} is one too many", quoted(written)));
    diagnostic
        .here("it closes nothing, or too early")
        .help("remove it, or write the bracket that it should close")
        .fix(Fix::replace("remove the bracket", Safety::Suggested, at, ""));
    diagnostic
}

fn missing_braces(at: Span) -> Diagnostic {
    let mut diagnostic = syntax_error(at, "names and values without braces around them");
    diagnostic
        .here("`{` is missing before this name")
        .help("write `{` before the first name and `}` behind the last value, as around every object");
    diagnostic
}

fn missing_bracket(at: Span) -> Diagnostic {
    let mut diagnostic = syntax_error(at, "several values without the brackets of a list around them");
    diagnostic
        .here("`[` is missing before this value")
        .help("write `[` before the first value, and `]` behind the last one")
        .fix(Fix::replace("open the list", Safety::Suggested, Span::point(at.start()), "["));
    diagnostic
}

/// Something that has no meaning in JSON, and where else it stands.
pub(super) fn unexpected(source: &Source, at: Span, others: impl Iterator<Item = Span>) -> Diagnostic {
    let written = source.slice(at);
    let first = written.chars().next().unwrap_or_default();
    let message = match first {
        '{' | '$' | '<' if at.len() > 2 => format!("{} is a placeholder", quoted(written)),
        '{' => "an object where a name has to be".to_owned(),
        '[' => "a list where a name has to be".to_owned(),
        ':' => "a colon that belongs to no name".to_owned(),
        ' '..='~' => format!("{} has no meaning in JSON", quoted(written)),
        _ => format!("{} outside of a string", character::with_article(first)),
    };
    let help = match first {
        '{' | '$' | '<' if at.len() > 2 => "write in its place the value that is meant, in double quotes",
        '{' | '[' => "write a name and a colon before it, or close the object that it stands in",
        ':' => "write `,` between the items of a list, or a name in double quotes before the colon",
        ';' => "remove it; JSON separates items with `,`",
        '=' => "write `:` between a name and its value",
        '$' | '%' | '@' | '<' | '(' => "put it into double quotes if it is a value, or remove it",
        _ => "remove it",
    };
    let mut diagnostic = with_help(syntax_error(at, message), help);
    for other in others.take(SHOWN) {
        diagnostic.label(other, "here too");
    }
    diagnostic
}

/// Text before the policy and text behind it are one finding, that of the first.
fn extra_content(source: &Source, problems: &[Problem], at: Span) -> Option<Diagnostic> {
    let extra =
        problems.iter().filter(|problem| problem.flaw == Flaw::ExtraContent).map(|problem| problem.at);
    let others: Vec<Span> = extra.clone().skip(1).collect();
    if others.contains(&at) {
        return None;
    }
    let text = source.text();
    let before = text.get(..at.start()).unwrap_or_default();
    let is_first = before.trim_start_matches('\u{FEFF}').trim().is_empty();
    let behind = text.get(at.start()..).unwrap_or_default().trim_start_matches([',', ' ', '\t', '\n', '\r']);
    let is_document = !is_first && behind.starts_with(['{', '[']);
    let mut diagnostic = match (is_first, is_document) {
        (true, _) => syntax_error(at, "text before the policy"),
        (false, true) => syntax_error(at, "a second document in the same file"),
        (false, false) => syntax_error(at, "text behind the end of the policy"),
    };
    for other in others {
        diagnostic.label(other, "and behind its end");
    }
    diagnostic.help(match is_document {
        true => "write each policy in a file of its own",
        false => "remove it; a file is one policy and nothing else",
    });
    Some(diagnostic)
}

/// A name that stands in the object already.
pub(in crate::check) fn repeated_name(at: Span, written: &str, first: Span) -> Diagnostic {
    let name = written.trim_matches('"');
    let page = &rule::DUPLICATE_ELEMENT.page;
    let mut diagnostic = Diagnostic::new(page, at, format!("{} stands twice in one object", quoted(name)));
    diagnostic
        .here("and here again")
        .label(first, "here for the first time")
        .help(format!("merge the two into one {}, or remove one of them", quoted(name)));
    diagnostic
}

fn too_deep(at: Span) -> Diagnostic {
    let message = format!("more than {MAX_DEPTH} objects and lists inside each other");
    let mut diagnostic = Diagnostic::new(&rule::NESTING_TOO_DEEP.page, at, message);
    diagnostic.here("what stands in here is not read").help("remove the brackets that are too many");
    diagnostic
}

/// Whether nothing but white space follows.
fn ends_file(source: &Source, at: Span) -> bool {
    source.text().get(at.end()..).unwrap_or_default().trim().is_empty()
}

fn has_unclosed(problems: &[Problem], at: Span) -> bool {
    !openers(problems, at).is_empty()
}

/// The brackets that nothing closes at a place, the innermost first.
fn openers(problems: &[Problem], at: Span) -> Vec<Span> {
    let opener = |problem: &Problem| match problem.flaw {
        Flaw::Unclosed { opened } if problem.at == at => Some(opened),
        _ => None,
    };
    problems.iter().filter_map(opener).collect()
}

/// Each bracket with the one that closes it.
fn closers<'s>(source: &'s Source, open: &[Span]) -> Vec<(&'s str, char)> {
    open.iter().map(|at| source.slice(*at)).map(|open| (open, if open == "[" { ']' } else { '}' })).collect()
}
