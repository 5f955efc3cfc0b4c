//! The JSON report, whole, and its schema.

use iamlint::check::{PolicyReport, Unresolved};
use iamlint::render::{Run, json};
use iamlint::syntax::path::Step;
use iamlint::{Edit, Fix, Kind, Level, Profile, Safety, Span};
use serde_json::{Value, json};

use super::{file, found, passed_over, place, run, written};

const POLICY: &str = "{\n  \"Statement\": [{ \"Sid\": \"é\", \"Action\": \"s3:*\" }]\n}\n";

/// A run in which every member of the report occurs.
fn rich() -> Run {
    let statement = place(POLICY, "{ \"Sid\": \"é\", \"Action\": \"s3:*\" }");
    let mut missing = found(statement, "the statement has no `Effect`");
    missing.here("this statement").label(place(POLICY, "\"s3:*\""), "allowed or denied?");
    missing.help("say whether it allows or denies").fix(Fix {
        title: "allow it".to_owned(),
        safety: Safety::Suggested,
        edits: vec![Edit {
            at: Span::point(statement.start() + 1),
            text: " \"Effect\": \"Allow\",".to_owned(),
        }],
    });
    let mut plain = found(place(POLICY, "\"Action\""), "a plain one");
    plain.level(Level::SecurityWarning);
    let member = |name: &str| Step::Member(name.to_owned());
    let mut first = file("a b/policy.json", POLICY, vec![missing, plain.clone(), plain.clone(), plain]);
    let findings = &mut first.report.findings;
    findings[0].location = vec![member("Statement"), Step::Item(0)];
    findings[1].location = vec![member("Statement"), Step::Item(0), Step::Name("Action".to_owned())];
    findings[2].location =
        vec![member("Statement"), Step::Item(0), member("Sid"), Step::Part { start: 0, length: 1 }];
    findings[3].policy = None;
    first.report.policies.push(PolicyReport {
        profile: Profile::of_resource_type("AWS::S3::Bucket").expect("buckets have policies"),
        because: String::new(),
        owner: Some("bucket logs".to_owned()),
        at: Span::new(0, 1),
        holes: 0,
    });
    first.report.policies[0].holes = 2;
    let owner = Some("bucket traces".to_owned());
    first.report.unresolved.push(Unresolved { owner, at: Span::new(1, 2) });
    run(vec![first, passed_over("notes.json")])
}

fn as_json(run: &Run) -> Value {
    let text = written(|out| json::write(run, out));
    assert!(text.ends_with("\n}\n"), "{text}");
    serde_json::from_str(&text).expect("the report is JSON")
}

fn assert_valid(report: &Value) {
    let schema: Value = serde_json::from_str(json::SCHEMA).expect("the schema is JSON");
    jsonschema::draft202012::meta::validate(&schema).expect("the schema is a schema");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema is usable");
    let errors: Vec<_> =
        validator.iter_errors(report).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn every_finding_is_there_with_all_its_places() {
    let report = as_json(&rich());
    assert_valid(&report);
    assert_eq!(
        report["findings"][0],
        json!({
            "rule": "missing-effect",
            "code": "MISSING_EFFECT",
            "level": "error",
            "message": "the statement has no `Effect`",
            "here": "this statement",
            "help": "say whether it allows or denies",
            "file": "a b/policy.json",
            "policy": 0,
            "location": ["Statement", 0],
            "start": { "line": 2, "column": 17, "offset": 18 },
            "end": { "line": 2, "column": 49, "offset": 51 },
            "labels": [{
                "message": "allowed or denied?",
                "start": { "line": 2, "column": 41, "offset": 43 },
                "end": { "line": 2, "column": 47, "offset": 49 },
            }],
            "fix": {
                "title": "allow it",
                "safety": "suggested",
                "edits": [{
                    "start": { "line": 2, "column": 18, "offset": 19 },
                    "end": { "line": 2, "column": 18, "offset": 19 },
                    "text": " \"Effect\": \"Allow\",",
                }],
            },
        })
    );
    let shape = |index: usize| (&report["findings"][index]["location"], &report["findings"][index]["policy"]);
    assert_eq!(shape(1), (&json!(["Statement", 0, { "key": "Action" }]), &json!(0)));
    assert_eq!(shape(2), (&json!(["Statement", 0, "Sid", { "part": [0, 1] }]), &json!(0)));
    assert_eq!(shape(3), (&json!([]), &Value::Null));
    assert_eq!(report["findings"][1]["fix"], Value::Null);
}

#[test]
fn files_policies_and_numbers_are_there() {
    let report = as_json(&rich());
    assert_eq!(report["version"], json!(1));
    assert_eq!(report["tool"], json!({ "name": "iamlint", "version": env!("CARGO_PKG_VERSION") }));
    assert_eq!(report["catalog_date"], json!("2026-10-20"));
    let of = Profile::of_resource_type("AWS::S3::Bucket").and_then(|profile| profile.of);
    assert_eq!(
        report["files"],
        json!([
            {
                "path": "a b/policy.json",
                "policies": [
                    {
                        "kind": "managed",
                        "of": null,
                        "because": "no other kind fits",
                        "owner": null,
                        "unknown": 2,
                        "start": { "line": 1, "column": 1, "offset": 0 },
                        "end": { "line": 4, "column": 1, "offset": POLICY.len() },
                    },
                    {
                        "kind": "resource",
                        "of": of,
                        "because": "",
                        "owner": "bucket logs",
                        "unknown": 0,
                        "start": { "line": 1, "column": 1, "offset": 0 },
                        "end": { "line": 1, "column": 2, "offset": 1 },
                    },
                ],
                "unresolved": [
                    {
                        "owner": "bucket traces",
                        "start": { "line": 1, "column": 2, "offset": 1 },
                        "end": { "line": 2, "column": 1, "offset": 2 },
                    },
                ],
                "skipped": null,
            },
            { "path": "notes.json", "policies": [], "unresolved": [], "skipped": "it holds no policy" },
        ])
    );
    assert_eq!(
        report["summary"],
        json!({
            "files": 2,
            "skipped": 1,
            "unresolved": 1,
            "policies": 2,
            "policies_with_findings": 1,
            "findings": { "error": 1, "security-warning": 3, "warning": 0, "suggestion": 0 },
        })
    );
}

#[test]
fn a_run_without_files_is_written_in_the_order_of_the_schema() {
    let report = written(|out| json::write(&run(Vec::new()), out));
    assert_eq!(
        report,
        format!(
            r#"{{
  "version": 1,
  "tool": {{
    "name": "iamlint",
    "version": "{}"
  }},
  "catalog_date": "2026-10-20",
  "files": [],
  "findings": [],
  "summary": {{
    "files": 0,
    "skipped": 0,
    "unresolved": 0,
    "policies": 0,
    "policies_with_findings": 0,
    "findings": {{
      "error": 0,
      "security-warning": 0,
      "warning": 0,
      "suggestion": 0
    }}
  }}
}}
"#,
            env!("CARGO_PKG_VERSION")
        )
    );
    assert_valid(&as_json(&run(Vec::new())));
}

#[test]
fn the_schema_names_every_kind() {
    let schema: Value = serde_json::from_str(json::SCHEMA).expect("the schema is JSON");
    assert_eq!(schema["$defs"]["policy"]["properties"]["kind"]["enum"], json!(Kind::ALL.map(Kind::name)));
}

#[test]
fn what_a_terminal_obeys_is_escaped_and_means_the_same() {
    let hostile = "\u{1b}[31m\u{9b}\u{202e}\u{7f}\u{e0041}é##[error]";
    let run = run(vec![file(hostile, "{}", vec![found(Span::new(0, 1), hostile)])]);
    let text = written(|out| json::write(&run, out));
    assert!(
        text.contains(r#""message": "\u001b[31m\u009b\u202e\u007f\udb40\udc41é#\u0023[error]""#),
        "{text}"
    );
    assert_eq!(as_json(&run)["findings"][0]["message"], json!(hostile));
    assert_valid(&as_json(&run));
}
