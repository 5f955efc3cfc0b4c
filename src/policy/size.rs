/// How long a document is, by each way of counting that AWS has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    /// Characters, white space included.
    pub characters: usize,
    /// Bytes of UTF-8, white space included.
    pub bytes: usize,
    /// Characters that are white space between the tokens of JSON.
    pub white_space: usize,
    /// Characters that are white space inside strings.
    pub white_space_in_strings: usize,
}

impl Size {
    /// Measures the text of a document, in one pass.
    ///
    /// White space is the blank, the tab, the line feed and the carriage return; a document's length without it is the same however the document is laid out.
    pub fn of(text: &str) -> Size {
        let mut size = Size { bytes: text.len(), ..Size::default() };
        let mut continuations = 0;
        let mut in_string = false;
        let mut escaped = false;
        for byte in text.bytes() {
            continuations += usize::from(byte & 0xC0 == 0x80);
            let is_white_space = matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
            if in_string {
                size.white_space_in_strings += usize::from(is_white_space);
                in_string = escaped || byte != b'"';
                escaped = !escaped && byte == b'\\';
            } else {
                size.white_space += usize::from(is_white_space);
                in_string = byte == b'"';
            }
        }
        size.characters = size.bytes - continuations;
        size
    }

    /// Characters without the white space between tokens.
    pub fn without_white_space(&self) -> usize {
        self.characters - self.white_space
    }

    /// Characters without any white space, inside strings neither: the least that AWS can count.
    pub fn without_any_white_space(&self) -> usize {
        self.without_white_space() - self.white_space_in_strings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_counts_by_where_it_stands() {
        let size = Size::of("{ \"a b\\\" c\": \t\"é\\\\\" }\r\n");
        assert_eq!(size, Size { characters: 23, bytes: 24, white_space: 6, white_space_in_strings: 2 });
        assert_eq!(size.without_white_space(), 17);
        assert_eq!(size.without_any_white_space(), 15);
    }
}
