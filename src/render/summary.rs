use std::collections::BTreeSet;

use super::{Role, Run, Style};
use crate::diagnostic::Level;

/// How many findings and policies a run has seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings per level, in the order of [`Level::ALL`].
    pub findings: [usize; Level::ALL.len()],
    /// Policies that were checked.
    pub policies: usize,
    /// Policies with at least one finding.
    pub policies_with_findings: usize,
    /// Policies that AWS's API is certain to refuse.
    pub refused: usize,
    /// Files that were looked at, those that were passed over among them.
    pub files: usize,
    /// Files with a finding that is about the file and no policy of it.
    pub files_with_findings: usize,
    /// Files that were passed over.
    pub skipped: usize,
    /// Policies of which nothing was checked, since they cannot be known before something is deployed.
    pub unresolved: usize,
}

impl Summary {
    pub(super) fn new(run: &Run) -> Summary {
        let mut summary = Summary { files: run.files.len(), ..Summary::default() };
        for file in &run.files {
            let report = &file.report;
            summary.skipped += usize::from(report.skipped.is_some());
            summary.policies += report.policies.len();
            summary.refused += report.policies.iter().filter(|policy| policy.answer.is_some()).count();
            summary.unresolved += report.unresolved.len();
            for finding in &report.findings {
                summary.findings[finding.diagnostic.level as usize] += 1;
            }
            let about: BTreeSet<_> = report.findings.iter().map(|finding| finding.policy).collect();
            summary.files_with_findings += usize::from(about.contains(&None));
            summary.policies_with_findings += about.iter().flatten().count();
        }
        summary
    }

    /// The summary in words, without the time: "3 errors, 1 security warning in 2 of 5 policies".
    pub(super) fn words(&self, style: &Style) -> String {
        let found: Vec<_> = Level::ALL
            .into_iter()
            .rev()
            .map(|level| (level, self.findings[level as usize]))
            .filter(|(_, count)| *count > 0)
            .map(|(level, count)| {
                style.paint(Role::Level(level), &counted(count, &level.name().replace('-', " ")))
            })
            .collect();
        if !found.is_empty() {
            return format!("{} in {}{}", found.join(", "), self.places(), self.refusals());
        }
        match (self.files, self.policies) {
            (0, _) => "no files to check".to_owned(),
            (_, 0) if self.unresolved > 0 => {
                format!(
                    "{} not checked: it cannot be known before it is deployed",
                    counted(self.unresolved, "policy")
                )
            }
            (files, 0) => format!("no policies found in {}", counted(files, "file")),
            (_, policies) => {
                let none = style.paint(Role::Good, "no findings");
                format!("{none} in {}{}", counted(policies, "policy"), self.refusals())
            }
        }
    }

    /// "; AWS will refuse 1 policy", where it will.
    fn refusals(&self) -> String {
        match self.refused {
            0 => String::new(),
            count => format!("; AWS will refuse {}", counted(count, "policy")),
        }
    }

    /// Where the findings are: "2 of 5 policies and 1 file".
    fn places(&self) -> String {
        match (self.policies_with_findings, self.files_with_findings) {
            (0, files) => part(files, self.files, "file"),
            (policies, 0) => part(policies, self.policies, "policy"),
            (policies, files) => {
                format!("{} and {}", part(policies, self.policies, "policy"), counted(files, "file"))
            }
        }
    }
}

/// "1 policy", "2 of 5 policies".
fn part(count: usize, all: usize, noun: &str) -> String {
    if all <= 1 { counted(count, noun) } else { format!("{count} of {}", counted(all, noun)) }
}

/// "1 policy", "2 policies".
pub(super) fn counted(count: usize, noun: &str) -> String {
    match (count, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{count} {stem}ies"),
        (_, None) => format!("{count} {noun}s"),
    }
}
