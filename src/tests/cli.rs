//! The program as its users run it: arguments in, output and exit status out.

mod arguments;
mod catalog;
mod check;
mod lookup;
mod output;
mod pages;
mod terraform;
mod validate_policy;
mod walk;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A policy with one mistake: its statement has no `Effect`.
const BAD: &str =
    r#"{"Version": "2012-10-17", "Statement": [{"Action": "s3:ListAllMyBuckets", "Resource": "*"}]}"#;

/// A policy without a mistake.
const GOOD: &str = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*"}]}"#;

/// JSON that is no policy.
const OTHER: &str = r#"{"name": "a package", "version": "1.0.0"}"#;

/// The first second of 2026-11-21, the day on which every run of the program takes place.
pub const TODAY: &str = "1795219200";

/// What a run of the program left behind.
#[derive(Debug, PartialEq, Eq)]
struct Ran {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Ran {
    /// The files with the mistake of [`BAD`], in the order of the output, which is in the concise format.
    fn bad_files(&self) -> Vec<&str> {
        let lines = self.stdout.lines().filter(|line| line.contains("[missing-effect]"));
        lines.map(|line| line.split(':').next().unwrap()).collect()
    }
}

/// A folder of its own for one test.
struct Folder(TempDir);

impl Folder {
    fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    /// A folder with these files.
    fn with(files: &[(&str, &str)]) -> Folder {
        let folder = Folder::new();
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The names of the entries of the folder.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[cfg(unix)]
    fn link(&self, path: &str, target: impl AsRef<Path>) {
        std::os::unix::fs::symlink(target, self.path(path)).unwrap();
    }

    /// The program in this folder, with nothing in its environment that colours output.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_iamlint"));
        command.args(args).current_dir(self.0.path()).stdin(Stdio::null());
        for variable in ["NO_COLOR", "CLICOLOR_FORCE", "TERM"] {
            command.env_remove(variable);
        }
        command.env("SOURCE_DATE_EPOCH", TODAY);
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        ran(&mut self.command(args))
    }

    fn run_with_stdin(&self, args: &[&str], stdin: &[u8]) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(stdin).unwrap();
        from_output(child.wait_with_output().unwrap())
    }

    /// Checks with these arguments, and tells which files have the mistake of [`BAD`].
    fn bad_files(&self, args: &[&str]) -> Vec<String> {
        let ran = self.run(&[&["check", "--format", "concise"], args].concat());
        assert_eq!(ran.stderr, "");
        ran.bad_files().into_iter().map(str::to_owned).collect()
    }
}

fn ran(command: &mut Command) -> Ran {
    from_output(command.output().unwrap())
}

fn from_output(output: std::process::Output) -> Ran {
    Ran {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}
