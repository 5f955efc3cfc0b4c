//! Source to report, never failing.
mod report;

pub use report::{Finding, PolicyReport, Report, Skipped};

use crate::settings::Settings;
use crate::source::Source;

/// Checks one source.
pub fn check(_source: &Source, _settings: &Settings) -> Report {
    Report::default()
}
