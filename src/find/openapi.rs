//! OpenAPI documents with the policy of an API.

use super::{Profile, Site};
use crate::syntax::Node;

/// The extension that holds the policy (API Gateway Developer Guide, "x-amazon-apigateway-policy").
const EXTENSION: &str = "x-amazon-apigateway-policy";

/// The policy of an OpenAPI document.
pub(super) fn sites<'n>(root: &'n Node<'n>) -> Option<Vec<Site<'n>>> {
    root.member("openapi").or(root.member("swagger"))?;
    let node = root.member(EXTENSION)?;
    Some(vec![Site {
        node: super::cloudformation::evaluated(node),
        profile: Profile::of_resource_type("AWS::ApiGateway::RestApi"),
        because: format!("it is the `{EXTENSION}` of an OpenAPI document"),
        owner: Some(EXTENSION.to_owned()),
        request: None,
    }])
}
