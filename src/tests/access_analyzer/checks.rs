//! Access Analyzer's checks: a page and a rule for each that is current, and cases that say what it reports and where.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use iamlint::diagnostic::Origin;
use iamlint::find::PolicyType;
use iamlint::syntax::path::{Step, display};
use iamlint::{Kind, Level, Page, Profile, Settings, Source, check, rules};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::forms::{self, Form};
use crate::rulebook::{expand, files_below};

/// A policy, and the findings of one check that it gives.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Case<'f> {
    name: String,
    policy_type: String,
    validate_policy_resource_type: Option<String>,
    /// The policy as it stands in the file, or its text where that is what matters.
    #[serde(borrow)]
    policy_document: Option<&'f RawValue>,
    policy_text: Option<String>,
    /// The places of each finding, in the order in which it tells them; none where the check has nothing to report.
    findings: Vec<Vec<String>>,
}

/// A check of AWS's reference.
struct Check {
    code: String,
    finding_type: String,
    is_current: bool,
    title: String,
}

/// The fewest cases of a check that report something, and that do not.
const FEWEST: usize = 2;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/access-analyzer")
}

fn checks() -> Vec<Check> {
    let table = std::fs::read_to_string(folder().join("checks.tsv")).expect("the table can be read");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let read = |line: &str| match line.split('\t').map(str::to_owned).collect::<Vec<_>>().as_slice() {
        [code, finding_type, status, title] => Check {
            code: code.clone(),
            finding_type: finding_type.clone(),
            is_current: status == "current",
            title: title.clone(),
        },
        _ => panic!("no line of the table: {line}"),
    };
    lines.map(read).collect()
}

/// The pages of Access Analyzer's checks with their cases.
fn files() -> Vec<(&'static Page, String)> {
    let of_page = |page: &'static Page| {
        let path = folder().join(page.group).join(format!("{}.json", page.name));
        Some((page, std::fs::read_to_string(path).ok()?))
    };
    rules::pages().filter(|page| page.origin == Origin::AccessAnalyzer).filter_map(of_page).collect()
}

fn cases(file: &str) -> Vec<Case<'_>> {
    serde_json::from_str(file).expect("a file of cases")
}

/// The places of the findings that a page has to a text, sorted by finding.
fn found(page: &Page, case: &Case<'_>, text: &str) -> Vec<Vec<String>> {
    let policy_type: PolicyType = case.policy_type.parse().expect("a policy type of the API");
    let settings = Settings {
        profile: Some(policy_type.profile(case.validate_policy_resource_type.as_deref())),
        select: if page.default { Vec::new() } else { vec![page.code.to_owned()] },
        is_policy: true,
        as_access_analyzer: true,
        ..Settings::default()
    };
    let report = check(&Source::new("policy.json", expand(text)), &settings);
    let findings = report.findings.iter().filter(|finding| finding.diagnostic.page.code == page.code);
    let mut found: Vec<Vec<String>> =
        findings.map(|finding| finding.locations().map(place).collect()).collect();
    found.sort();
    found
}

/// A place as one line: `Statement[0].Action[2]`; the name of a member has a `#` behind it.
fn place(steps: &[Step]) -> String {
    let mark = if matches!(steps.last(), Some(Step::Name(_))) { "#" } else { "" };
    display(steps) + mark
}

#[test]
fn every_case_gives_its_findings() {
    let mut wrong = Vec::new();
    for (page, file) in files() {
        for case in cases(&file) {
            let text = case.policy_document.map(RawValue::get).or(case.policy_text.as_deref());
            let found = found(page, &case, text.expect("a case holds a policy"));
            let mut expected = case.findings.clone();
            expected.sort();
            if found != expected {
                let name = format!("{}/{} ({})", page.group, page.name, case.name);
                wrong.push(format!("{name}: expected {expected:?}, but found {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} cases are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn another_form_of_a_policy_gives_the_same_findings() {
    let mut wrong = Vec::new();
    // How long a policy is depends on its form.
    for (page, file) in files().iter().filter(|(page, _)| page.group != "size") {
        for case in cases(file) {
            for form in &forms::FORMS {
                let Some(text) = case.policy_document.and_then(|document| rewritten(&case, document, form))
                else {
                    continue;
                };
                let found = in_form(&found(page, &case, &text), Form::found_at, form);
                let expected = in_form(&case.findings, Form::expected_at, form);
                if found != expected {
                    let name = format!("{} ({}) {}", page.name, case.name, form.name);
                    wrong.push(format!("{name}: expected {expected:?}, but found {found:?} in {text}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

fn rewritten(case: &Case<'_>, document: &RawValue, form: &Form) -> Option<String> {
    let mut policy: Value = serde_json::from_str(document.get()).expect("a policy");
    let neutral = forms::neutral(&case.policy_type, case.validate_policy_resource_type.as_deref());
    (form.rewrite)(&mut policy, neutral).then(|| form.text(&policy))
}

/// The places of each finding as a form has them; where members are sorted, so are the places of a finding.
fn in_form(findings: &[Vec<String>], place: fn(&Form, &str) -> String, form: &Form) -> Vec<BTreeSet<String>> {
    let places = findings.iter().map(|places| places.iter().map(|at| place(form, at)).collect());
    let mut findings: Vec<BTreeSet<String>> = places.collect();
    findings.sort();
    findings
}

#[test]
fn every_current_check_has_cases_of_both_sorts() {
    let mut wrong = Vec::new();
    let files = files();
    for check in checks().iter().filter(|check| check.is_current) {
        let file = files.iter().find(|(page, _)| page.code == check.code);
        let cases = file.map(|(_, file)| cases(file)).unwrap_or_default();
        let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
        let reporting = cases.iter().filter(|case| !case.findings.is_empty()).count();
        let silent = cases.len() - reporting;
        if reporting < FEWEST || silent < FEWEST || names.len() < cases.len() {
            wrong.push(format!("{}: {reporting} that report, {silent} that do not", check.code));
        }
    }
    assert!(wrong.is_empty(), "{} checks have too few cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_file_holds_cases_of_a_check() {
    let is_listed = |path: &PathBuf| {
        files().iter().any(|(page, _)| *path == folder().join(page.group).join(format!("{}.json", page.name)))
    };
    let mut files = files_below(&folder());
    files.retain(|path| !path.ends_with("checks.tsv") && !is_listed(path));
    assert!(files.is_empty(), "no check has the name of {files:?}");
}

#[test]
fn every_current_check_has_a_page() {
    let mut wrong = Vec::new();
    let checks = checks();
    for check in checks.iter().filter(|check| check.is_current) {
        let Some(page) = rules::pages().find(|page| page.code == check.code) else {
            wrong.push(format!("{}: no page", check.code));
            continue;
        };
        // The titles make the links to AWS's page, where their case does not matter.
        let is_same = page.title.eq_ignore_ascii_case(&check.title)
            && level(&check.finding_type) == page.level
            && page.origin == Origin::AccessAnalyzer;
        if !is_same {
            wrong.push(format!("{}: {} {:?}, {:?}", check.code, page.level, page.title, page.origin));
        }
    }
    for page in rules::pages().filter(|page| page.origin == Origin::AccessAnalyzer) {
        if !checks.iter().any(|check| check.code == page.code) {
            wrong.push(format!("{}: no check of Access Analyzer", page.code));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn level(finding_type: &str) -> Level {
    match finding_type {
        "ERROR" => Level::Error,
        "SECURITY_WARNING" => Level::SecurityWarning,
        "WARNING" => Level::Warning,
        "SUGGESTION" => Level::Suggestion,
        _ => panic!("no finding type of the API: {finding_type}"),
    }
}

#[test]
fn retired_checks_report_nothing() {
    let settings =
        |profile| Settings { profile: Some(profile), select: vec!["all".to_owned()], ..Settings::default() };
    let checks = checks();
    let is_retired = |code: &str| checks.iter().any(|check| check.code == code && !check.is_current);
    let mut wrong = Vec::new();
    for profile in [Profile::of_kind(Kind::Scp), Profile::of_kind(Kind::Managed)] {
        for policy in FORMERLY_REPORTED {
            let report = check(&Source::new("policy.json", policy), &settings(profile));
            let codes = report.findings.iter().map(|finding| finding.diagnostic.page.code);
            wrong.extend(codes.filter(|code| is_retired(code)).map(|code| format!("{code}: {policy}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the retired checks were about: parts of the policy language that service control policies did not have, and characters of variables.
const FORMERLY_REPORTED: [&str; 5] = [
    r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}}]}"#,
    r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}]}"#,
    r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::orders/*"}]}"#,
    r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "NotResource": "arn:aws:s3:::orders/*"}]}"#,
    r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::${aws:user%name}/*"}]}"#,
];
