//! Configurations of the Serverless Framework.
//!
//! What its variables stand for (`${self:custom.bucket}`, `${opt:stage}`) may come from anywhere, and is unknown.

use std::borrow::Cow;

use super::location::follow;
use super::{Kind, Profile, Request, Site, cloudformation};
use crate::syntax::{Hidden, Node, Partial, Pieces, Text, Value};

/// How a variable begins.
const OPEN: &str = "${";

/// How variables begin that no other language has.
const UNMISTAKABLE: [&str; 6] = ["${self:", "${opt:", "${sls:", "${env:", "${param:", "${file("];

/// Where a configuration has lists of statements, and the type of resource whose policy they are; that of a role where there is none.
const STATEMENTS: [(&str, Option<&str>); 6] = [
    ("provider.iam.role.statements", None),
    ("provider.iamRoleStatements", None),
    ("functions.*.iamRoleStatements", None),
    ("functions[].*.iamRoleStatements", None),
    ("provider.apiGateway.resourcePolicy", Some("AWS::ApiGateway::RestApi")),
    ("provider.resourcePolicy", Some("AWS::ApiGateway::RestApi")),
];

/// The policies of a configuration.
pub(super) fn sites<'n>(root: &'n Node<'n>) -> Option<Vec<Site<'n>>> {
    is_configuration(root).then_some(())?;
    let mut sites = Vec::new();
    for (path, of) in STATEMENTS {
        let role = Some(Profile::of_kind(Kind::InlineRole));
        let profile = of.map_or(role, Profile::of_resource_type);
        for (way, node) in follow(root, path) {
            let last = path.rsplit('.').next().unwrap_or(path);
            let node = with_holes(&cloudformation::evaluated(node));
            let node = match node.value {
                Value::Array(_) => cloudformation::around(node),
                // The list stands elsewhere.
                _ => Node { value: Value::Unknown, ..node },
            };
            sites.push(Site {
                node: Cow::Owned(node),
                profile,
                because: format!("it is the `{last}` of a configuration of the Serverless Framework"),
                owner: Some(way),
                request: None,
            });
        }
    }
    for (way, template) in templates(root) {
        for site in cloudformation::sites(template).unwrap_or_default() {
            let owner = site.owner.as_ref().map(|owner| format!("{way}.{owner}"));
            sites.push(Site { owner, ..site_with_holes(site) });
        }
    }
    sites.sort_by_key(|site| site.node.at);
    Some(sites)
}

/// The requests of a configuration's own resources that carry no policy.
pub(super) fn requests<'n>(root: &'n Node<'n>) -> Vec<(Kind, Request<'n>)> {
    if !is_configuration(root) {
        return Vec::new();
    }
    let requests = templates(root).into_iter().flat_map(|(_, template)| cloudformation::requests(template));
    requests.map(|(kind, request)| (kind, request_with_holes(request))).collect()
}

/// The policies of a template, which may be a part of a configuration that stands elsewhere.
///
/// Where a string in them has a variable that is certainly of the framework, each `${...}` is taken for one.
pub(super) fn with_variables(sites: Vec<Site<'_>>) -> Vec<Site<'_>> {
    if !sites.iter().any(|site| has_variable(&site.node)) {
        return sites;
    }
    sites.into_iter().map(site_with_holes).collect()
}

fn site_with_holes(site: Site<'_>) -> Site<'_> {
    Site { node: Cow::Owned(with_holes(&site.node)), request: site.request.map(request_with_holes), ..site }
}

/// Whether a string somewhere in a value has a variable that is certainly of the Serverless Framework.
fn has_variable(node: &Node<'_>) -> bool {
    let is_certain =
        |text: &str| text.contains(OPEN) && UNMISTAKABLE.iter().any(|start| text.contains(start));
    match &node.value {
        Value::Text(text) => is_certain(text.as_str()),
        Value::Array(items) => items.iter().any(has_variable),
        Value::Object(members) => members.iter().any(|member| has_variable(&member.value)),
        _ => false,
    }
}

/// Whether a document configures a service on AWS.
fn is_configuration(root: &Node<'_>) -> bool {
    let provider = root.member("provider").filter(|_| root.member("service").is_some());
    let name = provider.and_then(|provider| provider.member("name").unwrap_or(provider).text());
    name.is_some_and(|name| name.as_str() == "aws")
}

/// The templates that a configuration adds to its own, each with the way to it.
fn templates<'n>(root: &'n Node<'n>) -> Vec<(String, &'n Node<'n>)> {
    let mut templates = follow(root, "resources");
    templates.extend(follow(root, "resources[]"));
    templates
}

fn request_with_holes(mut request: Request<'_>) -> Request<'_> {
    for parameter in &mut request.parameters {
        parameter.value = Cow::Owned(with_holes(&parameter.value));
    }
    request
}

/// The value with a hole for each variable in a string; an object that has one in a name is unknown.
fn with_holes<'t>(node: &Node<'t>) -> Node<'t> {
    let has_variable = |text: &Text<'_>| text.as_str().contains(OPEN);
    // What a reference refers to takes the object's place.
    let is_put_in = |name: &Text<'_>| has_variable(name) || name.as_str() == "$ref";
    node.with(&mut |node| match &node.value {
        Value::Text(text) if has_variable(text) => {
            Some(string(text).map_or(Value::Unknown, Partial::into_value))
        }
        Value::Partial(partial) if partial.as_written().contains(OPEN) => Some(Value::Unknown),
        Value::Object(members) if members.iter().any(|member| is_put_in(&member.name)) => {
            Some(Value::Unknown)
        }
        _ => None,
    })
}

/// The string, with holes for its variables; none where one has no end.
fn string<'t>(text: &Text<'t>) -> Option<Partial<'t>> {
    let written = text.as_str();
    let mut pieces = Pieces::new();
    let mut start = 0;
    while let Some(offset) = written.get(start..)?.find(OPEN) {
        let open = start + offset;
        let length = length_of_variable(written.get(open..)?)?;
        pieces.push_part(text, start..open);
        start = open + length;
        let name = written.get(open + OPEN.len()..start - 1)?.trim();
        pieces.push_hole(text.part(open..start), hidden(name), Some(name));
    }
    pieces.push_part(text, start..written.len());
    Some(pieces.finish(text.at()))
}

/// How long a variable is, with those in it.
fn length_of_variable(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 1 => return Some(index + 1),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// What is known of a variable.
fn hidden(name: &str) -> Hidden {
    match name {
        "aws:accountId" | "AWS::AccountId" => Hidden::Account,
        "aws:region" | "AWS::Region" => Hidden::Region,
        "AWS::Partition" => Hidden::Partition,
        _ => Hidden::Anything,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn variables_are_holes() {
        for (written, expected) in [
            ("a${self:b}c", Some("a_c")),
            ("${self:a.${opt:b, 'c'}.d}/${aws:accountId}", Some("_/_")),
            ("a${b", None),
        ] {
            let text = Text::standing_for(Span::new(0, written.len()), written);
            let found = string(&text).map(|partial| partial.as_written().replace('"', ""));
            assert_eq!(found.as_deref(), expected, "{written}");
        }
    }
}
