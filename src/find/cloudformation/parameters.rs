//! The requests that CloudFormation makes of resources of IAM.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::evaluate::Template;
use crate::find::location::Location;
use crate::find::request::rows;
use crate::find::{Parameter, Request, Shape};
use crate::syntax::Node;

/// A property that becomes a parameter of a request.
struct Property {
    of: &'static str,
    path: &'static str,
    operation: &'static str,
    name: &'static str,
    shape: Shape,
}

impl Property {
    fn table() -> Vec<Property> {
        let rows = rows(include_str!("parameters.tsv")).filter_map(|mut fields| {
            let (of, path, operation) = (fields.next()?, fields.next()?, fields.next()?);
            Some(Property { of, path, operation, name: fields.next()?, shape: Shape::named(fields.next()?)? })
        });
        rows.collect()
    }
}

/// The request that carries the policy at a location, with the properties that become its parameters.
pub(super) fn request<'n>(
    location: &Location,
    properties: &'n Node<'n>,
    template: &Template<'n>,
) -> Option<Request<'n>> {
    static PROPERTIES: OnceLock<Vec<Property>> = OnceLock::new();
    let known = PROPERTIES.get_or_init(Property::table);
    let of_location = || known.iter().filter(|known| known.of == location.of && known.path == location.path);
    let operation = of_location().next()?.operation;
    let members = properties.members().unwrap_or_default();
    let parameters = members.iter().filter_map(|member| {
        let property = of_location().find(|property| property.name == member.name.as_str())?;
        let value = Cow::Owned(template.evaluate(&member.value)?);
        Some(Parameter { shape: property.shape, name: &member.name, value })
    });
    Some(Request {
        operation,
        parameters: parameters.collect(),
        is_conditional: !template.conditions.is_empty(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(Property::table().len(), rows(include_str!("parameters.tsv")).count());
    }
}
