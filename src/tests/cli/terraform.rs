//! What is read beside the files that are named: neighbours, and what configurations read.

use super::{BAD, Folder, GOOD};

/// A role policy that is read from a path, which is an expression.
fn reading(path: &str) -> String {
    format!("resource \"aws_iam_role_policy\" \"a\" {{\n  policy = file({path})\n}}\n")
}

#[test]
fn files_that_a_configuration_reads_are_checked_whatever_they_are_called() {
    for (path, read) in [
        ("\"policy\"", "infra/policy"),
        ("\"${path.module}/deep/policy.tpl\"", "infra/deep/policy.tpl"),
        ("\"${path.module}/../policy.json\"", "policy.json"),
        ("\"${path.root}/shared/policy.txt\"", "shared/policy.txt"),
        ("\"${path.cwd}/policy\"", "infra/policy"),
        ("\"./policy\"", "infra/policy"),
    ] {
        let folder = Folder::with(&[("infra/main.tf", &reading(path)), (read, BAD), (".git/HEAD", "")]);
        for args in [&["infra/main.tf"][..], &["infra"], &["."]] {
            assert_eq!(folder.bad_files(args), [read], "{path} {args:?}");
        }
    }
}

#[test]
fn a_file_that_is_read_is_checked_once_and_as_what_it_is_read_as() {
    let folder = Folder::with(&[
        ("main.tf", &reading("\"a.json\"")),
        ("b.tf", &reading("\"${path.module}/a.json\"")),
        ("a.json", GOOD),
    ]);
    let ran = folder.run(&["check", "--format", "concise", "--verbose", "."]);
    let policies: Vec<&str> = ran.stdout.lines().filter(|line| line.contains("linted as")).collect();
    assert_eq!(policies.len(), 1, "{}", ran.stdout);
    assert!(policies[0].starts_with("a.json: linted as inline policy of a role"), "{}", policies[0]);
}

#[test]
fn nothing_is_read_outside_of_the_repository() {
    let outside = Folder::with(&[("policy.json", BAD)]);
    let path = outside.path("policy.json").canonicalize().unwrap();
    let folder = Folder::with(&[("repository/infra/main.tf", ""), ("policy.json", BAD)]);
    folder.write("repository/.git/HEAD", "");
    for way in [path.to_str().unwrap(), "../../policy.json", "${path.module}/../../policy.json"] {
        folder.write("repository/infra/main.tf", &reading(&format!("\"{way}\"")));
        let ran = folder.run(&["check", "--format", "concise", "repository"]);
        assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""), "{}", ran.stdout);
        let told = folder.run(&["check", "--verbose", "repository"]);
        let way = way.trim_start_matches("${path.module}/");
        assert_eq!(
            told.stderr,
            format!(
                "note: passed over `{way}`, which `repository/infra/main.tf` reads: it lies outside of the repository\n"
            )
        );
        assert!(told.stdout.contains("not checked"), "{}", told.stdout);
    }
}

#[test]
fn a_folder_that_is_named_bounds_what_is_read_where_there_is_no_repository() {
    let folder = Folder::with(&[("infra/app/main.tf", &reading("\"../policy\"")), ("infra/policy", BAD)]);
    let here = Folder::new();
    let infra = folder.path("infra").canonicalize().unwrap();
    let run = |path: &std::path::Path| {
        let mut command = here.command(&["check", "--format", "concise", path.to_str().unwrap()]);
        super::ran(&mut command).bad_files().len()
    };
    assert_eq!(run(&infra), 1);
    assert_eq!(run(&infra.join("app")), 0);
}

#[test]
fn each_file_of_a_set_is_read() {
    let main = r#"
locals {
  folder = "${path.module}/policies"
}
resource "aws_iam_policy" "all" {
  for_each = fileset(local.folder, "*-p*.json")
  name     = trimsuffix(each.value, ".json")
  policy   = file("${local.folder}/${each.value}")
}
resource "aws_iam_role" "all" {
  for_each           = fileset(local.folder, "trust.*")
  assume_role_policy = templatefile("${local.folder}/${each.key}", {})
}
"#;
    let folder =
        Folder::with(&[("main.tf", main), ("policies/trust.tpl", BAD), ("policies/a-policy.json", BAD)]);
    folder.write("policies/b-p.json", BAD);
    folder.write("policies/other.txt", BAD);
    folder.write("policies/deep/a-p.json", BAD);
    let read = ["policies/a-policy.json", "policies/b-p.json", "policies/trust.tpl"];
    assert_eq!(folder.bad_files(&["main.tf"]), read);
    let told = folder.run(&["check", "--verbose", "--format", "concise", "main.tf"]).stdout;
    assert!(told.contains("policies/trust.tpl: linted as role trust policy"), "{told}");
    assert!(told.contains("(aws_iam_policy.all[\"*-p*.json\"].policy)"), "{told}");
    assert!(!told.contains("not checked"), "{told}");
}

#[test]
fn a_file_that_is_not_there_is_no_mistake() {
    let folder = Folder::with(&[("main.tf", &reading("\"policy.json\""))]);
    let ran = folder.run(&["check"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(ran.stdout.starts_with("1 policy not checked"), "{}", ran.stdout);
}

#[test]
fn neighbours_are_read_and_not_checked() {
    let trust = r#"data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = [local.service]
    }
  }
}
"#;
    let folder = Folder::with(&[
        ("data.tf", trust),
        (
            "main.tf",
            "resource \"aws_iam_role\" \"a\" {\n  assume_role_policy = data.aws_iam_policy_document.trust.json\n}\n",
        ),
        ("locals.tofu", "locals {\n  service = \"ec2.amazonaws.con\"\n  other = \"${\n}\n"),
        ("policy.json", BAD),
    ]);
    let ran = folder.run(&["check", "--format", "concise", "--verbose", "data.tf"]);
    assert!(ran.stdout.contains("data.tf: linted as role trust policy"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("locals") && ran.bad_files().is_empty(), "{}", ran.stdout);
    folder.write("locals.tofu", "locals {\n  service = \"ec2.amazonaws.con\"\n}\n");
    let ran = folder.run(&["check", "--format", "concise", "data.tf"]);
    assert!(ran.stdout.starts_with("data.tf:6:22: error[invalid-service-principal]"), "{}", ran.stdout);
}

#[test]
fn each_of_several_files_with_one_name_keeps_to_its_own() {
    let of = |action: &str| {
        format!(
            "locals {{\n  action = \"{action}\"\n}}\nresource \"aws_iam_policy\" \"a\" {{\n  policy = jsonencode({{ Version = \"2012-10-17\", Statement = [{{ Effect = \"Allow\", Action = local.action, Resource = \"*\" }}] }})\n}}\n"
        )
    };
    let folder = Folder::with(&[("a.tf", &of("s3:Nothing")), ("b.tf", &of("s3:ListAllMyBuckets"))]);
    folder.write("c.tf", &format!("resource{}", of("x").split_once("resource").unwrap().1));
    let ran = folder.run(&["check", "--format", "concise"]);
    let found: Vec<&str> = ran.stdout.lines().filter(|line| line.contains("[invalid-action]")).collect();
    assert_eq!(found.len(), 1, "{}", ran.stdout);
    assert!(found[0].starts_with("a.tf:2:"), "{}", found[0]);
}

#[test]
fn what_terraform_fetches_is_passed_over() {
    let folder = Folder::with(&[(".terraform/modules/x/a.json", BAD), (".terragrunt-cache/b.json", BAD)]);
    assert!(folder.bad_files(&[]).is_empty());
    assert_eq!(folder.bad_files(&[".terraform/modules"]), [".terraform/modules/x/a.json"]);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_repository_is_not_followed() {
    let outside = Folder::with(&[("policy.json", BAD)]);
    let folder = Folder::with(&[("main.tf", &reading("\"policy.json\"")), (".git/HEAD", "")]);
    folder.link("policy.json", outside.path("policy.json"));
    let ran = folder.run(&["check", "--verbose", "--format", "concise", "main.tf"]);
    assert!(ran.bad_files().is_empty());
    assert!(ran.stderr.contains("outside of the repository"), "{}", ran.stderr);
}
