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
    pub fn before_quote(text: &[u8]) -> Option<(Signs, usize)> {
        let of_byte = |byte: &u8| OF_BYTE[usize::from(*byte)];
        // Several bytes at a time cost less than to ask of each whether it is the quote.
        let (chunks, _) = text.as_chunks::<8>();
        let (mut signs, mut length) = (0, 0);
        for chunk in chunks {
            let of_chunk = chunk.iter().fold(0, |signs, byte| signs | of_byte(byte));
            if of_chunk & Signs::QUOTE.0 != 0 {
                break;
            }
            signs |= of_chunk;
            length += chunk.len();
        }
        for byte in &text[length..] {
            let sign = of_byte(byte);
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
        for text in ["", "s3:Get*", "a\\", "é{"] {
            let quoted = format!("{text}\"$\"");
            assert_eq!(Signs::before_quote(quoted.as_bytes()), Some((Signs::of(text), text.len())));
            assert_eq!(Signs::before_quote(text.as_bytes()), None);
        }
    }
}
