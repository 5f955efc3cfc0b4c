//! The shape of the answers, by a schema of our own and by botocore's model of the API.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use iamlint::diagnostic::Origin;
use iamlint::rules;
use serde_json::{Value, json};

use super::{answer, answers, cases};

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("an answer is JSON")
}

#[test]
fn every_answer_is_one_of_the_api() {
    let schema = parse(include_str!("../../../testdata/schemas/validate-policy.json"));
    jsonschema::draft202012::meta::validate(&schema).expect("the schema is a schema");
    let validator = jsonschema::draft202012::new(&schema).expect("the schema is usable");
    let mut judged: Vec<Value> = cases().iter().map(|case| parse(&answer(case, "json"))).collect();
    let all = parse(&answers());
    let policies = all["policies"].as_array().expect("a list of policies");
    assert_eq!(policies.len(), judged.len());
    judged.extend(policies.iter().map(|policy| json!({ "findings": policy["findings"] })));
    for answer in &judged {
        let errors: Vec<_> = validator.iter_errors(answer).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}\n{answer:#}");
    }
    let empty = json!({ "findings": [{ "issueCode": "MISSING_EFFECT" }] });
    assert!(!validator.is_valid(&empty), "the schema lets everything pass");
}

#[test]
fn only_its_codes_are_in_the_answers() {
    let known =
        |code: &str| rules::page_named(code).is_some_and(|page| page.origin == Origin::AccessAnalyzer);
    let all = parse(&answers());
    let findings = all["policies"].as_array().into_iter().flatten();
    let codes: Vec<_> = findings
        .flat_map(|policy| policy["findings"].as_array().into_iter().flatten())
        .map(|finding| finding["issueCode"].as_str().expect("a code").to_owned())
        .collect();
    assert!(codes.len() > 10, "{codes:?}");
    assert!(codes.iter().all(|code| known(code)), "{codes:?}");
}

/// Whether botocore is there; a machine without it is no reason to fail.
fn has_botocore() -> bool {
    let import = Command::new("python3").args(["-c", "import botocore"]).output();
    import.is_ok_and(|output| output.status.success())
}

#[test]
fn botocore_reads_every_answer_by_its_own_model() {
    if !has_botocore() {
        // The harness would keep what a test prints that passes, so this goes around it.
        let said = "left out: botocore_reads_every_answer_by_its_own_model needs a python3 with botocore";
        writeln!(std::io::stderr(), "{said} (testdata/botocore/requirements.txt)").expect("standard error");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let mut texts: Vec<String> = cases().iter().map(|case| answer(case, "json")).collect();
    texts.push(answers());
    let mut files = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let file = folder.path().join(format!("{index}.json"));
        std::fs::write(&file, text).expect("a file");
        files.push(file);
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/botocore/check_shape.py");
    let run = |files: &[std::path::PathBuf]| {
        let output = Command::new("python3").arg(&script).args(files).output().expect("python3 runs");
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&said).into_owned())
    };
    let (status, said) = run(&files);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains(&format!("reads {} answers", 2 * cases().len())), "{said}");
    for (right, wrong) in [
        ("\"locations\"", "\"places\""),
        ("\"ERROR\"", "\"FATAL\""),
        ("\"value\": \"Action\"", "\"value\": 1"),
    ] {
        let broken = texts[texts.len() - 1].replacen(right, wrong, 1);
        std::fs::write(&files[0], broken).expect("a file");
        let (status, said) = run(&files[..1]);
        assert_eq!(status, Some(1), "{wrong} is let pass: {said}");
    }
}
