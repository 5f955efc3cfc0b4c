//! JSON as RFC 8259 has it, which is built straight from its bytes.

use super::super::{Member, Node, Text, Tree, Value};
use super::MAX_DEPTH;
use super::build::find_repeated;
use super::decode::{decode, find_end};
use super::problems::Problems;
use super::token::is_number;
use crate::source::{Signs, Span};

const INDENT: &[u8] = b"        ";

/// The tree of a text that is JSON; none of any other text, which the parser of all that people write then reads.
///
/// That one builds the same tree of such a text, but takes longer, for it has to be ready for everything.
pub(super) fn parse(text: &str) -> Option<Tree<'_>> {
    /// The text of so many bytes seldom has more than one item of a list that is open at a time.
    const BYTES_OF_ITEM: usize = 128;
    /// Objects that are open seldom have more members.
    const MEMBERS: usize = 9;
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
        members: Vec::with_capacity(MEMBERS),
        items: Vec::with_capacity(text.len() / BYTES_OF_ITEM),
        problems: Problems::default(),
    };
    let root = reader.value()?;
    let is_whole = reader.next().is_none() && !reader.problems.is_full();
    is_whole.then(|| Tree { root: Some(root), problems: reader.problems.into_vec() })
}

/// Reads a text from its first byte to its last; each step gives nothing where the text is not JSON.
struct Reader<'t> {
    text: &'t str,
    /// Where the next byte stands.
    at: usize,
    depth: usize,
    /// The members of all objects that are open, the innermost last; each object takes its own when it ends, so that no list grows.
    members: Vec<Member<'t>>,
    /// The items of all lists that are open, likewise.
    items: Vec<Node<'t>>,
    problems: Problems,
}

impl<'t> Reader<'t> {
    /// The next byte that is no white space, which is not passed over.
    #[inline]
    fn next(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match *bytes.get(self.at)? {
                b' ' | b'\t' | b'\n' | b'\r' => self.at += 1,
                byte => return Some(byte),
            }
            // Lines that are indented begin with many blanks.
            while bytes.get(self.at..self.at + INDENT.len()) == Some(INDENT) {
                self.at += INDENT.len();
            }
        }
    }

    /// Passes over a byte, which has to be the next one.
    #[inline]
    fn pass(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then(|| self.at += 1)
    }

    fn value(&mut self) -> Option<Node<'t>> {
        match self.next()? {
            b'"' => {
                let text = self.string()?;
                Some(Node { at: text.at(), value: Value::Text(text) })
            }
            b'{' => self.nested(Reader::object),
            b'[' => self.nested(Reader::list),
            _ => self.word(),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Option<Value<'t>>) -> Option<Node<'t>> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        let start = self.at;
        self.at += 1;
        self.depth += 1;
        let value = read(self)?;
        self.depth -= 1;
        Some(Node { at: Span::new(start, self.at), value })
    }

    fn object(&mut self) -> Option<Value<'t>> {
        let first = self.members.len();
        if self.next()? != b'}' {
            loop {
                if self.next()? != b'"' {
                    return None;
                }
                let name = self.string()?;
                self.pass(b':')?;
                let value = self.value()?;
                self.members.push(Member { name, value });
                if self.next()? != b',' {
                    break;
                }
                self.at += 1;
            }
        }
        self.pass(b'}')?;
        let members = self.members.split_off(first);
        find_repeated(&members, &mut self.problems);
        Some(Value::Object(members))
    }

    fn list(&mut self) -> Option<Value<'t>> {
        let first = self.items.len();
        if self.next()? != b']' {
            loop {
                let item = self.value()?;
                self.items.push(item);
                if self.next()? != b',' {
                    break;
                }
                self.at += 1;
            }
        }
        self.pass(b']')?;
        Some(Value::Array(self.items.split_off(first)))
    }

    fn string(&mut self) -> Option<Text<'t>> {
        let start = self.at;
        let content = start + 1;
        let (signs, length) = Signs::before_quote(self.text.as_bytes().get(content..)?)?;
        if !signs.has(Signs::SPECIAL) {
            self.at = content + length + 1;
            let value = &self.text[content..content + length];
            return Some(Text::plain(Span::new(start, self.at), content, value, signs));
        }
        let length = find_end(&self.text[content..], b'"').ok()?;
        self.at = content + length + 1;
        let mut problems = Problems::default();
        let text = decode(self.text, Span::new(start, self.at), content..content + length, &mut problems);
        problems.into_vec().is_empty().then_some(text)
    }

    fn word(&mut self) -> Option<Node<'t>> {
        let rest = &self.text[self.at..];
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
        let word = &rest[..rest.bytes().take_while(is_part).count()];
        let value = match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            _ if is_number(word) => Value::Number(word),
            _ => return None,
        };
        let at = Span::new(self.at, self.at + word.len());
        self.at = at.end();
        Some(Node { at, value })
    }
}
