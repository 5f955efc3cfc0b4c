use std::fs;
use std::process::Stdio;

use super::{BAD, Folder, GOOD};

#[test]
fn a_file_gets_the_whole_output() {
    let folder = Folder::with(&[("bad.json", BAD)]);
    let printed = folder.run(&["check", "--quiet", "--format", "concise"]);
    let written = folder.run(&["check", "--quiet", "--format", "concise", "--output", "out.txt"]);
    assert_eq!((written.code, written.stdout.as_str(), written.stderr.as_str()), (Some(1), "", ""));
    assert_eq!(fs::read_to_string(folder.path("out.txt")).unwrap(), printed.stdout);
    assert_eq!(folder.names(), ["bad.json", "out.txt"], "nothing else is left");
}

#[test]
fn each_format_is_printed_where_it_is_asked_for() {
    let folder = Folder::with(&[("bad.json", BAD), ("good.json", GOOD)]);
    let print = |format: &str| {
        let ran = folder.run(&["check", "--format", format]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""));
        ran.stdout
    };
    let json: serde_json::Value = serde_json::from_str(&print("json")).unwrap();
    assert_eq!(json["findings"][0]["rule"], "missing-effect");
    assert_eq!(
        json["files"][1]["policies"][0]["end"]["offset"],
        GOOD.len(),
        "a policy without findings has a place"
    );
    let sarif: serde_json::Value = serde_json::from_str(&print("sarif")).unwrap();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "missing-effect");
    assert!(print("concise").starts_with("bad.json:1:"));
    assert!(print("text").contains("iamlint explain missing-effect"));
}

#[test]
fn a_file_that_was_there_is_replaced() {
    let folder = Folder::with(&[("good.json", GOOD), ("out.txt", &"old ".repeat(1000))]);
    folder.run(&["check", "--quiet", "--format", "concise", "--output", "out.txt"]);
    assert_eq!(fs::read_to_string(folder.path("out.txt")).unwrap(), "");
}

#[test]
fn a_dash_is_standard_output() {
    let folder = Folder::with(&[("bad.json", BAD)]);
    let ran = folder.run(&["check", "--quiet", "--format", "concise", "--output", "-"]);
    assert_eq!(ran.bad_files(), ["bad.json"]);
}

#[test]
fn output_that_cannot_be_written_is_an_error() {
    let folder = Folder::with(&[("bad.json", BAD), ("folder/x", "")]);
    let ran = folder.run(&["check", "--output", "absent/out.txt"]);
    assert_eq!(ran.stderr, "error: cannot write `absent/out.txt`: No such file or directory (os error 2)\n");
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
    assert_eq!(folder.run(&["check", "--output", "folder"]).code, Some(2));
    assert_eq!(folder.names(), ["bad.json", "folder"], "nothing is left behind");
}

#[test]
fn a_file_in_no_colour_unless_the_user_insists() {
    let folder = Folder::with(&[("bad.json", BAD)]);
    let mut command = folder.command(&["check", "--output", "plain.txt"]);
    super::ran(command.env("CLICOLOR_FORCE", "1"));
    folder.run(&["check", "--output", "coloured.txt", "--color", "always"]);
    assert!(!fs::read_to_string(folder.path("plain.txt")).unwrap().contains('\x1b'));
    assert!(fs::read_to_string(folder.path("coloured.txt")).unwrap().contains('\x1b'));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = Folder::new();
    for index in 0..2000 {
        folder.write(&format!("{index}.json"), BAD);
    }
    for (args, code) in [
        (&["check"][..], 1),
        (&["check", "--fail-on", "never"], 0),
        (&["rules"], 0),
        (&["explain", "missing-effect"], 0),
        (&["--help"], 0),
        (&["completions", "bash"], 0),
    ] {
        let mut command = folder.command(args);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), stderr.as_str()), (Some(code), ""), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = Folder::with(&[("bad.json", BAD)]);
    for args in [&["check"][..], &["rules"], &["explain", "missing-effect"], &["completions", "zsh"]] {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let output = folder.command(args).stdout(full).output().unwrap();
        let told = "error: cannot write to standard output: No space left on device (os error 28)\n";
        assert_eq!(
            (output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()),
            (Some(2), told)
        );
    }
    let ran = folder.run(&["check", "--output", "/dev/full"]);
    assert_eq!(ran.stderr, "error: cannot write `/dev/full`: No space left on device (os error 28)\n");
    assert_eq!(ran.code, Some(2));
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::super::{BAD, Folder};

    #[test]
    fn a_replaced_file_keeps_its_permissions_and_its_link() {
        let folder = Folder::with(&[("bad.json", BAD), ("real.txt", "old")]);
        folder.link("out.txt", "real.txt");
        fs::set_permissions(folder.path("real.txt"), fs::Permissions::from_mode(0o640)).unwrap();
        folder.run(&["check", "--quiet", "--format", "concise", "--output", "out.txt"]);
        assert!(folder.path("out.txt").is_symlink());
        assert!(fs::read_to_string(folder.path("real.txt")).unwrap().contains("[missing-effect]"));
        let mode = fs::metadata(folder.path("real.txt")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }

    #[test]
    fn a_file_that_must_not_be_written_is_left_alone() {
        let folder = Folder::with(&[("bad.json", BAD), ("out.txt", "old")]);
        fs::set_permissions(folder.path("out.txt"), fs::Permissions::from_mode(0o444)).unwrap();
        let ran = folder.run(&["check", "--output", "out.txt"]);
        assert_eq!(ran.code, Some(2));
        assert_eq!(ran.stderr, "error: cannot write `out.txt`: permission denied\n");
        assert_eq!(fs::read_to_string(folder.path("out.txt")).unwrap(), "old");
    }
}
