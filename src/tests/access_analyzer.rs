//! What stands in the place of Access Analyzer: its answers, whole, in its shapes and at its places.

mod checks;
mod forms;
mod places;
mod shape;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::cli::TODAY;
use crate::expect;

/// The formats of the AWS CLI, each with the end of the file that holds the answer in it.
const FORMATS: [(&str, &str); 3] = [("json", "json"), ("text", "txt"), ("table", "table")];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/validate-policy")
}

/// The folders with a policy and the command that validates it.
fn cases() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root()).expect("a folder of cases");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("a case").path()).collect();
    cases.retain(|path| path.is_dir());
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

fn iamlint(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_iamlint"));
    command.args(args).current_dir(folder).env("SOURCE_DATE_EPOCH", TODAY).env_remove("AWS_DEFAULT_OUTPUT");
    command.output().expect("the binary runs")
}

/// What a case's command prints in a format of the AWS CLI.
fn answer(case: &Path, format: &str) -> String {
    let command = std::fs::read_to_string(case.join("command.txt")).expect("a case has a command");
    let mut args: Vec<&str> = command.split_whitespace().skip(1).collect();
    args.extend(["--output", format]);
    let output = iamlint(case, &args);
    assert_eq!(output.status.code(), Some(0), "{}", case.display());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{}", case.display());
    String::from_utf8(output.stdout).expect("answers are UTF-8")
}

/// What `check` prints of all cases in one document.
fn answers() -> String {
    let output = iamlint(&root(), &["check", "--format", "access-analyzer", "--jobs", "2"]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1), "there are findings");
    String::from_utf8(output.stdout).expect("answers are UTF-8")
}

#[test]
fn every_case_gives_the_answers_that_it_holds() {
    let mut differences = expect::Differences::default();
    for case in cases() {
        for (format, end) in FORMATS {
            differences.compare(&case.join(format!("expected.{end}")), &answer(&case, format));
        }
    }
    differences.compare(&root().join("expected.access-analyzer"), &answers());
    differences.check();
}
