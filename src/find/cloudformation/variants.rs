//! The ways in which one policy may be deployed.

use std::borrow::Cow;

use super::evaluate::{Template, alike, function, has_function, unknown};
use super::places::Place;
use crate::syntax::{Node, Value};

/// The most ways in which the conditions of one policy are settled.
///
/// Each condition is settled by itself, with the others unknown, for two need not hold together; one in a branch of another is settled with that one.
const MAX_SETTLEMENTS: usize = 12;

/// The most that are listed before the shortest of them are taken.
const MAX_LISTED: usize = 64;

/// Conditions, each with whether it holds.
type Settlement<'n> = Vec<(&'n str, bool)>;

/// The policy at a place, evaluated with each of its conditions settled either way.
pub(super) fn of<'n>(place: &Place<'n>) -> Vec<Cow<'n, Node<'n>>> {
    let Place { node, template, .. } = place;
    if !has_function(node) && template.has_no_loops() {
        return vec![Cow::Borrowed(*node)];
    }
    let mut settlements = Vec::new();
    list_settlements(node, template, &Vec::new(), &mut settlements);
    settlements.sort_by_key(Vec::len);
    let mut variants: Vec<Node<'n>> = Vec::new();
    for settlement in settlements.iter().take(MAX_SETTLEMENTS) {
        let settle = |template: Template<'n>, (condition, holds): &(&'n str, bool)| {
            template.where_condition(condition, *holds)
        };
        variants.extend(settlement.iter().fold(template.clone(), settle).evaluate(node));
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

/// The ways in which the conditions can be settled that are asked in a value and are not settled, each once.
fn list_settlements<'n>(
    node: &'n Node<'n>,
    template: &Template<'n>,
    around: &Settlement<'n>,
    settlements: &mut Vec<Settlement<'n>>,
) {
    if let Some(("Fn::If", argument)) = function(node)
        && let Some([condition, branches @ ..]) = argument.items()
        && let Some(name) = condition.text().map(|name| name.as_str())
    {
        let settled = around.iter().find(|(known, _)| *known == name).map(|(_, holds)| *holds);
        let settled = settled.or(template.holds(name));
        for (branch, holds) in branches.iter().zip([true, false]) {
            match settled {
                Some(settled) if settled != holds => {}
                Some(_) => list_settlements(branch, template, around, settlements),
                None => {
                    let mut settlement = around.clone();
                    settlement.push((name, holds));
                    if settlements.len() < MAX_LISTED && !settlements.contains(&settlement) {
                        settlements.push(settlement.clone());
                    }
                    list_settlements(branch, template, &settlement, settlements);
                }
            }
        }
        return;
    }
    let mut list = |node| list_settlements(node, template, around, settlements);
    match &node.value {
        Value::Array(items) => items.iter().for_each(list),
        Value::Object(members) => members.iter().for_each(|member| list(&member.value)),
        _ => {}
    }
}
