//! What is wrong with a file before there is a policy to run rules on.

mod character;
mod dialect;
mod encoding;
pub(super) mod hcl;
pub(super) mod json;
mod yaml;

use std::mem::discriminant;

use crate::diagnostic::Diagnostic;
use crate::rules::grammar::{file, json as rule};
use crate::source::{Encoding, Source, Span};
use crate::syntax::{Flaw, Problem};

/// What is wrong with the text of a source.
pub(super) fn findings(source: &Source, problems: &[Problem]) -> Vec<Diagnostic> {
    let mut findings = match source.encoding() {
        Encoding::Utf8 => Vec::new(),
        Encoding::Utf16 { .. } => return vec![encoding::utf16()],
        Encoding::Broken(runs) => encoding::broken(runs).into_iter().collect(),
    };
    findings.extend(of_problems(source, problems));
    findings
}

/// The findings of problems alone: those of a document inside of a source whose encoding is looked at already.
pub(super) fn of_problems(source: &Source, problems: &[Problem]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let broken: &[_] = match source.encoding() {
        Encoding::Broken(runs) => runs,
        _ => &[],
    };
    if problems.iter().any(|problem| problem.flaw == Flaw::Empty) {
        findings.push(empty(source));
        return findings;
    }
    // What stands for a byte that is not UTF-8 is reported as such, and not as a character.
    let is_broken = |at: Span| {
        let next = broken.partition_point(|run| run.at.end() <= at.start());
        broken.get(next).is_some_and(|run| run.at.contains(at))
    };
    let end = end_before_comment(source, problems);
    let is_said = |problem: &&Problem| !is_broken(problem.at) && !follows_from_comment(problem, end);
    let problems: Vec<Problem> = problems.iter().filter(is_said).cloned().collect();
    let mut seen = Vec::new();
    for problem in &problems {
        if problem.flaw == Flaw::Unexpected {
            let alike = |other: &&Problem| {
                other.flaw == Flaw::Unexpected && source.slice(other.at) == source.slice(problem.at)
            };
            let mut alike = problems.iter().filter(alike).map(|other| other.at);
            if alike.next() == Some(problem.at) {
                findings.push(json::unexpected(source, problem.at, alike));
            }
        } else if !problem.flaw.is_dialect() {
            findings.extend(json::finding(source, &problems, problem));
        } else if !seen.contains(&discriminant(&problem.flaw)) {
            seen.push(discriminant(&problem.flaw));
            let alike: Vec<Span> =
                problems.iter().filter(|other| other.flaw == problem.flaw).map(|other| other.at).collect();
            findings.extend(dialect::finding(source, problem.flaw, &alike));
        }
    }
    findings
}

/// The first reason why a text is not JSON, as the one thing that Access Analyzer says of it; none where it is JSON.
///
/// What its reader makes of a repeated name is not known, so that is none.
pub(super) fn syntax_error_of(findings: &[Diagnostic], problems: &[Problem]) -> Option<Diagnostic> {
    if problems.iter().all(|problem| matches!(problem.flaw, Flaw::RepeatedName { .. })) {
        return None;
    }
    let is_none = [&rule::DUPLICATE_ELEMENT, &file::INVALID_ENCODING].map(|rule| rule.page.name);
    let reasons = findings.iter().filter(|finding| !is_none.contains(&finding.page.name));
    let first = reasons.min_by_key(|finding| finding.at)?;
    Some(Diagnostic { page: &rule::SYNTAX_ERROR.page, ..first.clone() })
}

/// Where what can be read ends, if a comment that nothing ends hides the rest.
fn end_before_comment(source: &Source, problems: &[Problem]) -> Option<usize> {
    let comment = problems.iter().find(|problem| problem.flaw == Flaw::UnclosedComment)?;
    let before = source.text().get(..comment.at.start())?;
    Some(before.trim_end_matches(|next: char| next.is_whitespace() || next == ',').len())
}

fn follows_from_comment(problem: &Problem, end: Option<usize>) -> bool {
    let lacks_end = matches!(problem.flaw, Flaw::Unclosed { .. } | Flaw::MissingValue | Flaw::TrailingComma);
    lacks_end && end.is_some_and(|end| problem.at.start() >= end)
}

/// A file is too large to be read.
pub(super) fn too_large(bytes: u64, limit: u64) -> Diagnostic {
    let message =
        format!("the file has {}, and no more than {} are read", human_size(bytes), human_size(limit));
    let mut diagnostic = Diagnostic::new(&file::TOO_LARGE.page, Span::point(0), message);
    diagnostic.help("name the file that holds the policy alone; no policy is larger than 131,072 characters");
    diagnostic
}

fn empty(source: &Source) -> Diagnostic {
    let text = source.text().trim_start_matches('\u{FEFF}');
    let message = match text.trim() {
        _ if text.is_empty() => "the file is empty",
        "" => "the file holds nothing but white space",
        _ => "the file holds nothing but comments",
    };
    let mut diagnostic = Diagnostic::new(&file::EMPTY.page, Span::point(0), message);
    diagnostic.help(
        "write a policy: `{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"…\", \"Resource\": \"…\"}]}`",
    );
    diagnostic
}

/// A number of bytes as people say it: "1.5 MB".
fn human_size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return if bytes == 1 { "1 byte".to_owned() } else { format!("{bytes} bytes") };
    }
    let mut tenths = bytes / 100;
    let mut unit = 0;
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    match tenths % 10 {
        0 => format!("{} {}", tenths / 10, UNITS[unit]),
        tenth => format!("{}.{tenth} {}", tenths / 10, UNITS[unit]),
    }
}

/// A finding of JSON's grammar.
fn syntax_error(at: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&rule::SYNTAX_ERROR.page, at, message)
}

#[cfg(test)]
mod tests {
    use super::human_size;

    #[test]
    fn sizes_are_said_as_people_say_them() {
        let sizes = [0, 1, 999, 1000, 1500, 1_048_576, 268_435_456, 4_294_967_295, u64::MAX].map(human_size);
        let said =
            ["0 bytes", "1 byte", "999 bytes", "1 kB", "1.5 kB", "1 MB", "268.4 MB", "4.2 GB", "18446744 TB"];
        assert_eq!(sizes, said);
    }
}
