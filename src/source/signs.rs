/// What few strings hold and many look for: told in one pass over a string, so that most strings are not looked into again and again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signs(u8);

impl Signs {
    /// The sign that a policy variable begins with.
    pub const DOLLAR: Signs = Signs(1);
    /// Something that begins a bracket of a template or of documentation.
    pub const BRACKET: Signs = Signs(1 << 1);
    /// The letter that crosses out.
    pub const CROSS: Signs = Signs(1 << 2);
    /// A backslash or a control character, which stand in no string for themselves.
    pub const SPECIAL: Signs = Signs(1 << 3);
    /// A colon.
    pub const COLON: Signs = Signs(1 << 4);
    /// A wildcard.
    pub const WILDCARD: Signs = Signs(1 << 5);
    /// Something that is neither a letter or a digit of ASCII, nor a hyphen, a colon or a wildcard.
    pub const FOREIGN: Signs = Signs(1 << 6);
    const QUOTE: Signs = Signs(1 << 7);

    /// The signs of a string.
    pub fn of(text: &str) -> Signs {
        let signs = text.bytes().fold(0, |signs, byte| signs | OF_BYTE[usize::from(byte)]);
        Signs(signs & !Signs::QUOTE.0)
    }

    /// The signs of what stands before the first double quote, and its length; none where there is no quote.
    #[inline]
    pub fn before_quote(text: &[u8]) -> Option<(Signs, usize)> {
        let (mut signs, mut length) = (0, 0);
        // Several bytes at a time cost less than to ask of each whether it is the quote.
        while let Some(chunk) = text[length..].first_chunk() {
            match first_quote(*chunk) {
                None => {
                    signs |= of_bytes(*chunk);
                    length += chunk.len();
                }
                Some(index) => {
                    return Some((Signs(signs | of_bytes(cut_off(*chunk, index))), length + index));
                }
            }
        }
        for byte in &text[length..] {
            let sign = OF_BYTE[usize::from(*byte)];
            if sign & Signs::QUOTE.0 != 0 {
                return Some((Signs(signs), length));
            }
            signs |= sign;
            length += 1;
        }
        None
    }

    /// Whether there is any of these signs.
    pub const fn has(self, any: Signs) -> bool {
        self.0 & any.0 != 0
    }

    /// The signs of both.
    pub const fn and(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }
}

/// The signs of some bytes.
#[inline]
fn of_bytes(bytes: [u8; 8]) -> u8 {
    bytes.iter().fold(0, |signs, byte| signs | OF_BYTE[usize::from(*byte)])
}

/// Which of some bytes is the first double quote, told without a look at each.
#[inline]
fn first_quote(bytes: [u8; 8]) -> Option<usize> {
    const QUOTES: u64 = u64::from_ne_bytes([b'"'; 8]);
    const LOWEST: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHEST: u64 = LOWEST << 7;
    // A quote is zero here; to take one away sets its highest bit, and changes no byte before it.
    let differences = u64::from_le_bytes(bytes) ^ QUOTES;
    let quotes = differences.wrapping_sub(LOWEST) & !differences & HIGHEST;
    (quotes != 0).then_some(quotes.trailing_zeros() as usize / 8)
}

/// Some bytes with letters, which are signs of nothing, in the place of those from an index on.
#[inline]
fn cut_off(bytes: [u8; 8], index: usize) -> [u8; 8] {
    const LETTERS: u64 = u64::from_ne_bytes([b'a'; 8]);
    let kept = (1 << (8 * index)) - 1;
    (u64::from_le_bytes(bytes) & kept | LETTERS & !kept).to_le_bytes()
}

/// What each byte is a sign of.
const OF_BYTE: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < signs.len() {
        signs[byte] = of_byte(byte as u8).0;
        byte += 1;
    }
    signs
};

const fn of_byte(byte: u8) -> Signs {
    match byte {
        b':' => Signs::COLON,
        b'*' | b'?' => Signs::WILDCARD,
        b'x' | b'X' => Signs::CROSS,
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => Signs(0),
        b'$' => Signs::FOREIGN.and(Signs::DOLLAR).and(Signs::BRACKET),
        b'<' | b'{' | b'#' | b'%' | b'_' => Signs::FOREIGN.and(Signs::BRACKET),
        b'"' => Signs::FOREIGN.and(Signs::QUOTE),
        b'\\' | 0..b' ' => Signs::FOREIGN.and(Signs::SPECIAL),
        _ => Signs::FOREIGN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_those_of_the_bytes() {
        assert_eq!(Signs::of("s3:Get*"), Signs::COLON.and(Signs::WILDCARD));
        assert_eq!(Signs::of("ec2-Service"), Signs::default());
        assert_eq!(Signs::of("${x}"), of_byte(b'$').and(Signs::CROSS));
        assert_eq!(Signs::of("\"\n"), Signs::FOREIGN.and(Signs::SPECIAL));
    }

    #[test]
    fn a_quote_ends_a_string() {
        for text in ["", "s3:Get*", "s3:GetObject", "a\\", "é{", "\u{a2}\u{a3}!#"] {
            let quoted = format!("{text}\"$\" and more");
            assert_eq!(Signs::before_quote(quoted.as_bytes()), Some((Signs::of(text), text.len())));
            assert_eq!(Signs::before_quote(text.as_bytes()), None);
        }
    }
}
