//! Templates of CloudFormation and SAM, written by hand or by the CDK.

mod defaults;
mod evaluate;
mod identity;
mod kinds;
mod nested;
mod parameters;
mod places;
mod resource;
mod strings;
#[cfg(test)]
mod tests;
mod variants;

use std::borrow::Cow;
use std::sync::OnceLock;

use super::location::Location;
use super::{Kind, Request, Site};
use crate::source::Span;
use crate::syntax::{Member, Node, Text, Value};
use evaluate::Template;
pub(super) use identity::identities;
pub(super) use nested::sites_of_body;
use places::Place;
use resource::Resource;

/// Where resources have policies.
static DOCUMENTS: OnceLock<Vec<Location>> = OnceLock::new();

/// Where resources have statements without a policy around them.
static STATEMENTS: OnceLock<Vec<Location>> = OnceLock::new();

/// The policies of a template; none where the document is none.
pub(super) fn sites<'n>(root: &'n Node<'n>) -> Option<Vec<Site<'n>>> {
    let resources = resource::list(root)?;
    let mut sites = Vec::new();
    if let Some((globals, name)) = root.member("Globals").zip(name_of_globals(root)) {
        let template = Template::of(root);
        let globals = Resource { name, of: "Globals", properties: globals, template, is_conditional: false };
        each_place(&globals, "Globals", &mut sites);
    }
    for resource in &resources {
        let owner = format!("Resources.{}", resource.name.as_str());
        each_place(resource, &owner, &mut sites);
        if resource.of == "AWS::CloudFormation::StackSet" {
            sites.extend(nested::sites_of_body(resource.properties, Some(&owner)));
        }
    }
    Some(sites)
}

fn name_of_globals<'n>(root: &'n Node<'n>) -> Option<&'n Text<'n>> {
    root.members()?.iter().map(|member| &member.name).find(|name| name.as_str() == "Globals")
}

/// The requests of a template that carry no policy, each with the kind of policy that its rules are about.
pub(super) fn requests<'n>(root: &'n Node<'n>) -> Vec<(Kind, Request<'n>)> {
    let resources = resource::list(root).unwrap_or_default();
    resources.iter().filter_map(parameters::without_policy).collect()
}

/// A value with the functions in it evaluated that can be, and unknown where they cannot.
pub fn evaluated<'n>(node: &'n Node<'n>) -> Cow<'n, Node<'n>> {
    if !evaluate::has_function(node) {
        return Cow::Borrowed(node);
    }
    let unknown = || Node { at: node.at, value: Value::Unknown };
    Cow::Owned(Template::default().evaluate(node).unwrap_or_else(unknown))
}

/// Adds the policies of one resource.
fn each_place<'n>(resource: &Resource<'n>, owner: &str, sites: &mut Vec<Site<'n>>) {
    let documents = DOCUMENTS.get_or_init(|| Location::table(include_str!("documents.tsv")));
    let statements = STATEMENTS.get_or_init(|| Location::table(include_str!("statements.tsv")));
    for (locations, is_statement) in [(documents, false), (statements, true)] {
        for location in locations.iter().filter(|location| location.of == resource.of) {
            for place in places::find(resource.properties, location.path, &resource.template) {
                let request = parameters::request(location, resource, &place);
                add(&place, location, resource.properties, owner, (is_statement, request), sites);
            }
        }
    }
    kinds::by_sibling(resource.of, resource.properties, owner, &resource.template, sites);
}

/// Adds the policy at a place, once for each way in which it may be there.
fn add<'n>(
    place: &Place<'n>,
    location: &Location,
    properties: &Node<'_>,
    owner: &str,
    (is_statement, request): (bool, Option<Request<'n>>),
    sites: &mut Vec<Site<'n>>,
) {
    // The policies of a SAM function are names, templates of SAM, and documents; only these are policies.
    let is_mixed = location.of.starts_with("AWS::Serverless::") && location.path.starts_with("Policies");
    if is_mixed && place.node.member("Statement").is_none() {
        return;
    }
    let profile = kinds::inline(location, properties).or(location.profile);
    let last = location.path.rsplit('.').next().unwrap_or(location.path).trim_end_matches("[]");
    let because = match location.of {
        "Globals" => format!("it is the `{last}` of a SAM template's `Globals`"),
        _ if is_statement => format!("it is a statement of an `{}`", location.of),
        _ => format!("it is the `{last}` of an `{}`", location.of),
    };
    let way = match place.way.strip_suffix(".PolicyDocument") {
        Some(way) if way.ends_with(']') => way,
        _ => &place.way,
    };
    let owner = format!("{owner}.{way}{}", place.conditions());
    for node in variants::of(place) {
        let node = if is_statement { Cow::Owned(around(node.into_owned())) } else { node };
        sites.push(Site {
            node,
            profile,
            because: because.clone(),
            owner: Some(owner.clone()),
            request: request.clone(),
        });
    }
}

/// A policy of a statement or a list of these, of the version that AWS gives it.
pub(super) fn around(statement: Node<'_>) -> Node<'_> {
    let at = statement.at;
    let point = Span::point(at.start());
    let version = Node { at: point, value: Value::Text(Text::standing_for(point, "2012-10-17")) };
    let members = vec![
        Member { name: Text::standing_for(point, "Version"), value: version },
        Member { name: Text::standing_for(point, "Statement"), value: statement },
    ];
    Node { at, value: Value::Object(members) }
}
