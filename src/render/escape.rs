//! Makes text that came from a file safe to print.
//!
//! A policy is written by someone else, and a terminal or a CI log obeys what it prints: colours and cursor movements, text that runs backwards, characters that nobody sees, commands of the CI service.
//! Each such character is shown as its code point instead: `\u{202e}`.

use std::borrow::Cow;

/// The text on one line, with nothing in it that a terminal or a CI log would obey.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    let commands = begins_command(text);
    let mut escaped = String::new();
    let mut done = 0;
    for (index, character) in text.char_indices() {
        if Some(index) == commands || is_unsafe(text, index, character) {
            escaped += &text[done..index];
            push_code(&mut escaped, character);
            done = index + character.len_utf8();
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    escaped += &text[done..];
    Cow::Owned(escaped)
}

/// Whether the character at that index of the text must not be printed as it is.
pub(super) fn is_unsafe(text: &str, index: usize, character: char) -> bool {
    character.is_control()
        || is_invisible(character)
        || (character == '#' && is_marked_command(&text[..=index], &text[index + 1..]))
}

/// Writes the character as its code point, or as JSON writes it where that is what people know.
pub(super) fn push_code(out: &mut String, character: char) {
    match character {
        '\t' | '\n' | '\r' => out.extend(character.escape_default()),
        _ => out.extend(character.escape_unicode()),
    }
}

/// Whether the character changes how its neighbours are shown, or is not to be seen at all.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}'
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
        // Zero-width characters and marks of direction, line and paragraph separators, bidirectional overrides.
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        // Invisible operators, bidirectional isolates, deprecated format characters.
        | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}'
        // Tags, which repeat ASCII invisibly.
        | '\u{e0000}'..='\u{e007f}')
}

/// Where the text begins what may become a workflow command of GitHub Actions: `::error::...` at the start of a line.
///
/// One colon is enough, since a path is followed by another.
fn begins_command(text: &str) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    text[start..].starts_with(':').then_some(start)
}

/// Whether a number sign ends `##` before `[`, `vso[` or the like: the commands of Azure Pipelines, TeamCity and older GitHub Actions, which count anywhere in a line.
fn is_marked_command(before: &str, after: &str) -> bool {
    before.ends_with("##")
        && after.trim_start_matches(|character: char| character.is_ascii_alphabetic()).starts_with('[')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_borrowed() {
        for text in ["", "`s3:Get*` — naïve 日本語 😀", "arn:aws:s3:::bucket", "a # b ## c [d]"] {
            assert!(matches!(line(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn what_a_terminal_obeys_is_shown() {
        assert_eq!(line("a\u{1b}[31mb\u{9b}2Jc\u{7f}"), r"a\u{1b}[31mb\u{9b}2Jc\u{7f}");
        assert_eq!(line("one\ntwo\r\n\tthree\0"), r"one\ntwo\r\n\tthree\u{0}");
        assert_eq!(line("\u{202e}txt\u{2069}\u{200b}\u{feff}"), r"\u{202e}txt\u{2069}\u{200b}\u{feff}");
    }

    #[test]
    fn what_a_ci_service_obeys_is_shown() {
        assert_eq!(line("::error::x"), r"\u{3a}:error::x");
        assert_eq!(line("  ::error::x"), r"  \u{3a}:error::x");
        assert_eq!(line(":"), r"\u{3a}");
        assert_eq!(line("a ##vso[task.x]b"), r"a #\u{23}vso[task.x]b");
        assert_eq!(line("##[group]###[x]"), r"#\u{23}[group]##\u{23}[x]");
    }
}
