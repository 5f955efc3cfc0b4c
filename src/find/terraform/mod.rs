//! Terraform and OpenTofu: the policies of configurations, and of plans and states as JSON.
//!
//! What a configuration says is known; what Terraform works out, and what users may set, is not, and no rule judges it.

mod asked;
mod document;
mod dynamic;
mod each;
mod functions;
mod json;
mod names;
mod plan;
mod reading;
mod resolve;
mod resource;
mod scope;
mod search;
mod table;
mod value;

use std::borrow::Cow;
use std::ops::Range;

pub(super) use plan::sites as plan;
pub use reading::{Folder, Path, Reading, Reference};

use super::{Kind, Profile, Request, Site, looks_like_policy};
use crate::source::Span;
use crate::syntax::hcl::File;
use crate::syntax::{Node, Partial, Text, Value, inside};
use asked::Asked;
use names::Names;
use scope::Scope;

/// The policies of a module, worked out as far as they are known.
#[derive(Debug)]
pub struct Policies<'t> {
    /// In the order of the files, and in each file in its order.
    found: Vec<Found<'t>>,
    asked: Vec<(usize, Asked<'t>)>,
    references: Vec<Reference>,
}

#[derive(Debug)]
struct Found<'t> {
    /// The file of the module in which it stands.
    file: usize,
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

/// The policies of the files of a module, which know each other's names.
pub fn policies<'t>(files: &[File<'t>]) -> Policies<'t> {
    let names = Names::of(files);
    let mut finder = resource::Finder::new(&names);
    for (file, of) in files.iter().enumerate() {
        of.body.blocks.iter().for_each(|block| finder.resource(file, block));
    }
    finder.documents();
    let resource::Finder { mut found, asked, mut references, .. } = finder;
    let claimed = found.iter().map(|found| (found.file, found.policy.at())).collect();
    for (file, of) in files.iter().enumerate() {
        let (policies, templates) = search::unclaimed(of, &Scope::new(&names, file), &claimed);
        found.extend(policies);
        references.extend(templates);
    }
    found.sort_by_key(|found| (found.file, found.policy.at()));
    Policies { found, asked, references }
}

/// The policies of a configuration in the JSON syntax; none where the document is none.
pub fn policies_of_json<'t>(root: &'t Node<'t>) -> Option<Policies<'t>> {
    Some(policies(std::slice::from_ref(&json::file(root)?)))
}

impl<'t> Policies<'t> {
    /// Whether a file of the module has none.
    pub fn is_empty(&self, file: usize) -> bool {
        self.of(file).is_empty()
    }

    /// The requests that carry those of a file, as far as resources tell their parameters, each with the kind of its policy.
    pub fn requests(&self, file: usize) -> Vec<(Kind, Request<'_>)> {
        let of_file = self.asked.iter().filter(|(home, _)| *home == file);
        of_file.map(|(_, asked)| asked.request()).collect()
    }

    /// Where those of a file stand.
    ///
    /// Each is owned, for what stands in the file is not what AWS gets.
    pub fn sites(&self, file: usize) -> Vec<Site<'_>> {
        self.of(file).iter().map(Found::site).collect()
    }

    /// Whether all of them look like policies, where nobody says that they are.
    pub fn look_like_policies(&self) -> bool {
        let mut sites = self.found.iter().map(Found::site);
        let looks = |site: &Site<'_>| match &site.node.value {
            Value::Text(text) => inside::parse(text).root.as_ref().is_some_and(looks_like_policy),
            Value::Partial(partial) => partial.document().root.as_ref().is_some_and(looks_like_policy),
            _ => looks_like_policy(&site.node),
        };
        !self.found.is_empty() && sites.all(|site| looks(&site))
    }

    /// The files that the module reads as policies.
    pub fn references(&self) -> &[Reference] {
        &self.references
    }

    fn of(&self, file: usize) -> &[Found<'t>] {
        let start = self.found.partition_point(|found| found.file < file);
        let end = self.found.partition_point(|found| found.file <= file);
        self.found.get(Range { start, end }).unwrap_or_default()
    }
}

impl Found<'_> {
    fn site(&self) -> Site<'_> {
        let node = |at, value| Node { at, value };
        let policy = match &self.policy {
            Policy::Unknown(at) => node(*at, Value::Unknown),
            Policy::Tree(tree) => tree.clone(),
            Policy::Text(text) => node(text.at(), Value::Text(text.clone())),
            Policy::Partial(partial) => node(partial.at(), Value::Partial(Box::new(partial.clone()))),
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
