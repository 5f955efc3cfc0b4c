//! Whole files in, whole reports out: the cases of `testdata/`, run as a user runs them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cli::TODAY;
use crate::expect;

/// The formats that a case may hold the report in, by the name of its file.
const EXPECTED: [(&str, &str); 3] =
    [("expected.txt", "text"), ("expected.json", "json"), ("expected.concise", "concise")];

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/policies");
    let entries = std::fs::read_dir(root).expect("a folder of cases");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    cases.sort();
    cases
}

/// The arguments in a case's `command.txt`: `iamlint check --kind trust input.json`.
fn arguments(case: &Path) -> Vec<String> {
    let command = std::fs::read_to_string(case.join("command.txt")).expect("a case has a command");
    let mut words = command.split_whitespace().map(str::to_owned);
    assert_eq!(words.next().as_deref(), Some("iamlint"), "{}", case.display());
    words.collect()
}

fn run(case: &Path, format: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_iamlint"))
        .args(arguments(case))
        .args(["--format", format, "--color", "never"])
        .current_dir(case)
        .env("SOURCE_DATE_EPOCH", TODAY)
        .output()
        .expect("the binary runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(errors, "", "{}", case.display());
    let status = output.status.code().expect("the binary ends by itself");
    let report = String::from_utf8(output.stdout).expect("reports are UTF-8");
    match format {
        "text" => format!("{}(status {status})\n", expect::without_times(&report)),
        "json" => report,
        _ => expect::without_times(&report),
    }
}

#[test]
fn every_case_gives_the_report_that_it_holds() {
    let mut differences = expect::Differences::default();
    for case in cases() {
        for (name, format) in EXPECTED {
            let expected = case.join(name);
            // Every case holds the report that people see; the others only where they are the point.
            if name == "expected.txt" || expected.exists() {
                differences.compare(&expected, &run(&case, format));
            }
        }
    }
    differences.check();
}

#[test]
fn reports_are_the_same_whatever_the_number_of_threads() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata");
    let reports: Vec<Vec<u8>> = ["1", "2", "7"]
        .map(|jobs| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_iamlint"));
            command
                .args(["check", "--format", "json", "--jobs", jobs])
                .arg(&root)
                .env("SOURCE_DATE_EPOCH", TODAY);
            command.output().expect("the binary runs").stdout
        })
        .into();
    assert!(!reports[0].is_empty());
    assert!(reports.iter().all(|report| *report == reports[0]));
}

/// What the README shows as printed by a command is what the command prints.
#[test]
fn the_readme_shows_real_output() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("README.md");
    let readme = std::fs::read_to_string(&path).expect("there is a README");
    let readme = ["check testdata/", "validate-policy "].iter().fold(readme, |readme, command| {
        let (head, rest) = readme.split_once(&format!("```console\n$ iamlint {command}")).expect("a command");
        let (block, tail) = rest.split_once("\n```\n").expect("the end of the block");
        let command = format!("{command}{}", block.lines().next().unwrap_or_default());
        let output = Command::new(env!("CARGO_BIN_EXE_iamlint"))
            .args(command.split_whitespace())
            .args(["--color", "never"])
            .current_dir(root)
            .env("SOURCE_DATE_EPOCH", TODAY)
            .output()
            .expect("the binary runs");
        let report = String::from_utf8(output.stdout).expect("reports are UTF-8");
        // The README claims no speed here.
        let report = expect::without_times(&report).replace(", N ms\n", "\n");
        format!("{head}```console\n$ iamlint {command}\n{report}```\n{tail}")
    });
    let mut differences = expect::Differences::default();
    differences.compare(&path, &readme);
    differences.check();
}
