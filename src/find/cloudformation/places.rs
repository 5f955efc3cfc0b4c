//! The values at the end of a way below a resource's properties, through the conditions on the way.

use super::evaluate::{Template, function};
use crate::syntax::{Member, Node, Value};

/// A value where a policy belongs.
pub(super) struct Place<'n> {
    pub(super) node: &'n Node<'n>,
    /// The object that it is a member of.
    pub(super) beside: &'n Node<'n>,
    /// The way that was gone, as people read it.
    pub(super) way: String,
    /// The template, with the conditions settled that had to hold on the way.
    pub(super) template: Template<'n>,
    /// How many conditions were settled before.
    pub(super) settled: usize,
}

impl Place<'_> {
    /// The conditions that were settled on the way, in words: ` (with IsProd)`.
    pub(super) fn conditions(&self) -> String {
        let conditions = self.template.conditions.get(self.settled..).unwrap_or_default();
        let said: Vec<String> = conditions
            .iter()
            .map(|(name, holds)| format!("{} {name}", if *holds { "with" } else { "without" }))
            .collect();
        if said.is_empty() { String::new() } else { format!(" ({})", said.join(", ")) }
    }
}

/// All values at the end of a way: names of members, parted by dots; `[]` stands for every item, `*` for every member.
pub(super) fn find<'n>(node: &'n Node<'n>, path: &str, template: &Template<'n>) -> Vec<Place<'n>> {
    let mut found = Vec::new();
    let settled = template.conditions.len();
    let place = Place { node, beside: node, way: String::new(), template: template.clone(), settled };
    walk(place, path, &mut found);
    found
}

fn walk<'n>(place: Place<'n>, path: &str, found: &mut Vec<Place<'n>>) {
    let Place { node, beside, way, template, settled } = &place;
    let onward = |node: &'n Node<'n>, way: String| Place {
        node,
        beside,
        way,
        template: template.clone(),
        settled: *settled,
    };
    match function(node) {
        Some(("Fn::If", argument)) => {
            let Some([condition, then, otherwise]) = argument.items() else { return };
            let Some(condition) = condition.text() else { return };
            let name = condition.as_str();
            for (branch, holds) in [(then, true), (otherwise, false)] {
                match template.holds(name) {
                    Some(settled) if settled != holds => continue,
                    Some(_) => walk(onward(branch, way.clone()), path, found),
                    None => {
                        let mut place = onward(branch, way.clone());
                        place.template = template.where_condition(name, holds);
                        walk(place, path, found);
                    }
                }
            }
            return;
        }
        Some(("Ref", argument)) if argument.text().is_some_and(|text| text.as_str() == "AWS::NoValue") => {
            return;
        }
        Some(("Fn::ToJsonString", argument)) if path.is_empty() => {
            return walk(onward(argument, way.clone()), path, found);
        }
        _ => {}
    }
    if path.is_empty() {
        return found.push(place);
    }
    if let Some(rest) = path.strip_prefix("[]") {
        for (index, item) in node.items().into_iter().flatten().enumerate() {
            walk(onward(item, format!("{way}[{index}]")), rest.trim_start_matches('.'), found);
        }
        return;
    }
    let end = path.find(['.', '[']).unwrap_or(path.len());
    let (name, rest) = path.split_at(end);
    let members: &'n [Member<'n>] = match &node.value {
        Value::Object(members) => members,
        _ => return,
    };
    for member in members.iter().filter(|member| name == "*" || member.name.as_str() == name) {
        let dot = if way.is_empty() { "" } else { "." };
        let way = format!("{way}{dot}{}", member.name.as_str());
        let onward = Place { beside: node, ..onward(&member.value, way) };
        walk(onward, rest.trim_start_matches('.'), found);
    }
}
