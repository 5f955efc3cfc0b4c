use std::sync::OnceLock;

use super::policy::Checker;
use super::report::{Finding, Report, Skipped};
use super::terraform::Configuration;
use super::text;
use crate::diagnostic::{Diagnostic, Origin};
use crate::find::{self, Kind, Profile, Syntax};
use crate::policy::{self, Action, Policy, Principal, Resource, Statement, Variable};
use crate::rules::grammar::file;
use crate::rules::{self, Check, Context, Needs, Part, Rule, Written};
use crate::settings::Settings;
use crate::source::{Encoding, Source, Span};
use crate::syntax::{Flaw, Problem, Tree, json, yaml};

/// Checks one source.
///
/// Whatever is wrong with the source is a finding; there is no error.
///
/// ```
/// use iamlint::{Settings, Source, check};
///
/// let source = Source::new("policy.json", r#"{"Version": "2012-10-17", "Statement": [{"Action": "s3:*", "Resource": "*"}]}"#);
/// let report = check(&source, &Settings::default());
///
/// assert_eq!(report.policies[0].profile.kind.name(), "managed");
/// assert_eq!(report.findings[0].diagnostic.page.name, "missing-effect");
/// ```
pub fn check(source: &Source, settings: &Settings) -> Report {
    let text = match source.encoding() {
        Encoding::Utf16 { decoded } => decoded,
        Encoding::Utf8 | Encoding::Broken(_) => source.text(),
    };
    let syntax = if settings.is_policy { Syntax::Json } else { Syntax::of(source.name(), text) };
    let checker = |syntax| Checker { source, settings, syntax, selection: Selection::of(settings) };
    if syntax == Syntax::Hcl {
        return Configuration::of(std::slice::from_ref(source)).check(0, settings);
    }
    let passed_over = || Report { skipped: Some(Skipped::NoPolicy), ..Report::default() };
    if !settings.expect_policy && !find::holds_policy(text) {
        return passed_over();
    }
    let (syntax, mut trees) = match syntax {
        Syntax::Yaml => parse_yaml(text),
        Syntax::Json | Syntax::Hcl => (Syntax::Json, vec![json::parse(text)]),
    };
    if matches!(source.encoding(), Encoding::Utf16 { .. }) {
        // The places of the decoded text are not those of the file.
        trees.iter_mut().for_each(|tree| tree.root = None);
    }
    let checker = checker(syntax);
    let mut report = Report::default();
    let is_checked = trees.iter().filter(|tree| checker.tree(tree, &mut report)).count() > 0;
    let is_unread =
        |tree: &&Tree<'_>| syntax == Syntax::Yaml && tree.root.is_none() && !tree.problems.is_empty();
    let unread: Vec<&Tree<'_>> = trees.iter().filter(is_unread).collect();
    match (unread.as_slice(), trees.first()) {
        ([], _) if is_checked => {}
        // One document is enough to say what the file is.
        ([], Some(first)) if settings.expect_policy => checker.document(first, &mut report),
        ([_, ..], _) if is_checked || settings.expect_policy || find::surely_holds_policy(text) => {
            unread.iter().for_each(|tree| checker.document(tree, &mut report));
        }
        _ => return passed_over(),
    }
    let is_of_request = |finding: &Finding| finding.diagnostic.page.group == "request";
    let holds_none = report.policies.is_empty()
        && report.unresolved.is_empty()
        && !report.findings.iter().any(is_of_request);
    if holds_none && is_checked && unread.is_empty() && !settings.is_policy {
        return passed_over();
    }
    report
}

/// The documents of a text that should be YAML; one in JSON is taken as such, and a text without any is one without a value.
fn parse_yaml(text: &str) -> (Syntax, Vec<Tree<'_>>) {
    if text.trim_start().starts_with('{') {
        let tree = json::parse(text);
        if tree.problems.is_empty() {
            return (Syntax::Json, vec![tree]);
        }
    }
    let mut trees = yaml::parse(text);
    if trees.is_empty() {
        let problem = Problem { at: Span::point(0), flaw: Flaw::Empty };
        trees.push(Tree { root: None, problems: vec![problem] });
    }
    (Syntax::Yaml, trees)
}

/// The report of a file that is too large to be read: how many bytes it has, and how many are read at most.
pub fn too_large(bytes: u64, limit: u64) -> Report {
    let diagnostic = text::too_large(bytes, limit);
    Report {
        findings: vec![Finding { diagnostic, policy: None, location: Vec::new(), further: Vec::new() }],
        ..Report::default()
    }
}

/// Which rules run.
pub(super) struct Selection<'s> {
    pub(super) settings: &'s Settings,
}

impl<'s> Selection<'s> {
    pub(super) fn of(settings: &'s Settings) -> Selection<'s> {
        Selection { settings }
    }

    fn is_default(&self) -> bool {
        let Settings { select, ignore, as_access_analyzer, .. } = self.settings;
        select.is_empty() && ignore.is_empty() && !as_access_analyzer
    }

    pub(super) fn has(&self, page: &crate::diagnostic::Page) -> bool {
        let Settings { select, ignore, .. } = self.settings;
        let answers = |name: &String| rules::answers_to(page, name);
        let selected = if select.is_empty() { page.default } else { select.iter().any(answers) };
        // What keeps a file from being checked at all is said whoever asks.
        let is_asked = !self.settings.as_access_analyzer
            || page.origin == Origin::AccessAnalyzer
            || file::is_about_file(page);
        selected && is_asked && !ignore.iter().any(answers)
    }
}

/// Runs the rules that read policies of this kind.
pub(super) fn run(
    policy: &Policy<'_>,
    profile: &'static Profile,
    written: Written<'_>,
    selection: &Selection<'_>,
) -> Vec<Diagnostic> {
    let own;
    let plan = if selection.is_default() {
        Plan::usual(profile)
    } else {
        own = Plan::new(profile, selection);
        &own
    };
    plan.run(policy, profile, written, selection.settings)
}

/// Rules that look at the same sort of parts of a policy.
struct Checks<Function> {
    /// Those that need the same stand together: most are passed over for most parts.
    groups: Vec<(Needs, Vec<Entry<Function>>)>,
}

/// A rule with its function.
struct Entry<Function> {
    of_known: bool,
    rule: &'static Rule,
    check: Function,
}

impl<Function> Checks<Function> {
    fn new() -> Checks<Function> {
        Checks { groups: Vec::new() }
    }

    fn push(&mut self, rule: &'static Rule, check: Function) {
        let entry = Entry { of_known: rule.of_known, rule, check };
        match self.groups.iter_mut().find(|(needs, _)| *needs == rule.needs) {
            Some((_, group)) => group.push(entry),
            None => self.groups.push((rule.needs, vec![entry])),
        }
    }
}

/// The rules that run on one policy, by what they look at.
pub(super) struct Plan {
    policy: Checks<fn(&Policy<'_>, &mut Context<'_>)>,
    statement: Checks<fn(&Statement<'_>, &mut Context<'_>)>,
    principal: Checks<fn(&Principal<'_>, &mut Context<'_>)>,
    action: Checks<fn(&Action<'_>, &mut Context<'_>)>,
    resource: Checks<fn(&Resource<'_>, &mut Context<'_>)>,
    condition: Checks<fn(&policy::Entry<'_>, &mut Context<'_>)>,
    variable: Checks<fn(&Variable<'_>, &mut Context<'_>)>,
}

impl Plan {
    /// The plan for a kind where nothing is selected or ignored; made once for many small policies.
    fn usual(profile: &Profile) -> &'static Plan {
        static PLANS: [OnceLock<Plan>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
        PLANS[profile.kind as usize].get_or_init(|| Plan::new(profile, &Selection::of(&Settings::default())))
    }

    fn new(profile: &Profile, selection: &Selection<'_>) -> Plan {
        let is_run = |rule: &&Rule| rule.kinds.has(profile.kind) && selection.has(&rule.page);
        Plan::of(rules::all().iter().copied().filter(is_run))
    }

    /// The plan for these rules alone.
    pub(super) fn of(rules: impl Iterator<Item = &'static Rule>) -> Plan {
        let mut plan = Plan {
            policy: Checks::new(),
            statement: Checks::new(),
            principal: Checks::new(),
            action: Checks::new(),
            resource: Checks::new(),
            condition: Checks::new(),
            variable: Checks::new(),
        };
        for rule in rules {
            match rule.check {
                Check::Policy(check) => plan.policy.push(rule, check),
                Check::Statement(check) => plan.statement.push(rule, check),
                Check::Principal(check) => plan.principal.push(rule, check),
                Check::Action(check) => plan.action.push(rule, check),
                Check::Resource(check) => plan.resource.push(rule, check),
                Check::Condition(check) => plan.condition.push(rule, check),
                Check::Variable(check) => plan.variable.push(rule, check),
                Check::Engine | Check::Request(_) | Check::Requests(_) | Check::Identity(_) => {}
            }
        }
        plan
    }

    /// Runs the rules: those about the whole policy first, then all others by what they look at.
    pub(super) fn run(
        &self,
        policy: &Policy<'_>,
        profile: &'static Profile,
        written: Written<'_>,
        settings: &Settings,
    ) -> Vec<Diagnostic> {
        let Some(first) = rules::all().first() else { return Vec::new() };
        let Settings { catalog, today, as_access_analyzer, .. } = settings;
        let mut ctx = Context::new(policy, profile, catalog, written, first);
        ctx.today = *today;
        ctx.as_access_analyzer = *as_access_analyzer;
        for Entry { of_known, rule, check } in self.policy.groups.iter().flat_map(|(_, group)| group) {
            if !of_known || policy.is_known() {
                check(policy, ctx.run(rule));
            }
        }
        // What stands outside of any statement is none to Access Analyzer.
        if !(policy.bare_statement && *as_access_analyzer) {
            self.check(policy, &mut ctx);
        }
        ctx.into_findings()
    }

    /// Looks at one sort of parts after another, in all statements.
    ///
    /// All rules together are more code than a processor holds at hand, but those for one sort of parts are not.
    fn check<'p>(&self, policy: &'p Policy<'p>, ctx: &mut Context<'p>) {
        each(&self.statement, policy, std::iter::once, ctx);
        each(&self.principal, policy, |of| of.principals().flat_map(|list| &list.items), ctx);
        each(&self.action, policy, |of| of.actions().flat_map(|list| &list.items), ctx);
        each(&self.resource, policy, |of| of.resources().flat_map(|list| &list.items), ctx);
        each(&self.condition, policy, Statement::entries, ctx);
        each(&self.variable, policy, |of| &of.variables, ctx);
    }
}

/// Runs each check on each part of the statements that it needs to look at.
fn each<'p, P: Part + 'p, Parts: IntoIterator<Item = &'p P>>(
    checks: &Checks<impl Fn(&'p P, &mut Context<'p>)>,
    policy: &'p Policy<'p>,
    parts: impl Fn(&'p Statement<'p>) -> Parts,
    ctx: &mut Context<'p>,
) {
    if checks.groups.is_empty() {
        return;
    }
    ctx.rewind();
    for statement in &policy.statements {
        ctx.enter(statement);
        of_statement(checks, parts(statement), ctx);
    }
}

fn of_statement<'p, P: Part + 'p>(
    checks: &Checks<impl Fn(&'p P, &mut Context<'p>)>,
    parts: impl IntoIterator<Item = &'p P>,
    ctx: &mut Context<'p>,
) {
    let is_known = ctx.statement.is_none_or(Statement::is_known);
    for (index, part) in parts.into_iter().enumerate() {
        let met = part.meets(index, ctx);
        for (needs, group) in &checks.groups {
            let are_met = needs.are_met_by(met);
            if !are_met && !cfg!(debug_assertions) {
                continue;
            }
            for Entry { of_known, rule, check } in group {
                if *of_known && !is_known {
                    continue;
                }
                let count = ctx.count();
                check(part, ctx.run(rule));
                debug_assert!(
                    are_met || ctx.count() == count,
                    "{} reports where it needs nothing",
                    rule.page.name
                );
            }
        }
    }
}
