//! The resources of a template.

use super::evaluate::Template;
use crate::syntax::{Member, Node, Text};

/// A resource with its properties.
pub(super) struct Resource<'n> {
    /// Its name in the template.
    pub(super) name: &'n Text<'n>,
    /// Its type.
    pub(super) of: &'n str,
    pub(super) properties: &'n Node<'n>,
    /// The template, with the resource's own condition settled and the loops around it told.
    pub(super) template: Template<'n>,
    /// Whether it is only there where a condition holds.
    pub(super) is_conditional: bool,
}

/// The resources of a template, in its order; none where the document is none.
pub(super) fn list<'n>(root: &'n Node<'n>) -> Option<Vec<Resource<'n>>> {
    let resources = root.member("Resources").filter(|resources| is_resources(resources))?;
    let mut list = Vec::new();
    add(resources, &Template::of(root), &mut list);
    Some(list)
}

/// Resources are objects whose `Type` has the form of one.
fn is_resources(node: &Node<'_>) -> bool {
    let is_typed = |node: &Node<'_>| type_of(node).is_some_and(|name| name.contains("::"));
    let members = node.members().into_iter().flatten();
    members.into_iter().any(|member| is_typed(&member.value) || repeated(member).is_some())
}

pub(super) fn type_of<'n>(resource: &'n Node<'_>) -> Option<&'n str> {
    resource.member("Type").and_then(Node::text).map(Text::as_str)
}

/// What a loop repeats, and the name of its variable.
fn repeated<'n>(member: &'n Member<'n>) -> Option<(&'n str, &'n Node<'n>)> {
    member.name.as_str().starts_with("Fn::ForEach::").then_some(())?;
    match member.value.items()? {
        [variable, _, body] => Some((variable.text()?.as_str(), body)),
        _ => None,
    }
}

fn add<'n>(resources: &'n Node<'n>, template: &Template<'n>, list: &mut Vec<Resource<'n>>) {
    for member in resources.members().into_iter().flatten() {
        if let Some((variable, body)) = repeated(member) {
            add(body, &template.within_loop(variable), list);
            continue;
        }
        let Some((of, properties)) = type_of(&member.value).zip(member.value.member("Properties")) else {
            continue;
        };
        let condition = member.value.member("Condition").and_then(Node::text);
        let template = match condition {
            // The resource is only there where its condition holds.
            Some(condition) => template.where_condition(condition.as_str(), true),
            None => template.clone(),
        };
        list.push(Resource {
            name: &member.name,
            of,
            properties,
            template,
            is_conditional: condition.is_some(),
        });
    }
}
