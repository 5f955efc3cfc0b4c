//! `data "aws_iam_policy_document"`: a policy as blocks.

use super::dynamic::{self, Made};
use super::scope::Scope;
use super::value::unknown;
use crate::source::Span;
use crate::syntax::hcl::{Block, Body, Expression};
use crate::syntax::{Member, Node, Text, Value};

/// The arguments whose documents are merged into this one.
const SOURCES: [&str; 2] = ["source_policy_documents", "source_json"];
const OVERRIDES: [&str; 2] = ["override_policy_documents", "override_json"];

/// The arguments of a statement that are lists, with the elements that they become.
const LISTS: [(&str, &str); 4] = [
    ("actions", "Action"),
    ("not_actions", "NotAction"),
    ("resources", "Resource"),
    ("not_resources", "NotResource"),
];

/// The blocks of a statement, with the elements that they become.
const BLOCKS: [(&str, &str); 3] =
    [("principals", "Principal"), ("not_principals", "NotPrincipal"), ("condition", "Condition")];

/// The values of the arguments that name documents which are part of this one.
pub(super) fn sources<'f, 't>(body: &'f Body<'t>) -> impl Iterator<Item = &'f Expression<'t>> {
    let names = SOURCES.iter().chain(&OVERRIDES);
    names.filter_map(|name| body.attribute(name)).map(|attribute| &attribute.value)
}

/// The document that Terraform writes; none where it has no statement.
pub(super) fn document<'t>(block: &Block<'t>, scope: &Scope<'_, 't>) -> Option<Node<'t>> {
    let Block { body, header, at, .. } = block;
    let is_overridden = OVERRIDES.iter().any(|name| body.attribute(name).is_some());
    let version = match set(body, "version", scope) {
        _ if is_overridden => member("Version", *header, unknown(*header)),
        Some((name, version)) => member("Version", name, version),
        None => member("Version", *header, text("2012-10-17", *header)),
    };
    let mut members = vec![version];
    members.extend(set(body, "policy_id", scope).map(|(name, id)| member("Id", name, id)));
    let made = dynamic::blocks(body, "statement", scope);
    let mut statements: Vec<Node<'t>> = made
        .iter()
        .map(|made| match made {
            Ok(made) => statement(made.block, &made.scope(scope)),
            Err(at) => unknown(*at),
        })
        .collect();
    statements.extend(sources(body).map(|source| unknown(source.at)));
    if statements.is_empty() {
        return None;
    }
    statements.sort_by_key(|statement| statement.at);
    members.push(member("Statement", *header, Node { at: *at, value: Value::Array(statements) }));
    Some(Node { at: *at, value: Value::Object(members) })
}

fn statement<'t>(block: &Block<'t>, scope: &Scope<'_, 't>) -> Node<'t> {
    let Block { body, header, at, .. } = block;
    let mut members = Vec::new();
    match set(body, "effect", scope) {
        Some((name, effect)) => members.push(member("Effect", name, effect)),
        None => members.push(member("Effect", *header, text("Allow", *header))),
    }
    // Terraform leaves an empty one out.
    let sid = set(body, "sid", scope);
    let sid = sid.filter(|(_, sid)| sid.text().is_none_or(|sid| !sid.as_str().is_empty()));
    members.extend(sid.map(|(name, sid)| member("Sid", name, sid)));
    for (argument, element) in LISTS {
        let Some((name, value)) = set(body, argument, scope) else { continue };
        let has_variables = element.ends_with("Resource");
        if let Some(value) = list(value, has_variables) {
            members.push(member(element, name, value));
        }
    }
    for (name, element) in BLOCKS {
        members.extend(element_of_blocks(body, name, element, scope));
    }
    members.sort_by_key(|member| member.value.at);
    Node { at: *at, value: Value::Object(members) }
}

/// The value of an argument, and where its name stands; one that is `null` is not there.
fn set<'t>(body: &Body<'t>, name: &str, scope: &Scope<'_, 't>) -> Option<(Span, Node<'t>)> {
    let attribute = body.attribute(name)?;
    let value = scope.value(&attribute.value);
    (value.value != Value::Null).then(|| (attribute.name.at(), value))
}

/// The element that all blocks of a name become; not known where it is not known how many there are.
fn element_of_blocks<'t>(
    body: &Body<'t>,
    name: &str,
    element: &'static str,
    scope: &Scope<'_, 't>,
) -> Option<Member<'t>> {
    let blocks = dynamic::blocks(body, name, scope);
    if let Some(Err(at)) = blocks.iter().find(|block| block.is_err()) {
        return Some(member(element, *at, unknown(*at)));
    }
    let blocks: Vec<Made<'_, 't>> = blocks.into_iter().flatten().collect();
    let (first, last) = (blocks.first()?, blocks.last()?);
    let at = first.header.to(last.block.at);
    let value = match element {
        "Condition" => conditions(&blocks, scope),
        _ => principals(&blocks, scope),
    };
    Some(member(element, first.header, Node { at, value: value.unwrap_or(Value::Unknown) }))
}

/// The principals of blocks with `type` and `identifiers`; none where they are not known.
fn principals<'t>(blocks: &[Made<'_, 't>], scope: &Scope<'_, 't>) -> Option<Value<'t>> {
    let mut members: Vec<Member<'t>> = Vec::new();
    for made in blocks {
        let (block, scope) = (made.block, &made.scope(scope));
        let of = known_text(block, "type", scope)?;
        let identifiers = scope.value(&block.body.attribute("identifiers")?.value);
        let identifiers = list(identifiers, true)?;
        let is_star = |text: &Text<'t>| text.as_str() == "*";
        if blocks.len() == 1 && is_star(&of) && identifiers.text().is_some_and(is_star) {
            return Some(identifiers.value);
        }
        // What two blocks of one type become together is left to Terraform.
        if members.iter().any(|member| member.name.as_str() == of.as_str()) {
            return None;
        }
        members.push(Member { name: of, value: identifiers });
    }
    Some(Value::Object(members))
}

/// The conditions of blocks with `test`, `variable` and `values`; none where they are not known.
fn conditions<'t>(blocks: &[Made<'_, 't>], scope: &Scope<'_, 't>) -> Option<Value<'t>> {
    let mut operators: Vec<Member<'t>> = Vec::new();
    for made in blocks {
        let (block, scope) = (made.block, &made.scope(scope));
        let test = known_text(block, "test", scope)?;
        let key = known_text(block, "variable", scope)?;
        let values = scope.value(&block.body.attribute("values")?.value);
        let values = list(values, true).unwrap_or(unknown(block.at));
        let index = operators.iter().position(|operator| operator.name.as_str() == test.as_str());
        let entry = Member { name: key, value: values };
        match index.map(|index| &mut operators[index].value) {
            Some(Node { at, value: Value::Object(entries) }) => {
                // What two blocks of one key become together is left to Terraform.
                if entries.iter().any(|other| other.name.as_str() == entry.name.as_str()) {
                    return None;
                }
                *at = at.to(block.at);
                entries.push(entry);
            }
            _ => {
                let value = Node { at: block.at, value: Value::Object(vec![entry]) };
                operators.push(Member { name: test, value });
            }
        }
    }
    Some(Value::Object(operators))
}

fn known_text<'t>(block: &Block<'t>, name: &str, scope: &Scope<'_, 't>) -> Option<Text<'t>> {
    match scope.value(&block.body.attribute(name)?.value).value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

/// A list as Terraform writes it: without repetitions, one item without the list, none not at all.
fn list(node: Node<'_>, has_variables: bool) -> Option<Node<'_>> {
    let at = node.at;
    let Value::Array(items) = node.value else {
        return (!matches!(node.value, Value::Null)).then(|| written(node, has_variables));
    };
    let mut kept: Vec<Node<'_>> = Vec::with_capacity(items.len());
    let mut seen = std::collections::HashSet::new();
    for item in items {
        let is_new = item.text().is_none_or(|text| seen.insert(text.as_str().to_owned()));
        if is_new {
            kept.push(written(item, has_variables));
        }
    }
    match kept.len() {
        0 => None,
        1 => kept.pop(),
        _ => Some(Node { at, value: Value::Array(kept) }),
    }
}

/// `&{` stands for `${`, so that Terraform does not take a policy variable for a value to put in.
fn written(node: Node<'_>, has_variables: bool) -> Node<'_> {
    match &node.value {
        Value::Text(text) if has_variables && text.as_str().contains("&{") => {
            let value = Value::Text(text.with_value(text.as_str().replace("&{", "${")));
            Node { at: node.at, value }
        }
        Value::Partial(partial) if has_variables && partial.as_written().contains("&{") => {
            let value = Value::Partial(Box::new(partial.with_value(|value| value.replace("&{", "${"))));
            Node { at: node.at, value }
        }
        _ => node,
    }
}

fn member<'t>(element: &str, at: Span, value: Node<'t>) -> Member<'t> {
    Member { name: Text::standing_for(at, element), value }
}

fn text<'t>(value: &str, at: Span) -> Node<'t> {
    Node { at, value: Value::Text(Text::standing_for(at, value)) }
}
