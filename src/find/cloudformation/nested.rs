//! Templates inside of other documents.

use std::borrow::Cow;

use super::sites;
use crate::find::{Site, Syntax};
use crate::syntax::{Node, Text, Tree, Value, inside};

/// The member that holds a template: in requests to make stacks, in what AWS answers about these, and in stack sets.
const BODY: &str = "TemplateBody";

/// The policies of the template that an object carries, as text or as it is; of the one who owns the object, if it has an owner.
pub(in crate::find) fn sites_of_body<'n>(carrier: &'n Node<'n>, owner: Option<&str>) -> Vec<Site<'n>> {
    let Some(body) = carrier.member(BODY) else { return Vec::new() };
    let found = match &body.value {
        Value::Object(_) => sites(body).unwrap_or_default(),
        Value::Text(text) => sites_of_text(text),
        _ => return Vec::new(),
    };
    let before = owner.map_or_else(|| BODY.to_owned(), |owner| format!("{owner}.{BODY}"));
    let found = found.into_iter().map(|site| Site {
        owner: site.owner.map(|inner| format!("{before}: {inner}")),
        request: None,
        ..site
    });
    found.collect()
}

/// The service says what is wrong with the text of a template; what is not read holds no policy.
fn sites_of_text<'n>(text: &'n Text<'n>) -> Vec<Site<'n>> {
    let trees = match Syntax::of("", text.as_str()) {
        Syntax::Yaml => inside::parse_yaml(text),
        Syntax::Json | Syntax::Hcl => vec![inside::parse(text)],
    };
    let root = match trees.as_slice() {
        [Tree { root: Some(root), .. }] => root,
        _ => return Vec::new(),
    };
    let found = sites(root).unwrap_or_default().into_iter();
    found.map(|site| Site { node: Cow::Owned(site.node.detached()), request: None, ..site }).collect()
}
