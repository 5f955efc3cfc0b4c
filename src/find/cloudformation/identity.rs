//! Users, groups and roles of a template, and the policies that resources put on them.
//!
//! Only what is there for certain counts: nothing that depends on a condition or stands in a loop.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::evaluate::function;
use super::places;
use super::resource::{self, Resource};
use super::variants;
use crate::find::{Identity, Kind};
use crate::source::Span;
use crate::syntax::{Member, Node, Value};

/// The resources that are users, groups and roles, and the property that names each.
const HOLDERS: [(&str, Kind, &str); 3] = [
    ("AWS::IAM::User", Kind::InlineUser, "UserName"),
    ("AWS::IAM::Group", Kind::InlineGroup, "GroupName"),
    ("AWS::IAM::Role", Kind::InlineRole, "RoleName"),
];

/// The resources of SAM that make a role, whose name in the template is theirs with this behind it.
const MAKING_A_ROLE: [&str; 2] = ["AWS::Serverless::Function", "AWS::Serverless::StateMachine"];
const ITS_ROLE: &str = "Role";

/// The resources that put a policy on others, the ways to whom, and what these are.
const PUT: [(&str, &str, Kind); 9] = [
    ("AWS::IAM::GroupPolicy", "GroupName", Kind::InlineGroup),
    ("AWS::IAM::ManagedPolicy", "Groups[]", Kind::InlineGroup),
    ("AWS::IAM::ManagedPolicy", "Roles[]", Kind::InlineRole),
    ("AWS::IAM::ManagedPolicy", "Users[]", Kind::InlineUser),
    ("AWS::IAM::Policy", "Groups[]", Kind::InlineGroup),
    ("AWS::IAM::Policy", "Roles[]", Kind::InlineRole),
    ("AWS::IAM::Policy", "Users[]", Kind::InlineUser),
    ("AWS::IAM::RolePolicy", "RoleName", Kind::InlineRole),
    ("AWS::IAM::UserPolicy", "UserName", Kind::InlineUser),
];

/// Who is meant: a resource or parameter by its name in the template, or somebody by the name in the account.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Who {
    Reference(Kind, String),
    Name(Kind, String),
}

/// An inline policy, with its name as it is spelt: one of the same name takes its place.
struct Inline<'n> {
    name: String,
    document: Cow<'n, Node<'n>>,
}

/// A user, group or role while its policies are gathered.
struct Holder<'n> {
    kind: Kind,
    name: Option<Cow<'n, str>>,
    at: Span,
    inline: Vec<Inline<'n>>,
    /// Whether all of them are known.
    is_whole: bool,
    /// The ARNs of managed policies as they are spelt, and where each stands.
    attached: Vec<(String, Span)>,
}

#[derive(Default)]
struct Gathered<'n> {
    holders: Vec<Holder<'n>>,
    by_who: HashMap<Who, usize>,
}

/// The users, groups and roles that a template makes or names, each with the policies that it has for certain.
pub(in crate::find) fn identities<'n>(root: &'n Node<'n>) -> Vec<Identity<'n>> {
    let resources = resource::list(root).unwrap_or_default();
    let certain: Vec<_> = resources.iter().filter(|resource| resource.template.has_no_loops()).collect();
    let mut gathered = Gathered::default();
    certain.iter().for_each(|resource| gathered.add_holder(resource));
    for resource in certain.iter().filter(|resource| !resource.is_conditional) {
        gathered.put(resource);
    }
    gathered.holders.into_iter().map(Holder::identity).collect()
}

impl<'n> Gathered<'n> {
    fn add_holder(&mut self, resource: &Resource<'n>) {
        let makes_role = MAKING_A_ROLE.contains(&resource.of) && resource.properties.member("Role").is_none();
        let (kind, name) = match HOLDERS.iter().find(|(of, ..)| *of == resource.of) {
            Some((_, kind, property)) => {
                let name = resource.properties.member(property).and_then(Node::text);
                if let Some(name) = name {
                    self.by_who.insert(Who::Name(*kind, name.as_str().to_lowercase()), self.holders.len());
                }
                (*kind, Cow::Borrowed(resource.name.as_str()))
            }
            None if makes_role => {
                (Kind::InlineRole, Cow::Owned(resource.name.as_str().to_owned() + ITS_ROLE))
            }
            None => return,
        };
        self.by_who.insert(Who::Reference(kind, name.clone().into_owned()), self.holders.len());
        let mut holder = Holder {
            kind,
            name: Some(name),
            at: resource.name.at(),
            inline: Vec::new(),
            is_whole: true,
            attached: Vec::new(),
        };
        if makes_role {
            holder.add_policies_of_sam(resource);
        } else {
            holder.add_own_policies(resource);
        }
        self.holders.push(holder);
    }

    /// Adds the policy of a resource to all whom it is put on.
    fn put(&mut self, resource: &Resource<'n>) {
        let is_managed = resource.of == "AWS::IAM::ManagedPolicy";
        for (_, way, kind) in PUT.iter().filter(|(of, ..)| *of == resource.of) {
            for target in certain(resource, way) {
                let Some(index) = self.meant(*kind, target.node) else { continue };
                let holder = &mut self.holders[index];
                if is_managed {
                    // The same policy may stand in the list of the role as well.
                    let itself = format!("{{Ref:{:?}}}", resource.name.as_str());
                    holder.attach(itself, target.node.at);
                } else {
                    holder.add_inline(resource, resource.properties);
                }
            }
        }
    }

    /// Who is meant by a name or a reference.
    fn meant(&mut self, kind: Kind, node: &'n Node<'n>) -> Option<usize> {
        let (who, name) = match (function(node), node.text()) {
            (Some(("Ref", of)), _) => (Who::Reference(kind, of.text()?.as_str().to_owned()), None),
            (None, Some(text)) => (Who::Name(kind, text.as_str().to_lowercase()), Some(text)),
            _ => return None,
        };
        let holders = &mut self.holders;
        let index = *self.by_who.entry(who).or_insert_with(|| {
            let name = name.map(|name| Cow::Borrowed(name.as_str()));
            holders.push(Holder {
                kind,
                name,
                at: node.at,
                inline: Vec::new(),
                is_whole: true,
                attached: Vec::new(),
            });
            holders.len() - 1
        });
        Some(index)
    }
}

impl<'n> Holder<'n> {
    fn add_own_policies(&mut self, resource: &Resource<'n>) {
        for policy in certain(resource, "Policies[]") {
            self.add_inline(resource, policy.node);
        }
        for arn in certain(resource, "ManagedPolicyArns[]") {
            self.attach(spelling(arn.node), arn.node.at);
        }
    }

    /// Adds the policies of a function or state machine of SAM: documents, and names of managed policies.
    fn add_policies_of_sam(&mut self, resource: &Resource<'n>) {
        let policies = certain(resource, "Policies").into_iter().chain(certain(resource, "Policies[]"));
        for (index, policy) in policies.enumerate() {
            if policy.node.member("Statement").is_some() {
                self.add_document(index.to_string(), variants::certain(&policy));
            } else if policy.node.text().is_some() || function(policy.node).is_some() {
                self.attach(spelling(policy.node), policy.node.at);
            }
        }
    }

    /// Adds the policy of an object with a `PolicyName` and a `PolicyDocument`.
    fn add_inline(&mut self, resource: &Resource<'n>, around: &'n Node<'n>) {
        let name = around.member("PolicyName").map(spelling).unwrap_or_default().to_lowercase();
        let documents = places::find(around, "PolicyDocument", &resource.template);
        for place in documents.into_iter().filter(|place| place.conditions().is_empty()) {
            self.add_document(name.clone(), variants::certain(&place));
        }
    }

    fn add_document(&mut self, name: String, document: Cow<'n, Node<'n>>) {
        let is_whole = document.is_known();
        self.is_whole &= is_whole;
        let document = match &document.value {
            _ if is_whole => document,
            Value::Partial(text) => match text.document().root {
                Some(root) => Cow::Owned(without_unknown(root.detached())),
                None => return,
            },
            _ => Cow::Owned(without_unknown(document.into_owned())),
        };
        self.inline.push(Inline { name, document });
    }

    fn attach(&mut self, arn: String, at: Span) {
        self.attached.push((arn, at));
    }

    fn identity(self) -> Identity<'n> {
        let mut times: HashMap<&str, usize> = HashMap::new();
        for inline in &self.inline {
            *times.entry(&inline.name).or_default() += 1;
        }
        // Of several with the same name one is left, and which is not told.
        let is_there = |inline: &&Inline<'n>| times.get(inline.name.as_str()) == Some(&1);
        let inline = self.inline.iter().filter(is_there).map(|inline| inline.document.clone()).collect();
        let mut seen = HashSet::new();
        let mut attached: Vec<Span> =
            self.attached.into_iter().filter(|(arn, _)| seen.insert(arn.clone())).map(|(_, at)| at).collect();
        attached.sort_unstable();
        Identity { kind: self.kind, name: self.name, at: self.at, inline, is_whole: self.is_whole, attached }
    }
}

/// The values at the end of a way below a resource's properties that are there whatever conditions hold.
fn certain<'n>(resource: &Resource<'n>, way: &str) -> Vec<places::Place<'n>> {
    let found = places::find(resource.properties, way, &resource.template);
    found.into_iter().filter(|place| place.conditions().is_empty()).collect()
}

/// A value in one line; two that are spelt alike say the same.
fn spelling(node: &Node<'_>) -> String {
    let joined = |items: Vec<String>| items.join(",");
    match &node.value {
        Value::Text(text) => format!("{:?}", text.as_str()),
        Value::Array(items) => format!("[{}]", joined(items.iter().map(spelling).collect())),
        Value::Object(members) => {
            let member =
                |member: &Member<'_>| format!("{}:{}", member.name.as_str(), spelling(&member.value));
            format!("{{{}}}", joined(members.iter().map(member).collect()))
        }
        Value::Number(number) => (*number).to_owned(),
        _ => String::new(),
    }
}

/// The document without the parts that are not known, any of which may be left out.
fn without_unknown(node: Node<'_>) -> Node<'_> {
    let is_known = |node: &Node<'_>| node.value != Value::Unknown;
    let value = match node.value {
        Value::Array(items) => {
            Value::Array(items.into_iter().filter(is_known).map(without_unknown).collect())
        }
        Value::Object(members) => {
            let known = members.into_iter().filter(|member| is_known(&member.value));
            Value::Object(
                known.map(|Member { name, value }| Member { name, value: without_unknown(value) }).collect(),
            )
        }
        other => other,
    };
    Node { at: node.at, value }
}
