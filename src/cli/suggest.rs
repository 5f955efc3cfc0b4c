//! Names close to a name that does not exist.

/// How alike two names must be, from 0 to 1, to be taken for a slip.
const ALIKE: f64 = 0.6;

/// The most names that are suggested.
const MOST: usize = 3;

/// A question for the user, such as "did you mean `a` or `b`?"; none where no name is close.
pub fn did_you_mean(wrong: &str, names: &[&str]) -> Option<String> {
    let close = closest(wrong, names);
    let (last, others) = close.split_last()?;
    Some(match others {
        [] => format!("did you mean `{last}`?"),
        others => format!("did you mean `{}` or `{last}`?", others.join("`, `")),
    })
}

/// The names most like the wrong one, the closest first.
fn closest<'a>(wrong: &str, names: &[&'a str]) -> Vec<&'a str> {
    let wrong = letters(wrong);
    let mut scored: Vec<_> = names
        .iter()
        .map(|name| (likeness(&wrong, &letters(name)), *name))
        .filter(|(score, _)| *score >= ALIKE)
        .collect();
    scored.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(right.1)));
    scored.dedup_by_key(|scored| scored.1);
    scored.into_iter().take(MOST).map(|(_, name)| name).collect()
}

/// A name that holds the whole of what was typed is close however long it is, but less so than a slip of one letter.
fn likeness(wrong: &str, name: &str) -> f64 {
    let score = strsim::normalized_damerau_levenshtein(wrong, name);
    let is_part = wrong.len() >= 4 && name.contains(wrong);
    if is_part { score.max(ALIKE) } else { score }
}

/// Case and punctuation do not count: a code and a name in kebab case are the same letters.
fn letters(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = ["missing-effect", "missing-action", "invalid-effect", "statement"];

    #[test]
    fn slips_parts_and_other_spellings_are_close() {
        let suggested = |wrong| did_you_mean(wrong, &NAMES);
        assert_eq!(suggested("mising-efect").as_deref(), Some("did you mean `missing-effect`?"));
        assert_eq!(suggested("INVALID_EFECT").as_deref(), Some("did you mean `invalid-effect`?"));
        assert_eq!(
            suggested("effect").as_deref(),
            Some("did you mean `invalid-effect` or `missing-effect`?")
        );
        assert_eq!(suggested("statment").as_deref(), Some("did you mean `statement`?"));
        assert_eq!(suggested("zebra"), None);
    }
}
