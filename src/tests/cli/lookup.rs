//! `iamlint catalog`, whole outputs, on a small catalog that holds something of everything.

use std::path::Path;

use serde_json::Value;

use super::{Folder, Ran};
use crate::expect;

const CASES: [(&str, &[&str]); 12] = [
    ("action-one", &["action", "SQS:createqueue"]),
    ("action-many", &["action", "sqs:*", "ListTopics"]),
    ("action-verbose", &["action", "--verbose", "*:*Message"]),
    ("action-json", &["action", "--format", "json", "sqs:CreateQueue", "sqs:SendMesage"]),
    (
        "action-missing",
        &[
            "action",
            "sqs:SendMesage",
            "sqs:SendMessages",
            "sqs:PeekMessage",
            "deepracer:*",
            "swf1:x",
            "queues:SendMessage",
            "queues:SendNothing",
            "sqs",
            "x?:y",
        ],
    ),
    ("resource-one", &["resource", "arn:aws:sqs:eu-central-1:111122223333:*"]),
    ("resource-json", &["resource", "--format", "json", "queue"]),
    (
        "resource-missing",
        &["resource", "sqs:queu", "sns:topic", "arn:aws:sqs:::q", "arn:aws:sqz:::q", "arn:aws"],
    ),
    ("key-many", &["key", "*:*", "aws:ResourceTag/team"]),
    ("key-missing", &["key", "--format", "json", "aws:SourceArm", "sqs:tag*", "sqs:x*"]),
    ("service-many", &["service", "*"]),
    ("service-json", &["service", "--format", "json", "deepracer", "amazon sqs", "simple"]),
];

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/catalog")
}

fn look_up(args: &[&str]) -> Ran {
    let small = root().join("small.tsv");
    Folder::new().run(&[&["catalog"], args, &["--catalog", &small.to_string_lossy()]].concat())
}

#[test]
fn every_look_up_prints_what_its_file_holds() {
    let mut differences = expect::Differences::default();
    for (name, args) in CASES {
        let Ran { code, stdout, stderr } = look_up(args);
        let held =
            format!("$ iamlint catalog {}\n{stdout}{stderr}(status {})\n", args.join(" "), code.unwrap());
        differences.compare(&root().join(format!("{name}.txt")), &held);
        let wide = stdout.lines().find(|line| line.len() > 80 && !line.contains("arn:"));
        assert!(name.ends_with("json") || wide.is_none() || args.contains(&"json"), "{name}: {wide:?}");
    }
    differences.check();
}

#[test]
fn json_is_as_its_schema_says() {
    let schema: Value = serde_json::from_str(include_str!("../../cli/catalog/lookup.schema.json")).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for what in ["action", "resource", "key", "service"] {
        let report: Value =
            serde_json::from_str(&look_up(&[what, "--format", "json", "*", "zz*"]).stdout).unwrap();
        let errors: Vec<_> = validator
            .iter_errors(&report)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{what}");
        assert_eq!((&report["catalog_date"], &report["version"]), (&"2026-11-20".into(), &1.into()));
        assert_eq!(report["not_found"][0]["pattern"], "zz*");
    }
}

#[test]
fn without_a_file_the_catalog_in_the_program_is_asked() {
    let ran = Folder::new().run(&["catalog", "action", "s3:GetObject"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(
        ran.stdout.starts_with("s3:GetObject\n  service    Amazon S3\n  level      read\n"),
        "{}",
        ran.stdout
    );
    let damaged = Folder::with(&[("a.tsv", "")]).run(&["catalog", "key", "x", "--catalog", "a.tsv"]);
    assert_eq!(
        (damaged.code, damaged.stderr.as_str()),
        (Some(2), "error: a.tsv: there is no record in it\n")
    );
}
