//! From attributes to their policies.

use super::{check_as, findings, policies};

#[test]
fn every_form_of_an_attribute_is_followed_to_its_policy() {
    let policy =
        r#"{ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = "*" }] }"#;
    let document = r#"
data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["sqs:ListQueues"]
    resources = ["*"]
  }
}
"#;
    let local = "aws_iam_policy.a.policy managed";
    let used = "data.aws_iam_policy_document.d managed";
    for (value, expected, unresolved) in [
        (format!("jsonencode({policy})"), vec![local], 0),
        (format!("jsonencode(merge({policy}, {{}}))"), vec![local], 0),
        ("local.encoded".to_owned(), vec![local, "data.aws_iam_policy_document.d managed"], 0),
        ("jsonencode(local.plain)".to_owned(), vec![local], 0),
        ("\"${local.encoded}\"".to_owned(), vec![local], 0),
        ("data.aws_iam_policy_document.d.json".to_owned(), vec![used], 0),
        ("join(\"\", data.aws_iam_policy_document.d.*.minified_json)".to_owned(), vec![used], 0),
        ("try(data.aws_iam_policy_document.d[0].json, null)".to_owned(), vec![used], 0),
        ("replace(data.aws_iam_policy_document.d.json, \"a\", \"b\")".to_owned(), vec![used], 0),
        ("coalesce(var.none, data.aws_iam_policy_document.d[\"x\"].json)".to_owned(), vec![used], 0),
        ("<<X\n  ${data.aws_iam_policy_document.d.json}\nX".to_owned(), vec![used], 0),
        ("var.set".to_owned(), vec![local], 0),
        ("var.none".to_owned(), vec![], 1),
        ("file(\"policy.json\")".to_owned(), vec![], 1),
        ("templatefile(\"policy.json\", {})".to_owned(), vec![], 1),
        ("data.aws_iam_policy_document.elsewhere.json".to_owned(), vec![], 1),
        ("null".to_owned(), vec![], 0),
        ("\"\"".to_owned(), vec![], 0),
        (
            format!("var.a ? jsonencode({policy}) : jsonencode({policy})"),
            vec!["aws_iam_policy.a.policy (if true) managed", "aws_iam_policy.a.policy (if false) managed"],
            0,
        ),
        (format!("replace(jsonencode({policy}), \"a\", \"b\")"), vec![], 1),
        ("local.a".to_owned(), vec![], 1),
    ] {
        let mut text = format!("resource \"aws_iam_policy\" \"a\" {{\n  policy = {value}\n}}\n");
        if value.contains(".d") {
            text += document;
        }
        for (name, block) in [
            ("local.encoded", format!("locals {{\n  encoded = jsonencode({policy})\n}}\n")),
            ("local.plain", format!("locals {{\n  plain = {policy}\n}}\n")),
            ("local.a", "locals {\n  a = local.b\n  b = local.a\n}\n".to_owned()),
            ("var.set", format!("variable \"set\" {{\n  default = <<X\n{}\nX\n}}\n", json(policy))),
            ("var.none", "variable \"none\" {\n  default = \"\"\n}\n".to_owned()),
        ] {
            if value.contains(name) {
                text += &block;
            }
        }
        let expected: Vec<String> = match value.as_str() {
            "local.encoded" => vec![local.to_owned()],
            _ => expected.into_iter().map(str::to_owned).collect(),
        };
        assert_eq!(policies(&text), (expected, unresolved), "{text}");
    }
}

/// A policy in the syntax of HCL as JSON; good enough for the one above.
fn json(policy: &str) -> String {
    ["Version", "Statement", "Effect", "Action", "Resource"]
        .iter()
        .fold(policy.to_owned(), |text, name| text.replace(&format!("{name} ="), &format!("\"{name}\":")))
}

#[test]
fn the_policy_of_a_bucket_may_be_that_of_a_directory_bucket() {
    let text = r#"
resource "aws_s3_bucket_policy" "fast" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:role/reader" }
      Action    = "s3express:CreateSession"
      Resource  = "arn:aws:s3express:eu-west-1:111122223333:bucket/fast--euw1-az1--x-s3"
    }]
  })
}
"#;
    assert_eq!(findings(text), [""; 0]);
    let other = text.replace("s3express:CreateSession", "sqs:SendMessage").replace("s3express", "s3");
    assert_ne!(findings(&other), [""; 0]);
}

#[test]
fn terragrunt_and_files_of_variables_hold_policies_too() {
    let policy = r#"{ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:Nothing", Resource = "*" }] }"#;
    for (name, text, owner) in [
        (
            "terragrunt.hcl",
            format!("inputs = {{\n  policies = [jsonencode({policy})]\n}}\n"),
            "inputs.policies[0]",
        ),
        ("prod.tfvars", format!("policy = {policy}\n"), "policy"),
    ] {
        let (_, report) = check_as(name, &text);
        assert_eq!(report.policies[0].owner.as_deref(), Some(owner));
        assert_eq!(report.findings.len(), 1, "{text}");
    }
}

#[test]
fn locals_that_double_each_other_end() {
    let mut text = String::from("locals {\n  a0 = [\"s3:GetObject\"]\n");
    for index in 1..60 {
        text += &format!("  a{index} = concat(local.a{0}, local.a{0})\n", index - 1);
    }
    let branches =
        (0..60).map(|index| format!("  b{index} = x ? local.b{0} : join(\"\", [local.b{0}])\n", index + 1));
    text += &branches.collect::<String>();
    text += "}\nresource \"aws_iam_policy\" \"q\" {\n  policy = local.b0\n}\nresource \"aws_iam_policy\" \"p\" {\n  policy = jsonencode({ Version = \"2012-10-17\", Statement = [{ Effect = \"Allow\", Action = local.a59, Resource = \"*\" }] })\n}\n";
    assert_eq!(findings(&text), [""; 0]);
}
