//! What other readers of JSON take: one finding for each habit, however often the file shows it.

use super::character;
use crate::diagnostic::{Diagnostic, Edit, Fix, Level, Page, Safety};
use crate::rules::grammar::json as rule;
use crate::rules::wording::quoted;
use crate::source::{Source, Span};
use crate::syntax::Flaw;

/// The most places that are shown beside the first one.
const SHOWN: usize = 4;

/// What is said of a habit.
struct Words {
    page: &'static Page,
    /// What is wrong, where it is wrong at one place.
    one: String,
    /// What is wrong, where it is wrong at many places.
    many: String,
    here: &'static str,
    also: &'static str,
    help: String,
    /// What the fix does.
    fix: &'static str,
    safety: Safety,
}

/// The finding of a flaw at all its places.
pub(super) fn finding(source: &Source, flaw: Flaw, places: &[Span]) -> Option<Diagnostic> {
    let (first, others) = places.split_first()?;
    let words = words(flaw, source.slice(*first), places.len())?;
    let message = if others.is_empty() { words.one } else { words.many };
    let mut diagnostic = Diagnostic::new(words.page, *first, message);
    diagnostic.here(words.here).help(words.help);
    for place in others.iter().take(SHOWN) {
        diagnostic.label(*place, words.also);
    }
    let is_jsonc = source.name().to_ascii_lowercase().ends_with(".jsonc");
    if is_jsonc && matches!(flaw, Flaw::Comment | Flaw::TrailingComma) {
        diagnostic.level(Level::Suggestion);
        diagnostic.help("AWS refuses it: strip the file to plain JSON before the policy is sent");
        return Some(diagnostic);
    }
    let edits: Option<Vec<Edit>> = places.iter().map(|place| edit(source, flaw, *place)).collect();
    if let Some(edits) = edits {
        let title = words.fix.to_owned();
        diagnostic.fix(Fix { title, safety: words.safety, edits: joined(edits) });
    }
    Some(diagnostic)
}

/// What is said of a flaw; `written` is what stands at the first of `count` places.
fn words(flaw: Flaw, written: &str, count: usize) -> Option<Words> {
    let first = written.chars().next().unwrap_or_default();
    let mended = mended(flaw, written).unwrap_or_default();
    let or_all = |help: String, all: &str| if count == 1 { help } else { all.to_owned() };
    let words = match flaw {
        Flaw::Comment => Words {
            page: &rule::COMMENT.page,
            one: "JSON has no comments".to_owned(),
            many: format!("JSON has no comments, and the file has {count}"),
            here: "a comment",
            also: "another one",
            help: or_all("remove it".to_owned(), "remove them") + "; a `Sid` can say what a statement is for",
            fix: "remove the comments",
            safety: Safety::Suggested,
        },
        Flaw::TrailingComma => Words {
            page: &rule::TRAILING_COMMA.page,
            one: "a comma behind the last item".to_owned(),
            many: format!("{count} commas behind a last item"),
            here: "nothing follows this comma",
            also: "nor this one",
            help: or_all("remove it".to_owned(), "remove them"),
            fix: "remove the comma",
            safety: Safety::Safe,
        },
        Flaw::SingleQuotes => Words {
            page: &rule::QUOTES.page,
            one: format!("a string in {}", if first == '`' { "backticks" } else { "single quotes" }),
            many: format!("{count} strings in {}", if first == '`' { "backticks" } else { "single quotes" }),
            here: "JSON knows only double quotes",
            also: "here too",
            help: or_all(format!("write {}", quoted(&mended)), "write them in double quotes"),
            fix: "write double quotes",
            safety: Safety::Safe,
        },
        Flaw::CurlyQuotes => Words {
            page: &rule::QUOTES.page,
            one: "a string in typographic quotes".to_owned(),
            many: format!("{count} strings in typographic quotes"),
            here: "JSON knows only the straight quotes of ASCII",
            also: "here too",
            help: or_all(format!("write {}", quoted(&mended)), "write them in straight double quotes"),
            fix: "write straight quotes",
            safety: Safety::Safe,
        },
        Flaw::UnquotedName => Words {
            page: &rule::QUOTES.page,
            one: format!("the name {} has no quotes", quoted(written)),
            many: format!("{count} names have no quotes, the first of them {}", quoted(written)),
            here: "names stand in double quotes",
            also: "here too",
            help: or_all(format!("write {}", quoted(&mended)), "write them in double quotes"),
            fix: "write quotes around it",
            safety: Safety::Safe,
        },
        Flaw::UnquotedValue => Words {
            page: &rule::QUOTES.page,
            one: format!("the value {} has no quotes", quoted(written)),
            many: format!("{count} values have no quotes, the first of them {}", quoted(written)),
            here: "strings stand in double quotes",
            also: "here too",
            help: or_all(format!("write {}", quoted(&mended)), "write them in double quotes"),
            fix: "write quotes around it",
            safety: Safety::Suggested,
        },
        Flaw::PythonLiteral => Words {
            page: &rule::QUOTES.page,
            one: format!("{} is Python, not JSON", quoted(written)),
            many: format!("{count} words are Python, not JSON, the first of them {}", quoted(written)),
            here: "JSON writes `true`, `false` and `null`",
            also: "here too",
            help: or_all(
                format!("write {}", quoted(&mended)),
                "write `true`, `false` and `null`; `json.dumps` does",
            ),
            fix: "write it as JSON does",
            safety: Safety::Safe,
        },
        Flaw::WhiteSpace => Words {
            page: &rule::WHITE_SPACE.page,
            one: format!("{} outside of a string", character::with_article(first)),
            many: format!(
                "{count} places have white space that JSON does not know, the first of them {}",
                character::with_article(first)
            ),
            here: "JSON takes only spaces, tabs and line ends here",
            also: "here too",
            help: match mended.is_empty() {
                true => "remove it".to_owned(),
                false => "write an ordinary space".to_owned(),
            },
            fix: "write ordinary spaces",
            safety: Safety::Safe,
        },
        Flaw::ControlCharacter => Words {
            page: &rule::CONTROL_CHARACTER.page,
            one: format!("{} inside a string", character::with_article(first)),
            many: format!(
                "{count} strings hold raw control characters, the first of them {}",
                character::with_article(first)
            ),
            here: match first {
                '\n' | '\r' => "the string goes on in the next line",
                _ => "JSON takes it only as an escape",
            },
            also: "here too",
            help: match first {
                '\n' | '\r' => "end the string on the line where it begins".to_owned(),
                '\t' => "remove it, or write `\\t`".to_owned(),
                _ => format!("remove it, or write `\\u{:04x}`", u32::from(first)),
            },
            fix: "write an escape",
            safety: Safety::Suggested,
        },
        Flaw::MergeConflict => Words {
            page: &rule::SYNTAX_ERROR.page,
            one: "a mark of a merge conflict".to_owned(),
            many: "the marks of a merge conflict".to_owned(),
            here: "a version control system wrote this line",
            also: "and this one",
            help: "decide which version is right, and remove the marks and the other one".to_owned(),
            fix: "",
            safety: Safety::Suggested,
        },
        _ => return None,
    };
    Some(words)
}

/// The edit that mends one place; none where only a person can tell.
fn edit(source: &Source, flaw: Flaw, at: Span) -> Option<Edit> {
    let written = source.slice(at);
    match flaw {
        Flaw::Comment => Some(Edit { at: whole_lines(source, at), text: String::new() }),
        _ => Some(Edit { at, text: mended(flaw, written)? }),
    }
}

/// What should stand there instead.
fn mended(flaw: Flaw, written: &str) -> Option<String> {
    match flaw {
        Flaw::Comment | Flaw::TrailingComma => Some(String::new()),
        Flaw::SingleQuotes | Flaw::CurlyQuotes => {
            let mut content = written.chars();
            content.next();
            content.next_back();
            Some(requoted(content.as_str()))
        }
        Flaw::UnquotedName | Flaw::UnquotedValue => Some(requoted(written)),
        Flaw::PythonLiteral => match written {
            "True" => Some("true".to_owned()),
            "False" => Some("false".to_owned()),
            "None" => Some("null".to_owned()),
            _ => None,
        },
        // Characters that take no room were not meant to be there at all.
        Flaw::WhiteSpace => Some(written.chars().filter(|next| next.is_whitespace()).map(|_| ' ').collect()),
        Flaw::ControlCharacter if written.contains(['\n', '\r']) => None,
        Flaw::ControlCharacter => Some(written.chars().map(escaped).collect()),
        _ => None,
    }
}

fn escaped(character: char) -> String {
    match character {
        '\t' => "\\t".to_owned(),
        _ => format!("\\u{:04x}", u32::from(character)),
    }
}

/// A string's content, as it is written in other quotes, in double quotes.
fn requoted(content: &str) -> String {
    let mut out = String::with_capacity(content.len() + 2);
    out.push('"');
    let mut characters = content.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => match characters.next() {
                Some('\'') => out.push('\''),
                Some(escaped) => out.extend(['\\', escaped]),
                None => out.push_str("\\\\"),
            },
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// The lines of a comment with the line end behind it, where nothing else stands on them; otherwise the comment.
fn whole_lines(source: &Source, at: Span) -> Span {
    let text = source.text();
    let before = text[..at.start()].trim_end_matches([' ', '\t']);
    let after = text[at.end()..].trim_start_matches([' ', '\t']);
    let line_end = ["\r\n", "\n", "\r"].into_iter().find(|line_end| after.starts_with(line_end));
    match line_end {
        Some(line_end) if before.is_empty() || before.ends_with(['\n', '\r']) => {
            Span::new(before.len(), text.len() - after.len() + line_end.len())
        }
        _ => at,
    }
}

/// The edits with those that touch made one, as none may touch another.
fn joined(edits: Vec<Edit>) -> Vec<Edit> {
    let mut joined: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match joined.last_mut() {
            Some(last) if last.at.end() >= edit.at.start() => {
                last.at = last.at.to(edit.at);
                last.text += &edit.text;
            }
            _ => joined.push(edit),
        }
    }
    joined
}
