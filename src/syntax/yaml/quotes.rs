//! Where the bytes of a quoted string were written that has escapes or goes over several lines.

use super::super::text::Anchor;

/// A string that is read byte by byte, with where each was written.
struct Reader<'t> {
    inner: &'t str,
    /// Where the text between the quotes begins in the source.
    base: usize,
    /// How far it is read.
    next: usize,
    value: String,
    map: Vec<Anchor>,
    /// How much of the value no line end takes away: white space that an escape stands for stays.
    kept: usize,
}

/// What stands between double quotes, and where.
pub(super) fn double(inner: &str, base: usize) -> (String, Vec<Anchor>) {
    read(inner, base, |reader| reader.backslash(), '\\')
}

/// What stands between single quotes, and where.
pub(super) fn single(inner: &str, base: usize) -> (String, Vec<Anchor>) {
    read(inner, base, |reader| reader.quote(), '\'')
}

fn read(inner: &str, base: usize, escape: fn(&mut Reader<'_>), mark: char) -> (String, Vec<Anchor>) {
    let mut reader = Reader { inner, base, next: 0, value: String::new(), map: Vec::new(), kept: 0 };
    reader.anchor();
    while let Some(character) = reader.rest().chars().next() {
        match character {
            '\n' | '\r' => reader.line_end(),
            _ if character == mark => {
                reader.anchor();
                escape(&mut reader);
                reader.anchor();
            }
            _ => {
                reader.value.push(character);
                reader.next += character.len_utf8();
            }
        }
    }
    (reader.value, reader.map)
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.inner.get(self.next..).unwrap_or_default()
    }

    /// From here on bytes are written one to one.
    fn anchor(&mut self) {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let value = narrow(self.value.len());
        while self.map.last().is_some_and(|last| last.value >= value) {
            self.map.pop();
        }
        self.map.push(Anchor { value, source: narrow(self.base + self.next) });
    }

    fn skip_blanks(&mut self) {
        self.next += self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
    }

    /// Takes a line end, if one stands here.
    fn take_line_end(&mut self) -> bool {
        let width = match self.rest().as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => return false,
        };
        self.next += width;
        true
    }

    /// A line end is a space, and several are one less.
    fn line_end(&mut self) {
        let end = self.value.trim_end_matches([' ', '\t']).len().max(self.kept);
        self.value.truncate(end);
        self.anchor();
        let mut lines = 0;
        while self.take_line_end() {
            lines += 1;
            self.skip_blanks();
        }
        match lines {
            1 => self.value.push(' '),
            _ => self.value.extend(std::iter::repeat_n('\n', lines - 1)),
        }
        self.anchor();
    }

    /// Two single quotes are one.
    fn quote(&mut self) {
        self.value.push('\'');
        self.next = (self.next + 2).min(self.inner.len());
    }

    fn backslash(&mut self) {
        self.next += 1;
        if self.take_line_end() {
            self.skip_blanks();
        } else if let Some(letter) = self.rest().chars().next() {
            self.next += letter.len_utf8();
            let character = match letter {
                'x' => self.hexadecimal(2),
                'u' => self.surrogates(),
                'U' => self.hexadecimal(8),
                _ => named(letter),
            };
            self.value.extend(character);
        }
        self.kept = self.value.len();
    }

    fn code(&mut self, digits: usize) -> Option<u32> {
        let code = u32::from_str_radix(self.rest().get(..digits)?, 16).ok()?;
        self.next += digits;
        Some(code)
    }

    fn hexadecimal(&mut self, digits: usize) -> Option<char> {
        char::from_u32(self.code(digits)?)
    }

    /// A character of four digits, or of two halves of four digits, as JSON writes those beyond U+FFFF.
    fn surrogates(&mut self) -> Option<char> {
        let first = self.code(4)?;
        if !(0xD800..0xDC00).contains(&first) || !self.rest().starts_with("\\u") {
            return char::from_u32(first);
        }
        self.next += 2;
        let second = self.code(4)?.checked_sub(0xDC00)?;
        char::from_u32(0x10000 + ((first - 0xD800) << 10) + second)
    }
}

/// The character that a letter behind a backslash stands for (YAML 1.2, "Escaped Characters").
fn named(letter: char) -> Option<char> {
    Some(match letter {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        ' ' | '"' | '/' | '\\' => letter,
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        _ => return None,
    })
}
