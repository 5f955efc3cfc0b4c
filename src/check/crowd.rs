//! Values at one place.
//!
//! Where one name stands for a list, all items of it stand at one place, and what is found of one cannot be told from what is found of another.

use std::collections::HashMap;

use crate::source::Span;
use crate::syntax::{Node, Value};

/// The value with nothing in the place of strings that are known in part and share their place with others; none where there are no such.
pub(super) fn without_crowds<'n>(node: &Node<'n>) -> Option<Node<'n>> {
    let mut places = HashMap::new();
    count(node, 1, &mut places);
    places.retain(|_, count| *count > 1);
    (!places.is_empty()).then(|| without(node, &places))
}

fn count(node: &Node<'_>, weight: u32, places: &mut HashMap<Span, u32>) {
    match &node.value {
        Value::Partial(_) => *places.entry(node.at).or_default() += weight,
        Value::Array(items) => {
            let is_crowd = items.windows(2).any(|pair| pair[0].at == pair[1].at);
            let weight = if is_crowd { 2 } else { weight };
            items.iter().for_each(|item| count(item, weight, places));
        }
        Value::Object(members) => members.iter().for_each(|member| count(&member.value, weight, places)),
        _ => {}
    }
}

fn without<'n>(node: &Node<'n>, places: &HashMap<Span, u32>) -> Node<'n> {
    let value = match &node.value {
        Value::Partial(_) if places.contains_key(&node.at) => Value::Unknown,
        Value::Array(items) => Value::Array(items.iter().map(|item| without(item, places)).collect()),
        Value::Object(members) => {
            let mut members = members.clone();
            members.iter_mut().for_each(|member| member.value = without(&member.value, places));
            Value::Object(members)
        }
        other => other.clone(),
    };
    Node { at: node.at, value }
}
