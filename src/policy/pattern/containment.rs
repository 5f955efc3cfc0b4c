//! Whether one pattern stands for everything that another stands for.

use std::cmp::Ordering;

use super::super::variable::closed_length;
use super::glob;

/// Whether letters that differ in case are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// They are not.
    Matters,
    /// ASCII letters are.
    Ignored,
}

impl Case {
    /// Whether two texts are the same.
    pub(super) fn same(self, left: &[u8], right: &[u8]) -> bool {
        match self {
            Case::Matters => left == right,
            Case::Ignored => left.eq_ignore_ascii_case(right),
        }
    }

    /// The byte that all spellings of a letter have in common.
    pub(super) fn fold(self, byte: u8) -> u8 {
        match self {
            Case::Matters => byte,
            Case::Ignored => byte.to_ascii_lowercase(),
        }
    }

    pub(super) fn compare(self, left: &[u8], right: &[u8]) -> Ordering {
        match self {
            Case::Matters => left.cmp(right),
            Case::Ignored => {
                let fold = |byte: &u8| byte.to_ascii_lowercase();
                left.iter().map(fold).cmp(right.iter().map(fold))
            }
        }
    }
}

/// Whether a pattern stands for all that another pattern stands for.
///
/// What is not certain is denied: a `*` is only covered by a `*`, and a policy variable only by a `*` or by itself.
pub fn contains(pattern: &str, other: &str, case: Case) -> bool {
    if case.same(pattern.as_bytes(), other.as_bytes()) {
        return true;
    }
    let mut steps = usize::MAX;
    Outline::of(pattern).is_some_and(|outline| {
        outline.fits(pattern, other, case) && outline.covers(pattern, other, case, &mut steps)
    })
}

/// What a pattern looks like from afar: the letters that it begins and ends with, and how much it asks for between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outline {
    /// The length of what stands before the first wildcard.
    pub(super) prefix: usize,
    /// The length of what stands behind the last wildcard.
    pub(super) suffix: usize,
    /// How many bytes are no `*`.
    pub(super) solid: usize,
    /// How many runs of `*` there are.
    pub(super) stars: usize,
}

impl Outline {
    /// The outline of a pattern; none where it has no wildcard, or one of which nobody can say what it stands for: in a policy variable.
    pub(super) fn of(pattern: &str) -> Option<Outline> {
        let bytes = pattern.as_bytes();
        let first = memchr::memchr2(b'*', b'?', bytes)?;
        if memchr::memchr(b'$', bytes).is_none() {
            return Some(Outline::of_plain(bytes, first));
        }
        let mut outline = Outline { prefix: usize::MAX, suffix: 0, solid: 0, stars: 0 };
        // Before the first wildcard only a variable can be of interest.
        let mut at = memchr::memchr(b'$', &bytes[..first]).unwrap_or(first);
        outline.solid = at;
        while at < bytes.len() {
            let end = unit_end(pattern, at);
            match bytes[at] {
                b'*' => {
                    outline.stars += usize::from(at == 0 || bytes[at - 1] != b'*');
                    outline.prefix = outline.prefix.min(at);
                    outline.suffix = bytes.len() - end;
                }
                b'?' => {
                    outline.solid += 1;
                    outline.prefix = outline.prefix.min(at);
                    outline.suffix = bytes.len() - end;
                }
                _ if is_unclear(&bytes[at..end]) => return None,
                _ => outline.solid += end - at,
            }
            at = end;
        }
        (outline.prefix < bytes.len()).then_some(outline)
    }

    /// The outline of a pattern without a `$`, whose first wildcard is known.
    fn of_plain(bytes: &[u8], first: usize) -> Outline {
        let mut outline = Outline { prefix: first, suffix: 0, solid: first, stars: 0 };
        let mut is_behind_star = false;
        for byte in &bytes[first..] {
            let is_star = *byte == b'*';
            outline.suffix = if is_star || *byte == b'?' { 0 } else { outline.suffix + 1 };
            outline.solid += usize::from(!is_star);
            outline.stars += usize::from(is_star && !is_behind_star);
            is_behind_star = is_star;
        }
        outline
    }

    /// Whether the pattern, of which this is the outline, covers a text that begins and ends as it does; false as well once no steps are left.
    pub(super) fn covers<'t>(self, pattern: &'t str, text: &'t str, case: Case, steps: &mut usize) -> bool {
        // A variable is covered as a whole or not at all, and a `?` covers no `*`; all else are bytes.
        // Long ones are gone through step by step, so that no list of them can take for ever.
        const LONG: usize = 512;
        let (wanted, given) = (pattern.as_bytes(), text.as_bytes());
        if given.len() > LONG
            || memchr::memchr(b'$', given).is_some()
            || memchr::memchr(b'?', wanted).is_some()
        {
            return covers(pattern, text, case, steps);
        }
        let between = |whole: &'t [u8]| &whole[self.prefix..whole.len() - self.suffix];
        let (wanted, given) = (between(wanted), between(given));
        self.solid == self.prefix + self.suffix
            || match case {
                Case::Matters => glob(wanted, given, u8::eq),
                Case::Ignored => glob(wanted, given, u8::eq_ignore_ascii_case),
            }
    }

    /// Whether a text begins and ends as the pattern does, without which it is not covered.
    #[inline(always)]
    pub(super) fn fits(self, pattern: &str, text: &str, case: Case) -> bool {
        let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
        if text.len() < self.prefix + self.suffix {
            return false;
        }
        let (head, tail) = (&text[..self.prefix], &text[text.len() - self.suffix..]);
        let (wanted_head, wanted_tail) = (&pattern[..self.prefix], &pattern[pattern.len() - self.suffix..]);
        // The last letter of the beginning tells for most: many begin with the same service.
        let is_near = match (head.last(), wanted_head.last()) {
            (Some(last), Some(wanted)) => case.fold(*last) == case.fold(*wanted),
            _ => true,
        };
        is_near && case.same(wanted_head, head) && case.same(wanted_tail, tail)
    }
}

/// Whether a piece of a pattern is a variable with a wildcard in it, or one without an end.
fn is_unclear(unit: &[u8]) -> bool {
    unit.starts_with(b"${")
        && (!unit.ends_with(b"}")
            || (unit.len() > b"${*}".len() && memchr::memchr2(b'*', b'?', unit).is_some()))
}

/// The end of what is one whole: a character, or a policy variable.
fn unit_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    match bytes[at] {
        b'$' if bytes.get(at + 1) == Some(&b'{') => {
            closed_length(&text[at..]).map_or(bytes.len(), |length| at + length)
        }
        byte if byte.is_ascii() => at + 1,
        _ => {
            let behind = bytes[at + 1..].iter().take_while(|byte| **byte & 0b1100_0000 == 0b1000_0000);
            at + 1 + behind.count()
        }
    }
}

/// Whether a pattern that has an outline covers a text; false as well once no steps are left.
///
/// Goes back to the last star only, so that the time is at most the product of the lengths.
fn covers(pattern: &str, text: &str, case: Case, steps: &mut usize) -> bool {
    let (wanted, given) = (pattern.as_bytes(), text.as_bytes());
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < given.len() {
        let Some(left) = steps.checked_sub(1) else { return false };
        *steps = left;
        let unit = unit_end(text, t);
        match wanted.get(p) {
            Some(b'*') => {
                p += 1;
                star = Some((p, t));
                continue;
            }
            Some(b'?') if given[t] != b'*' && !given[t..unit].starts_with(b"${") => {
                p += 1;
                t = unit;
                continue;
            }
            Some(byte) if *byte != b'?' => {
                let end = unit_end(pattern, p);
                if case.same(&wanted[p..end], &given[t..unit]) {
                    p = end;
                    t = unit;
                    continue;
                }
            }
            _ => {}
        }
        let Some((star_p, star_t)) = star else { return false };
        let next = unit_end(text, star_t);
        star = Some((star_p, next));
        p = star_p;
        t = next;
    }
    wanted[p..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_contain_what_they_surely_stand_for() {
        for (pattern, other, expected) in [
            ("*", "", true),
            ("*", "${aws:username}", true),
            ("ec2:Describe*", "ec2:describetags", true),
            ("ec2:Describe*", "ec2:Describe*Tags", true),
            ("ec2:Describe*", "ec2:Desc*", false),
            ("iam:Get*", "iam:*Report", false),
            ("a?c", "abc", true),
            ("a?c", "aéc", true),
            ("a?c", "a?c", true),
            ("a??", "a*", false),
            ("a?", "a*", false),
            ("a*", "a?", true),
            ("a**", "a*", true),
            ("*?", "?*", false),
            ("*a*b", "xxaxxaxb", true),
            ("abc", "ABC", true),
            ("abc", "abcd", false),
            ("b/${aws:username}/*", "b/${aws:username}/x", true),
            ("b/${aws:username}/*", "b/${aws:userid}/x", false),
            ("b/*}", "b/${aws:username}", false),
            ("b/${aws:*}", "b/${aws:username}", false),
            ("b/${aws:username", "b/${aws:username*", false),
            ("b?c", "b${aws:username}c", false),
            ("b*c", "b${aws:username}c", true),
            ("${*}*", "${*}a", true),
            ("${*}*", "xa", false),
        ] {
            assert_eq!(contains(pattern, other, Case::Ignored), expected, "{pattern} {other}");
        }
        assert!(!contains("arn:aws:s3:::Logs*", "arn:aws:s3:::logs-1", Case::Matters));
    }
}
