//! Templates inside of templates.

use std::borrow::Cow;

use super::sites;
use crate::find::{Site, Syntax};
use crate::syntax::{Node, Tree, inside};

/// The policies of a template that stands as text in a stack set.
pub(super) fn of_stack_set<'n>(of: &str, properties: &'n Node<'n>, owner: &str) -> Vec<Site<'n>> {
    let body = properties.member("TemplateBody").and_then(Node::text);
    let Some(body) = body.filter(|_| of == "AWS::CloudFormation::StackSet") else { return Vec::new() };
    let trees = match Syntax::of("", body.as_str()) {
        Syntax::Yaml => inside::parse_yaml(body),
        Syntax::Json | Syntax::Hcl => vec![inside::parse(body)],
    };
    // The service says what is wrong with the text of a template; what is not read holds no policy.
    let root = match trees.as_slice() {
        [Tree { root: Some(root), .. }] => root,
        _ => return Vec::new(),
    };
    let found = sites(root).unwrap_or_default().into_iter().map(|site| Site {
        node: Cow::Owned(site.node.detached()),
        profile: site.profile,
        because: site.because,
        owner: site.owner.map(|inner| format!("{owner}.TemplateBody: {inner}")),
        request: None,
    });
    found.collect()
}
