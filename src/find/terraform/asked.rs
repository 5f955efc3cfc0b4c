//! What resources ask of AWS besides their policies: names, paths, descriptions, tags.

use std::borrow::Cow;

use super::scope::Scope;
use crate::find::location::Location;
use crate::find::{Kind, Parameter, Request, Shape};
use crate::syntax::hcl::Body;
use crate::syntax::{Member, Node, Text, Value};

/// A request that Terraform makes of a resource of a configuration.
#[derive(Debug)]
pub(super) struct Asked<'t> {
    kind: Kind,
    operation: &'static str,
    parameters: Vec<(Shape, Text<'t>, Node<'t>)>,
    is_conditional: bool,
}

/// A line of the table: the operation, the attribute and its shape.
type Row = (&'static str, &'static str, Shape);

/// The attributes of the resource at a location that become parameters.
fn rows(location: &Location) -> impl Iterator<Item = Row> {
    let lines = include_str!("parameters.tsv").lines().map(|line| line.split('\t'));
    lines.filter_map(|mut fields| {
        let is_it = fields.next()? == location.of && fields.next()? == location.path;
        let row = (fields.next()?, fields.next()?, Shape::named(fields.next()?)?);
        is_it.then_some(row)
    })
}

/// What a block asks for.
pub(super) fn of_body<'t>(body: &Body<'t>, location: &Location, scope: &Scope<'_, 't>) -> Option<Asked<'t>> {
    let kind = location.profile?.kind;
    // How often it is made, and in which account, is not known then.
    let is_conditional = ["count", "for_each", "provider"].iter().any(|name| body.attribute(name).is_some());
    let mut asked = None;
    for (operation, attribute, shape) in rows(location) {
        let asked =
            asked.get_or_insert_with(|| Asked { kind, operation, parameters: Vec::new(), is_conditional });
        let Some(attribute) = body.attribute(attribute) else { continue };
        let value = scope.value(&attribute.value);
        if value.value != Value::Null {
            let value = if is_tags(shape) { tags(&value) } else { value };
            asked.parameters.push((shape, attribute.name.clone(), value));
        }
    }
    asked
}

impl<'t> Asked<'t> {
    /// The request, and the kind of the policy that it carries.
    pub(super) fn request(&self) -> (Kind, Request<'_>) {
        let parameters = self.parameters.iter().map(|(shape, name, value)| Parameter {
            shape: *shape,
            name,
            value: Cow::Borrowed(value),
        });
        (
            self.kind,
            Request {
                operation: self.operation,
                parameters: parameters.collect(),
                is_conditional: self.is_conditional,
            },
        )
    }
}

/// What a resource of a plan asks for.
pub(super) fn of_values<'n>(values: &'n Node<'n>, location: &Location) -> Option<Request<'n>> {
    let mut request = None;
    for (operation, attribute, shape) in rows(location) {
        let request = request.get_or_insert_with(|| Request {
            operation,
            parameters: Vec::new(),
            is_conditional: false,
        });
        let mut members = values.members().into_iter().flatten();
        let member =
            members.find(|member| member.name.as_str() == attribute && member.value.value != Value::Null);
        let Some(Member { name, value }) = member else { continue };
        let value = if is_tags(shape) { Cow::Owned(tags(value)) } else { Cow::Borrowed(value) };
        request.parameters.push(Parameter { shape, name, value });
    }
    request
}

fn is_tags(shape: Shape) -> bool {
    matches!(shape, Shape::PolicyTags | Shape::RoleTags)
}

/// Tags as the API takes them, of an object whose names are their keys.
fn tags<'t>(node: &Node<'t>) -> Node<'t> {
    let Value::Object(members) = &node.value else { return Node { at: node.at, value: Value::Unknown } };
    let tag = |member: &Member<'t>| {
        let key = Node { at: member.name.at(), value: Value::Text(member.name.clone()) };
        let named = |name: &str, value: Node<'t>| Member { name: Text::standing_for(value.at, name), value };
        let tag = Value::Object(vec![named("Key", key), named("Value", member.value.clone())]);
        Node { at: member.at(), value: tag }
    };
    Node { at: node.at, value: Value::Array(members.iter().map(tag).collect()) }
}
