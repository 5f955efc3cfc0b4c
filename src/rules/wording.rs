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
    let allowed = match written.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        8..=15 => 2,
        _ => 3,
    };
    let letters = Letters::of(&lower);
    // The letters alone tell for nearly all names that more than a few slips lie between.
    let near = known.into_iter().filter(|name| letters.slips_to(&Letters::of(name)) <= allowed);
    let slips = |name: &str| strsim::osa_distance(&lower, &name.to_lowercase());
    let nearest = near.map(|name| (slips(name), name)).min()?;
    (nearest.0 <= allowed).then_some(nearest.1)
}

/// How often each letter stands in a name; characters whose lowest five bits are the same, as in both cases of a letter, count as one.
struct Letters([u8; 32]);

impl Letters {
    fn of(name: &str) -> Letters {
        let mut counts = [0_u8; 32];
        for character in name.chars() {
            let count = &mut counts[character as usize % 32];
            *count = count.saturating_add(1);
        }
        Letters(counts)
    }

    /// The least number of slips by which one name can become the other: each adds or takes away one letter, or both.
    fn slips_to(&self, other: &Letters) -> usize {
        let excess = |left: &Letters, right: &Letters| {
            let counts = left.0.iter().zip(&right.0);
            counts.map(|(left, right)| u16::from(left.saturating_sub(*right))).sum::<u16>()
        };
        usize::from(excess(self, other).max(excess(other, self)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_never_tell_of_more_slips_than_there_are() {
        let names =
            ["", "a", "GetObject", "getobjcet", "PutObject", "ListBuckets", "s3:Liste", "é", "xxxxxxxx"];
        for (left, right) in names.iter().flat_map(|left| names.map(|right| (left, right))) {
            let slips = strsim::osa_distance(&left.to_lowercase(), &right.to_lowercase());
            let least = Letters::of(left).slips_to(&Letters::of(right));
            assert!(least <= slips, "{left} {right}: {least} of {slips}");
        }
    }
}
