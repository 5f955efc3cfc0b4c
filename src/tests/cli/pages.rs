use super::{Folder, Ran};

#[test]
fn a_rule_is_explained_by_name_and_by_code_in_any_case() {
    let folder = Folder::new();
    let explained = folder.run(&["explain", "missing-effect"]);
    assert_eq!((explained.code, explained.stderr.as_str()), (Some(0), ""));
    for spelling in ["MISSING_EFFECT", "Missing-Effect", "missing_effect"] {
        assert_eq!(folder.run(&["explain", spelling]), explained, "{spelling}");
    }
    let text = explained.stdout;
    let head = "\
Missing effect

  name    missing-effect
  code    MISSING_EFFECT
  level   error
  group   statement
";
    assert!(text.starts_with(head), "{text}");
    assert!(text.contains("\nReported\n\n    {\n"), "{text}");
    assert!(!text.contains("```") && !text.contains("## ") && !text.contains('\x1b'), "{text}");
    assert!(
        folder
            .run(&["--color", "always", "explain", "missing-effect"])
            .stdout
            .contains("\x1b[1mMissing effect")
    );
}

#[test]
fn a_rule_that_does_not_exist_is_no_dead_end() {
    let Ran { code, stdout, stderr } = Folder::new().run(&["explain", "mising-efect"]);
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(stderr.starts_with(
        "error: invalid value 'mising-efect' for '<RULE>': no rule has this name; did you mean "
    ));
    assert!(stderr.contains("`missing-effect`"), "{stderr}");
}

#[test]
fn a_check_that_aws_has_taken_back_is_explained_and_cannot_be_selected() {
    let folder = Folder::new();
    let explained = folder.run(&["explain", "SCP_SYNTAX_ERROR_NOTRESOURCE"]);
    assert_eq!((explained.code, explained.stderr.as_str()), (Some(0), ""));
    assert!(explained.stdout.contains("\n  retired 2025-09-19\n  runs    never\n"), "{}", explained.stdout);
    assert!(!explained.stdout.contains("\nReported\n"), "{}", explained.stdout);
    for option in ["--select", "--ignore"] {
        let Ran { code, stderr, .. } = folder.run(&["check", option, "scp-syntax-error-notresource", "."]);
        assert_eq!(code, Some(2));
        let told = "AWS retired this check in 2025-09, and nothing reports it; \
            `iamlint explain scp-syntax-error-notresource` tells why";
        assert!(stderr.contains(told), "{stderr}");
    }
    assert!(!folder.run(&["rules"]).stdout.contains("scp-syntax-error-notresource"));
}

#[test]
fn the_rules_are_listed_for_people_and_for_programs() {
    let folder = Folder::new();
    let text = folder.run(&["rules"]).stdout;
    assert!(text.contains("statement\n"), "{text}");
    assert!(
        text.lines().any(|line| line.starts_with("  missing-effect ") && line.ends_with("  Missing effect"))
    );

    let json: serde_json::Value =
        serde_json::from_str(&folder.run(&["rules", "--format", "json"]).stdout).unwrap();
    let rules = json["rules"].as_array().unwrap();
    let rule = rules.iter().find(|rule| rule["name"] == "missing-effect").unwrap();
    assert_eq!((&rule["code"], &rule["level"]), (&"MISSING_EFFECT".into(), &"error".into()));
    assert_eq!(json["version"], 1);

    let markdown = folder.run(&["rules", "--format", "markdown"]).stdout;
    let row = "| [missing-effect](statement/missing-effect.md) | `MISSING_EFFECT` | error | Missing effect |";
    assert!(markdown.lines().any(|line| line == row), "{markdown}");
}

#[test]
fn every_shell_gets_its_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = Folder::new().run(&["completions", shell]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
        assert!(ran.stdout.contains("fail-on"), "{shell}");
    }
}
