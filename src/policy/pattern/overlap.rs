//! Whether two patterns have any text in common.

/// The longest pattern for which the rows of the table stand on the stack, in bytes.
const SHORT: usize = 255;

/// What one place of a pattern stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Byte(u8),
    /// Any one character.
    One,
    /// Any characters or none.
    Run,
}

/// Whether any text matches both patterns, letter for letter.
///
/// Both may hold `*` and `?`; a `${Name}` stands for any text, but `${*}`, `${?}` and `${$}` for the characters themselves.
/// A character beyond ASCII counts as any text, so that a doubt is never a no.
pub fn overlap(left: &str, right: &str) -> bool {
    let (left, right) = behind_same_letters(left.as_bytes(), right.as_bytes());
    if let ([one, ..], [other, ..]) = (left, right)
        && is_letter(*one)
        && is_letter(*other)
    {
        // Most pairs end here.
        return false;
    }
    if is_any_text(left) || is_any_text(right) {
        return true;
    }
    let Some((left, right)) = behind_same_heads(left, right) else { return false };
    if meet_in_runs(left, right) {
        return true;
    }
    if !tails_agree(left, right) {
        return false;
    }
    if is_literal(right) {
        return stands_for(left, right);
    }
    if is_literal(left) {
        return stands_for(right, left);
    }
    let (left, right) = if left.len() < right.len() { (right, left) } else { (left, right) };
    if right.len() <= SHORT {
        let mut rows = [[false; SHORT + 1]; 2];
        let [row, next] = &mut rows;
        return fill(left, right, &mut row[..=right.len()], &mut next[..=right.len()]);
    }
    fill(left, right, &mut vec![false; right.len() + 1], &mut vec![false; right.len() + 1])
}

/// Whether a pattern is one star or one variable and nothing else, as most parts of ARN formats are.
fn is_any_text(pattern: &[u8]) -> bool {
    match pattern {
        [b'*'] => true,
        [b'$', b'{', name @ .., b'}'] => !name.contains(&b'}') && !matches!(name, [b'*' | b'?' | b'$']),
        _ => false,
    }
}

/// Whether a pattern stands for itself only.
fn is_literal(pattern: &[u8]) -> bool {
    pattern.iter().all(|byte| is_letter(*byte))
}

/// Whether a byte stands for itself, whatever is around it.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii() && !matches!(byte, b'*' | b'?' | b'$')
}

/// Whether a pattern stands for a text that is a pattern of letters only.
///
/// Goes back to the last run only, so that the time is at most the product of the lengths.
fn stands_for(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut text_at) = (0, 0);
    let mut run = None;
    while text_at < text.len() || at < pattern.len() {
        let next = (at < pattern.len()).then(|| token(pattern, at));
        match (next, text.get(text_at)) {
            (Some((Token::Run, after)), _) => {
                run = Some((after, text_at));
                at = after;
            }
            (Some((wanted, after)), Some(byte)) if agree(wanted, Token::Byte(*byte)) => {
                (at, text_at) = (after, text_at + 1);
            }
            _ => match &mut run {
                Some((after, taken)) if *taken < text.len() => {
                    *taken += 1;
                    (at, text_at) = (*after, *taken);
                }
                _ => return false,
            },
        }
    }
    true
}

/// Goes through the left pattern; a row holds behind which bytes of the right one the same text can end.
///
/// The time is at most the product of the lengths.
fn fill<'r>(left: &[u8], right: &[u8], mut row: &'r mut [bool], mut next: &'r mut [bool]) -> bool {
    row[0] = true;
    let mut at = 0;
    while at < left.len() {
        let (token, after) = token(left, at);
        next.fill(false);
        let mut is_alive = false;
        let mut other_at = 0;
        while other_at < right.len() {
            let (other, other_after) = self::token(right, other_at);
            if row[other_at] {
                match (token, other) {
                    (Token::Run, _) => {
                        row[other_after] = true;
                        next[other_at] = true;
                        is_alive = true;
                    }
                    (_, Token::Run) => {
                        row[other_after] = true;
                        next[other_at] = true;
                        is_alive = true;
                    }
                    _ if agree(token, other) => {
                        next[other_after] = true;
                        is_alive = true;
                    }
                    _ => {}
                }
            }
            other_at = other_after;
        }
        if row[right.len()] && token == Token::Run {
            next[right.len()] = true;
            is_alive = true;
        }
        if !is_alive {
            return false;
        }
        std::mem::swap(&mut row, &mut next);
        at = after;
    }
    let mut at = 0;
    while at < right.len() {
        let (token, after) = token(right, at);
        if row[at] && token == Token::Run {
            row[after] = true;
        }
        at = after;
    }
    row[right.len()]
}

/// The token at an offset below the length, and the offset behind it.
fn token(pattern: &[u8], at: usize) -> (Token, usize) {
    match &pattern[at..] {
        [b'*', ..] => (Token::Run, at + 1),
        [b'?', ..] => (Token::One, at + 1),
        [b'$', b'{', sign @ (b'*' | b'?' | b'$'), b'}', ..] => (Token::Byte(*sign), at + 4),
        [b'$', b'{', name @ ..] => {
            let end = name.iter().position(|byte| *byte == b'}');
            (Token::Run, end.map_or(pattern.len(), |end| at + 2 + end + 1))
        }
        [byte, ..] if byte.is_ascii() => (Token::Byte(*byte), at + 1),
        _ => (Token::Run, at + 1),
    }
}

fn agree(one: Token, other: Token) -> bool {
    one == other || one == Token::One || other == Token::One
}

/// What is left of both from where they are no more the same letter.
fn behind_same_letters<'p>(left: &'p [u8], right: &'p [u8]) -> (&'p [u8], &'p [u8]) {
    let pairs = left.iter().zip(right);
    let same = pairs.take_while(|(one, other)| one == other && is_letter(**one)).count();
    (&left[same..], &right[same..])
}

/// What is left of both from the first run of either on, or from the end of either; none where they differ before.
fn behind_same_heads<'p>(left: &'p [u8], right: &'p [u8]) -> Option<(&'p [u8], &'p [u8])> {
    let (mut at, mut other_at) = (0, 0);
    while at < left.len() && other_at < right.len() {
        let ((one, after), (other, other_after)) = (token(left, at), token(right, other_at));
        if one == Token::Run || other == Token::Run {
            break;
        }
        if !agree(one, other) {
            return None;
        }
        (at, other_at) = (after, other_after);
    }
    Some((&left[at..], &right[other_at..]))
}

/// Whether both are at their end, or one is a single run, or one begins with a run and the other ends with one.
///
/// In the last case a text of the second and then one of the first matches both: each run takes the other's text.
/// It is so for nearly all names that match, and spares them the table.
fn meet_in_runs(left: &[u8], right: &[u8]) -> bool {
    let length_of_run = |pattern: &[u8]| match pattern {
        [] => None,
        _ => Some(token(pattern, 0)).filter(|(token, _)| *token == Token::Run).map(|(_, after)| after),
    };
    let meets = |one: &[u8], other: &[u8]| {
        length_of_run(one).is_some_and(|length| length == one.len() || ends_with_run(other))
    };
    left.is_empty() && right.is_empty() || meets(left, right) || meets(right, left)
}

fn ends_with_run(pattern: &[u8]) -> bool {
    let is_escape = |open: &[u8]| matches!(open, [b'$', b'{', b'*' | b'?' | b'$', b'}']);
    match pattern {
        [.., b'*'] => true,
        [rest @ .., b'}'] => {
            let open = rest.windows(2).rposition(|pair| pair == b"${");
            open.is_some_and(|open| !rest[open..].contains(&b'}') && !is_escape(&pattern[open..]))
        }
        _ => false,
    }
}

/// Whether what stands behind the last sign of either that is more than itself is the same.
fn tails_agree(left: &[u8], right: &[u8]) -> bool {
    let is_cut = |pattern: &[u8]| {
        let start = pattern.windows(2).rposition(|pair| pair == b"${");
        start.is_some_and(|start| !pattern[start..].contains(&b'}'))
    };
    if is_cut(left) || is_cut(right) {
        return true;
    }
    let is_plain = |byte: u8| byte.is_ascii() && !matches!(byte, b'*' | b'?' | b'}');
    let pairs = left.iter().rev().zip(right.iter().rev());
    let mut plain = pairs.take_while(|(one, other)| is_plain(**one) && is_plain(**other));
    plain.all(|(one, other)| one == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_overlap() {
        for (left, right, expected) in [
            ("", "", true),
            ("", "*", true),
            ("", "?", false),
            ("a", "a", true),
            ("a", "b", false),
            ("a*", "*b", true),
            ("a*b", "a?", true),
            ("a?c", "a*d", false),
            ("*a*", "*b*", true),
            ("a*a", "b*", false),
            ("bucket*", "${BucketName}/${ObjectName}", true),
            ("bucket", "${BucketName}/${ObjectName}", false),
            ("bucket/*", "${BucketName}", true),
            ("queue/${aws:username}", "queue/a", true),
            ("a${*}", "a*", true),
            ("a${*}", "ab", false),
            ("a${*}", "a${*}", true),
            ("a${open", "ab", true),
            ("é", "e", true),
            ("*:*:stack/example", "${Region}:${Account}:stack/${Name}/${Id}", true),
            ("us-east-1:111122223333:example", "${Region}:${Account}:function:${Name}", false),
            ("a/b/c.txt", "${BucketName}/${ObjectName}.txt", true),
            ("a/b/c.txt", "${BucketName}/?.txt", true),
            ("a/b/c.txt", "${BucketName}/${ObjectName}.tx?x", false),
            ("ababac", "${One}abac${*}", false),
            ("ababac", "${One}abac", true),
            ("b", "${One}ab", false),
        ] {
            assert_eq!(overlap(left, right), expected, "{left} {right}");
            assert_eq!(overlap(right, left), expected, "{right} {left}");
        }
    }

    #[test]
    fn long_patterns_overlap() {
        let long = "a*".repeat(SHORT);
        assert!(overlap(&long, &"a".repeat(2 * SHORT)));
        assert!(!overlap(&long, &"a".repeat(SHORT - 1)));
    }
}
