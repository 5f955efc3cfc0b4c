use std::cell::{Cell, OnceCell};
use std::ops::Range;

use super::Rule;
use super::grammar::placeholder::Placeholders;
use super::known_actions;
use super::resource::{Fit, Granted};
use crate::catalog::{self, Catalog, Date, Key, ResourceType, Standing};
use crate::diagnostic::Diagnostic;
use crate::find::{Kind, Profile};
use crate::policy::{Action, Entry, Measured, Policy, Resource, Size, Statement};
use crate::source::Span;

/// What a rule may ask while it looks at a part of a policy, and where it reports.
pub struct Context<'c> {
    /// The policy.
    pub policy: &'c Policy<'c>,
    /// What AWS demands of a policy of this kind.
    pub profile: &'static Profile,
    /// What AWS has.
    pub catalog: &'c Catalog,
    /// The day of the check, where the caller told it.
    pub today: Option<Date>,
    /// The policy's text, as it stands in the file.
    pub text: &'c str,
    /// Whether that text is JSON; in other files it may be YAML, or JSON behind escapes.
    pub is_json: bool,
    measure: Measure<'c>,
    /// The statement that is looked at; none while a rule looks at the whole policy.
    pub statement: Option<&'c Statement<'c>>,
    /// Whether the rules report as Access Analyzer's checks do, each for itself.
    pub as_access_analyzer: bool,
    rule: &'static Rule,
    findings: Vec<Diagnostic>,
    size: OnceCell<Size>,
    known: OnceCell<Vec<Option<catalog::Action<'c>>>>,
    /// Which of these are of the statement that is looked at.
    known_of_statement: Range<usize>,
    granted: OnceCell<Option<Granted<'c>>>,
    service: Cell<Option<&'c str>>,
    standing: Last<Standing<'c>>,
    fit: Last<Fit>,
    key: Last<Option<Key<'c>>>,
}

/// How a policy is written in its file.
#[derive(Debug, Clone, Copy)]
pub struct Written<'c> {
    /// What stands in the file.
    pub text: &'c str,
    /// Whether that is JSON.
    pub is_json: bool,
    /// What AWS will measure.
    pub measure: Measure<'c>,
}

/// What tells how long a policy is for AWS.
#[derive(Debug, Clone, Copy)]
pub enum Measure<'c> {
    /// The text that AWS gets.
    Text(&'c Measured<'c>),
    /// The tree: AWS gets it as JSON without white space.
    Tree,
}

/// The last answer to a question that several rules ask of the same part of a policy, one after another.
///
/// A part is known again by its string, and not by its place: several may stand where one reference stands for them.
struct Last<T>(Cell<Option<((usize, usize), T)>>);

impl<T: Copy> Last<T> {
    /// The answer for the part with that string, which is worked out where the last answer was for another.
    fn of(&self, text: &str, answer: impl FnOnce() -> T) -> T {
        let text = (text.as_ptr().addr(), text.len());
        match self.0.get() {
            Some((last, answer)) if last == text => answer,
            _ => {
                let answer = answer();
                self.0.set(Some((text, answer)));
                answer
            }
        }
    }
}

impl<T> Default for Last<T> {
    fn default() -> Last<T> {
        Last(Cell::new(None))
    }
}

impl<'c> Context<'c> {
    pub(crate) fn new(
        policy: &'c Policy<'c>,
        profile: &'static Profile,
        catalog: &'c Catalog,
        written: Written<'c>,
        rule: &'static Rule,
    ) -> Context<'c> {
        Context {
            policy,
            profile,
            catalog,
            today: None,
            text: written.text,
            is_json: written.is_json,
            measure: written.measure,
            statement: None,
            as_access_analyzer: false,
            rule,
            findings: Vec::new(),
            size: OnceCell::new(),
            known: OnceCell::new(),
            known_of_statement: 0..0,
            granted: OnceCell::new(),
            service: Cell::new(None),
            standing: Last::default(),
            fit: Last::default(),
            key: Last::default(),
        }
    }

    /// The kind of the policy.
    pub fn kind(&self) -> Kind {
        self.profile.kind
    }

    /// What is written at a place of the policy; empty for places outside of it.
    pub fn slice(&self, at: Span) -> &'c str {
        let base = self.policy.at().start();
        let range = at.start().checked_sub(base).zip(at.end().checked_sub(base));
        range.and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    /// A number of bytes that the policy surely does not exceed, told without measuring it where that is possible.
    pub fn most_bytes(&self) -> usize {
        match self.measure {
            Measure::Text(text) => text.bytes(),
            Measure::Tree => self.size().bytes,
        }
    }

    /// How long the policy is; measured at the first call.
    pub fn size(&self) -> Size {
        match self.measure {
            Measure::Text(text) => text.size(),
            Measure::Tree => *self.size.get_or_init(|| Size::of_node(self.policy.node)),
        }
    }

    /// Whether a character that is written at that place may not stand in the document at all.
    ///
    /// The rule about characters reports it then, and no other rule has to.
    /// A character that an escape stands for is not written there.
    pub fn is_disallowed_character(&self, character: char, written: Span) -> bool {
        !self.profile.charset.has(character) && written.len() == character.len_utf8()
    }

    /// Whether the text ends, or breaks, before the statement's closing brace; what is missing may only not be written yet.
    ///
    /// An object that is closed reaches beyond its last member.
    pub fn is_cut_off(&self, statement: &Statement<'_>) -> bool {
        let start = statement.at.start().saturating_sub(self.policy.at().start());
        let has_brace = self.text.get(start..).is_some_and(|text| text.starts_with('{'));
        let last = statement
            .elements()
            .chain(statement.unknown.iter().map(|unknown| unknown.element))
            .map(|element| element.at().end())
            .max();
        has_brace && last.unwrap_or(statement.at.start() + 1) == statement.at.end()
    }

    /// Whether the policy is written in braces, and not as YAML that is known by its lines.
    pub fn is_braced(&self) -> bool {
        self.is_json || self.text.starts_with('{')
    }

    /// How many months the catalog is behind, where they are so many that AWS may well have added what it does not know.
    pub fn catalog_lag(&self) -> Option<u32> {
        /// Catalogs are younger than this where the program is kept up to date.
        const SOME_MONTHS: u32 = 6;
        let months = self.today?.months_since(self.catalog.date());
        (months >= SOME_MONTHS).then_some(months)
    }

    /// For each action of the statement the first one of the catalog for which it stands; those of `NotAction` come last.
    pub(super) fn known_actions(&self) -> &[Option<catalog::Action<'c>>] {
        let known = self.known.get_or_init(|| known_actions::of_policy(self.policy, self.catalog));
        &known[self.known_of_statement.clone()]
    }

    /// Whether an action of the statement is granted on a resource type.
    pub(super) fn is_granted_on(&self, kind: ResourceType<'_>) -> bool {
        /// One of the first actions tells for most statements, and the types of all need not be gathered.
        const FEW: usize = 4;
        let grants = |action: &catalog::Action<'_>| action.resources().any(|(other, _)| other == kind);
        let mut first = self.known_actions().iter().take(FEW).flatten();
        first.any(grants) || self.granted().is_some_and(|granted| granted.has(kind))
    }

    /// The resource types that the actions of the statement are granted on; none where it has none, or one is not known.
    pub(super) fn granted(&self) -> Option<&Granted<'c>> {
        let granted = || Granted::by(self.statement?.action.as_ref()?, self.known_actions(), self.catalog);
        self.granted.get_or_init(granted).as_ref()
    }

    /// Whether ARNs name this service; those of a policy mostly name the same one after another.
    pub(super) fn knows_arn_service(&self, name: &str) -> bool {
        if self.service.get() == Some(name) {
            return true;
        }
        let known = self.catalog.arn_service_named(name);
        self.service.set(known.or(self.service.get()));
        known.is_some()
    }

    /// Whether a mistake that several rules see is told by one of them only.
    pub(super) fn tells_each_cause_once(&self) -> bool {
        !self.as_access_analyzer
    }

    /// Who speaks of placeholders: Access Analyzer knows none.
    pub(super) fn placeholders(&self) -> Placeholders {
        if self.as_access_analyzer { Placeholders::Text } else { Placeholders::Reported }
    }

    /// What the catalog has of an action; none where it has not the form of one.
    pub fn standing(&self, action: &Action<'_>) -> Option<Standing<'c>> {
        let (prefix, name) = (action.prefix()?, action.name()?);
        Some(self.standing.of(action.as_str(), || self.catalog.standing(prefix, name)))
    }

    /// The condition key of an entry; none where AWS has no such key.
    pub fn key(&self, entry: &Entry<'_>) -> Option<Key<'c>> {
        self.key.of(entry.key.as_str(), || self.catalog.key(entry.key.as_str()))
    }

    /// What the formats have in common that an ARN may have.
    pub(super) fn fit(&self, resource: &Resource<'_>) -> Fit {
        self.fit.of(resource.text.as_str(), || Fit::of(resource, self))
    }

    /// Whether it is worth the time to search all names for the one that was meant.
    ///
    /// Nobody reads the suggestions of a policy with hundreds of findings, and each costs a look at each name.
    pub fn may_search(&self) -> bool {
        self.count() < 200
    }

    /// Reports a finding of the rule that is running: where, and in one line what is wrong.
    ///
    /// What is to be seen there, other places, and what to do are added to what this gives back.
    pub fn report(&mut self, at: Span, message: impl Into<String>) -> &mut Diagnostic {
        let index = self.findings.len();
        self.findings.push(Diagnostic::new(&self.rule.page, at, message));
        &mut self.findings[index]
    }

    /// Goes back before the first statement of the policy.
    pub(crate) fn rewind(&mut self) {
        self.statement = None;
        self.known_of_statement = 0..0;
    }

    /// Goes on to the next statement of the policy.
    pub(crate) fn enter(&mut self, statement: &'c Statement<'c>) {
        self.statement = Some(statement);
        let start = self.known_of_statement.end;
        self.known_of_statement = start..start + known_actions::count(statement);
        self.granted = OnceCell::new();
    }

    pub(crate) fn run(&mut self, rule: &'static Rule) -> &mut Self {
        self.rule = rule;
        self
    }

    /// How many findings there are so far.
    pub(crate) fn count(&self) -> usize {
        self.findings.len()
    }

    pub(crate) fn into_findings(self) -> Vec<Diagnostic> {
        self.findings
    }
}
