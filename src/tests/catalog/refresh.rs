//! `iamlint catalog refresh`: recorded samples of each source in, a catalog and a summary out.

#[cfg(unix)]
mod download;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use iamlint::catalog::Date;
use tempfile::TempDir;

use crate::expect::Differences;

/// A folder for one test, with the files of a case of `testdata/catalog/` in it.
struct Case(TempDir);

impl Case {
    fn new(name: &str) -> Case {
        let folder = tempfile::tempdir().unwrap();
        copy(&sample(name), folder.path());
        Case(folder)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_default()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn replace(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} does not hold `{old}`");
        self.write(path, &text.replacen(old, new, 1));
    }

    /// Runs the command line in the folder.
    fn run(&self, command: &str) -> Ran {
        self.command(command).output().unwrap().into()
    }

    fn command(&self, command: &str) -> Command {
        let mut words = command.split_whitespace();
        assert_eq!(words.next(), Some("iamlint"), "{command}");
        let mut command = Command::new(env!("CARGO_BIN_EXE_iamlint"));
        command.args(words).args(["--color", "never"]).current_dir(self.0.path());
        command
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Ran {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Ran {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

impl Ran {
    /// What the program says that went wrong.
    fn error(&self) -> &str {
        assert_eq!((self.status, self.stdout.as_str()), (Some(2), ""), "{}", self.stderr);
        self.stderr.strip_prefix("error: ").unwrap().trim_end()
    }
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/catalog").join(name)
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

const CASES: [&str; 3] = ["iam-data", "operations", "service-reference"];

#[test]
fn every_sample_gives_the_catalog_and_the_summary_that_it_holds() {
    let mut differences = Differences::default();
    for name in CASES {
        let case = Case::new(name);
        let ran = case.run(&case.read("command.txt"));
        assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""), "{name}");
        differences.compare(&sample(name).join("expected.txt"), &ran.stdout);
        differences.compare(&sample(name).join("expected.tsv"), &case.read("new.tsv"));
    }
    differences.check();
}

#[test]
fn a_second_refresh_changes_nothing() {
    for name in CASES {
        let case = Case::new(name);
        let command = case.read("command.txt");
        case.run(&command);
        let first = case.read("new.tsv");
        fs::rename(case.path("new.tsv"), case.path("base.tsv")).unwrap();
        let again = case.run(&command);
        assert_eq!(again.status, Some(0), "{}", again.stderr);
        assert!(again.stdout.contains(": nothing differs from that of "), "{name}: {}", again.stdout);
        assert_eq!(case.read("new.tsv"), first, "{name}");
    }
}

const REFRESH: &str = "iamlint catalog refresh --from service-reference source --base base.tsv --output";

#[test]
fn a_folder_gets_a_file_for_each_table_and_service() {
    let case = Case::new("service-reference");
    case.write("new/catalog.tsv", "catalog\t1\t2026-01-01\n");
    case.write("new/services/deeplens.tsv", "service\tdeeplens\n");
    case.write("new/services/README.md", "Not a service.\n");
    case.write("new/undocumented.tsv", "undocumented\tsqs:PurgeQueue\n");
    let ran = case.run(&format!("{REFRESH} new"));
    assert!(
        ran.stdout.ends_with("files: 7 written, 2 removed, 0 as they were\n"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    let mut names: Vec<_> = ["new", "new/services"]
        .into_iter()
        .flat_map(|folder| fs::read_dir(case.path(folder)).unwrap())
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let expected = [
        "README.md",
        "catalog.tsv",
        "global_keys.tsv",
        "operations.tsv",
        "retired.tsv",
        "secretsmanager.tsv",
        "services",
        "sns.tsv",
        "sqs.tsv",
    ];
    assert_eq!(names, expected);

    let again = case.run(&format!("{REFRESH} new").replace("base.tsv", "new"));
    assert!(
        again.stdout.ends_with("files: 0 written, 0 removed, 7 as they were\n"),
        "{}{}",
        again.stdout,
        again.stderr
    );
    let fresh = case.run(&format!("{REFRESH} fresh/"));
    assert!(
        fresh.stdout.ends_with("files: 7 written, 0 removed, 0 as they were\n"),
        "{}{}",
        fresh.stdout,
        fresh.stderr
    );
    assert_eq!(case.read("fresh/services/sqs.tsv"), case.read("new/services/sqs.tsv"));
}

#[test]
fn a_folder_of_other_things_is_left_alone() {
    let case = Case::new("service-reference");
    let ran = case.run(&format!("{REFRESH} source"));
    assert_eq!(ran.error(), "`source` holds files, but no `catalog.tsv`: it is no catalog's folder");
    assert!(!case.path("source/services").exists());
}

/// What is changed in a file, and what is said of it.
const DAMAGE: [(&str, &str, &str, &str, &str); 14] = [
    (
        "service-reference",
        "source/sqs.json",
        "{",
        "",
        "`sqs.json`: line 2, column 8: invalid type: string \"Name\", expected a service",
    ),
    (
        "service-reference",
        "source/sqs.json",
        "\"IsList\"",
        "\"IsLost\"",
        "`sqs.json`: line 12, column 9: missing field `IsList`",
    ),
    (
        "service-reference",
        "source/sqs.json",
        "\"queue\"",
        "\"cue\"",
        "`sqs.json`: action `AddPermission`: there is no resource type `cue`",
    ),
    (
        "service-reference",
        "source/sqs.json",
        "\"CreateQueue\"",
        "\"Create Queue\"",
        "`sqs.json`: `Create Queue` is no name of an action",
    ),
    (
        "service-reference",
        "source/sqs.json",
        "\"CreateQueue\"",
        "\"addPermission\"",
        "`sqs.json`: action `AddPermission` is there twice",
    ),
    (
        "service-reference",
        "source/sqs.json",
        "arn:${Partition}:sqs:",
        "arn:${Partition}:",
        "`sqs.json`: resource type `queue`: `arn:${Partition}:${Region}:${Account}:${QueueName}` is no ARN format",
    ),
    (
        "service-reference",
        "source/sns.json",
        "\"sns:Endpoint\"",
        "\"sns:Endpoints\"",
        "`sns.json`: action `Publish`: there is no condition key `sns:Endpoints`",
    ),
    (
        "service-reference",
        "source/sns.json",
        "\"ArrayOfString\"",
        "\"Strings\"",
        "`sns.json`: condition key `aws:TagKeys`: `Strings` is no type of a condition key",
    ),
    (
        "service-reference",
        "source/sns.json",
        "\"Name\": \"sns\"",
        "\"Name\": \"sqs\"",
        "`sns.json`: it is the file of service `sqs`",
    ),
    (
        "service-reference",
        "source/service-list.json",
        "\"sns\"",
        "\"../sns\"",
        "`service-list.json`: `../sns` is no prefix of a service",
    ),
    (
        "iam-data",
        "source/package/data/actions/lex.json",
        "\"Tagging, Write\"",
        "\"Tagging & Write\"",
        "`data/actions/lex.json`: action `TagResource`: `Tagging & Write` is no access level",
    ),
    (
        "iam-data",
        "source/package/data/services.json",
        "\"lex\"",
        "\"polly\"",
        "`data/actions/polly.json`: there is no such file",
    ),
    (
        "iam-data",
        "source/package/package.json",
        "0.21.202609261",
        "0.21.1",
        "the source does not say of which day it is; --date tells it",
    ),
    (
        "iam-data",
        "source/package/package.json",
        "0.21.202609261",
        "0.21.202607310",
        "the source is of 2026-07-31, older than the catalog of 2026-08-01; --allow-older takes it all the same",
    ),
];

#[test]
fn a_damaged_source_is_refused_and_nothing_is_written() {
    for (name, file, old, new, expected) in DAMAGE {
        let case = Case::new(name);
        case.replace(file, old, new);
        let ran = case.run(&case.read("command.txt"));
        assert_eq!(ran.error(), format!("cannot refresh the catalog: {expected}"));
        assert!(!case.path("new.tsv").exists(), "{file}: {expected}");
    }
}

#[test]
fn a_missing_file_of_the_source_is_named() {
    let case = Case::new("service-reference");
    fs::remove_file(case.path("source/sns.json")).unwrap();
    let ran = case.run(&format!("{REFRESH} new.tsv"));
    assert!(ran.error().starts_with("cannot read `source/sns.json`: "), "{}", ran.stderr);
    let ran = case.run(&format!("{REFRESH} new.tsv").replace(" source ", " nowhere "));
    assert!(ran.error().starts_with("cannot read `nowhere/service-list.json`: "), "{}", ran.stderr);
}

#[test]
fn a_part_of_the_services_is_no_source() {
    let case = Case::new("service-reference");
    let list = r#"[{ "service": "sqs", "url": "", "modified": 1794009600 }]"#;
    case.write("source/service-list.json", list);
    let ran = case.run(&format!("{REFRESH} new.tsv"));
    let expected = "the source lists 1 services, the catalog 3; it seems to be a part only";
    assert_eq!(ran.error(), format!("cannot refresh the catalog: {expected}"));
}

#[test]
fn a_damaged_base_is_named() {
    let case = Case::new("service-reference");
    case.replace("base.tsv", "\tread\t", "\tpeek\t");
    let ran = case.run(&format!("{REFRESH} new.tsv"));
    assert_eq!(ran.error(), "the catalog `base.tsv` is damaged: line 12: `peek` is no access level");
}

#[test]
fn an_older_source_is_taken_where_that_is_asked_for() {
    let case = Case::new("iam-data");
    let ran = case.run(&format!("{} --date 2026-07-31 --allow-older", case.read("command.txt").trim()));
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
    assert!(case.read("new.tsv").starts_with("catalog\t1\t2026-07-31\n"));
}

#[test]
fn the_day_of_a_clock() {
    let day = |seconds| Date::of_unix_time(seconds).to_string();
    assert_eq!(day(0), "1970-01-01");
    assert_eq!(day(951_782_399), "2000-02-28");
    assert_eq!(day(951_782_400), "2000-02-29");
    assert_eq!(day(1_792_454_400), "2026-10-20");
    assert_eq!(day(u64::MAX), "9999-12-31");
}
