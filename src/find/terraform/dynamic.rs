//! Blocks that are made in a loop: `dynamic "statement" { … }`.

use super::scope::{Bound, Scope, called};
use super::value::unknown;
use crate::source::Span;
use crate::syntax::hcl::{Block, Body};
use crate::syntax::{Member, Node, Text, Value};

/// A block as Terraform makes it.
pub(super) struct Made<'f, 't> {
    /// What says that it is made: its name, or the header of the loop.
    pub(super) header: Span,
    /// The block whose arguments it has.
    pub(super) block: &'f Block<'t>,
    /// What the loop calls its item.
    pub(super) bound: Option<Bound<'f, 't>>,
}

/// The blocks of a name; the place of a loop of which it is not known how many it makes.
pub(super) fn blocks<'f, 't>(
    body: &'f Body<'t>,
    name: &str,
    scope: &Scope<'f, 't>,
) -> Vec<Result<Made<'f, 't>, Span>> {
    let mut made = Vec::new();
    for block in &body.blocks {
        let is_loop = || block.labels.first().is_some_and(|label| label.as_str() == name);
        match block.name.as_str() {
            own if own == name => made.push(Ok(Made { header: block.name.at(), block, bound: None })),
            "dynamic" if is_loop() => made.extend(looped(block, scope).unwrap_or(vec![Err(block.at)])),
            _ => {}
        }
    }
    made
}

/// A block for each item, where the items are known.
fn looped<'f, 't>(block: &'f Block<'t>, scope: &Scope<'f, 't>) -> Option<Vec<Result<Made<'f, 't>, Span>>> {
    let content = block.body.blocks.iter().find(|inner| inner.name.as_str() == "content")?;
    let name = match block.body.attribute("iterator") {
        Some(iterator) => called(&iterator.value)?,
        None => block.labels.first()?.as_str().to_owned(),
    };
    let over = scope.value(&block.body.attribute("for_each")?.value);
    let items: Vec<(Node<'t>, Node<'t>)> = match over.value {
        Value::Array(items) => items.into_iter().map(|item| (unknown(item.at), item)).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|Member { name, value }| (Node { at: name.at(), value: Value::Text(name) }, value))
            .collect(),
        _ => return None,
    };
    let make = |(key, value): (Node<'t>, Node<'t>)| {
        if value.value == Value::Unknown {
            return Err(block.at);
        }
        let named =
            |name: &str, node: Node<'t>| Member { name: Text::standing_for(node.at, name), value: node };
        let item =
            Node { at: value.at, value: Value::Object(vec![named("key", key), named("value", value)]) };
        let bound =
            Bound { values: vec![(name.clone().into(), item)], are_foreign: false, outer: scope.bound() };
        Ok(Made { header: block.header, block: content, bound: Some(bound) })
    };
    Some(items.into_iter().map(make).collect())
}

impl<'f, 't> Made<'f, 't> {
    /// What may be named in its arguments.
    pub(super) fn scope<'s>(&'s self, outer: &Scope<'f, 't>) -> Scope<'s, 't>
    where
        'f: 's,
    {
        match &self.bound {
            Some(bound) => outer.with(bound),
            None => *outer,
        }
    }
}
