//! Strings with the wildcards `*`, any characters or none, and `?`, any one character.

mod containment;
mod index;
mod overlap;
mod redundancy;

pub use containment::{Case, contains};
pub use overlap::overlap;
pub use redundancy::{Group, repeated, subsumed, subsumed_strings};

/// Whether the text holds a wildcard.
///
/// The escapes `${*}` and `${?}` stand for the characters themselves.
pub fn has_wildcard(text: &str) -> bool {
    memchr::memchr2(b'*', b'?', text.as_bytes()).is_some() && wildcards(text).next().is_some()
}

/// The offsets of the wildcards of a text, in bytes, without those inside the escapes `${*}` and `${?}`.
pub fn wildcards(text: &str) -> impl Iterator<Item = usize> {
    memchr::memchr2_iter(b'*', b'?', text.as_bytes()).filter(|index| {
        let escaped = text[..*index].ends_with("${") && text[index + 1..].starts_with('}');
        !escaped
    })
}

/// Whether a pattern stands for a text, letter for letter.
pub fn matches(pattern: &str, text: &str) -> bool {
    glob(pattern.as_bytes(), text.as_bytes(), u8::eq)
}

/// Whether a pattern stands for a text; ASCII letters match in either case.
pub fn matches_ignoring_case(pattern: &str, text: &str) -> bool {
    glob(pattern.as_bytes(), text.as_bytes(), u8::eq_ignore_ascii_case)
}

/// Goes back to the last star only, so that the time is at most the product of the lengths.
fn glob(pattern: &[u8], text: &[u8], same: impl Fn(&u8, &u8) -> bool) -> bool {
    let (mut p, mut t) = (0, 0);
    // What stands behind the last star, and from where on it is looked for next.
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                p += 1;
                star = Some((p, t + 1));
            }
            Some(b'?') => {
                p += 1;
                t += 1;
            }
            Some(byte) if same(byte, &text[t]) => {
                p += 1;
                t += 1;
            }
            _ => {
                let Some((behind, from)) = star else { return false };
                let next = match pattern.get(behind) {
                    None => return true,
                    Some(b'*' | b'?') => Some(0),
                    Some(byte) => text[from..].iter().position(|other| same(byte, other)),
                };
                let Some(next) = next else { return false };
                star = Some((behind, from + next + 1));
                p = behind;
                t = from + next;
            }
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match() {
        for (pattern, text, expected) in [
            ("*", "", true),
            ("a*c", "abbbc", true),
            ("a*c", "abbb", false),
            ("a?c", "abc", true),
            ("a?c", "ac", false),
            ("*a*b", "xxaxxaxb", true),
            ("S3:get*", "s3:GetObject", false),
            ("*?", "", false),
            ("*?b", "aab", true),
            ("*ab*c", "aabaabxc", true),
            ("a**b", "ab", true),
            ("a*b", "a", false),
            ("*b", "ba", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
        assert!(matches_ignoring_case("S3:get*", "s3:GetObject"));
    }

    #[test]
    fn escaped_wildcards_are_characters() {
        assert_eq!(wildcards("a*${*}${?}?").collect::<Vec<_>>(), [1, 10]);
    }
}
