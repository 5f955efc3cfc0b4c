//! Strings that functions put together.

use std::ops::Range;

use super::evaluate::{Template, unknown};
use crate::source::Span;
use crate::syntax::{Member, Node, Piece, Text, Tree, Value, assemble, inside, named};

/// A part of a string.
enum Part<'n> {
    /// What is known, and the place of it in the string, where that is another than the one where it was written.
    Known { text: Text<'n>, range: Range<usize>, stands_at: Option<Span> },
    /// What only AWS knows.
    Hole(Span),
}

/// Stands for a hole while a document in a string is read; nobody writes it in a policy.
const HOLE: &str = "\u{FFFC}";

impl<'n> Template<'n> {
    /// The string that `Fn::Sub` or `Fn::Join` makes; unknown where any part of it is.
    pub(super) fn string(&self, at: Span, name: &str, argument: &'n Node<'n>) -> Node<'n> {
        let Some(parts) = self.parts(name, argument) else { return unknown(at) };
        match known(at, &parts, None).filter(|text| !self.is_replaced(text.as_str())) {
            Some(text) => Node { at, value: Value::Text(text) },
            None => unknown(at),
        }
    }

    /// The JSON document that such a string holds, with what is not known in it unknown; none where it holds none.
    pub(super) fn document(&self, at: Span, name: &str, argument: &'n Node<'n>) -> Option<Node<'n>> {
        let parts = self.parts(name, argument)?;
        parts.iter().any(|part| matches!(part, Part::Hole(_))).then_some(())?;
        let text = known(at, &parts, Some(HOLE)).filter(|text| !self.is_replaced(text.as_str()))?;
        let Tree { root, problems } = inside::parse(&text);
        let root = root.filter(|root| problems.is_empty() && root.members().is_some())?;
        Some(with_holes(root.detached()))
    }

    fn parts(&self, name: &str, argument: &'n Node<'n>) -> Option<Vec<Part<'n>>> {
        match name {
            "Fn::Sub" => self.substituted(argument),
            "Fn::Join" => self.joined(argument),
            _ => None,
        }
    }

    fn substituted(&self, argument: &'n Node<'n>) -> Option<Vec<Part<'n>>> {
        let (template, values) = match &argument.value {
            Value::Text(template) => (template, None),
            Value::Array(items) => match items.as_slice() {
                [template, values] => (template.text()?, Some(values)),
                _ => return None,
            },
            _ => return None,
        };
        let written = template.as_str();
        let mut parts = Vec::new();
        let known = |range: Range<usize>| Part::Known { text: template.clone(), range, stands_at: None };
        let mut start = 0;
        while let Some(offset) = written.get(start..)?.find("${") {
            let open = start + offset;
            let Some(length) = written.get(open..)?.find('}') else { break };
            let close = open + length;
            let name = written.get(open + 2..close)?.trim();
            if name.starts_with('!') {
                // `${!Name}` is `${Name}` as it is.
                parts.push(known(start..open + 2));
                start = open + 2 + written.get(open + 2..)?.find('!')? + 1;
                continue;
            }
            parts.push(known(start..open));
            let place = template.part(open..close + 1);
            let value = values.and_then(|values| values.member(name)).and_then(|value| self.evaluate(value));
            parts.push(match value.and_then(scalar) {
                Some(text) => {
                    let range = 0..text.as_str().len();
                    Part::Known { text, range, stands_at: Some(place) }
                }
                None => Part::Hole(place),
            });
            start = close + 1;
        }
        parts.push(known(start..written.len()));
        Some(parts)
    }

    fn joined(&self, argument: &'n Node<'n>) -> Option<Vec<Part<'n>>> {
        let [delimiter, list] = argument.items()? else { return None };
        let delimiter = delimiter.text()?;
        let list_at = list.at;
        let Value::Array(items) = self.evaluate(list)?.value else { return None };
        let mut parts = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            let at = item.at;
            if index > 0 {
                let range = 0..delimiter.as_str().len();
                let stands_at = Some(Span::point(at.start()));
                parts.push(Part::Known { text: delimiter.clone(), range, stands_at });
            }
            // A value of a mapping was written elsewhere.
            let stands_at = (!list_at.contains(at)).then_some(list_at);
            parts.push(match scalar(item) {
                Some(text) => Part::Known { range: 0..text.as_str().len(), text, stands_at },
                None => Part::Hole(at),
            });
        }
        Some(parts)
    }

    /// The parts of a string that is known, between a delimiter.
    pub(super) fn split(&self, at: Span, argument: &'n Node<'n>) -> Option<Node<'n>> {
        let [delimiter, whole] = argument.items()? else { return None };
        let delimiter = delimiter.text()?.as_str();
        let whole = scalar(self.evaluate(whole)?)?;
        if delimiter.is_empty() {
            return None;
        }
        let mut start = 0;
        let pieces = whole.as_str().split(delimiter).map(|piece| {
            let range = start..start + piece.len();
            start = range.end + delimiter.len();
            let at = whole.part(range.clone());
            Node { at, value: Value::Text(assemble(at, &[Piece::Part(&whole, range)])) }
        });
        Some(Node { at, value: Value::Array(pieces.collect()) })
    }
}

/// A value as the string that it is within another one.
fn scalar(node: Node<'_>) -> Option<Text<'_>> {
    match node.value {
        Value::Text(text) => Some(text),
        Value::Number(number) => Some(named(node.at, number)),
        Value::Bool(value) => Some(named(node.at, if value { "true" } else { "false" })),
        _ => None,
    }
}

/// The whole string; with nothing to stand for holes, only one without any.
fn known(at: Span, parts: &[Part<'_>], hole: Option<&str>) -> Option<Text<'static>> {
    let pieces: Option<Vec<Piece<'_>>> = parts
        .iter()
        .map(|part| match part {
            Part::Known { text, range, stands_at: None } => Some(Piece::Part(text, range.clone())),
            Part::Known { text, range, stands_at: Some(place) } => {
                Some(Piece::Stand(text.as_str().get(range.clone())?, *place))
            }
            Part::Hole(place) => hole.map(|hole| Piece::Stand(hole, *place)),
        })
        .collect();
    Some(assemble(at, &pieces?))
}

/// The document with each string that has a hole in it unknown, and each object that has one in a name.
fn with_holes(node: Node<'_>) -> Node<'_> {
    let has_hole = |text: &Text<'_>| text.as_str().contains(HOLE);
    let value = match node.value {
        Value::Text(text) if has_hole(&text) => Value::Unknown,
        Value::Array(items) => Value::Array(items.into_iter().map(with_holes).collect()),
        Value::Object(members) if members.iter().any(|member| has_hole(&member.name)) => Value::Unknown,
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .map(|Member { name, value }| Member { name, value: with_holes(value) })
                .collect(),
        ),
        other => other,
    };
    Node { at: node.at, value }
}
