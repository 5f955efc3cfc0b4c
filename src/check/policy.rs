//! Checks the policies of a source, one after another.

use std::borrow::Cow;
use std::collections::HashSet;

use super::answer::{Answer, Sent};
use super::doubt::Doubts;
use super::report::{Finding, PolicyReport, Report};
use super::run::Selection;
use super::{around, document, suppose, terraform, text};
use crate::diagnostic::Diagnostic;
use crate::find::{self, Request, Syntax};
use crate::policy::{Measured, Policy};
use crate::rules::{Measure, Written};
use crate::settings::Settings;
use crate::source::{Encoding, Source, Span};
use crate::syntax::{Node, Tree};

/// What checks the policies of one source.
pub(super) struct Checker<'s> {
    pub(super) source: &'s Source,
    pub(super) settings: &'s Settings,
    /// The language of the source.
    pub(super) syntax: Syntax,
    pub(super) selection: Selection<'s>,
}

impl Checker<'_> {
    /// Checks a document if it is a policy or holds some, and tells whether it does.
    pub(super) fn tree(&self, tree: &Tree<'_>, report: &mut Report) -> bool {
        let Some(root) = &tree.root else { return false };
        if self.settings.is_policy || find::looks_like_policy(root) {
            self.document(tree, report);
            return true;
        }
        if let Some(policies) = find::terraform::policies_of_json(root) {
            let found = text::findings(self.source, &tree.problems);
            terraform::policies(self, &policies, 0, found, report);
            return true;
        }
        let (sites, requests) = (find::sites(root), find::requests(root));
        if sites.is_none() && requests.is_empty() {
            return false;
        }
        let mut sites = sites.unwrap_or_default();
        if self.settings.all_versions {
            sites.extend(find::other_versions(root));
            sites.sort_by_key(|site| site.node.at);
        }
        let first = report.findings.len();
        let mut found = text::findings(self.source, &tree.problems);
        let doubts = Doubts::of(self.source, &tree.problems);
        let around = around::findings(&sites, &requests, root);
        // What AWS makes of a policy is not known where it refuses the request, or no program can read the file.
        let is_sent = |request: &Request<'_>| {
            tree.problems.is_empty() && !around.iter().any(|finding| around::is_about(request, finding))
        };
        for mut site in sites {
            site.request = site.request.filter(is_sent);
            self.site(&site, report);
        }
        found.extend(around.into_iter().filter(|finding| !doubts.cover(self.source, finding)));
        self.tell(found, None, Some(root), report);
        report.findings[first..].sort_by_key(|finding| finding.diagnostic.at.start());
        if self.syntax == Syntax::Yaml && !self.settings.as_access_analyzer {
            tell_once(&mut report.findings, first);
        }
        true
    }

    /// Checks a document that is one policy, or should be one.
    pub(super) fn document(&self, tree: &Tree<'_>, report: &mut Report) {
        let Checker { source, settings, .. } = self;
        let is_json = self.syntax == Syntax::Json;
        let evaluated = tree.root.as_ref().map(|root| match self.syntax {
            Syntax::Json | Syntax::Hcl => Cow::Borrowed(root),
            Syntax::Yaml => find::evaluated(root),
        });
        let root = evaluated.as_deref();
        let doubts = Doubts::of(source, &tree.problems);
        let before = report.policies.len();
        let mut found = text::findings(source, &tree.problems);
        let syntax_error =
            settings.as_access_analyzer.then(|| text::syntax_error_of(&found, &tree.problems)).flatten();
        let language =
            root.filter(|_| settings.profile.is_none() && !settings.is_policy).and_then(find::language);
        match root {
            Some(root) if language.is_some() => {
                found.extend(language.map(|language| document::foreign(root, language)))
            }
            Some(root) if find::may_be_policy(root) || (settings.is_policy && root.members().is_some()) => {
                let evidence = find::kind_of(root);
                let (profile, because) = match settings.profile {
                    Some(profile) => (profile, "the settings say so".to_owned()),
                    None => (evidence.profile, evidence.because.clone()),
                };
                let text = source.slice(root.at);
                let measured = Measured::new(text);
                let measure = if is_json { Measure::Text(&measured) } else { Measure::Tree };
                let written = Written { text, is_json, measure };
                let policy = Policy::read(root);
                let mut findings = suppose::findings(source, &policy, profile, written, &self.selection);
                if settings.profile.is_some() {
                    findings.extend(document::contradiction(root, profile, &evidence));
                }
                findings.retain(|finding| !doubts.cover(source, finding));
                let holes = policy.misfits.holes;
                let answer = self.answer(Sent {
                    profile,
                    is_kind_told: settings.profile.is_some(),
                    request: None,
                    policy: &policy,
                    problems: &tree.problems,
                    text: is_json.then(|| source.text()),
                    measure,
                    catalog: &settings.catalog,
                });
                report.policies.push(PolicyReport {
                    profile,
                    because,
                    owner: None,
                    at: root.at,
                    holes,
                    answer,
                });
                found.extend(findings);
            }
            Some(root) if !doubts.is_broken() => found.push(document::no_policy(root)),
            _ => {}
        }
        if !is_json {
            found.iter_mut().for_each(|diagnostic| diagnostic.fix = None);
        }
        let policy = (report.policies.len() > before).then_some(before);
        match syntax_error {
            // Access Analyzer could not read any value, so no place has a way to it.
            Some(error) => self.tell(vec![error], policy, None, report),
            None => self.tell(found, policy, root, report),
        }
    }

    /// What AWS will answer, where what it gets is known: no bytes that are not UTF-8, and no comments that a tool takes out.
    pub(super) fn answer(&self, sent: Sent<'_, '_>) -> Option<Answer> {
        let is_sent_as_it_is =
            *self.source.encoding() == Encoding::Utf8 && !self.source.name().ends_with(".jsonc");
        let is_told = is_sent_as_it_is && !self.settings.as_access_analyzer;
        is_told.then(|| sent.answer()).flatten()
    }

    /// Adds findings to the report, in the order of their places, with the ways to these from a root.
    pub(super) fn tell(
        &self,
        mut found: Vec<Diagnostic>,
        policy: Option<usize>,
        root: Option<&Node<'_>>,
        report: &mut Report,
    ) {
        found.retain(|diagnostic| self.selection.has(diagnostic.page));
        found.sort_by(|left, right| {
            let key =
                |diagnostic: &Diagnostic| (diagnostic.at.start(), diagnostic.at.end(), diagnostic.page.name);
            key(left).cmp(&key(right)).then_with(|| left.message.cmp(&right.message))
        });
        // Two values may be one that was written once, behind an anchor.
        found.dedup_by(|left, right| {
            (left.page.name, left.at, &left.message) == (right.page.name, right.at, &right.message)
        });
        let path = |at: Span| root.map(|root| root.path_to(at)).unwrap_or_default();
        report.findings.extend(found.into_iter().map(|diagnostic| Finding {
            policy,
            location: path(diagnostic.at),
            further: diagnostic.further.iter().map(|at| path(*at)).collect(),
            diagnostic,
        }));
    }
}

/// Keeps one of several findings, from an index on, that say the same of the same place: a value behind an anchor may stand in several policies.
pub(super) fn tell_once(findings: &mut Vec<Finding>, first: usize) {
    let mut told = HashSet::new();
    let mut index = 0;
    findings.retain(|finding| {
        let Diagnostic { page, at, message, .. } = &finding.diagnostic;
        index += 1;
        index <= first || told.insert((page.name, *at, message.clone()))
    });
}
