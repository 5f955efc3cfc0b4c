//! Which entries of a list say nothing that another entry does not say.

use super::containment::{Case, Outline};
use super::index::Index;
use crate::source::Signs;
use crate::syntax::Text;

/// Entries of a list of which one says all that the others say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The entry that says it all; of equal ones the first.
    pub cover: usize,
    /// All entries of the group, that one among them, in the order of the list.
    pub members: Vec<usize>,
}

/// The entries of a list that stand there more than once: a group for each.
pub fn repeated(texts: &[&str], case: Case) -> Vec<Group> {
    groups(texts, case, &[])
}

/// The entries of a list that are covered by a pattern of the list, or that stand there more than once.
///
/// There is a group for each pattern that no other one covers; an entry may belong to several.
pub fn subsumed(texts: &[&str], case: Case) -> Vec<Group> {
    let all: Vec<u32> = (0..).zip(texts).map(|(index, _)| index).collect();
    groups(texts, case, &all)
}

/// The same for strings of a document, which know of themselves whether they hold a wildcard.
pub fn subsumed_strings<'n>(list: impl Iterator<Item = &'n Text<'n>>, case: Case) -> Vec<Group> {
    let mut patterns = Vec::new();
    let mut texts = Vec::with_capacity(list.size_hint().0);
    texts.extend(list.zip(0..).map(|(text, index)| {
        if text.signs().has(Signs::WILDCARD) {
            patterns.push(index);
        }
        text.as_str()
    }));
    groups(&texts, case, &patterns)
}

/// The groups of a list, of which only some entries may be patterns.
fn groups(texts: &[&str], case: Case, may_be_patterns: &[u32]) -> Vec<Group> {
    let are_distinct = surely_differ(texts);
    // So it is with most lists.
    if are_distinct && may_be_patterns.is_empty() {
        return Vec::new();
    }
    let (distinct, repeats) = match are_distinct {
        true => ((0..).zip(texts).map(|(index, _)| index).collect(), Vec::new()),
        false => sort_out(texts, case),
    };
    let mut patterns = Vec::new();
    if distinct.len() > 1 {
        let is_first = |index: &&u32| are_distinct || distinct.binary_search(index).is_ok();
        let outline = |index: &u32| Some((Outline::of(texts[*index as usize])?, *index));
        patterns.extend(may_be_patterns.iter().filter(is_first).filter_map(outline));
    }
    let mut groups = covered(texts, case, &distinct, patterns);
    add_repeats(&mut groups, &repeats);
    groups.sort_by_key(|group| (group.members.first().copied(), group.cover));
    groups
}

/// The first of each of the different entries, and the others with that first one.
fn sort_out(texts: &[&str], case: Case) -> (Vec<u32>, Vec<(u32, u32)>) {
    let mut hashes: Vec<(u64, u32)> = texts.iter().map(|text| hash(text)).zip(0..).collect();
    let bytes = |entry: &(u64, u32)| texts[entry.1 as usize].as_bytes();
    hashes.sort_unstable_by(|left, right| {
        let by_text = || case.compare(bytes(left), bytes(right));
        left.0.cmp(&right.0).then_with(by_text).then(left.1.cmp(&right.1))
    });
    let mut distinct = Vec::with_capacity(texts.len());
    let mut repeats = Vec::new();
    for class in hashes.chunk_by(|left, right| left.0 == right.0 && case.same(bytes(left), bytes(right))) {
        let [first, others @ ..] = class else { continue };
        distinct.push(first.1);
        repeats.extend(others.iter().map(|other| (first.1, other.1)));
    }
    distinct.sort_unstable();
    repeats.sort_unstable();
    (distinct, repeats)
}

/// Whether no two texts have the same hash, as in most lists, which then need no order.
fn surely_differ(texts: &[&str]) -> bool {
    // A few bits of each hash tell already for a short list.
    let mut seen = [0_u64; 64];
    let is_new = |text: &&str| {
        let hash = hash(text);
        let (word, bit) = ((hash >> 58) as usize, 1 << (hash >> 52 & 63));
        let is_new = seen[word] & bit == 0;
        seen[word] |= bit;
        is_new
    };
    texts.iter().all(is_new) || are_distinct(texts)
}

/// Whether no two hashes are the same, told by a table in which each looks for a place; more than half of the places stay empty.
fn are_distinct(texts: &[&str]) -> bool {
    const EMPTY: u64 = 0;
    let mut places = vec![EMPTY; (2 * texts.len() + 1).next_power_of_two()];
    let last = places.len() - 1;
    // Beyond so many steps the hashes crowd, and an order costs less.
    let mut steps = 8 * texts.len();
    texts.iter().map(|text| hash(text)).all(|hash| {
        let mut place = (hash >> 32) as usize & last;
        while places[place] != EMPTY && places[place] != hash && steps > 0 {
            place = (place + 1) & last;
            steps -= 1;
        }
        let is_new = places[place] == EMPTY && hash != EMPTY;
        places[place] = hash;
        is_new
    })
}

/// The hash of a text, the same for all spellings of its letters; 8 bytes at a time.
fn hash(text: &str) -> u64 {
    const LETTERS: u64 = u64::from_ne_bytes([0x20; 8]);
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = text.len() as u64;
    let mut add = |word: [u8; 8]| {
        hash = (hash.rotate_left(5) ^ (u64::from_le_bytes(word) | LETTERS)).wrapping_mul(FACTOR);
    };
    let (words, rest) = text.as_bytes().as_chunks();
    words.iter().for_each(|word| add(*word));
    match text.as_bytes().last_chunk() {
        // The bytes that a word before has as well cost less than to take the others one by one.
        Some(last) => add(*last),
        None => add(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)).to_le_bytes()),
    }
    hash
}

/// How much is compared at most: each text with many patterns, but not a list of a million texts with all of its patterns.
///
/// No policy that AWS takes comes near; beyond it covered entries may stay unseen.
fn allowance(count: usize) -> usize {
    (1 << 18) + 256 * count
}

/// A group for each pattern that covers other entries and is not covered itself.
fn covered(texts: &[&str], case: Case, distinct: &[u32], mut patterns: Vec<(Outline, u32)>) -> Vec<Group> {
    /// What belongs to a group will be shown, which costs more than a comparison.
    const STEPS_OF_MEMBER: usize = 32;
    /// To compare so few patterns with each text costs less than the order in which most comparisons could be spared.
    const FEW: usize = 32;
    let mut groups = Vec::new();
    if patterns.is_empty() {
        return groups;
    }
    // A pattern covers only such as ask for more, or as much with fewer stars; so no group is found before one around it.
    patterns.sort_unstable_by_key(|(outline, index)| (outline.solid, usize::MAX - outline.stars, *index));
    let mut is_covered = vec![false; texts.len()];
    let mut steps = allowance(texts.len());
    let mut index = (patterns.len() > FEW).then(|| Index::of(texts, distinct, case));
    for (outline, cover) in patterns {
        let cover = cover as usize;
        if is_covered[cover] {
            continue;
        }
        let pattern = texts[cover];
        let mut members = Vec::new();
        // Whether to go on with the next one.
        let mut look_at = |other: usize| {
            // Most pairs of a list end here.
            if !outline.fits(pattern, texts[other], case) || other == cover {
                return true;
            }
            if outline.covers(pattern, texts[other], case, &mut steps) {
                steps = steps.saturating_sub(STEPS_OF_MEMBER);
                is_covered[other] = true;
                members.push(other);
            }
            steps > 0
        };
        let looked_at = match &mut index {
            Some(index) => {
                let candidates = index.candidates(pattern, outline);
                candidates.iter().all(|(_, other)| look_at(*other as usize));
                candidates.len()
            }
            None => {
                distinct.iter().all(|other| look_at(*other as usize));
                distinct.len()
            }
        };
        steps = steps.saturating_sub(looked_at);
        if !members.is_empty() {
            members.push(cover);
            members.sort_unstable();
            groups.push(Group { cover, members });
        }
        if steps == 0 {
            break;
        }
    }
    groups
}

/// Adds the entries that stand there more than once: to the groups of the first one, or else as groups of their own.
fn add_repeats(groups: &mut Vec<Group>, repeats: &[(u32, u32)]) {
    if repeats.is_empty() {
        return;
    }
    let mut has_group = vec![false; repeats.len()];
    for group in groups.iter_mut() {
        let mut added = Vec::new();
        for member in &group.members {
            let from = repeats.partition_point(|(first, _)| (*first as usize) < *member);
            let of_member = repeats[from..].iter().take_while(|(first, _)| *first as usize == *member);
            for (place, (_, again)) in of_member.enumerate() {
                has_group[from + place] = true;
                added.push(*again as usize);
            }
        }
        group.members.extend(added);
        group.members.sort_unstable();
    }
    let alone = repeats.iter().zip(has_group).filter(|(_, has_group)| !has_group).map(|(repeat, _)| *repeat);
    let alone: Vec<(u32, u32)> = alone.collect();
    for class in alone.chunk_by(|left, right| left.0 == right.0) {
        let Some((first, _)) = class.first() else { continue };
        let again = class.iter().map(|(_, again)| *again as usize);
        let members = std::iter::once(*first as usize).chain(again).collect();
        groups.push(Group { cover: *first as usize, members });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str]) -> Vec<(usize, Vec<usize>)> {
        subsumed(texts, Case::Ignored).into_iter().map(|group| (group.cover, group.members)).collect()
    }

    #[test]
    fn groups_are_those_of_the_patterns_that_none_covers() {
        for (texts, expected) in [
            (&["a:B", "a:C"][..], vec![]),
            (&["a:B", "A:b", "a:C", "a:B"], vec![(0, vec![0, 1, 3])]),
            (&["a:Bc", "a:B*", "a:*", "x:y"], vec![(2, vec![0, 1, 2])]),
            (&["a:Get*", "a:*Report", "a:GetReport"], vec![(0, vec![0, 2]), (1, vec![1, 2])]),
            (&["a:B", "a:B", "a:*", "a:*"], vec![(2, vec![0, 1, 2, 3])]),
            (&["a:*", "a:**"], vec![(0, vec![0, 1])]),
            (&["?b", "*b", "ab"], vec![(1, vec![0, 1, 2])]),
            (&["x:y", "a:B", "c:D", "a:b", "c:d"], vec![(1, vec![1, 3]), (2, vec![2, 4])]),
            (&["*ab", "*ab*"], vec![(1, vec![0, 1])]),
        ] {
            assert_eq!(found(texts), expected, "{texts:?}");
        }
    }

    #[test]
    fn entries_that_stand_there_twice_are_found_letter_for_letter() {
        let texts = ["a*", "ab", "A*", "a*", "ab"];
        let found: Vec<_> = repeated(&texts, Case::Matters).into_iter().map(|group| group.members).collect();
        assert_eq!(found, [[0, 3], [1, 4]]);
    }

    /// Each of the many forms in which a list may be long, and how many groups it has.
    fn long_lists(count: usize) -> Vec<(Vec<String>, usize)> {
        let list = |form: &dyn Fn(usize) -> String| (0..count).map(form).collect::<Vec<String>>();
        vec![
            (list(&|i| format!("ec2:Action{i}")), 0),
            (list(&|i| format!("service{i}:*")), 0),
            (list(&|i| format!("arn:aws:s3:::bucket-{i:05}*")), 0),
            (list(&|i| format!("*-{i:05}")), 0),
            (list(&|i| format!("arn:aws:s3:::*-{i:05}/*")), 0),
            (list(&|i| format!("ec2:{}", if i == 7 { "*".into() } else { format!("Action{i}") })), 1),
            (
                list(&|i| format!("s{}:{}", i / 10, if i % 10 == 3 { "*".into() } else { i.to_string() })),
                count / 10,
            ),
        ]
    }

    /// Each ends while the test waits only because none compares all pairs: `cargo bench` tells how long it takes.
    #[test]
    fn groups_of_long_lists_are_found() {
        for (texts, expected) in long_lists(5000) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            assert_eq!(subsumed(&texts, Case::Ignored).len(), expected, "{}", texts[0]);
        }
    }
}
