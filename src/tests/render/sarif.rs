//! The SARIF report and OASIS's schema of it.

use iamlint::render::{FileReport, Run, sarif};
use iamlint::rules::pages;
use iamlint::syntax::path::Step;
use iamlint::{Fix, Level, Safety, Span};
use serde_json::{Value, json};

use super::{file, found, page, place, run, written};

const POLICY: &str = "{\n  \"Statement\": [{ \"Sid\": \"é\", \"Action\": \"s3:*\" }]\n}\n";

/// The report, which is valid.
fn as_sarif(run: &Run) -> Value {
    let text = written(|out| sarif::write(run, out));
    let report = serde_json::from_str(&text).expect("the report is JSON");
    let schema = include_str!("../../../testdata/schemas/sarif-2.1.0.json");
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    let validator = jsonschema::draft4::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("the schema is usable");
    let errors: Vec<_> =
        validator.iter_errors(&report).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert_eq!(errors, Vec::<String>::new());
    report
}

/// A policy with one finding, whose statement begins on the line after `before`.
fn policy(path: &str, before: &str) -> FileReport {
    let text = format!("{before}{POLICY}");
    let mut missing = found(place(&text, "\"s3:*\""), "all of S3");
    missing.level(Level::SecurityWarning).help("name the actions").label(place(&text, "\"é\""), "in this");
    missing.fix(Fix::replace("read only", Safety::Suggested, place(&text, "s3:*"), "s3:Get*"));
    let mut file = file(path, &text, vec![missing]);
    file.report.findings[0].location =
        vec![Step::Member("Statement".to_owned()), Step::Item(0), Step::Member("Action".to_owned())];
    file
}

fn fingerprints(run: &Run) -> Vec<String> {
    let report = as_sarif(run);
    let results = report["runs"][0]["results"].as_array().expect("there are results");
    let prints = results.iter().map(|result| result["partialFingerprints"]["iamlint/v1"].as_str());
    prints.map(|print| print.expect("each has one").to_owned()).collect()
}

#[test]
fn a_result_has_its_places_its_help_and_its_fix() {
    let run = run(vec![policy("a b/ü#1%.json", "")]);
    let report = as_sarif(&run);
    let artifact = json!({ "uri": "a%20b/%C3%BC%231%25.json", "uriBaseId": "%SRCROOT%" });
    let index = pages().position(|each| each.name == page().name);
    let region = |start: u32, end: u32| json!({ "startLine": 2, "startColumn": start, "endLine": 2, "endColumn": end });
    assert_eq!(
        report["runs"][0]["results"],
        json!([{
            "ruleId": "missing-effect",
            "ruleIndex": index,
            "level": "warning",
            "message": { "text": "all of S3\nhelp: name the actions" },
            "locations": [{
                "physicalLocation": { "artifactLocation": artifact, "region": region(41, 47) },
                "logicalLocations": [{ "fullyQualifiedName": "Statement[0].Action" }],
            }],
            "relatedLocations": [{
                "id": 0,
                "message": { "text": "in this" },
                "physicalLocation": { "artifactLocation": artifact, "region": region(26, 29) },
            }],
            "fixes": [{
                "description": { "text": "read only" },
                "artifactChanges": [{
                    "artifactLocation": artifact,
                    "replacements": [{
                        "deletedRegion": region(42, 46),
                        "insertedContent": { "text": "s3:Get*" },
                    }],
                }],
            }],
            "partialFingerprints": { "iamlint/v1": fingerprints(&run)[0] },
        }])
    );
}

#[test]
fn an_empty_run_says_that_it_ran() {
    let report = as_sarif(&run(Vec::new()));
    assert_eq!(report["version"], json!("2.1.0"));
    let run = &report["runs"][0];
    assert_eq!(run["results"], json!([]));
    assert_eq!(run["columnKind"], json!("unicodeCodePoints"));
    assert_eq!(run["invocations"], json!([{ "executionSuccessful": true }]));
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], json!("iamlint"));
    assert_eq!(driver["semanticVersion"], json!(env!("CARGO_PKG_VERSION")));
    assert_eq!(driver["informationUri"], json!(env!("CARGO_PKG_REPOSITORY")));
    let catalog = &run["tool"]["extensions"][0];
    assert_eq!(catalog["name"], json!("iamlint catalog"));
    assert_eq!(catalog["version"], json!("2026-10-20"));
}

#[test]
fn every_page_is_a_rule() {
    let report = as_sarif(&run(Vec::new()));
    let rules = report["runs"][0]["tool"]["driver"]["rules"].as_array().expect("there are rules");
    assert_eq!(rules.len(), pages().count());
    for (rule, page) in rules.iter().zip(pages()) {
        assert_eq!(rule["id"], json!(page.name));
        let tags = rule["properties"]["tags"].as_array().expect("there are tags");
        let is_security = page.level == Level::SecurityWarning;
        assert_eq!(tags.contains(&json!("security")), is_security, "{}", page.name);
        assert_eq!(rule["properties"]["security-severity"].is_string(), is_security, "{}", page.name);
    }
    let rule = rules.iter().find(|rule| rule["id"] == page().name).expect("the page is a rule");
    assert_eq!(
        rule,
        &json!({
            "id": "missing-effect",
            "name": "MissingEffect",
            "shortDescription": { "text": "Missing effect" },
            "fullDescription": { "text": page().why() },
            "help": { "text": page().why(), "markdown": page().body.trim() },
            "helpUri": "https://github.com/iamlint/iamlint/blob/main/rules/statement/missing-effect.md",
            "defaultConfiguration": { "enabled": true, "level": "error" },
            "properties": { "tags": ["statement"], "problem.severity": "error" },
        })
    );
}

#[test]
fn fingerprints_survive_moved_lines_and_indentation() {
    let one = fingerprints(&run(vec![policy("a.json", "")]));
    let mut moved = policy("a.json", "\n\n\n    ");
    moved.report.findings[0].location[1] = Step::Item(7);
    assert_eq!(one, fingerprints(&run(vec![moved])));
    assert_eq!(one[0].len(), 32);
    assert_ne!(one, fingerprints(&run(vec![policy("b.json", "")])));
}

#[test]
fn findings_that_are_alike_have_fingerprints_of_their_own() {
    let mut twice = policy("a.json", "");
    let again = twice.report.findings[0].clone();
    twice.report.findings.push(again);
    let mut prints = fingerprints(&run(vec![twice]));
    assert_eq!(
        prints[0],
        fingerprints(&run(vec![policy("a.json", "")]))[0],
        "a second one changes no first one"
    );
    prints.dedup();
    assert_eq!(prints.len(), 2);
}

#[test]
fn absolute_paths_are_absolute_uris() {
    let location = |path: &str| {
        let report = as_sarif(&run(vec![policy(path, "")]));
        report["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"].clone()
    };
    assert_eq!(location("/etc/a b.json"), json!({ "uri": "file:///etc/a%20b.json" }));
    assert_eq!(location("C:/a b.json"), json!({ "uri": "file:///C:/a%20b.json" }));
    assert_eq!(location("a:b.json"), json!({ "uri": "a%3Ab.json", "uriBaseId": "%SRCROOT%" }));
}

#[test]
fn a_policy_plants_no_link_in_a_message() {
    let hostile = found(Span::new(0, 1), "`[click](https://example.com)` is no action");
    let report = as_sarif(&run(vec![file("a.json", "{}", vec![hostile])]));
    assert_eq!(
        report["runs"][0]["results"][0]["message"]["text"],
        json!("`[click] (https://example.com)` is no action")
    );
}
