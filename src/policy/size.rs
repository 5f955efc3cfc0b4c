use std::cell::OnceCell;

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
    /// Measures the text of a document.
    ///
    /// White space is the blank, the tab, the line feed and the carriage return; a document's length without it is the same however the document is laid out.
    pub fn of(text: &str) -> Size {
        let bytes = text.as_bytes();
        let continuations = count(bytes, |byte| byte & 0xC0 == 0x80);
        let white_space = count(bytes, is_white_space);
        // Most minified documents have no white space at all.
        let white_space_in_strings = if white_space > 0 { count_in_strings(bytes) } else { 0 };
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

/// A document's text, which is measured once where it has to be.
#[derive(Debug)]
pub struct Measured<'t> {
    text: &'t str,
    size: OnceCell<Size>,
}

impl<'t> Measured<'t> {
    /// The text, not measured yet.
    pub fn new(text: &'t str) -> Measured<'t> {
        Measured { text, size: OnceCell::new() }
    }

    /// How many bytes it has.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// How long it is by each way of counting.
    pub fn size(&self) -> Size {
        *self.size.get_or_init(|| Size::of(self.text))
    }
}

fn is_white_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// How much white space stands inside strings; one that nothing closes reaches to the end.
///
/// Strings are short, and to look for many bytes at a time takes longer then.
fn count_in_strings(bytes: &[u8]) -> usize {
    let mut found = 0;
    let mut bytes = bytes.iter();
    while bytes.any(|byte| *byte == b'"') {
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' => break,
                // What is escaped closes nothing.
                b'\\' => found += usize::from(bytes.next().is_some_and(|escaped| is_white_space(*escaped))),
                _ => found += usize::from(is_white_space(*byte)),
            }
        }
    }
    found
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
