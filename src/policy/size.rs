use memchr::{memchr, memchr2};

use crate::syntax::{Node, Value};

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
        let bytes = text.as_bytes();
        let continuations = count(bytes, |byte| byte & 0xC0 == 0x80);
        let white_space = count(bytes, is_white_space);
        let mut white_space_in_strings = 0;
        // Most minified documents have no white space at all.
        let mut rest = if white_space > 0 { bytes } else { &[] };
        while let Some(quote) = memchr(b'"', rest) {
            rest = &rest[quote + 1..];
            let content = length_of_content(rest);
            white_space_in_strings += count(&rest[..content], is_white_space);
            rest = rest.get(content + 1..).unwrap_or_default();
        }
        Size {
            bytes: bytes.len(),
            characters: bytes.len() - continuations,
            white_space: white_space - white_space_in_strings,
            white_space_in_strings,
        }
    }

    /// Measures a document by its tree: as long as it is when it is written as JSON without white space.
    ///
    /// So AWS gets the policies of templates. What is not known counts nothing, so that no document is longer than it is.
    pub fn of_node(node: &Node<'_>) -> Size {
        let mut size = Size::default();
        size.add(node);
        size
    }

    /// Measures a document that is a value, or that stands in a string.
    pub fn of_document(node: &Node<'_>) -> Size {
        node.text().map_or_else(|| Size::of_node(node), |text| Size::of(text.as_str()))
    }

    fn add(&mut self, node: &Node<'_>) {
        match &node.value {
            Value::Unknown => {}
            Value::Partial(partial) => {
                self.add_signs(partial.known_length() + 2);
                self.white_space_in_strings += count(partial.as_written().as_bytes(), |byte| byte == b' ');
            }
            Value::Null => self.add_signs(4),
            Value::Bool(value) => self.add_signs(if *value { 4 } else { 5 }),
            Value::Number(digits) => self.add_signs(digits.len()),
            Value::Text(text) => self.add_string(text.as_str()),
            Value::Array(items) => {
                self.add_signs(2 + items.len().saturating_sub(1));
                items.iter().for_each(|item| self.add(item));
            }
            Value::Object(members) => {
                self.add_signs(2 + members.len() + members.len().saturating_sub(1));
                for member in members {
                    self.add_string(member.name.as_str());
                    self.add(&member.value);
                }
            }
        }
    }

    fn add_signs(&mut self, count: usize) {
        self.characters += count;
        self.bytes += count;
    }

    fn add_string(&mut self, value: &str) {
        let escapes = count(value.as_bytes(), |byte| byte < b' ' || matches!(byte, b'"' | b'\\'));
        let continuations = count(value.as_bytes(), |byte| byte & 0xC0 == 0x80);
        self.bytes += value.len() + escapes + 2;
        self.characters += value.len() - continuations + escapes + 2;
        self.white_space_in_strings += count(value.as_bytes(), |byte| byte == b' ');
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

fn is_white_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// The length of a string's content, up to its closing quote.
fn length_of_content(bytes: &[u8]) -> usize {
    let mut length = 0;
    while let Some(next) = bytes.get(length..).and_then(|rest| memchr2(b'"', b'\\', rest)) {
        length += next;
        if bytes[length] == b'"' {
            return length;
        }
        length += 2;
    }
    bytes.len()
}

/// How many bytes pass a test; counted in bytes, many at a time, which the chunks keep from overflowing.
fn count(bytes: &[u8], test: impl Fn(u8) -> bool) -> usize {
    let chunks = bytes.chunks(usize::from(u8::MAX));
    chunks.map(|chunk| usize::from(chunk.iter().map(|byte| u8::from(test(*byte))).sum::<u8>())).sum()
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
