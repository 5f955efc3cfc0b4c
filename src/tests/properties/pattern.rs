//! Patterns that have a text in common, against a search through all short texts.

use iamlint::policy::pattern;
use proptest::prelude::*;

/// Patterns of at most four tokens, so that a text that two of them share needs at most eight characters.
fn small_pattern() -> impl Strategy<Value = String> {
    let token = prop::sample::select(vec!["a", "b", "a", "b", "*", "?", "${Name}"]);
    prop::collection::vec(token, 0..=4).prop_map(|tokens| tokens.concat())
}

/// All texts of `a` and `b` of at most eight characters.
fn texts() -> impl Iterator<Item = String> {
    (0..=8_u32).flat_map(|length| {
        (0..1_u32 << length).map(move |bits| {
            (0..length).map(|index| if bits & (1 << index) == 0 { 'a' } else { 'b' }).collect()
        })
    })
}

proptest! {
    #[test]
    fn overlap_finds_a_common_text(left in small_pattern(), right in small_pattern()) {
        let (globs, other) = (left.replace("${Name}", "*"), right.replace("${Name}", "*"));
        let expected = texts().any(|text| pattern::matches(&globs, &text) && pattern::matches(&other, &text));
        prop_assert_eq!(pattern::overlap(&left, &right), expected, "{} {}", left, right);
    }
}
