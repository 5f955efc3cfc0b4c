//! Checks files that a configuration reads as policies.

use std::borrow::Cow;

use super::policy::{Checker, tell_once};
use super::report::{Report, Skipped};
use super::run::Selection;
use super::{terraform, text};
use crate::find::terraform::Reading;
use crate::find::{Site, Syntax};
use crate::settings::Settings;
use crate::source::{Encoding, Source, Span};
use crate::syntax::{Member, Node, Problem, Text, Tree, Value, json, yaml};

/// Checks a file as what a configuration reads it as.
///
/// What is said of it as one kind is not said again as another one.
pub fn check_read(source: &Source, readings: &[Reading], settings: &Settings) -> Report {
    let mut report = Report::default();
    let is_yaml = readings.iter().all(|reading| reading.is_yaml);
    let syntax = if is_yaml { Syntax::Yaml } else { Syntax::Json };
    let checker = Checker { source, settings, syntax, selection: Selection::of(settings) };
    checker.tell(text::findings(source, &[]), None, None, &mut report);
    if matches!(source.encoding(), Encoding::Utf16 { .. }) {
        return report;
    }
    for reading in merged(readings) {
        match reading.policies(source.text()) {
            // Many templates are no policies.
            Some(policies) if reading.profile.is_none() && !policies.look_like_policies() => {}
            None if reading.profile.is_none() && reading.given.is_some() => {}
            Some(policies) => terraform::policies(&checker, &policies, 0, Vec::new(), &mut report),
            None => {
                let (whole, problems) = whole(source, &reading);
                checker.tell(text::of_problems(source, &problems), None, None, &mut report);
                checker.site(&site(&whole, &reading), &mut report);
            }
        }
    }
    if report.policies.is_empty() && report.unresolved.is_empty() {
        return Report { skipped: Some(Skipped::NoPolicy), ..Report::default() };
    }
    tell_once(&mut report.findings, 0);
    report.findings.sort_by_key(|finding| finding.diagnostic.at.start());
    report
}

/// One reading for each way to read the file, without those that do not tell the kind where others do; what templates are given in several ways is not known.
fn merged(readings: &[Reading]) -> Vec<Reading> {
    let mut merged: Vec<Reading> = Vec::new();
    let is_told = readings.iter().any(|reading| reading.profile.is_some());
    for reading in readings.iter().filter(|reading| reading.profile.is_some() || !is_told) {
        match merged.iter_mut().find(|other| other.is_like(reading)) {
            Some(other) => other.forget_unlike(reading),
            None => merged.push(reading.clone()),
        }
    }
    merged
}

/// The policy that the whole text is; unknown where it is no template and should be one.
fn whole<'s>(source: &'s Source, reading: &Reading) -> (Node<'s>, Vec<Problem>) {
    let text = source.text();
    let at = Span::new(0, text.len());
    let unknown = Node { at, value: Value::Unknown };
    if reading.given.is_some() {
        return (unknown, Vec::new());
    }
    if reading.is_yaml {
        return match yaml::parse(text).pop() {
            Some(Tree { root: Some(root), problems }) => (root, problems),
            _ => (unknown, Vec::new()),
        };
    }
    let part = if reading.is_part { part(text) } else { None };
    (part.unwrap_or_else(|| Node { at, value: Value::Text(Text::whole(text)) }), Vec::new())
}

/// A document that is merged with others and may get from these what it lacks; none where it has all, or cannot be read.
fn part(text: &str) -> Option<Node<'_>> {
    let tree = json::parse(text);
    let mut root = tree.root.filter(|_| tree.problems.is_empty())?;
    let at = root.at;
    match &mut root.value {
        Value::Object(members) if !members.iter().any(|member| member.name.as_str() == "Version") => {
            let value = Node { at, value: Value::Unknown };
            members.push(Member { name: Text::standing_for(at, "Version"), value });
            Some(root)
        }
        _ => None,
    }
}

fn site<'n>(policy: &'n Node<'n>, reading: &Reading) -> Site<'n> {
    Site {
        node: Cow::Borrowed(policy),
        profile: reading.profile,
        because: reading.because.clone(),
        owner: Some(reading.owner.clone()),
        request: None,
    }
}
