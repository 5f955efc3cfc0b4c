//! Pieces of sentences that many rules need.

use std::borrow::Cow;

/// The most characters of a user's text that a message repeats.
const LONGEST: usize = 60;

/// A user's text in backticks; the middle of a long one is left out.
pub(crate) fn quoted(text: &str) -> String {
    format!("`{}`", shortened(text))
}

fn shortened(text: &str) -> Cow<'_, str> {
    let count = text.chars().count();
    if count <= LONGEST {
        return Cow::Borrowed(text);
    }
    let half = LONGEST / 2;
    let head: String = text.chars().take(half).collect();
    let tail: String = text.chars().skip(count - half).collect();
    Cow::Owned(format!("{head}…{tail}"))
}

/// Names in backticks as a sentence lists them: "`a`, `b` or `c`".
pub(crate) fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = names.into_iter().map(quoted).collect();
    match names.pop() {
        Some(last) if names.is_empty() => last,
        Some(last) => format!("{} or {last}", names.join(", ")),
        None => String::new(),
    }
}

/// The known name that a misspelt one means: the same but for case, or near enough to be a slip.
///
/// How many slips are near enough grows with the length: one for short names, three at most.
pub(crate) fn nearest<'n>(written: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    const LONGEST_NAME: usize = 100;
    if written.len() > LONGEST_NAME {
        return None;
    }
    let lower = written.to_lowercase();
    let slips = |name: &str| strsim::osa_distance(&lower, &name.to_lowercase());
    let nearest = known.into_iter().map(|name| (slips(name), name)).min()?;
    let allowed = match written.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        8..=15 => 2,
        _ => 3,
    };
    (nearest.0 <= allowed).then_some(nearest.1)
}
