//! `data "aws_iam_policy_document"`: a policy as blocks.

use super::scope::{Bound, Scope};
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
    let version = match body.attribute("version") {
        _ if is_overridden => unknown_member("Version", *header),
        Some(version) => member("Version", version.name.at(), scope.value(&version.value)),
        None => member("Version", *header, text("2012-10-17", *header)),
    };
    let mut members = vec![version];
    if let Some(id) = body.attribute("policy_id") {
        members.push(member("Id", id.name.at(), scope.value(&id.value)));
    }
    let mut statements: Vec<Node<'t>> = Vec::new();
    for block in &body.blocks {
        match block.name.as_str() {
            "statement" => statements.push(statement(block, scope)),
            "dynamic" => statements.extend(dynamic_statements(block, scope)),
            _ => {}
        }
    }
    statements.extend(sources(body).map(|source| unknown(source.at)));
    if statements.is_empty() {
        return None;
    }
    statements.sort_by_key(|statement| statement.at);
    members.push(member("Statement", *header, Node { at: *at, value: Value::Array(statements) }));
    Some(Node { at: *at, value: Value::Object(members) })
}

/// A statement for each item, where the items are known.
fn dynamic_statements<'t>(block: &Block<'t>, scope: &Scope<'_, 't>) -> Vec<Node<'t>> {
    let Block { body, at, .. } = block;
    let all = || vec![unknown(*at)];
    let content = body.blocks.iter().find(|inner| inner.name.as_str() == "content");
    let (Some(over), Some(content), None) = (body.attribute("for_each"), content, body.attribute("iterator"))
    else {
        return all();
    };
    let over = scope.value(&over.value);
    let items: Vec<(Node<'t>, Node<'t>)> = match over.value {
        Value::Array(items) => items.into_iter().map(|item| (unknown(item.at), item)).collect(),
        Value::Object(members) => members
            .into_iter()
            .map(|member| (text(member.name.as_str(), member.name.at()), member.value))
            .collect(),
        _ => return all(),
    };
    let statement = |(key, value): (Node<'t>, Node<'t>)| {
        if value.value == Value::Unknown {
            return unknown(*at);
        }
        let named =
            |name: &str, node: Node<'t>| Member { name: Text::standing_for(node.at, name), value: node };
        let item =
            Node { at: value.at, value: Value::Object(vec![named("key", key), named("value", value)]) };
        let bound = Bound { values: vec![("statement", item)], are_foreign: false, outer: scope.bound() };
        statement(content, &scope.with(&bound))
    };
    items.into_iter().map(statement).collect()
}

fn statement<'t>(block: &Block<'t>, scope: &Scope<'_, 't>) -> Node<'t> {
    let Block { body, header, at, .. } = block;
    let mut members = Vec::new();
    match body.attribute("effect") {
        Some(effect) => members.push(member("Effect", effect.name.at(), scope.value(&effect.value))),
        None => members.push(member("Effect", *header, text("Allow", *header))),
    }
    if let Some(sid) = body.attribute("sid") {
        let value = scope.value(&sid.value);
        // Terraform leaves an empty one out.
        if value.text().is_none_or(|sid| !sid.as_str().is_empty()) {
            members.push(member("Sid", sid.name.at(), value));
        }
    }
    for (argument, element) in LISTS {
        let Some(attribute) = body.attribute(argument) else { continue };
        let has_variables = element.ends_with("Resource");
        if let Some(value) = list(scope.value(&attribute.value), has_variables) {
            members.push(member(element, attribute.name.at(), value));
        }
    }
    for (name, element) in BLOCKS {
        members.extend(element_of_blocks(body, name, element, scope));
    }
    members.sort_by_key(|member| member.value.at);
    Node { at: *at, value: Value::Object(members) }
}

/// The element that all blocks of a name become; not known where any of them is made in a loop.
fn element_of_blocks<'t>(
    body: &Body<'t>,
    name: &str,
    element: &'static str,
    scope: &Scope<'_, 't>,
) -> Option<Member<'t>> {
    let is_dynamic = |block: &&Block<'t>| {
        block.name.as_str() == "dynamic" && block.labels.first().is_some_and(|label| label.as_str() == name)
    };
    if let Some(dynamic) = body.blocks.iter().find(is_dynamic) {
        return Some(member(element, dynamic.header, unknown(dynamic.at)));
    }
    let blocks: Vec<&Block<'t>> = body.blocks.iter().filter(|block| block.name.as_str() == name).collect();
    let (first, last) = (blocks.first()?, blocks.last()?);
    let at = first.at.to(last.at);
    let value = match element {
        "Condition" => conditions(&blocks, scope),
        _ => principals(&blocks, scope),
    };
    Some(member(element, first.name.at(), Node { at, value: value.unwrap_or(Value::Unknown) }))
}

/// The principals of blocks with `type` and `identifiers`; none where they are not known.
fn principals<'t>(blocks: &[&Block<'t>], scope: &Scope<'_, 't>) -> Option<Value<'t>> {
    let mut members: Vec<Member<'t>> = Vec::new();
    for block in blocks {
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
fn conditions<'t>(blocks: &[&Block<'t>], scope: &Scope<'_, 't>) -> Option<Value<'t>> {
    let mut operators: Vec<Member<'t>> = Vec::new();
    for block in blocks {
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

fn unknown_member<'t>(element: &str, at: Span) -> Member<'t> {
    member(element, at, unknown(at))
}

fn text<'t>(value: &str, at: Span) -> Node<'t> {
    Node { at, value: Value::Text(Text::standing_for(at, value)) }
}
