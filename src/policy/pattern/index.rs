//! Finding the texts that begin or end with some letters, without looking at all of them.

use super::containment::{Case, Outline};

/// The texts of a list in the order of their letters, once from the front and once, where it is asked for, from the back.
pub(super) struct Index<'t> {
    texts: &'t [&'t str],
    case: Case,
    forward: Vec<Sorted>,
    backward: Option<Vec<Sorted>>,
}

/// A text by its first letters, and the rest of it only where these are the same.
type Sorted = (u128, u32);

/// How many bytes a key holds.
const KEY: usize = size_of::<u128>();

impl<'t> Index<'t> {
    pub(super) fn of(texts: &'t [&'t str], distinct: &[u32], case: Case) -> Index<'t> {
        let mut forward: Vec<Sorted> =
            distinct.iter().map(|index| (key(texts[*index as usize].bytes(), case), *index)).collect();
        forward.sort_unstable_by(|left, right| {
            left.0.cmp(&right.0).then_with(|| case.compare(rest(texts, left.1), rest(texts, right.1)))
        });
        Index { texts, case, forward, backward: None }
    }

    /// The texts that may be covered by a pattern with this outline, among others.
    pub(super) fn candidates(&mut self, pattern: &str, outline: Outline) -> &[Sorted] {
        /// So few are looked at one by one.
        const FEW: usize = 64;
        let (texts, case) = (self.texts, self.case);
        let prefix = &pattern.as_bytes()[..outline.prefix];
        let (first, mask) = (key(prefix.iter().copied(), case), mask(prefix.len()));
        // The keys tell for nearly all texts.
        let start = |text: &Sorted| {
            (text.0 & mask).cmp(&first).then_with(|| {
                let (text, prefix) = (rest(texts, text.1), prefix.get(KEY..).unwrap_or_default());
                case.compare(&text[..text.len().min(prefix.len())], prefix)
            })
        };
        let from = self.forward.partition_point(|text| start(text).is_lt());
        let to = from + self.forward[from..].partition_point(|text| start(text).is_eq());
        if to - from <= FEW || outline.suffix == 0 {
            return &self.forward[from..to];
        }
        let suffix = &pattern.as_bytes()[pattern.len() - outline.suffix..];
        let backward = self.backward.get_or_insert_with(|| backward(texts, &self.forward, case));
        let end = |text: &Sorted| {
            let text = texts[text.1 as usize].bytes().rev().take(suffix.len());
            let fold = |byte| case.fold(byte);
            text.map(fold).cmp(suffix.iter().rev().copied().map(fold))
        };
        let first = backward.partition_point(|text| end(text).is_lt());
        let last = first + backward[first..].partition_point(|text| end(text).is_eq());
        if last - first < to - from { &backward[first..last] } else { &self.forward[from..to] }
    }
}

fn backward(texts: &[&str], forward: &[Sorted], case: Case) -> Vec<Sorted> {
    let mut backward: Vec<Sorted> =
        forward.iter().map(|(_, index)| (key(texts[*index as usize].bytes().rev(), case), *index)).collect();
    let reversed =
        |text: &Sorted| texts[text.1 as usize].bytes().rev().skip(KEY).map(move |byte| case.fold(byte));
    backward.sort_unstable_by(|left, right| {
        left.0.cmp(&right.0).then_with(|| reversed(left).cmp(reversed(right)))
    });
    backward
}

/// What stands behind the letters of the key.
fn rest<'t>(texts: &[&'t str], index: u32) -> &'t [u8] {
    texts[index as usize].as_bytes().get(KEY..).unwrap_or_default()
}

/// The part of a key that so many letters take up.
fn mask(length: usize) -> u128 {
    u128::MAX.checked_shr(8 * length as u32).map_or(u128::MAX, |rest| !rest)
}

/// The first letters of a text as a number that has their order; a text that ends sooner comes first.
fn key(bytes: impl Iterator<Item = u8>, case: Case) -> u128 {
    let mut key = [0; KEY];
    for (place, byte) in key.iter_mut().zip(bytes) {
        *place = case.fold(byte);
    }
    u128::from_be_bytes(key)
}
