//! Checks a policy that stands in a document among other things.

use std::borrow::Cow;

use super::answer::{Answer, Sent};
use super::doubt::Doubts;
use super::policy::Checker;
use super::report::{Finding, PolicyReport, Report, Unresolved};
use super::{document, presence, suppose, text};
use crate::diagnostic::Diagnostic;
use crate::find::{self, Profile, Site, Syntax};
use crate::policy::{Measured, Policy};
use crate::rules::{Measure, Written};
use crate::syntax::{Node, Problem, Text, Tree, Value, inside};

/// The document of a site.
struct Document<'d> {
    /// None where its text holds no value.
    root: Option<&'d Node<'d>>,
    /// What is wrong with its text.
    problems: &'d [Problem],
    /// What is to be said of that.
    found: Vec<Diagnostic>,
    written: Written<'d>,
}

impl Checker<'_> {
    /// Checks the policy of a site.
    ///
    /// Its findings change nothing in the file by themselves unless the policy stands there as JSON.
    pub(super) fn site(&self, site: &Site<'_>, report: &mut Report) {
        let node = &*site.node;
        let is_borrowed = self.syntax == Syntax::Json && matches!(site.node, Cow::Borrowed(_));
        let unresolved = || Unresolved { owner: site.owner.clone(), at: node.at };
        let slice = |root: Option<&Node<'_>>| root.map_or("", |root| self.source.slice(root.at));
        match &node.value {
            Value::Text(outer) => {
                let Tree { root, problems } = inside::parse(outer);
                let root = root.as_ref();
                let measured = Measured::new(outer.as_str());
                let written = Written {
                    text: slice(root),
                    is_json: is_borrowed && outer.is_verbatim(),
                    measure: Measure::Text(&measured),
                };
                let found = document::in_string(self.source, node, outer, &problems);
                self.document_of(site, Document { root, problems: &problems, found, written }, report);
            }
            Value::Partial(partial) => {
                let Tree { root, problems } = partial.document();
                let root = root.as_ref();
                if root.is_none() && problems.is_empty() {
                    return report.unresolved.push(unresolved());
                }
                let written = Written { text: slice(root), is_json: false, measure: Measure::Tree };
                let found = text::of_problems(self.source, &problems);
                self.document_of(site, Document { root, problems: &problems, found, written }, report);
            }
            Value::Unknown => report.unresolved.push(unresolved()),
            _ => {
                let text = self.source.slice(node.at);
                let is_json = is_borrowed && text.starts_with('{');
                let written = Written { text, is_json, measure: Measure::Tree };
                let document = Document { root: Some(node), problems: &[], found: Vec::new(), written };
                self.document_of(site, document, report);
            }
        }
    }

    fn document_of(&self, site: &Site<'_>, document: Document<'_>, report: &mut Report) {
        let Document { root, problems, mut found, written } = document;
        let doubts = Doubts::of(self.source, problems);
        let (profile, because) = profile(site, root);
        let policy = root.map(Policy::read);
        match &policy {
            Some(policy) if policy.node.members().is_some() => {
                let mut findings = suppose::findings(self.source, policy, profile, written, &self.selection);
                findings.retain(|finding| !doubts.cover(self.source, finding));
                if self.syntax == Syntax::Hcl {
                    findings.retain(|finding| !presence::is_asked(finding, policy));
                }
                found.extend(findings);
            }
            Some(policy) if !doubts.is_broken() => found.extend(document::no_object("policy", policy.node)),
            _ => {}
        }
        if !written.is_json {
            found.iter_mut().for_each(|diagnostic| diagnostic.fix = None);
        }
        let at = root.map_or(site.node.at, |root| root.at);
        let holes = policy.as_ref().map_or(0, |policy| policy.misfits.holes);
        let answer = policy
            .as_ref()
            .and_then(|policy| self.answer_to(site, profile, policy, problems, written.measure));
        // A policy that is deployed in several ways is one policy still.
        let is_same =
            |last: &&mut PolicyReport| last.at == at && last.owner == site.owner && site.owner.is_some();
        match report.policies.last_mut().filter(is_same) {
            Some(last) => {
                last.answer = last.answer.take().filter(|told| answer.as_ref() == Some(told));
                let told = of_last_policy(report);
                found.retain(|diagnostic| !told.iter().any(|finding| says_the_same(finding, diagnostic)));
            }
            None => {
                let owner = site.owner.clone();
                report.policies.push(PolicyReport { profile, because, owner, at, holes, answer });
            }
        }
        self.tell(found, Some(report.policies.len() - 1), root, report);
    }

    /// What AWS will answer to the request that carries the policy.
    fn answer_to(
        &self,
        site: &Site<'_>,
        profile: &'static Profile,
        policy: &Policy<'_>,
        problems: &[Problem],
        measure: Measure<'_>,
    ) -> Option<Answer> {
        // A request whose operation does not tell the kind is none of IAM's.
        let request = site.request.as_ref().filter(|_| site.profile.is_some())?;
        self.answer(Sent {
            profile,
            is_kind_told: true,
            request: Some(request),
            policy,
            problems,
            text: site.node.text().map(Text::as_str),
            measure,
            catalog: &self.settings.catalog,
        })
    }
}

/// What the policy is, and why: by its place, or where that tells nothing by what stands in it.
fn profile(site: &Site<'_>, root: Option<&Node<'_>>) -> (&'static Profile, String) {
    match (site.profile, root) {
        (Some(profile), _) => (profile, site.because.clone()),
        (None, Some(root)) => {
            let evidence = find::kind_of(root);
            (evidence.profile, evidence.because)
        }
        (None, None) => (Profile::of_kind(find::Kind::Resource), site.because.clone()),
    }
}

/// The findings in the policy that was checked last.
fn of_last_policy(report: &Report) -> &[Finding] {
    let last = report.policies.len().checked_sub(1);
    let count = report.findings.iter().rev().take_while(|finding| finding.policy == last).count();
    &report.findings[report.findings.len() - count..]
}

fn says_the_same(finding: &Finding, diagnostic: &Diagnostic) -> bool {
    let told = &finding.diagnostic;
    (told.page.name, told.at, &told.message) == (diagnostic.page.name, diagnostic.at, &diagnostic.message)
}
