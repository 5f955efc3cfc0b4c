//! Answers of AWS, as the AWS CLI prints them and SDKs keep them: with policies as objects, as JSON or percent-encoded.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::location::follow_by_name;
use super::request::{Operation, has_word};
use super::{Kind, Profile, Site};
use crate::syntax::{Node, Pieces, Value, percent};

/// The members by which items of lists are called, the first that an item has.
const NAMING: [&str; 12] = [
    "RoleName",
    "UserName",
    "GroupName",
    "PolicyName",
    "VersionId",
    "VpcEndpointId",
    "InstanceProfileName",
    "DomainName",
    "destinationName",
    "policyName",
    "Name",
    "name",
];

fn outputs() -> &'static [Operation] {
    static OUTPUTS: OnceLock<Vec<Operation>> = OnceLock::new();
    OUTPUTS.get_or_init(|| Operation::table(include_str!("outputs.tsv")))
}

/// The policies of an answer.
pub(super) fn sites<'n>(root: &'n Node<'n>) -> Option<Vec<Site<'n>>> {
    root.members()?;
    let mut sites = Vec::new();
    for output in outputs().iter().filter(|output| output.is_told_by(root)) {
        for (way, node) in follow_by_name(root, output.path, &NAMING) {
            let may_be_policy = output.is_of_iam() || has_word(node, "Statement");
            if may_be_policy && !matches!(node.value, Value::Null) {
                sites.push(site(node, output.profile, &way, output.name));
            }
        }
    }
    sites.extend(managed(root));
    if sites.is_empty() {
        sites.extend(lone(root));
    }
    sites.sort_by_key(|site| site.node.at);
    (!sites.is_empty()).then_some(sites)
}

fn site<'n>(node: &'n Node<'n>, profile: Option<&'static Profile>, way: &str, command: &str) -> Site<'n> {
    let member = way.rsplit('.').next().unwrap_or(way);
    // An item that is a policy under a name is called by the name alone.
    let owner = way.strip_suffix(".PolicyDocument").or_else(|| way.strip_suffix(".Document"));
    Site {
        node: unescaped(node).map_or_else(|| percent::decoded_node(node), Cow::Owned),
        profile,
        because: format!("it is the `{member}` of what `{command}` tells"),
        owner: Some(owner.filter(|owner| owner.ends_with(']')).unwrap_or(way).to_owned()),
        request: None,
    }
}

/// The string with what its escapes stand for: API Gateway tells policies as what stands between the quotes of a string of JSON.
fn unescaped<'n>(node: &'n Node<'n>) -> Option<Node<'n>> {
    let text = node.text().filter(|text| text.as_str().starts_with(r#"{\""#))?;
    let written = text.as_str();
    let mut pieces = Pieces::new();
    let mut start = 0;
    while let Some(offset) = written.get(start..)?.find('\\') {
        let escape = start + offset;
        pieces.push_part(text, start..escape);
        let behind = escape + 1;
        // What is escaped is taken as it is: of other escapes than those of signs a policy has none.
        let length = written.get(behind..)?.chars().next().map_or(0, char::len_utf8);
        pieces.push_part(text, behind..behind + length);
        start = behind + length;
    }
    pieces.push_part(text, start..written.len());
    Some(Node { at: node.at, value: pieces.finish(node.at).into_value() })
}

/// The managed policies of an account, each in the version that holds.
fn managed<'n>(root: &'n Node<'n>) -> impl Iterator<Item = Site<'n>> {
    versions(root).into_iter().filter(|(_, holds)| *holds).map(|(site, _)| site)
}

/// The managed policies of an account in the versions that are kept beside those that hold.
pub fn other_versions<'n>(root: &'n Node<'n>) -> impl Iterator<Item = Site<'n>> {
    versions(root).into_iter().filter(|(_, holds)| !holds).map(|(site, _)| site)
}

/// Each version of each managed policy of an account, and whether it is the one that holds.
fn versions<'n>(root: &'n Node<'n>) -> Vec<(Site<'n>, bool)> {
    const COMMAND: &str = "get-account-authorization-details";
    let mut sites = Vec::new();
    for (way, policy) in follow_by_name(root, "Policies[]", &NAMING) {
        let text = |name: &str| policy.member(name).and_then(Node::text).map(|text| text.as_str());
        let is_of_aws = text("Arn").is_some_and(|arn| arn.contains(":iam::aws:policy/"));
        let kind = if is_of_aws { Kind::AwsManaged } else { Kind::Managed };
        for (version, node) in follow_by_name(policy, "PolicyVersionList[]", &NAMING) {
            let id = node.member("VersionId").and_then(Node::text).map(|id| id.as_str());
            let holds = match node.member("IsDefaultVersion").map(|flag| &flag.value) {
                Some(Value::Bool(flag)) => *flag,
                _ => id.is_none() || text("DefaultVersionId").is_none_or(|default| Some(default) == id),
            };
            if let Some(document) = node.member("Document") {
                let way = format!("{way}.{version}.Document");
                sites.push((site(document, Some(Profile::of_kind(kind)), &way, COMMAND), holds));
            }
        }
    }
    sites
}

/// The policy of an answer that says nothing but the policy, perhaps beside its revision.
fn lone<'n>(root: &'n Node<'n>) -> Option<Site<'n>> {
    let is_beside = |name: &str| matches!(name, "Policy" | "RevisionId" | "NextToken" | "ResponseMetadata");
    let members = root.members().unwrap_or_default();
    let policy =
        members.iter().all(|member| is_beside(member.name.as_str())).then(|| root.member("Policy"))??;
    let text = policy.text()?;
    text.as_str().contains("Statement").then(|| site(policy, None, "Policy", "get-policy"))
}
