//! Characters that word processors, chats and web pages put where ASCII was meant.

/// Why a character stands where it is not allowed; characters of one cause are one finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// A dash that is no hyphen.
    Dash,
    /// A typographic quote.
    Quote,
    /// A space that is no blank.
    Space,
    /// Something that cannot be seen.
    Invisible,
    /// The wide form of an ASCII character, as East Asian keyboards write it.
    Wide,
    /// A letter of another script that looks like a Latin one and stands beside one.
    Lookalike,
    /// A Latin letter with a mark.
    Accent,
    /// A sign that is written with several characters of ASCII.
    Sign(char),
    /// A character that stands for nothing else.
    Foreign,
}

impl Cause {
    /// Several such characters, in words.
    pub(super) const fn plural(self) -> &'static str {
        match self {
            Cause::Dash => "typographic dashes",
            Cause::Quote => "typographic quotes",
            Cause::Space => "special spaces",
            Cause::Invisible => "invisible characters",
            Cause::Wide => "full-width characters",
            Cause::Lookalike => "letters of another script that look like Latin ones",
            Cause::Accent => "letters with marks beyond Latin-1",
            Cause::Sign(_) => "signs",
            Cause::Foreign => "characters beyond Latin-1",
        }
    }

    /// What to do about several of them, in words.
    pub(super) const fn remedy(self) -> &'static str {
        match self {
            Cause::Dash => "write hyphens",
            Cause::Quote => "write straight quotes",
            Cause::Space => "write plain blanks",
            Cause::Invisible => "remove the invisible characters",
            Cause::Wide => "write the characters of ordinary width",
            Cause::Lookalike => "write the Latin letters",
            Cause::Accent => "write the plain letters",
            Cause::Sign(_) | Cause::Foreign => "write it in ASCII",
        }
    }
}

/// The cause of a character between two others, and what ASCII has for it; an empty text means that it can go.
pub(super) fn of(character: char, before: Option<char>, after: Option<char>) -> (Cause, Option<String>) {
    let of_table = |table: &str, cause| table.contains(character).then_some(cause);
    if let Some(ascii) = quote(character) {
        return (Cause::Quote, Some(ascii.to_owned()));
    }
    if let Some(ascii) = sign(character) {
        return (Cause::Sign(character), Some(ascii.to_owned()));
    }
    if let Some(cause) = of_table(DASHES, Cause::Dash) {
        return (cause, Some("-".to_owned()));
    }
    if let Some(cause) = of_table(SPACES, Cause::Space) {
        return (cause, Some(" ".to_owned()));
    }
    if !is_visible(character) {
        return (Cause::Invisible, Some(String::new()));
    }
    if let Some(ascii) = wide(character) {
        return (Cause::Wide, Some(ascii.to_string()));
    }
    let is_beside_latin = [before, after].into_iter().flatten().any(|beside| beside.is_ascii_alphanumeric());
    if let Some((_, latin)) = LETTERS.iter().find(|(letter, _)| *letter == character && is_beside_latin) {
        return (Cause::Lookalike, Some(latin.to_string()));
    }
    match plain_letter(character) {
        Some(letter) => (Cause::Accent, Some(letter.to_string())),
        None => (Cause::Foreign, None),
    }
}

/// Whether the character can be seen where it is printed.
pub(super) fn is_visible(character: char) -> bool {
    let invisible = matches!(character,
        '\u{0}'..='\u{20}'
        | '\u{7F}'..='\u{A0}'
        | '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'..='\u{1160}'
        | '\u{180B}'..='\u{180E}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}'
    );
    !invisible && !SPACES.contains(character)
}

const DASHES: &str = "‐‑‒–—―⁃−﹘﹣－";

const SPACES: &str = "\u{A0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200A}\u{202F}\u{205F}\u{3000}";

fn quote(character: char) -> Option<&'static str> {
    match character {
        '“' | '”' | '„' | '‟' | '″' | '＂' => Some("\""),
        '‘' | '’' | '‚' | '‛' | '′' | '＇' => Some("'"),
        _ => None,
    }
}

fn sign(character: char) -> Option<&'static str> {
    Some(match character {
        '…' => "...",
        '•' | '‣' | '∙' | '●' | '◦' => "-",
        '∗' | '⁎' | '✱' => "*",
        '→' | '➜' | '➔' => "->",
        '←' => "<-",
        '↔' => "<->",
        '⇒' => "=>",
        '≤' => "<=",
        '≥' => ">=",
        '≠' => "!=",
        '⁄' | '∕' => "/",
        '∶' | 'ː' => ":",
        '™' => "(TM)",
        _ => return None,
    })
}

/// The ASCII character of which this is the wide form.
fn wide(character: char) -> Option<char> {
    const DISTANCE: u32 = 0xFEE0;
    matches!(character, '！'..='～').then(|| char::from_u32(u32::from(character) - DISTANCE)).flatten()
}

/// Cyrillic and Greek letters that cannot be told from Latin ones by eye.
const LETTERS: [(char, char); 42] = [
    ('а', 'a'),
    ('с', 'c'),
    ('ԁ', 'd'),
    ('е', 'e'),
    ('һ', 'h'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ӏ', 'l'),
    ('о', 'o'),
    ('р', 'p'),
    ('ѕ', 's'),
    ('ѵ', 'v'),
    ('х', 'x'),
    ('у', 'y'),
    ('А', 'A'),
    ('В', 'B'),
    ('С', 'C'),
    ('Е', 'E'),
    ('Н', 'H'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('К', 'K'),
    ('М', 'M'),
    ('О', 'O'),
    ('Р', 'P'),
    ('Ѕ', 'S'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('ο', 'o'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Χ', 'X'),
];

/// The letter without its marks, by the character's name: `LATIN SMALL LETTER C WITH CARON` is a `c`.
fn plain_letter(character: char) -> Option<char> {
    let name = unicode_names2::name(character)?.to_string();
    let capital = name.strip_prefix("LATIN CAPITAL LETTER ");
    let small = name.strip_prefix("LATIN SMALL LETTER ");
    let (letter, _) = capital.or(small)?.split_once(" WITH ")?;
    let mut letters = letter.chars();
    let letter = letters.next().filter(char::is_ascii_uppercase)?;
    if letters.next().is_some() {
        return None;
    }
    Some(if capital.is_some() { letter } else { letter.to_ascii_lowercase() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_a_cause_and_what_ascii_has_for_them() {
        for (character, cause, ascii) in [
            ('—', Cause::Dash, Some("-")),
            ('−', Cause::Dash, Some("-")),
            ('“', Cause::Quote, Some("\"")),
            ('’', Cause::Quote, Some("'")),
            ('…', Cause::Sign('…'), Some("...")),
            ('\u{200B}', Cause::Invisible, Some("")),
            ('\u{2028}', Cause::Invisible, Some("")),
            ('\u{FEFF}', Cause::Invisible, Some("")),
            ('\u{3000}', Cause::Space, Some(" ")),
            ('：', Cause::Wide, Some(":")),
            ('č', Cause::Accent, Some("c")),
            ('Ł', Cause::Accent, Some("L")),
            ('œ', Cause::Foreign, None),
            ('中', Cause::Foreign, None),
            ('😀', Cause::Foreign, None),
            ('а', Cause::Foreign, None),
        ] {
            assert_eq!(of(character, None, None), (cause, ascii.map(str::to_owned)), "{character:?}");
        }
        assert_eq!(of('а', Some('d'), Some('т')), (Cause::Lookalike, Some("a".to_owned())));
    }
}
