use std::fs::File;

use super::{BAD, Folder, GOOD, OTHER, Ran};

#[test]
fn the_exit_status_tells_what_was_found() {
    let folder = Folder::with(&[("bad.json", BAD), ("good.json", GOOD)]);
    let code = |args: &[&str]| folder.run(&[&["check"], args].concat()).code;
    assert_eq!(code(&["good.json"]), Some(0));
    assert_eq!(code(&["bad.json"]), Some(1));
    assert_eq!(code(&["--fail-on", "error"]), Some(1));
    assert_eq!(code(&["--fail-on", "never"]), Some(0));
    assert_eq!(code(&["--ignore", "missing-effect"]), Some(0));
    assert_eq!(code(&["--ignore", "MISSING_EFFECT"]), Some(0));
    assert_eq!(code(&["good.json", "absent.json"]), Some(2));
    assert_eq!(code(&["bad.json", "absent.json"]), Some(2));
}

#[test]
fn a_path_that_is_not_there_costs_no_other_findings() {
    let folder = Folder::with(&[("bad.json", BAD)]);
    let ran = folder.run(&["check", "--format", "concise", "absent.json", "bad.json"]);
    assert_eq!(ran.bad_files(), ["bad.json"]);
    assert_eq!(ran.stderr, "error: cannot read `absent.json`: No such file or directory (os error 2)\n");
    assert_eq!(ran.code, Some(2));
}

/// Even the superuser cannot read the memory of a process at address 0.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_read_costs_no_other_findings() {
    let folder = Folder::with(&[("a.json", BAD), ("z.json", BAD)]);
    folder.link("m.json", "/proc/self/mem");
    let ran = folder.run(&["check", "--format", "concise"]);
    assert_eq!(ran.bad_files(), ["a.json", "z.json"]);
    assert_eq!(ran.stderr, "error: cannot read `m.json`: Input/output error (os error 5)\n");
    assert_eq!(ran.code, Some(2));
}

#[test]
fn a_folder_without_a_policy_is_no_mistake() {
    let folder = Folder::new();
    let empty = folder.run(&["check"]);
    assert_eq!((empty.code, empty.stderr.as_str()), (Some(0), ""));
    assert!(empty.stdout.starts_with("no files"), "{}", empty.stdout);
    folder.write("package.json", OTHER);
    let without = folder.run(&["check"]);
    assert_eq!((without.code, without.stderr.as_str()), (Some(0), ""));
    assert!(without.stdout.starts_with("no policies"), "{}", without.stdout);
    assert_eq!(folder.run(&["check", "--quiet"]).stdout, "");
}

#[test]
fn a_named_file_without_a_policy_is_a_finding() {
    let folder = Folder::with(&[("package.json", "[]")]);
    let ran = folder.run(&["check", "--format", "concise", "package.json"]);
    assert!(ran.stdout.starts_with("package.json:1:"), "{}", ran.stdout);
    let ran = folder.run(&["check", "--format", "concise", ".", "package.json"]);
    assert!(ran.stdout.starts_with("package.json:1:"), "named and walked is named: {}", ran.stdout);
}

#[test]
fn what_was_passed_over_is_told_only_on_request() {
    let folder = Folder::with(&[("good.json", GOOD), ("package.json", OTHER)]);
    assert!(!folder.run(&["check"]).stdout.contains("package.json"));
    let told = folder.run(&["check", "--verbose", "--kind", "inline-user"]);
    let lines: Vec<_> = told.stdout.lines().collect();
    assert!(lines[0].starts_with("good.json: linted as inline policy of a user"), "{lines:?}");
    assert_eq!(lines[1], "package.json: passed over, because it holds no policy");
}

#[test]
fn standard_input_is_checked_once_under_the_name_it_is_given() {
    let folder = Folder::new();
    let check = |args: &[&str]| {
        let args = [&["check", "--format", "concise", "-"], args].concat();
        folder.run_with_stdin(&args, BAD.as_bytes())
    };
    assert_eq!(check(&[]).bad_files(), ["<stdin>"]);
    assert_eq!(check(&["-"]).bad_files(), ["<stdin>"]);
    assert_eq!(check(&["--stdin-filename", "a/b.json"]).bad_files(), ["a/b.json"]);
    assert_eq!(check(&[]).code, Some(1));
    let nothing = folder.run_with_stdin(&["check", "--format", "concise", "-"], b"");
    assert!(nothing.stdout.starts_with("<stdin>:1:1: "), "{}", nothing.stdout);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = Folder::new();
    for index in 0..200 {
        let text = [BAD, GOOD, OTHER][index % 3];
        folder.write(&format!("{}/{index}.json", index % 7), text);
    }
    let one = folder.run(&["check", "--format", "concise", "--quiet", "--jobs", "1"]);
    let many = folder.run(&["check", "--format", "concise", "--quiet", "--jobs", "8"]);
    assert_eq!(one, many);
    let files = one.bad_files();
    assert_eq!(files.len(), 67);
    assert!(files.is_sorted());
}

#[test]
fn a_huge_file_is_told_without_being_read() {
    let folder = Folder::with(&[("bad.json", BAD)]);
    File::create(folder.path("huge.json")).unwrap().set_len(300 << 30).unwrap();
    for args in [&[][..], &["huge.json", "bad.json"]] {
        let ran = folder.run(&[&["check", "--format", "concise"], args].concat());
        assert_eq!((ran.bad_files()[0], ran.code), ("bad.json", Some(1)));
        assert!(ran.stdout.lines().any(|line| line.starts_with("huge.json:1:1: ")), "{}", ran.stdout);
    }
}

#[cfg(unix)]
#[test]
fn an_endless_file_is_given_up() {
    let Ran { code, stdout, stderr } = Folder::new().run(&["check", "--format", "concise", "/dev/zero"]);
    assert_eq!((code, stderr.as_str()), (Some(1), ""));
    assert!(stdout.starts_with("/dev/zero:1:1: "), "{stdout}");
}
