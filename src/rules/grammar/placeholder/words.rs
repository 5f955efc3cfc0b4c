//! Words that wait to be replaced.

use super::forms::Part;
use crate::source::Signs;

/// Words that stand for a whole action, resource or principal, as templates and documentation write them, without the marks between their parts.
pub(super) const WHOLE: [&str; 21] = [
    "actionstatement",
    "resourcestatement",
    "principalstatement",
    "action",
    "actionname",
    "service:action",
    "service:actionname",
    "resource",
    "resourcearn",
    "bucketarn",
    "rolearn",
    "userarn",
    "principal",
    "principalarn",
    "accountid",
    "awsaccountid",
    "accountidwithouthyphens",
    "placeholder",
    "todo",
    "tbd",
    "...",
];

/// Words that stand for a part of an Amazon resource name, as documentation writes its form, without the marks between their parts.
pub(super) fn words_of(part: Part) -> &'static [&'static str] {
    match part {
        Part::Partition => &["partition", "awspartition"],
        Part::Service => &["service", "servicename", "serviceprefix", "vendor"],
        Part::Region => &["region", "awsregion", "regionname", "regionid", "yourregion"],
        Part::Account => &[
            "account",
            "accountid",
            "accountnumber",
            "awsaccount",
            "awsaccountid",
            "awsaccountnumber",
            "accountidwithouthyphens",
        ],
        Part::Whole | Part::Name => &[],
    }
}

/// The services whose resources have names without a type before them.
pub(super) const SOLE: [(&str, &str); 3] = [("s3", "bucket"), ("sns", "topic"), ("sqs", "queue")];

/// Whether a name says that it waits to be replaced.
///
/// The signs are those of a string that it is a part of.
#[inline]
pub(super) fn waits(text: &str, signs: Signs) -> bool {
    (may_wait(text) && asks_for_more(text)) || (signs.has(Signs::CROSS) && is_crossed_out(text))
}

/// Whether a name may begin as one that waits; two letters tell for nearly all, and between those of a word there may be a mark.
#[inline]
pub(super) fn may_wait(text: &str) -> bool {
    let Some((first, second)) = text.as_bytes().first().zip(text.as_bytes().get(1)) else { return false };
    let second = second.to_ascii_lowercase();
    match first.to_ascii_lowercase() {
        b'r' => matches!(second, b'e' | b'-' | b'_' | b' '),
        b'c' => matches!(second, b'h' | b'-' | b'_' | b' '),
        b'y' => second == b'o',
        b'i' | b'e' => second == b'n',
        b'p' => second == b'u',
        _ => false,
    }
}

/// `REPLACE_ME`, `your-bucket-name`, `INSERT-ACCOUNT-ID-HERE`; each begins as [`may_wait`] tells.
fn asks_for_more(text: &str) -> bool {
    const VERBS: [&str; 3] = ["insert", "enter", "put"];
    const WORDS: [&str; 2] = ["replaceme", "changeme"];
    const BEGINNINGS: [&str; 6] =
        ["replace-me-", "replace_me_", "change-me-", "change_me_", "replace-with-", "replace_with_"];
    let starts = |word: &str| starts_with(text, word);
    let verb = || VERBS.iter().find(|verb| starts(verb));
    BEGINNINGS.iter().any(|word| starts(word))
        || is_word(text, &WORDS)
        || (starts("your") && begins_word(&text[4..]) && ends_with_noun(text))
        || verb().is_some_and(|verb| begins_word(&text[verb.len()..]) && ends_as(text, "here"))
}

/// Whether a text begins with a word, in either case; most are told apart by their first letters.
pub(super) fn starts_with(text: &str, word: &str) -> bool {
    let same = |(left, right): (u8, u8)| left.eq_ignore_ascii_case(&right);
    text.len() >= word.len() && text.bytes().zip(word.bytes()).all(same)
}

/// Whether there is a run of the letter that crosses out: `subnet-xxxxxxxx`.
///
/// No id is as long as the runs that fill a file up to a length.
fn is_crossed_out(text: &str) -> bool {
    const SHORTEST: usize = 6;
    const LONGEST: usize = 32;
    let mut run = 0;
    let ends_run = |byte: u8| {
        if matches!(byte, b'x' | b'X') {
            run += 1;
            return false;
        }
        (SHORTEST..=LONGEST).contains(&std::mem::take(&mut run))
    };
    text.len() >= SHORTEST && (text.bytes().any(ends_run) || (SHORTEST..=LONGEST).contains(&run))
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
    start.is_some_and(|start| text.as_bytes()[start..].eq_ignore_ascii_case(word.as_bytes()))
}

/// Whether a name is that of its type with nothing added: `role-name` behind `role`, `KeyId` behind `key`.
pub(super) fn is_named_after(text: &str, noun: &str) -> bool {
    // The last letter tells for nearly all names.
    let may_end = matches!(text.as_bytes().last(), Some(b'e' | b'E' | b'd' | b'D' | b'-' | b'_' | b' '));
    may_end && ["name", "id"].iter().any(|end| letters(text).eq(letters(noun).chain(end.bytes())))
}

/// Whether a text is one of the words, without regard to its case and the marks between its parts.
pub(super) fn is_word(text: &str, words: &[&str]) -> bool {
    /// No word is longer, not even with marks.
    const LONGEST: usize = 32;
    text.len() <= LONGEST && words.iter().any(|word| text.len() >= word.len() && is_written(text, word))
}

/// Whether a text is that word; nearly all are told apart by their first letters.
fn is_written(text: &str, word: &str) -> bool {
    let mut rest = word.as_bytes();
    for byte in text.bytes().filter(|byte| !is_mark(*byte)) {
        match rest.split_first() {
            Some((next, behind)) if *next == byte.to_ascii_lowercase() => rest = behind,
            _ => return false,
        }
    }
    rest.is_empty()
}

/// A word without regard to its case and the marks between its parts.
fn letters(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.bytes().filter(|byte| !is_mark(*byte)).map(|byte| byte.to_ascii_lowercase())
}

fn is_mark(byte: u8) -> bool {
    matches!(byte, b'-' | b'_' | b' ')
}
