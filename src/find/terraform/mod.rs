//! Terraform and OpenTofu: the policies of configurations, and of plans and states as JSON.
//!
//! What a configuration says is known; what Terraform works out, and what users may set, is not, and no rule judges it.

mod asked;
mod document;
mod json;
mod plan;
mod resource;
mod scope;
mod search;
mod table;
mod value;

use std::borrow::Cow;

pub(super) use plan::sites as plan;

use super::{Kind, Profile, Request, Site};
use crate::source::Span;
use crate::syntax::hcl::File;
use crate::syntax::{Node, Partial, Problem, Text, Value};
use asked::Asked;
use scope::Scope;

/// The policies of a configuration, worked out as far as they are known.
#[derive(Debug)]
pub struct Policies<'t> {
    found: Vec<Found<'t>>,
    asked: Vec<Asked<'t>>,
}

#[derive(Debug)]
struct Found<'t> {
    policy: Policy<'t>,
    profile: Option<&'static Profile>,
    because: String,
    owner: String,
}

/// How a policy is written.
#[derive(Debug)]
enum Policy<'t> {
    /// As something that nothing is known of.
    Unknown(Span),
    /// As an object, or as blocks.
    Tree(Node<'t>),
    /// As a string that holds JSON.
    Text(Text<'t>),
    /// The same with something put in that is not known.
    Partial(Partial<'t>),
}

impl Policy<'_> {
    fn at(&self) -> Span {
        match self {
            Policy::Unknown(at) => *at,
            Policy::Tree(node) => node.at,
            Policy::Text(text) => text.at(),
            Policy::Partial(partial) => partial.at(),
        }
    }
}

/// The policies of a file of HCL, in its order.
pub fn policies<'t>(file: &File<'t>) -> Policies<'t> {
    let scope = Scope::of(file);
    let mut finder = resource::Finder::new(&scope);
    file.body.blocks.iter().for_each(|block| finder.resource(block));
    let (mut found, asked) = finder.finish();
    let claimed = found.iter().map(|found| found.policy.at()).collect();
    found.extend(search::unclaimed(file, &scope, &claimed));
    found.sort_by_key(|found| found.policy.at());
    Policies { found, asked }
}

/// The policies of a configuration in the JSON syntax; none where the document is none.
pub fn policies_of_json<'t>(root: &'t Node<'t>) -> Option<Policies<'t>> {
    Some(policies(&json::file(root)?))
}

impl Policies<'_> {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// What is wrong with the JSON of those that hold something that is not known.
    pub fn problems(&self) -> Vec<Problem> {
        self.found.iter().flat_map(Found::problems).collect()
    }

    /// The requests that carry them, as far as resources tell their parameters, each with the kind of its policy.
    pub fn requests(&self) -> Vec<(Kind, Request<'_>)> {
        self.asked.iter().map(Asked::request).collect()
    }

    /// Where they stand.
    ///
    /// Each is owned, for what stands in the file is not what AWS gets.
    pub fn sites(&self) -> Vec<Site<'_>> {
        self.found.iter().map(Found::site).collect()
    }
}

impl Found<'_> {
    /// What is wrong with the text of a policy with holes; that of others is read where they are checked.
    fn problems(&self) -> Vec<Problem> {
        match &self.policy {
            Policy::Partial(partial) => partial.document().problems,
            _ => Vec::new(),
        }
    }

    fn site(&self) -> Site<'_> {
        let node = |at, value| Node { at, value };
        let policy = match &self.policy {
            Policy::Unknown(at) => node(*at, Value::Unknown),
            Policy::Tree(tree) => tree.clone(),
            Policy::Text(text) => node(text.at(), Value::Text(text.clone())),
            Policy::Partial(partial) => partial.document().root.unwrap_or(node(partial.at(), Value::Unknown)),
        };
        Site {
            profile: table::profile_of(self.profile, &policy),
            node: Cow::Owned(policy),
            because: self.because.clone(),
            owner: Some(self.owner.clone()),
            request: None,
        }
    }
}
