//! Templates of CloudFormation and SAM, written by hand or by the CDK.

mod evaluate;
mod kinds;
mod nested;
mod parameters;
mod places;
mod strings;
#[cfg(test)]
mod tests;
mod variants;

use std::borrow::Cow;
use std::sync::OnceLock;

use super::location::Location;
use super::{Request, Site};
use crate::source::Span;
use crate::syntax::{Member, Node, Text, Value};
use evaluate::Template;
use places::Place;

/// Where resources have policies.
static DOCUMENTS: OnceLock<Vec<Location>> = OnceLock::new();

/// Where resources have statements without a policy around them.
static STATEMENTS: OnceLock<Vec<Location>> = OnceLock::new();

/// The policies of a template; none where the document is none.
pub(super) fn sites<'n>(root: &'n Node<'n>) -> Option<Vec<Site<'n>>> {
    let resources = root.member("Resources").filter(|resources| is_resources(resources))?;
    let template = Template::of(root);
    let mut sites = Vec::new();
    if let Some(globals) = root.member("Globals") {
        each_place("Globals", globals, "Globals", &template, &mut sites);
    }
    of_resources(resources, &template, &mut sites);
    Some(sites)
}

/// A value with the functions in it evaluated that can be, and unknown where they cannot.
pub fn evaluated<'n>(node: &'n Node<'n>) -> Cow<'n, Node<'n>> {
    if !evaluate::has_function(node) {
        return Cow::Borrowed(node);
    }
    let unknown = || Node { at: node.at, value: Value::Unknown };
    Cow::Owned(Template::default().evaluate(node).unwrap_or_else(unknown))
}

/// Resources are objects whose `Type` has the form of one.
fn is_resources(node: &Node<'_>) -> bool {
    let is_typed = |node: &Node<'_>| type_of(node).is_some_and(|name| name.contains("::"));
    let members = node.members().into_iter().flatten();
    members.into_iter().any(|member| is_typed(&member.value) || repeated(member).is_some())
}

fn type_of<'n>(resource: &'n Node<'_>) -> Option<&'n str> {
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

fn of_resources<'n>(resources: &'n Node<'n>, template: &Template<'n>, sites: &mut Vec<Site<'n>>) {
    for member in resources.members().into_iter().flatten() {
        if let Some((variable, body)) = repeated(member) {
            of_resources(body, &template.within_loop(variable), sites);
            continue;
        }
        let (resource, name) = (&member.value, member.name.as_str());
        let Some((resource_type, properties)) = type_of(resource).zip(resource.member("Properties")) else {
            continue;
        };
        let condition = resource.member("Condition").and_then(Node::text);
        let template = match condition {
            // The resource is only there where its condition holds.
            Some(condition) => Cow::Owned(template.where_condition(condition.as_str(), true)),
            None => Cow::Borrowed(template),
        };
        let owner = format!("Resources.{name}");
        each_place(resource_type, properties, &owner, &template, sites);
        sites.extend(nested::of_stack_set(resource_type, properties, &owner));
    }
}

/// Adds the policies of one resource.
fn each_place<'n>(
    of: &'n str,
    properties: &'n Node<'n>,
    owner: &str,
    template: &Template<'n>,
    sites: &mut Vec<Site<'n>>,
) {
    let documents = DOCUMENTS.get_or_init(|| Location::table(include_str!("documents.tsv")));
    let statements = STATEMENTS.get_or_init(|| Location::table(include_str!("statements.tsv")));
    for (locations, is_statement) in [(documents, false), (statements, true)] {
        for location in locations.iter().filter(|location| location.of == of) {
            for place in places::find(properties, location.path, template) {
                let request = parameters::request(location, properties, &place.template);
                add(&place, location, properties, owner, (is_statement, request), sites);
            }
        }
    }
    kinds::by_sibling(of, properties, owner, template, sites);
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

/// A policy of one statement, of the version that AWS gives it.
fn around(statement: Node<'_>) -> Node<'_> {
    let at = statement.at;
    let point = Span::point(at.start());
    let version = Node { at: point, value: Value::Text(Text::standing_for(point, "2012-10-17")) };
    let members = vec![
        Member { name: Text::standing_for(point, "Version"), value: version },
        Member { name: Text::standing_for(point, "Statement"), value: statement },
    ];
    Node { at, value: Value::Object(members) }
}
