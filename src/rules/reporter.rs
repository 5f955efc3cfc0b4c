use super::Rule;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Where rules report that look at what is around policies: at requests, and at those who have the policies.
pub struct Reporter {
    rule: &'static Rule,
    findings: Vec<Diagnostic>,
}

impl Reporter {
    pub(crate) fn new(rule: &'static Rule) -> Reporter {
        Reporter { rule, findings: Vec::new() }
    }

    /// Reports a finding of the rule: where, and in one line what is wrong.
    pub fn report(&mut self, at: Span, message: impl Into<String>) -> &mut Diagnostic {
        let index = self.findings.len();
        self.findings.push(Diagnostic::new(&self.rule.page, at, message));
        &mut self.findings[index]
    }

    pub(crate) fn into_findings(self) -> Vec<Diagnostic> {
        self.findings
    }
}
