//! The ways in which one policy may be deployed.

use std::borrow::Cow;

use super::evaluate::{Template, alike, function, has_function, unknown};
use super::places::Place;
use crate::syntax::{Node, Value};

/// The most conditions of one policy of which both outcomes are looked at.
///
/// Each is looked at by itself, with the others unknown, for two conditions need not hold together.
const MAX_CONDITIONS: usize = 4;

/// The policy at a place, evaluated with each of its conditions settled either way.
pub(super) fn of<'n>(place: &Place<'n>) -> Vec<Cow<'n, Node<'n>>> {
    let Place { node, template, .. } = place;
    if !has_function(node) && template.has_no_loops() {
        return vec![Cow::Borrowed(*node)];
    }
    let mut conditions = Vec::new();
    list_conditions(node, template, &mut conditions);
    let mut variants: Vec<Node<'n>> = Vec::new();
    for condition in conditions.iter().take(MAX_CONDITIONS) {
        for holds in [true, false] {
            variants.extend(template.where_condition(condition, holds).evaluate(node));
        }
    }
    if variants.is_empty() {
        variants.extend(template.evaluate(node));
    }
    let mut different: Vec<Node<'n>> = Vec::new();
    for variant in variants {
        if !different.iter().any(|other| alike(other, &variant)) {
            different.push(variant);
        }
    }
    different.into_iter().map(Cow::Owned).collect()
}

/// The policy at a place as far as it is the same whatever conditions hold.
pub(super) fn certain<'n>(place: &Place<'n>) -> Cow<'n, Node<'n>> {
    let Place { node, template, .. } = place;
    if !has_function(node) && template.has_no_loops() {
        return Cow::Borrowed(*node);
    }
    Cow::Owned(template.evaluate(node).unwrap_or_else(|| unknown(node.at)))
}

/// The conditions that are asked in a value and are not settled, each once, in their order.
fn list_conditions<'n>(node: &'n Node<'n>, template: &Template<'n>, conditions: &mut Vec<&'n str>) {
    if let Some(("Fn::If", argument)) = function(node) {
        let condition = argument.items().and_then(|items| items.first()).and_then(Node::text);
        let name = condition.map(|condition| condition.as_str());
        conditions.extend(name.filter(|name| template.holds(name).is_none() && !conditions.contains(name)));
    }
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| list_conditions(item, template, conditions)),
        Value::Object(members) => {
            members.iter().for_each(|member| list_conditions(&member.value, template, conditions));
        }
        _ => {}
    }
}
