use std::sync::OnceLock;

use super::policy::Checker;
use super::report::{Finding, Report, Skipped};
use super::{terraform, text};
use crate::diagnostic::{Diagnostic, Origin};
use crate::find::{self, Kind, Profile, Syntax};
use crate::policy::{Action, Entry, Policy, Principal, Resource, Statement, Variable};
use crate::rules::grammar::file;
use crate::rules::{self, Check, Context, Needs, Part, Rule, Written};
use crate::settings::Settings;
use crate::source::{Encoding, Source};
use crate::syntax::json;

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
    let checker = Checker { source, settings, selection: Selection::of(settings) };
    if !settings.is_policy && Syntax::of(source.name(), text) == Syntax::Hcl {
        return terraform::check(&checker);
    }
    let passed_over = || Report { skipped: Some(Skipped::NoPolicy), ..Report::default() };
    if !settings.expect_policy && !find::holds_policy(text) {
        return passed_over();
    }
    let mut tree = json::parse(text);
    if matches!(source.encoding(), Encoding::Utf16 { .. }) {
        // The places of the decoded text are not those of the file.
        tree.root = None;
    }
    let root = tree.root.as_ref();
    let is_policy = settings.is_policy || root.is_some_and(find::looks_like_policy);
    let configuration = root.filter(|_| !is_policy).and_then(find::terraform::policies_of_json);
    let sites = match &configuration {
        Some(policies) => Some(policies.sites()),
        None => root.filter(|_| !is_policy).and_then(find::sites),
    };
    if !settings.expect_policy && !is_policy && sites.is_none() {
        return passed_over();
    }
    let mut report = Report::default();
    match sites {
        Some(sites) => {
            let found = match &configuration {
                Some(policies) => terraform::findings(source, tree.problems.clone(), policies),
                None => text::findings(source, &tree.problems),
            };
            checker.tell(found, None, root, &mut report);
            for site in &sites {
                checker.site(site, &mut report);
            }
        }
        None => checker.document(tree, &mut report),
    }
    report
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
    settings: &'s Settings,
}

impl<'s> Selection<'s> {
    fn of(settings: &'s Settings) -> Selection<'s> {
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

/// Runs the rules that read policies of this kind: those about the whole policy first, then all others statement by statement.
pub(super) fn run(
    policy: &Policy<'_>,
    profile: &'static Profile,
    written: Written<'_>,
    selection: &Selection<'_>,
) -> Vec<Diagnostic> {
    let Some(first) = rules::all().first() else { return Vec::new() };
    let own;
    let plan = if selection.is_default() {
        Plan::usual(profile)
    } else {
        own = Plan::new(profile, selection);
        &own
    };
    let Settings { catalog, today, .. } = selection.settings;
    let mut ctx = Context::new(policy, profile, catalog, written, first);
    ctx.today = *today;
    for (rule, check) in &plan.policy.list {
        check(policy, ctx.run(rule));
    }
    for statement in &policy.statements {
        ctx.statement = Some(statement);
        plan.check(statement, &mut ctx);
    }
    ctx.into_findings()
}

/// Rules that look at the same part of a policy, each with its function.
struct Checks<Function> {
    list: Vec<(&'static Rule, Function)>,
    /// What any of them needs.
    needs: Option<Needs>,
}

impl<Function> Checks<Function> {
    fn new() -> Checks<Function> {
        /// Room enough that the lists seldom grow while they are filled.
        const ROOM: usize = 48;
        Checks { list: Vec::with_capacity(ROOM), needs: None }
    }

    fn push(&mut self, rule: &'static Rule, check: Function) {
        self.needs = Some(self.needs.map_or(rule.needs, |needs| needs.or(rule.needs)));
        self.list.push((rule, check));
    }
}

/// The rules that run on one policy, by what they look at.
struct Plan {
    policy: Checks<fn(&Policy<'_>, &mut Context<'_>)>,
    statement: Checks<fn(&Statement<'_>, &mut Context<'_>)>,
    principal: Checks<fn(&Principal<'_>, &mut Context<'_>)>,
    action: Checks<fn(&Action<'_>, &mut Context<'_>)>,
    resource: Checks<fn(&Resource<'_>, &mut Context<'_>)>,
    condition: Checks<fn(&Entry<'_>, &mut Context<'_>)>,
    variable: Checks<fn(&Variable<'_>, &mut Context<'_>)>,
}

impl Plan {
    /// The plan for a kind where nothing is selected or ignored; made once for many small policies.
    fn usual(profile: &Profile) -> &'static Plan {
        static PLANS: [OnceLock<Plan>; Kind::ALL.len()] = [const { OnceLock::new() }; Kind::ALL.len()];
        PLANS[profile.kind as usize].get_or_init(|| Plan::new(profile, &Selection::of(&Settings::default())))
    }

    fn new(profile: &Profile, selection: &Selection<'_>) -> Plan {
        let mut plan = Plan {
            policy: Checks::new(),
            statement: Checks::new(),
            principal: Checks::new(),
            action: Checks::new(),
            resource: Checks::new(),
            condition: Checks::new(),
            variable: Checks::new(),
        };
        for rule in rules::all() {
            if !rule.kinds.has(profile.kind) || !selection.has(&rule.page) {
                continue;
            }
            match rule.check {
                Check::Policy(check) => plan.policy.push(rule, check),
                Check::Statement(check) => plan.statement.push(rule, check),
                Check::Principal(check) => plan.principal.push(rule, check),
                Check::Action(check) => plan.action.push(rule, check),
                Check::Resource(check) => plan.resource.push(rule, check),
                Check::Condition(check) => plan.condition.push(rule, check),
                Check::Variable(check) => plan.variable.push(rule, check),
                Check::Engine => {}
            }
        }
        plan
    }

    fn check(&self, statement: &Statement<'_>, ctx: &mut Context<'_>) {
        each(&self.statement, std::iter::once(statement), ctx);
        each(&self.principal, statement.principals().flat_map(|principals| &principals.items), ctx);
        each(&self.action, statement.actions().flat_map(|actions| &actions.items), ctx);
        each(&self.resource, statement.resources().flat_map(|resources| &resources.items), ctx);
        each(&self.condition, statement.entries(), ctx);
        each(&self.variable, &statement.variables, ctx);
    }
}

/// Runs each check on each part that it needs to look at.
fn each<'c, 'p, P: Part + 'p>(
    checks: &Checks<impl Fn(&'p P, &mut Context<'c>)>,
    parts: impl IntoIterator<Item = &'p P>,
    ctx: &mut Context<'c>,
) {
    let Some(needs) = checks.needs else { return };
    for part in parts {
        let met = part.meets(ctx);
        if !cfg!(debug_assertions) && !needs.are_met_by(met) {
            continue;
        }
        for (rule, check) in &checks.list {
            if rule.needs.are_met_by(met) {
                check(part, ctx.run(rule));
            } else if cfg!(debug_assertions) {
                let count = ctx.count();
                check(part, ctx.run(rule));
                assert_eq!(ctx.count(), count, "{} reports where it needs nothing", rule.page.name);
            }
        }
    }
}
