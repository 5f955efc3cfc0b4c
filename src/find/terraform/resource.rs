//! The policies of resources: what stands in the attributes that hold them, or what these refer to.

use super::asked::{self, Asked};
use super::names::Names;
use super::reading::{Reading, Reference};
use super::resolve::{Candidate, What};
use super::scope::Scope;
use super::table::{because, is_foreign, locations_of, organizations_kind};
use super::{Found, Policy, document, each};
use crate::find::Profile;
use crate::find::location::Location;
use crate::syntax::Value;
use crate::syntax::hcl::{Block, Body, Expression};

/// Where a document is used.
#[derive(Clone, PartialEq, Default)]
pub(super) struct Use {
    pub(super) profile: Option<&'static Profile>,
    pub(super) because: String,
}

/// Finds the policies of the resources of a module.
pub(super) struct Finder<'f, 't> {
    names: &'f Names<'f, 't>,
    pub(super) found: Vec<Found<'t>>,
    /// Requests, each with the file that makes it.
    pub(super) asked: Vec<(usize, Asked<'t>)>,
    pub(super) references: Vec<Reference>,
    /// The uses of documents.
    uses: Vec<(usize, Use)>,
}

impl<'f, 't> Finder<'f, 't> {
    pub(super) fn new(names: &'f Names<'f, 't>) -> Finder<'f, 't> {
        Finder { names, found: Vec::new(), asked: Vec::new(), references: Vec::new(), uses: Vec::new() }
    }

    /// Finds the policies of a block, where it is a resource.
    pub(super) fn resource(&mut self, file: usize, block: &'f Block<'t>) {
        let [of, name] = block.labels.as_slice() else { return };
        if block.name.as_str() != "resource" {
            return;
        }
        let scope = Scope::new(self.names, file);
        let resource = format!("{}.{}", of.as_str(), name.as_str());
        for location in locations_of(of.as_str()) {
            let asked = asked::of_body(&block.body, location, &scope);
            self.asked.extend(asked.map(|asked| (file, asked)));
            let Some(profile) = profile(location, &block.body, &scope) else { continue };
            for (way, value) in values(&block.body, location.path) {
                let owner = format!("{resource}.{way}");
                let of = Use { profile, because: because(location) };
                let candidates = scope.candidates(value);
                if candidates.iter().any(|candidate| candidate.what.is_known()) {
                    self.add(candidates, &owner, &of);
                    continue;
                }
                let before = self.found.len();
                for item in &each::items(&block.body, &scope) {
                    let mut candidates = scope.with_each(item).candidates(value);
                    candidates.retain(|candidate| candidate.what.is_known());
                    let key = item.key.as_str().replace(each::FILES, "");
                    let owner = format!("{resource}[\"{key}\"].{way}");
                    self.add(candidates, &owner, &of);
                }
                if self.found.len() == before {
                    self.add(candidates, &owner, &of);
                }
            }
        }
    }

    pub(super) fn add(&mut self, candidates: Vec<Candidate<'t>>, owner: &str, of: &Use) {
        for Candidate { branch, file, what } in candidates {
            let owner = format!("{owner}{branch}");
            match what {
                What::Document(document) => self.uses.push((document, of.clone())),
                What::Policy(policy) => self.policy(file, policy, owner, of),
                What::File(at, read) => {
                    self.policy(file, Policy::Unknown(at), owner.clone(), of);
                    let reading = Reading::of(&read, of, owner, false);
                    self.references.push(Reference { file, at, path: read.path, reading });
                }
            }
        }
    }

    fn policy(&mut self, file: usize, policy: Policy<'t>, owner: String, of: &Use) {
        let is_same = |found: &Found<'_>| {
            (found.file, found.policy.at(), found.profile) == (file, policy.at(), of.profile)
        };
        if !self.found.iter().any(is_same) {
            let Use { profile, because } = of.clone();
            self.found.push(Found { file, policy, profile, because, owner });
        }
    }

    /// Finds the documents, which are what they are used as.
    pub(super) fn documents(&mut self) {
        self.pass_on_uses();
        let documents = self.names.documents();
        let mut uses: Vec<Vec<Use>> = vec![Vec::new(); documents.len()];
        for (document, of) in std::mem::take(&mut self.uses) {
            if !uses[document].iter().any(|other| other.profile == of.profile) {
                uses[document].push(of);
            }
        }
        for (document, mut uses) in documents.iter().zip(uses) {
            if uses.is_empty() {
                uses.push(Use::default());
            }
            let scope = Scope::new(self.names, document.file);
            let owner = format!("data.aws_iam_policy_document.{}", document.name);
            self.sources(document.block, &scope, &owner, &uses);
            let Some(tree) = document::document(document.block, &scope) else { continue };
            self.found.extend(uses.into_iter().map(|Use { profile, because }| Found {
                file: document.file,
                policy: Policy::Tree(tree.clone()),
                profile,
                because,
                owner: owner.clone(),
            }));
        }
    }

    /// The files that are read as parts of a document.
    fn sources(&mut self, block: &Block<'t>, scope: &Scope<'_, 't>, owner: &str, uses: &[Use]) {
        for source in document::sources(&block.body) {
            for candidate in scope.any_of(std::slice::from_ref(source), source.at, String::new()) {
                let What::File(at, read) = candidate.what else { continue };
                self.references.extend(uses.iter().map(|of| Reference {
                    file: candidate.file,
                    at,
                    path: read.path.clone(),
                    reading: Reading::of(&read, of, owner.to_owned(), true),
                }));
            }
        }
    }

    /// A document that is part of another one is used where that one is.
    fn pass_on_uses(&mut self) {
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for whole in self.names.documents() {
            let scope = Scope::new(self.names, whole.file);
            let sources = document::sources(&whole.block.body);
            let resolved = sources
                .flat_map(|source| scope.any_of(std::slice::from_ref(source), source.at, String::new()));
            let part = |candidate: Candidate<'_>| match candidate.what {
                What::Document(part) => Some(part),
                _ => None,
            };
            parts.push(resolved.filter_map(part).collect());
        }
        let mut next = 0;
        while let Some((whole, of)) = self.uses.get(next).cloned() {
            for part in &parts[whole] {
                if !self.uses.contains(&(*part, of.clone())) {
                    self.uses.push((*part, of.clone()));
                }
            }
            next += 1;
        }
    }
}

/// What a policy of the resource is, if it is known; none where it is no policy of IAM.
fn profile(location: &Location, body: &Body<'_>, scope: &Scope<'_, '_>) -> Option<Option<&'static Profile>> {
    if location.of != "aws_organizations_policy" {
        return Some(location.profile);
    }
    let Some(of) = body.attribute("type") else { return organizations_kind(None).map(Some) };
    match scope.value(&of.value).value {
        Value::Text(of) => organizations_kind(Some(of.as_str())).map(Some),
        _ => Some(None),
    }
}

/// The values at the end of a way through a body, each with the way that was gone: `inline_policy[0].policy`.
fn values<'f, 't>(body: &'f Body<'t>, path: &str) -> Vec<(String, &'f Expression<'t>)> {
    let Some((name, rest)) = path.split_once("[].") else {
        let attribute = body.attribute(path).map(|attribute| (path.to_owned(), &attribute.value));
        return attribute.into_iter().collect();
    };
    let mut found = Vec::new();
    let is_label = |block: &Block<'_>| block.labels.first().is_some_and(|label| label.as_str() == name);
    let bodies = body.blocks.iter().flat_map(|block| match block.name.as_str() {
        "dynamic" if is_label(block) => {
            block.body.blocks.iter().filter(|inner| inner.name.as_str() == "content").collect()
        }
        other if other == name => vec![block],
        _ => Vec::new(),
    });
    for (index, block) in bodies.enumerate() {
        let inner = values(&block.body, rest);
        found.extend(inner.into_iter().map(|(way, value)| (format!("{name}[{index}].{way}"), value)));
    }
    found
}

/// The attributes of a block that hold policies, or all of them where what they hold is not IAM's.
pub(super) fn is_read(block: &Block<'_>, attribute: &str) -> bool {
    let of = block.labels.first().map(|label| label.as_str()).unwrap_or_default();
    block.name.as_str() == "resource"
        && (is_foreign(of) || locations_of(of).any(|location| location.path == attribute))
}
