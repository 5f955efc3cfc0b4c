use super::Rule;
use crate::diagnostic::Diagnostic;
use crate::find::{Kind, Profile};
use crate::policy::{Policy, Statement};
use crate::source::Span;

/// What a rule may ask while it looks at a part of a policy, and where it reports.
pub struct Context<'c> {
    /// The policy.
    pub policy: &'c Policy<'c>,
    /// What AWS demands of a policy of this kind.
    pub profile: &'static Profile,
    /// The policy's text, as it stands in the file.
    pub text: &'c str,
    /// The statement that is looked at; none while a rule looks at the whole policy.
    pub statement: Option<&'c Statement<'c>>,
    rule: &'static Rule,
    findings: Vec<Diagnostic>,
}

impl<'c> Context<'c> {
    pub(crate) fn new(
        policy: &'c Policy<'c>,
        profile: &'static Profile,
        text: &'c str,
        rule: &'static Rule,
    ) -> Context<'c> {
        Context { policy, profile, text, statement: None, rule, findings: Vec::new() }
    }

    /// The kind of the policy.
    pub fn kind(&self) -> Kind {
        self.profile.kind
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
        let last = statement.elements().map(|element| element.at().end()).max();
        has_brace && last.unwrap_or(statement.at.start() + 1) == statement.at.end()
    }

    /// Reports a finding of the rule that is running: where, and in one line what is wrong.
    ///
    /// What is to be seen there, other places, and what to do are added to what this gives back.
    pub fn report(&mut self, at: Span, message: impl Into<String>) -> &mut Diagnostic {
        let index = self.findings.len();
        self.findings.push(Diagnostic::new(&self.rule.page, at, message));
        &mut self.findings[index]
    }

    pub(crate) fn run(&mut self, rule: &'static Rule) -> &mut Self {
        self.rule = rule;
        self
    }

    pub(crate) fn into_findings(self) -> Vec<Diagnostic> {
        self.findings
    }
}
