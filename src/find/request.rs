//! Requests to AWS, as the AWS CLI and SDKs take them.

use std::borrow::Cow;

use super::{Kind, Profile, Site};
use crate::syntax::Node;

/// The member of requests that holds a policy, the members that tell which request it is, and what the policy then is.
///
/// Without the members that only some requests have, the kind is judged by evidence (IAM API Reference, "Actions").
const REQUESTS: [(&str, &[&str], Option<Kind>); 9] = [
    ("PolicyDocument", &["PolicyName", "UserName"], Some(Kind::InlineUser)),
    ("PolicyDocument", &["PolicyName", "GroupName"], Some(Kind::InlineGroup)),
    ("PolicyDocument", &["PolicyName", "RoleName"], Some(Kind::InlineRole)),
    ("PolicyDocument", &["PolicyName"], Some(Kind::Managed)),
    ("PolicyDocument", &["PolicyArn"], Some(Kind::Managed)),
    ("PolicyDocument", &["RoleName"], Some(Kind::Trust)),
    ("AssumeRolePolicyDocument", &["RoleName"], Some(Kind::Trust)),
    ("InlinePolicy", &["InstanceArn", "PermissionSetArn"], Some(Kind::PermissionSet)),
    ("ResourcePolicy", &[], None),
];

/// The policy of a request.
pub(super) fn sites<'n>(root: &'n Node<'n>) -> Option<Vec<Site<'n>>> {
    let is_there = |name: &&str| root.member(name).is_some();
    let (parameter, _, kind) =
        REQUESTS.iter().find(|(parameter, others, _)| is_there(parameter) && others.iter().all(is_there))?;
    let node = root.member(parameter)?;
    Some(vec![Site {
        node: Cow::Borrowed(node),
        profile: kind.map(Profile::of_kind),
        because: format!("it is the `{parameter}` of a request"),
        owner: Some((*parameter).to_owned()),
    }])
}
