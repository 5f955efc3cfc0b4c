//! Checks the policies of a source, one after another.

use super::answer::{Answer, Sent};
use super::doubt::Doubts;
use super::report::{Finding, PolicyReport, Report};
use super::run::{Selection, run};
use super::{document, text};
use crate::diagnostic::Diagnostic;
use crate::find::{self, Profile, Site};
use crate::policy::Policy;
use crate::rules::{Measure, Written};
use crate::settings::Settings;
use crate::source::{Encoding, Source, Span};
use crate::syntax::{Node, Problem, Text, Tree, Value, inside};

/// What checks the policies of one source.
pub(super) struct Checker<'s> {
    pub(super) source: &'s Source,
    pub(super) settings: &'s Settings,
    pub(super) selection: Selection<'s>,
}

impl Checker<'_> {
    /// Checks a document that is one policy, or should be one.
    pub(super) fn document(&self, tree: Tree<'_>, report: &mut Report) {
        let Checker { source, settings, .. } = self;
        let root = tree.root.as_ref();
        let doubts = Doubts::of(source, &tree.problems);
        let mut found = text::findings(source, &tree.problems);
        let syntax_error =
            settings.as_access_analyzer.then(|| text::syntax_error_of(&found, &tree.problems)).flatten();
        match root {
            Some(root) if find::may_be_policy(root) || (settings.is_policy && root.members().is_some()) => {
                let evidence = find::kind_of(root);
                let (profile, because) = match settings.profile {
                    Some(profile) => (profile, "the settings say so".to_owned()),
                    None => (evidence.profile, evidence.because.clone()),
                };
                let text = source.slice(root.at);
                let written = Written { text, is_json: true, measure: Measure::Text(text) };
                let mut findings = run(&Policy::read(root), profile, written, &self.selection);
                if settings.profile.is_some() {
                    findings.extend(document::contradiction(root, profile, &evidence));
                }
                findings.retain(|finding| !doubts.cover(source, finding));
                let text = Some(source.text());
                let answer = self.answer(Sent {
                    profile,
                    request: None,
                    root,
                    problems: &tree.problems,
                    text,
                    catalog: &settings.catalog,
                });
                report.policies.push(PolicyReport { profile, because, owner: None, at: root.at, answer });
                found.extend(findings);
            }
            Some(root) if !doubts.is_broken() => found.push(document::no_policy(root)),
            _ => {}
        }
        let policy = (!report.policies.is_empty()).then_some(0);
        match syntax_error {
            // Access Analyzer could not read any value, so no place has a way to it.
            Some(error) => self.tell(vec![error], policy, None, report),
            None => self.tell(found, policy, root, report),
        }
    }

    /// Checks a policy that stands in a document among other things.
    ///
    /// Its findings change nothing in the file by themselves unless the policy stands there as JSON.
    pub(super) fn site(&self, site: &Site<'_>, report: &mut Report) {
        let node = &*site.node;
        let text = self.source.slice(node.at);
        let is_borrowed = matches!(site.node, std::borrow::Cow::Borrowed(_));
        match &node.value {
            Value::Text(outer) => {
                if outer.as_str().trim().is_empty() {
                    let doubts = Doubts::of(self.source, &[]);
                    let written = Written { text: "", is_json: true, measure: Measure::Text("") };
                    let found = vec![document::empty(node)];
                    return self.policy(site, None, written, (found, &[]), &doubts, report);
                }
                let Tree { root, problems } = inside::parse(outer);
                let measure = Measure::Text(outer.as_str());
                let text = root.as_ref().map_or("", |root| self.source.slice(root.at));
                let is_json = is_borrowed && outer.is_verbatim();
                let found = text::findings(self.source, &problems);
                let doubts = Doubts::of(self.source, &problems);
                self.policy(
                    site,
                    root.as_ref(),
                    Written { text, is_json, measure },
                    (found, &problems),
                    &doubts,
                    report,
                );
            }
            Value::Unknown => report.unresolved.push(node.at),
            _ => {
                let written =
                    Written { text, is_json: is_borrowed && text.starts_with('{'), measure: Measure::Tree };
                let doubts = Doubts::of(self.source, &[]);
                self.policy(site, Some(node), written, (Vec::new(), &[]), &doubts, report);
            }
        }
    }

    fn policy(
        &self,
        site: &Site<'_>,
        root: Option<&Node<'_>>,
        written: Written<'_>,
        (mut found, problems): (Vec<Diagnostic>, &[Problem]),
        doubts: &Doubts,
        report: &mut Report,
    ) {
        let index = report.policies.len();
        let by_evidence;
        let (profile, because): (&'static Profile, &str) = match (site.profile, root) {
            (Some(profile), _) => (profile, &site.because),
            (None, Some(root)) => {
                by_evidence = find::kind_of(root);
                (by_evidence.profile, &by_evidence.because)
            }
            (None, None) => (Profile::of_kind(find::Kind::Resource), &site.because),
        };
        let at = root.map_or(site.node.at, |root| root.at);
        let answer = root.zip(site.request.as_ref()).and_then(|(root, request)| {
            let text = site.node.text().map(Text::as_str);
            let request = Some(request);
            self.answer(Sent { profile, request, root, problems, text, catalog: &self.settings.catalog })
        });
        let (because, owner) = (because.to_owned(), site.owner.clone());
        report.policies.push(PolicyReport { profile, because, owner, at, answer });
        match root {
            Some(root) if root.members().is_some() => {
                let mut findings = run(&Policy::read(root), profile, written, &self.selection);
                findings.retain(|finding| !doubts.cover(self.source, finding));
                found.extend(findings);
            }
            Some(root) if !doubts.is_broken() => found.push(document::no_policy(root)),
            _ => {}
        }
        if !written.is_json {
            found.iter_mut().for_each(|diagnostic| diagnostic.fix = None);
        }
        self.tell(found, Some(index), root, report);
    }

    /// What AWS will answer, where what it gets is known: no bytes that are not UTF-8, and no comments that a tool takes out.
    fn answer(&self, sent: Sent<'_, '_>) -> Option<Answer> {
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
        let path = |at: Span| root.map(|root| root.path_to(at)).unwrap_or_default();
        report.findings.extend(found.into_iter().map(|diagnostic| Finding {
            policy,
            location: path(diagnostic.at),
            further: diagnostic.further.iter().map(|at| path(*at)).collect(),
            diagnostic,
        }));
    }
}
