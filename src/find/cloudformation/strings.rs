//! Strings that functions put together.

use std::ops::Range;

use super::evaluate::{Template, function, unknown};
use crate::find::attribute;
use crate::source::Span;
use crate::syntax::{Hidden, Node, Partial, Pieces, Text, Value};

impl<'n> Template<'n> {
    /// What is known of what only AWS knows: of a pseudo parameter, a resource (`Name`), or an attribute of one (`Name.Arn`).
    fn hidden(&self, reference: &str) -> Hidden {
        let (name, attribute) = reference.split_once('.').unwrap_or((reference, "Ref"));
        match reference {
            "AWS::AccountId" => Hidden::Account,
            "AWS::Partition" => Hidden::Partition,
            "AWS::Region" => Hidden::Region,
            "AWS::URLSuffix" => Hidden::DnsSuffix,
            _ => self.type_of(name).map_or(Hidden::Anything, |of| attribute::hidden(of, attribute)),
        }
    }

    /// A string of which no more is known than what it refers to.
    pub(super) fn reference(&self, at: Span, reference: &str) -> Partial<'n> {
        let mut pieces = Pieces::new();
        pieces.push_hole(at, self.hidden(reference), Some(reference));
        pieces.finish(at)
    }

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
                Some(value) => {
                    let string = self.evaluate(value).and_then(scalar);
                    self.put(&mut pieces, string, Some(place), place)?;
                }
                None => self.put(&mut pieces, Some(self.named(place, name)), Some(place), place)?,
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
        let items: Vec<(Span, Option<Partial<'n>>)> = match &list.value {
            Value::Array(items) => items.iter().filter_map(|item| self.item(item)).collect(),
            _ => match self.evaluate(list)?.value {
                Value::Array(items) => items.into_iter().map(|item| (item.at, scalar(item))).collect(),
                _ => return None,
            },
        };
        let mut pieces = Pieces::new();
        for (index, (at, item)) in items.into_iter().enumerate() {
            if index > 0 {
                self.may_spend(delimiter.len())
                    .then(|| pieces.push_as(delimiter, Span::point(at.start())))?;
            }
            // A value of a mapping was written elsewhere.
            let stands_at = (!list_at.contains(at)).then_some(list_at);
            self.put(&mut pieces, item, stands_at, at)?;
        }
        Some(pieces)
    }

    /// An item of a list that is joined, as far as it is known, and its place; none where it is none (`AWS::NoValue`).
    fn item(&self, item: &'n Node<'n>) -> Option<(Span, Option<Partial<'n>>)> {
        match function(item) {
            Some(("Ref", name)) if name.text().is_some_and(|name| name.as_str() != "AWS::NoValue") => {
                Some((item.at, Some(self.named(item.at, name.text()?.as_str()))))
            }
            _ => self.evaluate(item).map(|value| (value.at, scalar(value))),
        }
    }

    /// What a name is as a part of a string.
    fn named(&self, at: Span, name: &str) -> Partial<'n> {
        match self.defaults.in_string(name) {
            Some(default) => Text::standing_for(at, default).into(),
            None => self.reference(at, name),
        }
    }

    /// Adds a string, at another place than its own where one is told; none where there is no room for it.
    fn put(
        &self,
        pieces: &mut Pieces<'static>,
        string: Option<Partial<'n>>,
        stands_at: Option<Span>,
        place: Span,
    ) -> Option<()> {
        let Some(string) = string else {
            pieces.push_hole(place, Hidden::Anything, None);
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
