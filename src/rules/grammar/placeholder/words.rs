//! Words that wait to be replaced.

use super::forms::Part;

/// Words that stand for a whole action, resource or principal, as templates and documentation write them.
pub(super) const WHOLE: [&str; 21] = [
    "action-statement",
    "resource-statement",
    "principal-statement",
    "action",
    "action-name",
    "service:action",
    "service:action-name",
    "resource",
    "resource-arn",
    "bucket-arn",
    "role-arn",
    "user-arn",
    "principal",
    "principal-arn",
    "account-id",
    "aws-account-id",
    "account-id-without-hyphens",
    "placeholder",
    "todo",
    "tbd",
    "...",
];

/// Words that stand for a part of an Amazon resource name, as documentation writes its form.
pub(super) fn words_of(part: Part) -> &'static [&'static str] {
    match part {
        Part::Partition => &["partition", "aws-partition"],
        Part::Service => &["service", "service-name", "service-prefix", "vendor"],
        Part::Region => &["region", "aws-region", "region-name", "region-id", "your-region"],
        Part::Account => &[
            "account",
            "account-id",
            "account-number",
            "aws-account",
            "aws-account-id",
            "aws-account-number",
            "account-id-without-hyphens",
        ],
        Part::Whole | Part::Name => &[],
    }
}

/// The services whose resources have names without a type before them.
pub(super) const SOLE: [(&str, &str); 3] = [("s3", "bucket"), ("sns", "topic"), ("sqs", "queue")];

/// Whether a name says that it waits to be replaced.
pub(super) fn waits(text: &str) -> bool {
    asks_for_more(text) || is_crossed_out(text)
}

/// `REPLACE_ME`, `your-bucket-name`, `INSERT-ACCOUNT-ID-HERE`.
fn asks_for_more(text: &str) -> bool {
    const VERBS: [&str; 3] = ["insert", "enter", "put"];
    const WORDS: [&str; 2] = ["replace-me", "change-me"];
    const BEGINNINGS: [&str; 6] =
        ["replace-me-", "replace_me_", "change-me-", "change_me_", "replace-with-", "replace_with_"];
    let starts = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    match text.as_bytes().first().map(u8::to_ascii_lowercase) {
        Some(b'r' | b'c') => is_word(text, &WORDS) || BEGINNINGS.iter().any(|word| starts(word)),
        Some(b'y') => starts("your") && begins_word(&text[4..]) && ends_with_noun(text),
        Some(b'i' | b'e' | b'p') => {
            let verb = VERBS.iter().find(|verb| starts(verb));
            verb.is_some_and(|verb| begins_word(&text[verb.len()..])) && ends_as(text, "here")
        }
        _ => false,
    }
}

/// Whether there is a run of the letter that crosses out: `subnet-xxxxxxxx`.
///
/// No id is as long as the runs that fill a file up to a length.
fn is_crossed_out(text: &str) -> bool {
    const SHORTEST: usize = 6;
    const LONGEST: usize = 32;
    let mut runs = text.as_bytes().split(|byte| !matches!(byte, b'x' | b'X'));
    runs.any(|run| (SHORTEST..=LONGEST).contains(&run.len()))
}

/// Whether a new word begins: behind a separator, or with a capital letter.
fn begins_word(rest: &str) -> bool {
    rest.starts_with(|next: char| next.is_ascii_uppercase() || matches!(next, '-' | '_' | ' '))
}

fn ends_with_noun(text: &str) -> bool {
    const NOUNS: [&str; 20] = [
        "name", "id", "arn", "here", "number", "account", "region", "bucket", "role", "user", "group",
        "policy", "table", "function", "queue", "topic", "key", "secret", "org", "repo",
    ];
    NOUNS.iter().any(|noun| ends_as(text, noun))
}

fn ends_as(text: &str, word: &str) -> bool {
    let start = text.len().checked_sub(word.len());
    start.and_then(|start| text.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// Whether a name is that of its type with nothing added: `role-name` behind `role`, `KeyId` behind `key`.
pub(super) fn is_named_after(text: &str, noun: &str) -> bool {
    ["name", "id"].iter().any(|end| letters(text).eq(letters(noun).chain(end.bytes())))
}

pub(super) fn is_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| letters(text).eq(letters(word)))
}

/// A word without regard to its case and the marks between its parts.
fn letters(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.bytes().filter(|byte| !matches!(byte, b'-' | b'_' | b' ')).map(|byte| byte.to_ascii_lowercase())
}
