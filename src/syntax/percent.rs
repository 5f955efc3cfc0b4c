//! Documents as AWS sends them in answers: strings in which reserved characters are percent-encoded (RFC 3986).

use std::borrow::Cow;

use super::text::Anchor;
use super::{Node, Text, Value};
use crate::source::Span;

/// A string that is decoded where it holds an encoded object; any other value as it is.
///
/// All places of the decoded string are those where its bytes were written.
pub fn decoded_node<'n>(node: &'n Node<'n>) -> Cow<'n, Node<'n>> {
    match node.text().and_then(decoded) {
        Some(text) => Cow::Owned(Node { at: node.at, value: Value::Text(text) }),
        None => Cow::Borrowed(node),
    }
}

fn decoded(text: &Text<'_>) -> Option<Text<'static>> {
    let encoded = text.as_str();
    // Nothing else that begins so can be a policy.
    if !encoded.get(..3)?.eq_ignore_ascii_case("%7B") {
        return None;
    }
    let bytes = encoded.as_bytes();
    let mut value = Vec::with_capacity(bytes.len());
    let mut map = Vec::new();
    let mut anchor = |value: usize, source: usize| -> Option<()> {
        map.push(Anchor { value: u32::try_from(value).ok()?, source: u32::try_from(source).ok()? });
        Some(())
    };
    let mut index = 0;
    while let Some(byte) = bytes.get(index) {
        match escape(bytes.get(index..index + 3)) {
            Some(decoded) => {
                anchor(value.len(), index)?;
                value.push(decoded);
                index += 3;
                anchor(value.len(), index)?;
            }
            None => {
                value.push(*byte);
                index += 1;
            }
        }
    }
    map.dedup_by_key(|anchor| anchor.value);
    let value = String::from_utf8(value).ok()?;
    Some(Text::escaped(Span::new(0, encoded.len()), 0, value, map).inside(text))
}

/// The byte that `%7B` stands for.
fn escape(written: Option<&[u8]>) -> Option<u8> {
    let [b'%', high, low] = *written? else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(high)? << 4 | digit(low)?)
}

#[cfg(test)]
mod tests {
    use super::super::{inside, json};
    use super::*;

    #[test]
    fn places_are_those_of_the_encoded_string() {
        let source = r#"{"Document": "%7B%22Action%22%3A%20%22s3%3AGet%2a%22%2C%20%22S\u0069d%22%3A%20%22%C3%A9%22%7D"}"#;
        let tree = json::parse(source);
        let node = tree.root.as_ref().and_then(|root| root.member("Document")).expect("a string");
        let decoded = decoded_node(node);
        let text = decoded.text().expect("a string");
        assert_eq!(text.as_str(), r#"{"Action": "s3:Get*", "Sid": "é"}"#);
        let inner = inside::parse(text);
        assert_eq!(inner.problems, []);
        let root = inner.root.expect("a document");
        let written = |name: &str| {
            let place = root.member(name).and_then(Node::text).expect("a string").content();
            &source[place.start()..place.end()]
        };
        assert_eq!((written("Action"), written("Sid")), ("s3%3AGet%2a", "%C3%A9"));
        let name = root.members().expect("members")[1].name.content();
        assert_eq!(&source[name.start()..name.end()], r"S\u0069d");
    }

    #[test]
    fn other_strings_stay_as_they_are() {
        for source in [r#""100%""#, r#""%7B%FF%7D""#, r#""{\"a\": \"%7B\"}""#, r#""""#, "[1]"] {
            let tree = json::parse(source);
            let node = tree.root.expect("a value");
            assert!(matches!(decoded_node(&node), Cow::Borrowed(_)), "{source}");
        }
    }
}
