use iamlint::catalog::Catalog;

use super::{BAD, Folder, GOOD, Ran};

/// Runs with arguments that are wrong, and tells what the user reads.
fn refused(args: &[&str]) -> String {
    let Ran { code, stdout, stderr } = Folder::with(&[("a.json", BAD)]).run(args);
    assert_eq!((code, stdout.as_str()), (Some(2), ""), "{args:?}: {stderr}");
    stderr
}

#[test]
fn the_help_shows_the_commands_examples_and_exit_codes() {
    let help = Folder::new().run(&["--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (Some(0), ""));
    for part in [
        "Usage: iamlint",
        "  check ",
        "  explain ",
        "  catalog ",
        "  rules ",
        "  completions ",
        "Examples:\n",
        "Exit status:\n",
    ] {
        assert!(help.stdout.contains(part), "{part}\n{}", help.stdout);
    }
    let check = Folder::new().run(&["check", "--help"]);
    let flags = [
        "--kind",
        "--resource-type",
        "--format",
        "--output",
        "--fail-on",
        "--select",
        "--ignore",
        "--catalog",
        "--jobs",
        "--color",
        "--quiet",
        "--verbose",
        "--no-ignore",
        "--all-versions",
        "--stdin-filename",
        "Examples:\n",
    ];
    for flag in flags {
        assert!(check.stdout.contains(flag), "{flag}\n{}", check.stdout);
    }
}

#[test]
fn the_version_is_that_of_the_package_and_of_its_catalog() {
    let version = Ran {
        code: Some(0),
        stdout: format!(
            "iamlint {} (catalog of {})\n",
            env!("CARGO_PKG_VERSION"),
            Catalog::embedded().date()
        ),
        stderr: String::new(),
    };
    assert_eq!(Folder::new().run(&["--version"]), version);
}

#[test]
fn without_a_command_the_help_is_shown_and_nothing_is_done() {
    assert!(refused(&[]).contains("Usage: iamlint [OPTIONS] <COMMAND>"));
}

#[test]
fn wrong_arguments_are_refused() {
    assert!(
        refused(&["check", "--frobnicate"]).starts_with("error: unexpected argument '--frobnicate' found")
    );
    assert!(refused(&["check", "--jobs", "0"]).starts_with("error: invalid value '0' for '--jobs <N>'"));
    assert!(
        refused(&["check", "--fail-on", "fatal"]).contains("suggestion, warning, security-warning, error")
    );
    assert!(refused(&["check", "--quiet", "--verbose"]).contains("cannot be used with"));
    assert!(refused(&["chek"]).contains("a similar subcommand exists: 'check'"));
}

#[test]
fn unknown_names_are_refused_with_those_that_may_be_meant() {
    let kind = refused(&["check", "--kind", "inlinerole"]);
    assert!(kind.contains("inline-role"), "{kind}");
    for flag in ["--select", "--ignore"] {
        let rule = refused(&["check", flag, "statement,mising-efect"]);
        let first = format!(
            "error: invalid value 'mising-efect' for '{flag} <RULE>': no rule or group has this name; did you mean "
        );
        assert!(rule.starts_with(&first) && rule.contains("`missing-effect`"), "{rule}");
    }
    let resource_type = refused(&["check", "--resource-type", "AWS::S3::Buckett"]);
    assert!(
        resource_type.starts_with(
            "error: invalid value 'AWS::S3::Buckett' for '--resource-type <TYPE>': \
         no resource of this type is known to have a policy; did you mean `AWS::S3::Bucket`"
        ),
        "{resource_type}"
    );
    let nothing_close = refused(&["check", "--select", "zzzzzzzz"]);
    assert!(nothing_close.contains("no rule or group has this name; `iamlint rules` lists them"));
}

#[test]
fn a_resource_type_says_what_the_policies_are() {
    let folder = Folder::with(&[("a.json", GOOD)]);
    for args in [
        &["--resource-type", "AWS::S3::Bucket"][..],
        &["--resource-type", "aws::s3::bucket", "--kind", "auto"],
        &["--resource-type", "AWS::S3::Bucket", "--kind", "resource"],
    ] {
        let told = folder.run(&[&["check", "--verbose"], args].concat()).stdout;
        assert!(told.starts_with("a.json: linted as resource-based policy (S3 bucket)"), "{told}");
    }
    let trust = folder.run(&["check", "-v", "--resource-type", "AWS::IAM::AssumeRolePolicyDocument"]).stdout;
    assert!(trust.starts_with("a.json: linted as role trust policy"), "{trust}");
}

#[test]
fn a_resource_type_contradicts_other_kinds() {
    let told = refused(&["check", "--kind", "scp", "--resource-type", "AWS::S3::Bucket"]);
    let first =
        "error: --kind scp cannot be used with a --resource-type that takes a resource-based policy\n";
    assert!(told.starts_with(first), "{told}");
}

#[test]
fn a_name_for_standard_input_needs_standard_input() {
    let told = refused(&["check", "a.json", "--stdin-filename", "b.json"]);
    assert!(told.starts_with("error: --stdin-filename needs the path `-`"), "{told}");
}

#[test]
fn the_environment_and_the_flag_decide_about_colours() {
    let folder = Folder::with(&[("a.json", BAD)]);
    let is_coloured = |args: &[&str], variables: &[(&str, &str)]| {
        let mut command = folder.command(&[&["check"], args].concat());
        super::ran(command.envs(variables.iter().copied())).stdout.contains('\x1b')
    };
    assert!(!is_coloured(&[], &[]), "a pipe is no terminal");
    assert!(is_coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(is_coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!is_coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}
