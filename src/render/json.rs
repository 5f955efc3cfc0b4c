//! The report for programs, in a shape of its own that [`SCHEMA`] describes and that stays as it is.
//!
//! The time that a run took is left out, so that the same input gives the same bytes.

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{FileReport, Run, Summary, pretty};
use crate::check::{Finding, PolicyReport};
use crate::diagnostic::{Label, Level, Safety};
use crate::source::Span;
use crate::syntax::path::Step;

/// The JSON schema (2020-12) of this format.
pub const SCHEMA: &str = include_str!("report.schema.json");

/// The version of this format; it grows only if a program that reads it has to change.
const VERSION: u32 = 1;

/// Writes a run.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    pretty::write(&JsonReport::new(run), out)
}

#[derive(Serialize)]
struct JsonReport<'a> {
    version: u32,
    tool: JsonTool,
    catalog_date: String,
    files: Vec<JsonFile<'a>>,
    findings: Vec<JsonFinding<'a>>,
    summary: JsonSummary,
}

#[derive(Serialize)]
struct JsonTool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct JsonFile<'a> {
    path: &'a str,
    policies: Vec<JsonPolicy<'a>>,
    unresolved: Vec<JsonUnresolved<'a>>,
    skipped: Option<&'static str>,
}

#[derive(Serialize)]
struct JsonUnresolved<'a> {
    owner: Option<&'a str>,
    start: JsonPosition,
    end: JsonPosition,
}

#[derive(Serialize)]
struct JsonPolicy<'a> {
    kind: &'static str,
    of: Option<&'static str>,
    because: &'a str,
    owner: Option<&'a str>,
    unknown: usize,
    start: JsonPosition,
    end: JsonPosition,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'static str,
    code: &'static str,
    level: &'static str,
    message: &'a str,
    here: Option<&'a str>,
    help: Option<&'a str>,
    file: &'a str,
    policy: Option<usize>,
    location: Vec<JsonStep<'a>>,
    start: JsonPosition,
    end: JsonPosition,
    labels: Vec<JsonLabel<'a>>,
    fix: Option<JsonFix<'a>>,
}

#[derive(Serialize)]
struct JsonPosition {
    line: usize,
    column: usize,
    offset: usize,
}

/// A step of a location; a key and a part are objects, so that no name of a member is mistaken for them.
#[derive(Serialize)]
#[serde(untagged)]
enum JsonStep<'a> {
    Member(&'a str),
    Item(usize),
    Key { key: &'a str },
    Part { part: [usize; 2] },
}

#[derive(Serialize)]
struct JsonLabel<'a> {
    message: &'a str,
    start: JsonPosition,
    end: JsonPosition,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    safety: &'static str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    start: JsonPosition,
    end: JsonPosition,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonSummary {
    files: usize,
    skipped: usize,
    unresolved: usize,
    policies: usize,
    policies_with_findings: usize,
    findings: PerLevel,
}

/// Numbers of findings by level, in the order of [`Level::ALL`].
struct PerLevel([usize; Level::ALL.len()]);

impl Serialize for PerLevel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for level in Level::ALL.into_iter().rev() {
            map.serialize_entry(level.name(), &self.0[level as usize])?;
        }
        map.end()
    }
}

impl<'a> JsonReport<'a> {
    fn new(run: &'a Run) -> JsonReport<'a> {
        let findings = run
            .files
            .iter()
            .flat_map(|file| file.report.findings.iter().map(move |finding| JsonFinding::new(file, finding)));
        JsonReport {
            version: VERSION,
            tool: JsonTool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            catalog_date: run.catalog_date.to_string(),
            files: run.files.iter().map(JsonFile::new).collect(),
            findings: findings.collect(),
            summary: JsonSummary::new(run.summary()),
        }
    }
}

impl<'a> JsonFile<'a> {
    fn new(file: &'a FileReport) -> JsonFile<'a> {
        JsonFile {
            path: &file.path,
            policies: file.report.policies.iter().map(|policy| JsonPolicy::new(file, policy)).collect(),
            unresolved: file
                .report
                .unresolved
                .iter()
                .map(|unresolved| {
                    let (start, end) = positions(file, unresolved.at);
                    JsonUnresolved { owner: unresolved.owner.as_deref(), start, end }
                })
                .collect(),
            skipped: file.report.skipped.map(|skipped| skipped.reason()),
        }
    }
}

impl<'a> JsonPolicy<'a> {
    fn new(file: &FileReport, policy: &'a PolicyReport) -> JsonPolicy<'a> {
        let (start, end) = positions(file, policy.at);
        JsonPolicy {
            kind: policy.profile.kind.name(),
            of: policy.profile.of,
            because: &policy.because,
            owner: policy.owner.as_deref(),
            unknown: policy.holes,
            start,
            end,
        }
    }
}

impl<'a> JsonFinding<'a> {
    fn new(file: &'a FileReport, finding: &'a Finding) -> JsonFinding<'a> {
        let diagnostic = &finding.diagnostic;
        let (start, end) = positions(file, diagnostic.at);
        let fix = diagnostic.fix.as_ref().map(|fix| JsonFix {
            title: &fix.title,
            safety: match fix.safety {
                Safety::Safe => "safe",
                Safety::Suggested => "suggested",
            },
            edits: fix
                .edits
                .iter()
                .map(|edit| {
                    let (start, end) = positions(file, edit.at);
                    JsonEdit { start, end, text: &edit.text }
                })
                .collect(),
        });
        JsonFinding {
            rule: diagnostic.page.name,
            code: diagnostic.page.code,
            level: diagnostic.level.name(),
            message: &diagnostic.message,
            here: diagnostic.here.as_deref(),
            help: diagnostic.help.as_deref(),
            file: &file.path,
            policy: finding.policy,
            location: finding.location.iter().map(JsonStep::new).collect(),
            start,
            end,
            labels: diagnostic.labels.iter().map(|label| JsonLabel::new(file, label)).collect(),
            fix,
        }
    }
}

impl<'a> JsonStep<'a> {
    fn new(step: &'a Step) -> JsonStep<'a> {
        match step {
            Step::Member(name) => JsonStep::Member(name),
            Step::Item(index) => JsonStep::Item(*index),
            Step::Name(key) => JsonStep::Key { key },
            Step::Part { start, length } => JsonStep::Part { part: [*start, *length] },
        }
    }
}

impl<'a> JsonLabel<'a> {
    fn new(file: &FileReport, label: &'a Label) -> JsonLabel<'a> {
        let (start, end) = positions(file, label.at);
        JsonLabel { message: &label.message, start, end }
    }
}

impl JsonSummary {
    fn new(summary: Summary) -> JsonSummary {
        JsonSummary {
            files: summary.files,
            skipped: summary.skipped,
            unresolved: summary.unresolved,
            policies: summary.policies,
            policies_with_findings: summary.policies_with_findings,
            findings: PerLevel(summary.findings),
        }
    }
}

fn positions(file: &FileReport, at: Span) -> (JsonPosition, JsonPosition) {
    let position = |offset| {
        let position = file.position(offset);
        JsonPosition { line: position.line, column: position.column, offset: position.offset }
    };
    (position(at.start()), position(at.end()))
}
