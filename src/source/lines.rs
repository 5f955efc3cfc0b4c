/// Where the lines of a text begin.
///
/// A line ends at a line feed, at a carriage return, or at the two together.
#[derive(Debug)]
pub struct Lines {
    starts: Vec<u32>,
    /// The number of characters before each [`STRIDE`]th byte, so that a column costs the same at the end of a long line as at its start.
    characters: Vec<u32>,
}

/// The bytes between two counts of characters.
const STRIDE: usize = 512;

/// A place as people and tools count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode characters.
    pub column: usize,
    /// The offset, from 0, in bytes.
    pub offset: usize,
}

impl Lines {
    /// Finds the lines of a text.
    pub fn new(text: &str) -> Lines {
        let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for index in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[index] == b'\n' || bytes.get(index + 1) != Some(&b'\n') {
                starts.push(narrow(index + 1));
            }
        }
        let mut count = 0;
        let mut characters = Vec::with_capacity(bytes.len() / STRIDE + 1);
        for chunk in bytes.chunks(STRIDE) {
            characters.push(narrow(count));
            count += count_characters(chunk);
        }
        Lines { starts, characters }
    }

    /// How many lines there are; at least one.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The line of a byte, from 0.
    pub fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= offset).saturating_sub(1)
    }

    /// The first byte of a line, counted from 0; the end of the text's last line for lines that do not exist.
    pub fn start(&self, line: usize) -> usize {
        self.starts.get(line).or(self.starts.last()).map_or(0, |start| *start as usize)
    }

    /// The line and column of a byte of the text that these lines were found in.
    ///
    /// An offset beyond the text or inside a character counts as the next smaller one that is neither.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor_char_boundary(text, offset);
        let line = self.line(offset);
        let before = |offset| self.characters_before(text, offset);
        let column = before(offset) - before(self.start(line)) + 1;
        Position { line: line + 1, column, offset }
    }

    /// How many Unicode characters of the text that these lines were found in stand before a byte of it.
    pub fn characters_before(&self, text: &str, offset: usize) -> usize {
        let offset = floor_char_boundary(text, offset);
        let index = offset / STRIDE;
        match self.characters.get(index) {
            Some(count) => *count as usize + count_characters(&text.as_bytes()[index * STRIDE..offset]),
            None => count_characters(&text.as_bytes()[..offset]),
        }
    }

    /// The column of a byte in its line, from 0, in UTF-16 code units, as the Language Server Protocol counts.
    pub fn utf16_column(&self, text: &str, offset: usize) -> usize {
        let offset = floor_char_boundary(text, offset);
        text[self.start(self.line(offset))..offset].chars().map(char::len_utf16).sum()
    }
}

/// How many characters of UTF-8 begin in the bytes.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_each_kind_of_line_end() {
        let text = "a\nb\r\nc\rd";
        let lines = Lines::new(text);
        let places: Vec<_> = (0..text.len())
            .map(|offset| lines.position(text, offset))
            .map(|position| (position.line, position.column))
            .collect();
        assert_eq!(places, [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (3, 1), (3, 2), (4, 1)]);
    }

    #[test]
    fn columns_far_out_are_counted_like_those_at_the_start() {
        let text = "é😀x\n".repeat(700) + &"é😀x".repeat(700);
        let lines = Lines::new(&text);
        for offset in (0..=text.len()).filter(|offset| text.is_char_boundary(*offset)) {
            let start = text[..offset].rfind('\n').map_or(0, |end| end + 1);
            assert_eq!(lines.position(&text, offset).column, text[start..offset].chars().count() + 1);
        }
    }

    #[test]
    fn columns_count_characters_and_utf16_units() {
        let text = "é😀x";
        let lines = Lines::new(text);
        assert_eq!(lines.position(text, 6).column, 3);
        assert_eq!(lines.utf16_column(text, 6), 3);
        assert_eq!(lines.position(text, 3).offset, 2, "an offset inside a character is floored");
        assert_eq!(lines.position(text, 99), Position { line: 1, column: 4, offset: 7 });
    }
}
