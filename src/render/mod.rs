//! Report to output: one file per format.
//!
//! A format turns a [`Run`] into text and decides nothing; whatever is printed that came from a file is escaped for where it goes.

use crate::check::Report;
use crate::diagnostic::Level;
use crate::source::Source;

/// What was found in one file.
#[derive(Debug)]
pub struct FileReport {
    /// The file's path, as reports show it: relative where it can be, with `/` between its parts.
    pub path: String,
    /// The file's text; there is one wherever there is a finding.
    pub source: Option<Source>,
    /// What was found.
    pub report: Report,
}

/// All that one run of the tool has found, sorted by path.
#[derive(Debug)]
pub struct Run {
    /// The files that were checked.
    pub files: Vec<FileReport>,
    /// How long the run took, in milliseconds.
    pub milliseconds: u128,
}

/// How many findings and policies a run has seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Findings per level, in the order of [`Level::ALL`].
    pub findings: [usize; Level::ALL.len()],
    /// Policies that were checked.
    pub policies: usize,
    /// Policies with at least one finding.
    pub policies_with_findings: usize,
    /// Files that were checked.
    pub files: usize,
    /// Files that were passed over.
    pub skipped: usize,
}

impl Run {
    /// Counts what the run has found.
    pub fn summary(&self) -> Summary {
        let mut summary = Summary { files: self.files.len(), ..Summary::default() };
        for file in &self.files {
            let report = &file.report;
            summary.skipped += usize::from(report.skipped.is_some());
            summary.policies += report.policies.len();
            for finding in &report.findings {
                summary.findings[finding.diagnostic.level as usize] += 1;
            }
            summary.policies_with_findings += (0..report.policies.len())
                .filter(|policy| report.findings.iter().any(|finding| finding.policy == Some(*policy)))
                .count();
        }
        summary
    }

    /// The worst level of all findings; none where there is no finding.
    pub fn worst(&self) -> Option<Level> {
        self.files.iter().flat_map(|file| &file.report.findings).map(|finding| finding.diagnostic.level).max()
    }
}
