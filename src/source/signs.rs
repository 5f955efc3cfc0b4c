/// What few strings hold and many look for: told in one pass over a string, so that most strings are not looked into again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signs {
    /// The sign that a policy variable begins with.
    pub dollar: bool,
    /// Something that begins a bracket of a template or of documentation.
    pub bracket: bool,
    /// The letter that crosses out.
    pub cross: bool,
    /// A backslash or a control character, which stand in no string for themselves.
    pub special: bool,
}

const DOLLAR: u8 = 1;
const BRACKET: u8 = 2;
const CROSS: u8 = 4;
const SPECIAL: u8 = 8;

/// What each byte is a sign of, in bits.
const OF_BYTE: [u8; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < signs.len() {
        signs[byte] = match byte as u8 {
            b'$' => DOLLAR | BRACKET,
            b'<' | b'{' | b'#' | b'%' | b'_' => BRACKET,
            b'x' | b'X' => CROSS,
            b'\\' | 0..b' ' => SPECIAL,
            _ => 0,
        };
        byte += 1;
    }
    signs
};

impl Signs {
    /// The signs of a string.
    pub fn of(text: &str) -> Signs {
        let signs = text.bytes().fold(0, |signs, byte| signs | OF_BYTE[usize::from(byte)]);
        let has = |sign| signs & sign != 0;
        Signs { dollar: has(DOLLAR), bracket: has(BRACKET), cross: has(CROSS), special: has(SPECIAL) }
    }
}
