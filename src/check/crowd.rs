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
    let is_crowd = |node: &Node<'_>| matches!(node.value, Value::Partial(_)) && places.contains_key(&node.at);
    (!places.is_empty()).then(|| node.with(&mut |node| is_crowd(node).then_some(Value::Unknown)))
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
