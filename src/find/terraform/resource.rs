//! The policies of resources: what stands in the attributes that hold them, or what these refer to.

use super::asked::{self, Asked};
use super::scope::Scope;
use super::table::{because, is_foreign, locations_of, organizations_kind};
use super::{Found, Policy, document};
use crate::find::Profile;
use crate::find::location::Location;
use crate::source::Span;
use crate::syntax::Value;
use crate::syntax::hcl::{Block, Body, Expression, Form, Part};

/// Functions that give one of the values that they get, or what is put together from these.
const PASSING_ON: [&str; 14] = [
    "coalesce",
    "coalescelist",
    "compact",
    "concat",
    "distinct",
    "element",
    "flatten",
    "join",
    "nonsensitive",
    "one",
    "sensitive",
    "tolist",
    "trimspace",
    "try",
];

/// Whether what a function gives holds what it gets as it is.
pub(super) fn passes_on(function: &str) -> bool {
    PASSING_ON.contains(&function)
}

/// What an attribute may hold.
enum Candidate<'f, 't> {
    Policy(Policy<'t>),
    /// A document of the file, by its name.
    Document(&'f str),
}

/// Where a document is used.
#[derive(Clone, PartialEq)]
struct Use {
    profile: Option<&'static Profile>,
    because: String,
}

pub(super) struct Finder<'f, 't> {
    scope: &'f Scope<'f, 't>,
    found: Vec<Found<'t>>,
    asked: Vec<Asked<'t>>,
    /// The uses of documents, by their names.
    uses: Vec<(&'f str, Use)>,
}

impl<'f, 't> Finder<'f, 't> {
    pub(super) fn new(scope: &'f Scope<'f, 't>) -> Finder<'f, 't> {
        Finder { scope, found: Vec::new(), asked: Vec::new(), uses: Vec::new() }
    }

    /// Finds the policies of a block, where it is a resource.
    pub(super) fn resource(&mut self, block: &'f Block<'t>) {
        let [of, name] = block.labels.as_slice() else { return };
        if block.name.as_str() != "resource" {
            return;
        }
        for location in locations_of(of.as_str()) {
            self.asked.extend(asked::of_body(&block.body, location, self.scope));
            let Some(profile) = self.profile(location, &block.body) else { continue };
            for (way, value) in values(&block.body, location.path) {
                let owner = format!("{}.{}.{way}", of.as_str(), name.as_str());
                let of = Use { profile, because: because(location) };
                self.candidates(value, &owner, &of);
            }
        }
    }

    /// What a policy of the resource is, if it is known; none where it is no policy of IAM.
    fn profile(&self, location: &Location, body: &Body<'t>) -> Option<Option<&'static Profile>> {
        if location.of != "aws_organizations_policy" {
            return Some(location.profile);
        }
        let Some(of) = body.attribute("type") else { return organizations_kind(None).map(Some) };
        match self.scope.value(&of.value).value {
            Value::Text(of) => organizations_kind(Some(of.as_str())).map(Some),
            _ => Some(None),
        }
    }

    fn candidates(&mut self, value: &'f Expression<'t>, owner: &str, of: &Use) {
        let mut candidates = self.resolve(value, String::new());
        let is_known =
            |candidate: &Candidate<'_, '_>| !matches!(candidate, Candidate::Policy(Policy::Unknown(_)));
        if candidates.iter().any(|(_, candidate)| is_known(candidate)) {
            candidates.retain(|(_, candidate)| is_known(candidate));
        }
        for (branch, candidate) in candidates {
            match candidate {
                Candidate::Document(name) => self.uses.push((name, of.clone())),
                Candidate::Policy(policy) => {
                    let is_same =
                        |found: &Found<'_>| found.policy.at() == policy.at() && found.profile == of.profile;
                    if self.found.iter().any(is_same) {
                        continue;
                    }
                    self.found.push(Found {
                        policy,
                        profile: of.profile,
                        because: of.because.clone(),
                        owner: format!("{owner}{branch}"),
                    });
                }
            }
        }
    }

    /// All that an expression may stand for, each with the branch of a condition that it is.
    fn resolve(&self, expression: &'f Expression<'t>, branch: String) -> Vec<(String, Candidate<'f, 't>)> {
        let unknown = |at: Span| vec![(branch.clone(), Candidate::Policy(Policy::Unknown(at)))];
        if self.scope.count().is_none() {
            return unknown(expression.at);
        }
        match &expression.form {
            Form::Null => Vec::new(),
            Form::Conditional(values) => {
                let [one, other] = &**values;
                let mut all = self.resolve(one, format!("{branch} (if true)"));
                all.extend(self.resolve(other, format!("{branch} (if false)")));
                all
            }
            Form::Template(parts) => match alone(parts) {
                Some(value) => self.resolve(value, branch),
                None => {
                    let policy = text_policy(self.scope, parts, expression.at);
                    policy.into_iter().map(|policy| (branch.clone(), Candidate::Policy(policy))).collect()
                }
            },
            Form::Reference(steps) => {
                if let Some(name) = self.scope.document(steps) {
                    return vec![(branch, Candidate::Document(name))];
                }
                let named = self.scope.local(steps).or_else(|| self.scope.default_of(steps));
                let followed = named
                    .and_then(|named| self.scope.follow(|| self.resolve(named, branch.clone())))
                    .filter(|followed| !followed.is_empty());
                followed.unwrap_or_else(|| unknown(expression.at))
            }
            Form::Call("jsonencode", arguments) => match arguments.as_slice() {
                [value] => {
                    let tree = self.scope.value(value);
                    match tree.value {
                        Value::Object(_) => vec![(branch, Candidate::Policy(Policy::Tree(tree)))],
                        _ => unknown(expression.at),
                    }
                }
                _ => unknown(expression.at),
            },
            Form::Call(name, arguments) if passes_on(name) => self.any_of(arguments, expression.at, branch),
            Form::Call(_, inner) | Form::Other(inner) | Form::Tuple(inner) => {
                let mut all = self.any_of(inner, expression.at, branch.clone());
                // What a function makes of a policy is not known, but which documents it takes tells what they are for.
                all.retain(|(_, candidate)| matches!(candidate, Candidate::Document(_)));
                if all.is_empty() { unknown(expression.at) } else { all }
            }
            _ => unknown(expression.at),
        }
    }

    fn any_of(
        &self,
        expressions: &'f [Expression<'t>],
        at: Span,
        branch: String,
    ) -> Vec<(String, Candidate<'f, 't>)> {
        let each = |inner: &'f Expression<'t>| match &inner.form {
            Form::Tuple(items) => self.any_of(items, inner.at, branch.clone()),
            _ => self.resolve(inner, branch.clone()),
        };
        let all: Vec<_> = expressions.iter().flat_map(each).collect();
        if all.is_empty() { vec![(branch, Candidate::Policy(Policy::Unknown(at)))] } else { all }
    }

    /// All policies, documents among them, and all requests.
    pub(super) fn finish(mut self) -> (Vec<Found<'t>>, Vec<Asked<'t>>) {
        self.pass_on_uses();
        for (name, block) in self.scope.documents() {
            let Some(tree) = document::document(block, self.scope) else { continue };
            let mut uses: Vec<Use> = Vec::new();
            for (_, of) in self.uses.iter().filter(|(used, _)| *used == name) {
                if !uses.iter().any(|other| other.profile == of.profile) {
                    uses.push(of.clone());
                }
            }
            if uses.is_empty() {
                uses.push(Use { profile: None, because: String::new() });
            }
            self.found.extend(uses.into_iter().map(|Use { profile, because }| Found {
                policy: Policy::Tree(tree.clone()),
                profile,
                because,
                owner: format!("data.aws_iam_policy_document.{name}"),
            }));
        }
        (self.found, self.asked)
    }

    /// A document that is part of another one is used where that one is.
    fn pass_on_uses(&mut self) {
        let documents = self.scope.documents();
        let mut parts: Vec<(&'f str, &'f str)> = Vec::new();
        for (whole, block) in &documents {
            for source in document::sources(&block.body) {
                let resolved = self.any_of(std::slice::from_ref(source), source.at, String::new());
                parts.extend(resolved.into_iter().filter_map(|(_, candidate)| match candidate {
                    Candidate::Document(part) => Some((part, *whole)),
                    Candidate::Policy(_) => None,
                }));
            }
        }
        let mut next = 0;
        while let Some((whole, of)) = self.uses.get(next).cloned() {
            for (part, _) in parts.iter().filter(|(_, other)| *other == whole) {
                if !self.uses.contains(&(*part, of.clone())) {
                    self.uses.push((part, of.clone()));
                }
            }
            next += 1;
        }
    }
}

/// What is put into a string that holds nothing else but white space.
fn alone<'f, 't>(parts: &'f [Part<'t>]) -> Option<&'f Expression<'t>> {
    let is_blank = |part: &&Part<'_>| matches!(part, Part::Literal(text) if text.as_str().trim().is_empty());
    let mut others = parts.iter().filter(|part| !is_blank(part));
    match (others.next(), others.next()) {
        (Some(Part::Value(_, value)), None) => Some(value),
        _ => None,
    }
}

/// A string that holds a policy, perhaps with something put in; none where it is empty.
pub(super) fn text_policy<'t>(scope: &Scope<'_, 't>, parts: &[Part<'t>], at: Span) -> Option<Policy<'t>> {
    match parts {
        [] => None,
        [Part::Literal(text)] if text.as_str().trim().is_empty() => None,
        [Part::Literal(text)] => Some(Policy::Text(text.clone())),
        _ => Some(match scope.string(parts, at) {
            None => Policy::Unknown(at),
            Some(string) => match string.known() {
                Some(text) => Policy::Text(text.clone()),
                None => Policy::Partial(string),
            },
        }),
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
