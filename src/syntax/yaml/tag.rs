//! Tags: CloudFormation's functions in their short form, and the types of YAML itself.

use super::super::{Member, Node, Text, Value};
use super::events::{Name, Tag};
use crate::source::Span;

/// The functions that have a short form, and the name of the long one (CloudFormation Template Reference, "Intrinsic functions").
const FUNCTIONS: [(&str, &str); 21] = [
    ("And", "Fn::And"),
    ("Base64", "Fn::Base64"),
    ("Cidr", "Fn::Cidr"),
    ("Condition", "Condition"),
    ("Equals", "Fn::Equals"),
    ("FindInMap", "Fn::FindInMap"),
    ("GetAZs", "Fn::GetAZs"),
    ("GetAtt", "Fn::GetAtt"),
    ("GetStackOutput", "Fn::GetStackOutput"),
    ("If", "Fn::If"),
    ("ImportValue", "Fn::ImportValue"),
    ("Join", "Fn::Join"),
    ("Length", "Fn::Length"),
    ("Not", "Fn::Not"),
    ("Or", "Fn::Or"),
    ("Ref", "Ref"),
    ("Select", "Fn::Select"),
    ("Split", "Fn::Split"),
    ("Sub", "Fn::Sub"),
    ("ToJsonString", "Fn::ToJsonString"),
    ("Transform", "Fn::Transform"),
];

/// A value with a tag before it.
pub(super) fn apply<'t>(tag: &Tag, node: Node<'t>) -> Node<'t> {
    let at = tag.at.to(node.at);
    let name = match &tag.name {
        Name::Core(_) => return node,
        Name::Local(name) => FUNCTIONS.iter().find(|(short, _)| short == name),
        Name::Other => None,
    };
    let value = match name {
        // What a tag of another tool makes of the value is not known.
        None => Value::Unknown,
        Some((_, long)) => {
            let value = if *long == "Fn::GetAtt" { attribute(node) } else { node };
            let name = Text::standing_for(tag.at, long);
            Value::Object(vec![Member { name, value }])
        }
    };
    Node { at, value }
}

/// `Name.Attribute` as a list of the two.
fn attribute(node: Node<'_>) -> Node<'_> {
    let Some(text) = node.text() else { return node };
    let Some(dot) = text.as_str().find('.') else { return node };
    let part = |range: std::ops::Range<usize>| {
        let at: Span = text.part(range.clone());
        Node { at, value: Value::Text(text.cut(at, range)) }
    };
    let items = vec![part(0..dot), part(dot + 1..text.as_str().len())];
    Node { at: node.at, value: Value::Array(items) }
}

/// Whether the tag says that the value is a string, whatever it looks like.
pub(super) fn is_string(tag: &Tag) -> bool {
    match &tag.name {
        Name::Core(name) => name == "str",
        Name::Local(_) | Name::Other => true,
    }
}
