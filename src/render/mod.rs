//! Report to output: one file per format.
//!
//! A format turns a [`Run`] into text and decides nothing; whatever is printed that came from a file is escaped for where it goes.

pub mod access_analyzer;
pub mod aws_cli;
pub mod concise;
pub(crate) mod escape;
mod excerpt;
pub mod json;
mod notes;
mod pretty;
pub mod sarif;
mod style;
mod summary;
pub mod text;

use crate::catalog::Date;
use crate::check::Report;
use crate::diagnostic::Level;
use crate::source::{Position, Source};

use style::Role;
pub use style::Style;
pub use summary::Summary;

/// What was found in one file.
#[derive(Debug)]
pub struct FileReport {
    /// The file's path, as reports show it: relative where it can be, with `/` between its parts.
    pub path: String,
    /// The file's text; there is one wherever there is a policy or a finding.
    pub source: Option<Source>,
    /// What was found.
    pub report: Report,
}

/// All that one run of the tool has found, sorted by path.
#[derive(Debug)]
pub struct Run {
    /// The files that were checked.
    pub files: Vec<FileReport>,
    /// The day of the catalog that was asked.
    pub catalog_date: Date,
    /// How long the run took, in milliseconds.
    pub milliseconds: u128,
}

impl Run {
    /// Counts what the run has found.
    pub fn summary(&self) -> Summary {
        Summary::new(self)
    }

    /// The worst level of all findings; none where there is no finding.
    pub fn worst(&self) -> Option<Level> {
        self.files.iter().flat_map(|file| &file.report.findings).map(|finding| finding.diagnostic.level).max()
    }
}

impl FileReport {
    /// The line and column of a byte; the first of all where the text was not kept.
    fn position(&self, offset: usize) -> Position {
        let start = Position { line: 1, column: 1, offset: 0 };
        self.source.as_ref().map_or(start, |source| source.position(offset))
    }

    /// `path:line:column` of a byte, safe to print.
    fn place(&self, offset: usize) -> String {
        let Position { line, column, .. } = self.position(offset);
        format!("{}:{line}:{column}", escape::line(&self.path))
    }
}
