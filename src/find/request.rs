//! Requests to AWS, as the AWS CLI and SDKs take them.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::Site;
use super::location::{Location, follow};
use crate::syntax::Node;

/// Requests by the members that only they have together, parted by blanks; the first that fits tells (IAM API Reference, "Actions").
static REQUESTS: OnceLock<Vec<Location>> = OnceLock::new();

/// The policy of a request.
pub(super) fn sites<'n>(root: &'n Node<'n>) -> Option<Vec<Site<'n>>> {
    let requests = REQUESTS.get_or_init(|| Location::table(include_str!("requests.tsv")));
    let is_there = |name: &str| root.member(name).is_some();
    let request = requests
        .iter()
        .find(|request| follow(root, request.path).len() == 1 && request.of.split(' ').all(is_there))?;
    let (way, node) = follow(root, request.path).pop()?;
    Some(vec![Site {
        node: Cow::Borrowed(node),
        profile: request.profile,
        because: format!("it is the `{way}` of a request"),
        owner: Some(way),
    }])
}
