//! The report in the shapes of IAM Access Analyzer's API, for programs that read the answers of `ValidatePolicy`.
//!
//! The API counts lines from 1, and columns and offsets from 0.
//! In what unit is not documented; here it is Unicode characters, as in the other formats.
//! The UTF-16 units of JavaScript and Java are the same for all text without characters beyond U+FFFF, which IAM does not take.

use std::io::{self, Write};

use serde::Serialize;

use super::{FileReport, Run, pretty};
use crate::check;
use crate::diagnostic::{Diagnostic, Level, Origin, Page};
use crate::source;
use crate::syntax::path::Step;

/// Where AWS tells what each of the checks means.
const REFERENCE: &str =
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html";

/// Writes a run: what Access Analyzer would answer for each policy.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let policies = run.files.iter().flat_map(answers).collect();
    pretty::write(&Answers { policies }, out)
}

/// All that is found in one file, of whatever policy, in the order of the file.
pub fn findings(file: &FileReport) -> Vec<Finding<'_>> {
    findings_of(file, |_| true)
}

#[derive(Serialize)]
struct Answers<'a> {
    policies: Vec<Answer<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    file: &'a str,
    /// None where the text cannot be read so far that a policy is seen in it.
    policy_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    validate_policy_resource_type: Option<&'static str>,
    findings: Vec<Finding<'a>>,
}

/// A finding as the API has it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding<'a> {
    finding_details: String,
    finding_type: &'static str,
    issue_code: &'static str,
    learn_more_link: String,
    locations: Vec<Location<'a>>,
}

#[derive(Debug, Serialize)]
struct Location<'a> {
    path: Vec<PathElement<'a>>,
    span: Span,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum PathElement<'a> {
    Value(&'a str),
    Index(usize),
    Key(&'a str),
    Substring { start: usize, length: usize },
}

#[derive(Debug, Serialize)]
struct Span {
    start: Position,
    end: Position,
}

#[derive(Debug, Serialize)]
struct Position {
    line: usize,
    column: usize,
    offset: usize,
}

/// An answer for each policy of a file, and one for the file where there is something to say of it but no policy.
fn answers(file: &FileReport) -> Vec<Answer<'_>> {
    let policies = file.report.policies.iter().enumerate();
    let mut answers: Vec<_> = policies
        .map(|(index, policy)| {
            let (policy_type, resource_type) = policy.profile.access_analyzer();
            Answer {
                file: &file.path,
                policy_type: Some(policy_type.name()),
                validate_policy_resource_type: resource_type,
                findings: findings_of(file, |of| of == Some(index)),
            }
        })
        .collect();
    let findings = findings_of(file, |of| of.is_none());
    if !findings.is_empty() {
        answers.push(Answer {
            file: &file.path,
            policy_type: None,
            validate_policy_resource_type: None,
            findings,
        });
    }
    answers
}

fn findings_of(file: &FileReport, is_asked: impl Fn(Option<usize>) -> bool) -> Vec<Finding<'_>> {
    let findings = file.report.findings.iter();
    let known = findings.filter(|finding| finding.diagnostic.page.origin == Origin::AccessAnalyzer);
    known.filter(|finding| is_asked(finding.policy)).map(|finding| Finding::new(file, finding)).collect()
}

impl<'a> Finding<'a> {
    fn new(file: &FileReport, finding: &'a check::Finding) -> Finding<'a> {
        let check::Finding { diagnostic, .. } = finding;
        let places = diagnostic.locations().zip(finding.locations());
        Finding {
            finding_details: details(diagnostic),
            finding_type: finding_type(diagnostic.page.level),
            issue_code: diagnostic.page.code,
            learn_more_link: learn_more_link(diagnostic.page),
            locations: places.map(|(at, path)| Location::new(file, at, path)).collect(),
        }
    }
}

impl<'a> Location<'a> {
    fn new(file: &FileReport, at: source::Span, path: &'a [Step]) -> Location<'a> {
        let path = path.iter().map(|step| match step {
            Step::Member(name) => PathElement::Value(name),
            Step::Item(index) => PathElement::Index(*index),
            Step::Name(name) => PathElement::Key(name),
            Step::Part { start, length } => PathElement::Substring { start: *start, length: *length },
        });
        let span = Span { start: Position::new(file, at.start()), end: Position::new(file, at.end()) };
        Location { path: path.collect(), span }
    }
}

impl Position {
    fn new(file: &FileReport, offset: usize) -> Position {
        let source::Position { line, column, offset } = file.position(offset);
        let before = |source: &source::Source| source.lines().characters_before(source.text(), offset);
        Position { line, column: column - 1, offset: file.source.as_ref().map_or(offset, before) }
    }
}

/// What is wrong and what to do, as sentences.
fn details(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.iter().map(String::as_str);
    let sentences: Vec<_> = std::iter::once(diagnostic.message.as_str()).chain(help).map(sentence).collect();
    sentences.join(" ")
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    let end = if words.ends_with(['?', '.', '!']) { "" } else { "." };
    first.into_iter().chain(letters).chain(end.chars()).collect()
}

/// The API has one type for each check, whatever is known of a case.
const fn finding_type(level: Level) -> &'static str {
    match level {
        Level::Error => "ERROR",
        Level::SecurityWarning => "SECURITY_WARNING",
        Level::Warning => "WARNING",
        Level::Suggestion => "SUGGESTION",
    }
}

fn learn_more_link(page: &Page) -> String {
    let severity = match page.level {
        Level::Warning => "general-warning",
        level => level.name(),
    };
    format!("{REFERENCE}#access-analyzer-reference-policy-checks-{severity}-{}", page.name)
}
