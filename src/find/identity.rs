//! Users, groups and roles with all policies that they have.

use std::borrow::Cow;

use super::{Kind, cloudformation};
use crate::source::Span;
use crate::syntax::{Node, Text, percent};

/// A user, group or role, and all policies that it has, as far as a file tells them.
#[derive(Debug)]
pub struct Identity<'n> {
    /// The kind of its inline policies.
    pub kind: Kind,
    /// Its name, where it is known.
    pub name: Option<Cow<'n, str>>,
    /// Where the file begins to tell of it.
    pub at: Span,
    /// Its inline policies: objects, or strings that hold one; parts that cannot be known are left out.
    pub inline: Vec<Cow<'n, Node<'n>>>,
    /// Whether the file tells all of its inline policies, so that they are as long as they seem.
    pub is_whole: bool,
    /// Where each managed policy is attached to it.
    pub attached: Vec<Span>,
}

/// The users, groups and roles that a document tells of: an account's, or those of a template.
pub fn identities<'n>(root: &'n Node<'n>) -> Vec<Identity<'n>> {
    let mut identities = of_account(root);
    identities.extend(cloudformation::identities(root));
    identities
}

/// How an answer tells of users, groups and roles.
const LISTS: [(&str, Kind, &str, &str); 3] = [
    ("UserDetailList", Kind::InlineUser, "UserName", "UserPolicyList"),
    ("GroupDetailList", Kind::InlineGroup, "GroupName", "GroupPolicyList"),
    ("RoleDetailList", Kind::InlineRole, "RoleName", "RolePolicyList"),
];

/// The users, groups and roles of an account, as `get-account-authorization-details` tells of them.
fn of_account<'n>(root: &'n Node<'n>) -> Vec<Identity<'n>> {
    let mut identities = Vec::new();
    for (list, kind, name, inline) in LISTS {
        for item in root.member(list).and_then(Node::items).unwrap_or_default() {
            let list = |name: &str| item.member(name).and_then(Node::items).unwrap_or_default();
            let name = item.member(name).and_then(Node::text);
            let documents = list(inline).iter().filter_map(|policy| policy.member("PolicyDocument"));
            identities.push(Identity {
                kind,
                name: name.map(|name| Cow::Borrowed(name.as_str())),
                at: name.map_or(item.at, Text::at),
                inline: documents.map(percent::decoded_node).collect(),
                is_whole: true,
                attached: list("AttachedManagedPolicies").iter().map(|policy| policy.at).collect(),
            });
        }
    }
    identities
}
