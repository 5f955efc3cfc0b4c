//! Strings that functions put together.

use std::ops::Range;

use super::evaluate::{Template, unknown};
use crate::source::Span;
use crate::syntax::{Hidden, Node, Partial, Pieces, Text, Value};

/// What only AWS knows of a pseudo parameter; none where nothing is known of it either.
pub(super) fn hidden(reference: &str) -> Option<Hidden> {
    match reference {
        "AWS::AccountId" => Some(Hidden::Account),
        "AWS::Partition" => Some(Hidden::Partition),
        "AWS::Region" => Some(Hidden::Region),
        "AWS::URLSuffix" => Some(Hidden::DnsSuffix),
        _ => None,
    }
}

/// A string of which nothing is known but what a pseudo parameter is; unknown where it is none.
pub(super) fn reference<'n>(at: Span, name: &str) -> Node<'n> {
    let mut pieces = Pieces::new();
    pieces.push_hole(at, hidden(name).unwrap_or(Hidden::Anything));
    Node { at, value: pieces.finish(at).into_value() }
}

impl<'n> Template<'n> {
    /// The string that `Fn::Sub` or `Fn::Join` makes, as far as it is known.
    pub(super) fn string(&self, at: Span, name: &str, argument: &'n Node<'n>) -> Node<'n> {
        let pieces = match name {
            "Fn::Sub" => self.substituted(argument),
            _ => self.joined(argument),
        };
        let string = pieces.map(|pieces| pieces.finish(at));
        match string.filter(|string| !self.is_replaced(string.as_written())) {
            Some(string) => Node { at, value: string.into_value() },
            None => unknown(at),
        }
    }

    fn substituted(&self, argument: &'n Node<'n>) -> Option<Pieces<'static>> {
        let (template, values) = match &argument.value {
            Value::Text(template) => (template, None),
            Value::Array(items) => match items.as_slice() {
                [template, values] => (template.text()?, Some(values)),
                _ => return None,
            },
            _ => return None,
        };
        let written = template.as_str();
        let mut pieces = Pieces::new();
        let push = |pieces: &mut Pieces<'static>, range: Range<usize>| {
            let may = self.may_spend(range.len());
            may.then(|| pieces.push_part(template, range))
        };
        let mut start = 0;
        while let Some(offset) = written.get(start..)?.find("${") {
            let open = start + offset;
            let Some(length) = written.get(open..)?.find('}') else { break };
            let close = open + length;
            let name = written.get(open + 2..close)?.trim();
            if name.starts_with('!') {
                // `${!Name}` is `${Name}` as it is.
                push(&mut pieces, start..open + 2)?;
                start = open + 2 + written.get(open + 2..)?.find('!')? + 1;
                continue;
            }
            push(&mut pieces, start..open)?;
            let place = template.part(open..close + 1);
            match values.and_then(|values| values.member(name)) {
                Some(value) => self.put(&mut pieces, self.evaluate(value), Some(place), place)?,
                None => pieces.push_hole(place, hidden(name).unwrap_or(Hidden::Anything)),
            }
            start = close + 1;
        }
        push(&mut pieces, start..written.len())?;
        Some(pieces)
    }

    fn joined(&self, argument: &'n Node<'n>) -> Option<Pieces<'static>> {
        let [delimiter, list] = argument.items()? else { return None };
        let delimiter = delimiter.text()?.as_str();
        let list_at = list.at;
        let Value::Array(items) = self.evaluate(list)?.value else { return None };
        let mut pieces = Pieces::new();
        for (index, item) in items.into_iter().enumerate() {
            let at = item.at;
            if index > 0 {
                self.may_spend(delimiter.len())
                    .then(|| pieces.push_as(delimiter, Span::point(at.start())))?;
            }
            // A value of a mapping was written elsewhere.
            let stands_at = (!list_at.contains(at)).then_some(list_at);
            self.put(&mut pieces, Some(item), stands_at, at)?;
        }
        Some(pieces)
    }

    /// Adds a value, at another place than its own where one is told; none where there is no room for it.
    fn put(
        &self,
        pieces: &mut Pieces<'static>,
        value: Option<Node<'n>>,
        stands_at: Option<Span>,
        place: Span,
    ) -> Option<()> {
        let Some(string) = value.and_then(scalar) else {
            pieces.push_hole(place, Hidden::Anything);
            return Some(());
        };
        self.may_spend(string.as_written().len()).then_some(())?;
        match stands_at {
            Some(place) => pieces.push_partial_as(&string, place),
            None => pieces.push_partial(&string),
        }
        Some(())
    }

    /// The parts of a string that is known, between a delimiter.
    pub(super) fn split(&self, at: Span, argument: &'n Node<'n>) -> Option<Node<'n>> {
        let [delimiter, whole] = argument.items()? else { return None };
        let delimiter = delimiter.text()?.as_str();
        let whole = scalar(self.evaluate(whole)?)?;
        let whole = whole.known()?;
        if delimiter.is_empty() {
            return None;
        }
        let mut start = 0;
        let pieces = whole.as_str().split(delimiter).map(|piece| {
            let range = start..start + piece.len();
            start = range.end + delimiter.len();
            let at = whole.part(range.clone());
            Node { at, value: Value::Text(whole.cut(at, range)) }
        });
        Some(Node { at, value: Value::Array(pieces.collect()) })
    }
}

/// A value as the string that it is within another one.
fn scalar(node: Node<'_>) -> Option<Partial<'_>> {
    let text: Text<'_> = match node.value {
        Value::Text(text) => text,
        Value::Partial(partial) => return Some(*partial),
        Value::Number(number) => Text::standing_for(node.at, number),
        Value::Bool(value) => Text::standing_for(node.at, if value { "true" } else { "false" }),
        _ => return None,
    };
    Some(text.into())
}
