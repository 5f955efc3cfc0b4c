//! Source to report, never failing.
//!
//! [`check`] is the one function behind every front end: it parses a source, finds its policies, runs the rules and sorts what they found.

mod answer;
mod around;
mod crowd;
mod document;
mod doubt;
#[cfg(test)]
mod holes;
mod policy;
mod presence;
mod reading;
mod report;
mod run;
mod site;
mod suppose;
mod terraform;
mod text;

pub use answer::Answer;
pub use reading::check_read;
pub use report::{Finding, PolicyReport, Report, Skipped, Unresolved};
pub use run::{check, too_large};
pub use terraform::Configuration;
