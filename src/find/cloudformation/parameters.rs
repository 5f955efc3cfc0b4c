//! The requests that CloudFormation makes of resources of IAM.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::places::Place;
use super::resource::Resource;
use crate::find::location::Location;
use crate::find::request::{kind_without_policy, rows};
use crate::find::{Kind, Parameter, Request, Shape};
use crate::syntax::{Member, Node, Value};

/// A property that becomes a parameter of a request.
struct Property {
    of: &'static str,
    path: &'static str,
    operation: &'static str,
    name: &'static str,
    shape: Shape,
}

/// What stands in the table where a request carries no policy, or where other rows tell the operation.
const NONE: &str = "-";

impl Property {
    fn table() -> Vec<Property> {
        let rows = rows(include_str!("parameters.tsv")).filter_map(|mut fields| {
            let (of, path, operation) = (fields.next()?, fields.next()?, fields.next()?);
            Some(Property { of, path, operation, name: fields.next()?, shape: Shape::named(fields.next()?)? })
        });
        rows.collect()
    }

    /// The properties for the policy at a way below a type of resource.
    fn list(of: &str, path: &str) -> impl Iterator<Item = &'static Property> + Clone {
        static PROPERTIES: OnceLock<Vec<Property>> = OnceLock::new();
        let known = PROPERTIES.get_or_init(Property::table);
        known.iter().filter(move |known| known.of == of && known.path == path)
    }
}

/// The request that carries the policy at a place, with the properties that become its parameters.
pub(super) fn request<'n>(
    location: &Location,
    resource: &Resource<'n>,
    place: &Place<'n>,
) -> Option<Request<'n>> {
    let mut members: Vec<&'n Member<'n>> = members(resource.properties).collect();
    if !std::ptr::eq(place.beside, resource.properties) {
        members.extend(self::members(place.beside));
    }
    let template = &place.template;
    let asked = Property::list(location.of, location.path);
    let parameters = parameters(asked, &members, |node| template.evaluate(node));
    let is_there = |property: &&Property| members.iter().any(|member| member.name.as_str() == property.name);
    let mut operations =
        Property::list(location.of, location.path).filter(|property| property.operation != NONE);
    let first = operations.next()?;
    let told = std::iter::once(first).chain(operations).find(is_there).unwrap_or(first);
    Some(Request { operation: told.operation, parameters, is_conditional: !template.conditions.is_empty() })
}

/// The request that makes a resource without carrying a policy, with the kind of policy that its rules are about.
pub(super) fn without_policy<'n>(resource: &Resource<'n>) -> Option<(Kind, Request<'n>)> {
    let operation = Property::list(resource.of, NONE).next()?.operation;
    let kind = kind_without_policy(operation)?;
    // A function of SAM that brings a role along makes none.
    if resource.of.starts_with("AWS::Serverless::") && resource.properties.member("Role").is_some() {
        return None;
    }
    let members: Vec<_> = members(resource.properties).collect();
    let template = &resource.template;
    let asked = Property::list(resource.of, NONE);
    let parameters = parameters(asked, &members, |node| template.evaluate(node));
    Some((kind, Request { operation, parameters, is_conditional: !template.conditions.is_empty() }))
}

fn members<'n>(node: &'n Node<'n>) -> impl Iterator<Item = &'n Member<'n>> {
    node.members().unwrap_or_default().iter()
}

fn parameters<'n>(
    asked: impl Iterator<Item = &'static Property> + Clone,
    members: &[&'n Member<'n>],
    evaluate: impl Fn(&'n Node<'n>) -> Option<Node<'n>>,
) -> Vec<Parameter<'n>> {
    let mut parameters = Vec::new();
    for member in members {
        let Some(property) = asked.clone().find(|property| property.name == member.name.as_str()) else {
            continue;
        };
        let shape = property.shape;
        let mut add = |value: Node<'n>| {
            parameters.push(Parameter { shape, name: &member.name, value: Cow::Owned(value) });
        };
        match evaluate(&member.value) {
            // Names and ARNs may stand in a list, one for each request that is made.
            Some(Node { value: Value::Array(items), .. }) if !shape.is_list() => {
                items.into_iter().for_each(add);
            }
            Some(value) => add(value),
            None => {}
        }
    }
    parameters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::location::Location;

    #[test]
    fn every_row_is_read() {
        let properties = Property::table();
        assert_eq!(properties.len(), rows(include_str!("parameters.tsv")).count());
        let documents = Location::table(include_str!("documents.tsv"));
        for Property { of, path, operation, .. } in &properties {
            let is_location = documents.iter().any(|location| location.of == *of && location.path == *path);
            let is_bare = *path == NONE && kind_without_policy(operation).is_some();
            assert!(is_location || is_bare, "{of} {path} {operation}");
        }
    }
}
