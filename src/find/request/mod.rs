//! Requests to AWS, as the AWS CLI and SDKs take them.

mod others;
mod table;

use std::borrow::Cow;
use std::sync::OnceLock;

pub(super) use self::others::{kind_without_policy, without_policy};
pub(super) use self::table::{Operation, has_word, rows};
use super::Site;
use super::location::follow;
use crate::source::Span;
use crate::syntax::{Node, Text, Value, percent};

/// What is asked of AWS together with a policy.
#[derive(Debug, Clone)]
pub struct Request<'n> {
    /// The operation's name in the API: `CreatePolicy`.
    pub operation: &'static str,
    /// Its parameters besides the policy, in the order of the file, as far as something is known of them.
    pub parameters: Vec<Parameter<'n>>,
    /// Whether it is only made where conditions of a template hold, so that two such may exclude each other.
    pub is_conditional: bool,
}

/// A parameter of a request, as its file gives it.
#[derive(Debug, Clone)]
pub struct Parameter<'n> {
    /// What it has to be.
    pub shape: Shape,
    /// What the file calls it: `PolicyName`, or `ManagedPolicyName` in a template.
    pub name: &'n Text<'n>,
    /// Its value.
    pub value: Cow<'n, Node<'n>>,
}

/// What a parameter has to be, named as in the IAM API Reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// The name of a policy.
    PolicyName,
    /// The path of a managed policy.
    PolicyPath,
    /// The description of a managed policy.
    PolicyDescription,
    /// The tags of a managed policy.
    PolicyTags,
    /// The name of a user that exists.
    UserName,
    /// The name of a user that is made.
    NewUserName,
    /// The name of a group.
    GroupName,
    /// The name of a role.
    RoleName,
    /// The path of a user, role or group.
    Path,
    /// The ARN of a managed policy.
    PolicyArn,
    /// The description of a role.
    RoleDescription,
    /// The tags of a role or user.
    RoleTags,
    /// How long a session of a role may last, in seconds.
    SessionDuration,
}

impl Shape {
    const NAMES: [(&'static str, Shape); 13] = [
        ("policy-name", Shape::PolicyName),
        ("policy-path", Shape::PolicyPath),
        ("policy-description", Shape::PolicyDescription),
        ("policy-tags", Shape::PolicyTags),
        ("user-name", Shape::UserName),
        ("new-user-name", Shape::NewUserName),
        ("policy-arn", Shape::PolicyArn),
        ("group-name", Shape::GroupName),
        ("role-name", Shape::RoleName),
        ("path", Shape::Path),
        ("role-description", Shape::RoleDescription),
        ("role-tags", Shape::RoleTags),
        ("session-duration", Shape::SessionDuration),
    ];

    /// The shape that a table of parameters names so.
    pub(super) fn named(name: &str) -> Option<Shape> {
        Shape::NAMES.iter().find(|(known, _)| *known == name).map(|(_, shape)| *shape)
    }

    /// Whether such a parameter is a list.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Shape::PolicyTags | Shape::RoleTags)
    }
}

/// One tag of a request.
#[derive(Debug, Clone, Copy)]
pub struct Tag<'p> {
    /// The key, where it is a known string.
    pub key: Option<&'p Text<'p>>,
    /// The value, where it is a known string.
    pub value: Option<&'p Text<'p>>,
}

impl<'n> Request<'n> {
    /// The parameter of that shape.
    pub fn parameter(&self, shape: Shape) -> Option<&Parameter<'n>> {
        self.parameters.iter().find(|parameter| parameter.shape == shape)
    }

    /// The known strings among the parameters of that shape; a resource of a template may make one request for each of several.
    pub fn texts(&self, shape: Shape) -> impl Iterator<Item = &Text<'n>> {
        self.parameters.iter().filter(move |parameter| parameter.shape == shape).filter_map(Parameter::text)
    }

    /// The value of the parameter of that shape, where it is a known string.
    pub fn text(&self, shape: Shape) -> Option<&Text<'n>> {
        self.parameter(shape)?.text()
    }
}

impl<'n> Parameter<'n> {
    /// The value, where it is a known string.
    pub fn text(&self) -> Option<&Text<'n>> {
        self.value.text()
    }

    /// The value, where it is a known whole number, as JSON or as text.
    pub fn number(&self) -> Option<i64> {
        match &self.value.value {
            Value::Number(digits) => digits.parse().ok(),
            Value::Text(text) => text.as_str().parse().ok(),
            _ => None,
        }
    }

    /// Where the value stands.
    pub fn at(&self) -> Span {
        self.value.at
    }

    /// The items of a list of tags: objects with `Key` and `Value`; one of which nothing is known may not be there.
    pub fn tags(&self) -> Vec<Tag<'_>> {
        let items = self.value.items().unwrap_or_default();
        items
            .iter()
            .filter(|item| item.members().is_some())
            .map(|item| Tag {
                key: item.member("Key").and_then(Node::text),
                value: item.member("Value").and_then(Node::text),
            })
            .collect()
    }
}

fn operations() -> &'static [Operation] {
    static OPERATIONS: OnceLock<Vec<Operation>> = OnceLock::new();
    OPERATIONS.get_or_init(|| Operation::table(include_str!("operations.tsv")))
}

/// The shapes of the parameters of IAM's operations, by the operation's and the parameter's name.
fn shapes() -> &'static [(&'static str, &'static str, Shape)] {
    static SHAPES: OnceLock<Vec<(&'static str, &'static str, Shape)>> = OnceLock::new();
    SHAPES.get_or_init(|| table::shapes(include_str!("parameters.tsv")))
}

/// The policies of a request, of a list of requests, or of requests under the names of their operations.
pub(super) fn sites<'n>(root: &'n Node<'n>) -> Option<Vec<Site<'n>>> {
    let sites: Vec<_> =
        candidates(root).into_iter().filter_map(|(node, before)| site(node, &before)).collect();
    (!sites.is_empty()).then_some(sites)
}

/// The objects that may be requests, each with the way to it: the document, the items of a list, what stands under the names of operations.
fn candidates<'n>(root: &'n Node<'n>) -> Vec<(&'n Node<'n>, String)> {
    let mut found = vec![(root, String::new())];
    for (index, item) in root.items().unwrap_or_default().iter().enumerate() {
        found.push((item, format!("[{index}].")));
    }
    for member in root.members().unwrap_or_default() {
        if is_operation(member.name.as_str()) {
            found.push((&member.value, format!("{}.", member.name.as_str())));
        }
    }
    found
}

/// Whether a document is a request that is not filled in, as `--generate-cli-skeleton` prints it.
pub fn is_skeleton(root: &Node<'_>) -> bool {
    let is_told = |operation: &Operation| {
        operation.is_told_by(root)
            && follow(root, operation.path).iter().any(|(_, node)| node.text().is_some())
    };
    is_empty(root) && root.members().is_some() && operations().iter().any(is_told)
}

/// Whether no string of a value has anything in it.
fn is_empty(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Text(text) => text.as_str().is_empty(),
        Value::Array(items) => items.iter().all(is_empty),
        Value::Object(members) => members.iter().all(|member| is_empty(&member.value)),
        _ => true,
    }
}

/// Whether a name is that of an operation, as the API or as the AWS CLI writes it.
fn is_operation(name: &str) -> bool {
    let name = name.replace('-', "");
    let mut names = operations().iter().map(|operation| operation.name).chain(others::names());
    names.any(|known| known.eq_ignore_ascii_case(&name))
}

fn site<'n>(node: &'n Node<'n>, before: &str) -> Option<Site<'n>> {
    node.members().filter(|_| !is_skeleton(node))?;
    let found = operations().iter().find_map(|operation| {
        let (way, policy) = follow(node, operation.path).pop()?;
        let is_policy = operation.is_of_iam() || has_word(policy, "Statement");
        (operation.is_told_by(node) && is_policy).then_some((operation, way, policy))
    });
    let (operation, way, policy) = found?;
    Some(Site {
        node: document(policy),
        profile: operation.profile,
        because: format!("it is the `{way}` of {} `{}` request", article(operation.name), operation.name),
        owner: Some(format!("{before}{way}")),
        request: Some(Request {
            operation: operation.name,
            parameters: if operation.is_of_iam() { parameters(operation.name, node) } else { Vec::new() },
            is_conditional: false,
        }),
    })
}

fn article(name: &str) -> &'static str {
    if name.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" }
}

/// The document of a request; unknown where the AWS CLI or another tool puts it in from elsewhere.
fn document<'n>(node: &'n Node<'n>) -> Cow<'n, Node<'n>> {
    const ELSEWHERE: [&str; 6] = ["file://", "fileb://", "${", "$(", "{{", "<"];
    let is_elsewhere = |text: &str| ELSEWHERE.iter().any(|start| text.trim_start().starts_with(start));
    match node.text() {
        Some(text) if is_elsewhere(text.as_str()) => Cow::Owned(Node { at: node.at, value: Value::Unknown }),
        _ => percent::decoded_node(node),
    }
}

fn parameters<'n>(operation: &str, node: &'n Node<'n>) -> Vec<Parameter<'n>> {
    let parameters = node.members().unwrap_or_default().iter().filter_map(|member| {
        let is_it = |(of, name, _): &&(&str, &str, Shape)| *of == operation && *name == member.name.as_str();
        let (.., shape) = shapes().iter().find(is_it)?;
        Some(Parameter { shape: *shape, name: &member.name, value: Cow::Borrowed(&member.value) })
    });
    parameters.collect()
}
