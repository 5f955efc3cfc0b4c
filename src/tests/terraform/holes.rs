//! What is not known, and what is said nevertheless.

use super::{findings, policies};

#[test]
fn what_is_put_in_is_a_hole_only_where_it_stands() {
    let text = r#"
resource "aws_iam_policy" "app" {
  policy = <<EOT
{
  "Version": "2012-10-17",
  "Statement": [
    { "Effect": "Allow", "Action": ["s3:GetObjekt", "s3:${var.action}"], "Resource": "${var.arn}" },
    { "Effect": "allow", "Action": ${jsonencode(var.actions)}, "Resource": ["a", "${join("\", \"", var.arns)}"] },
    { "Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*", "Condition": { "StringEquals": { "${var.k}:sub": 1 } } }
  ]
}
EOT
}
"#;
    let owner = "aws_iam_policy.app.policy";
    assert_eq!(
        findings(text),
        [
            format!("7:37 invalid-action {owner}"),
            format!("8:17 invalid-effect {owner}"),
            format!("8:77 missing-arn-field {owner}")
        ]
    );
    let within = "%{ if var.a }${var.b}%{ else }%{ for c in var.d }${c}%{ endfor }%{ endif }";
    let directive = text.replace("s3:${var.action}", within);
    assert_eq!(findings(&directive), findings(text));
    for unclear in
        ["%{ if var.a }s3:*\", \"s3:Get*%{ endif }", "%{ if var.a ~} s3:*%{ endif }", "%{ if var.a }s3:*"]
    {
        let directive = text.replace("s3:${var.action}", unclear);
        assert_eq!(policies(&directive), (vec![], 1), "{unclear}");
    }
}

#[test]
fn mistakes_in_json_with_holes_are_told_where_the_holes_cannot_be_their_cause() {
    let policy = |lines: &str| {
        format!("resource \"aws_iam_policy\" \"app\" {{\n  policy = <<EOT\n{{\n{lines}\n}}\nEOT\n}}\n")
    };
    let statement =
        r#""Statement": [{ "Effect": "allow", "Action": "s3:GetObject", "Resource": "${var.a}" }]"#;
    for (lines, expected, unresolved) in [
        (
            format!("\"Version\": \"2012-10-17\",\n{statement},"),
            vec!["5:27 invalid-effect", "5:87 json-trailing-comma"],
            0,
        ),
        (format!("\"Version\": \"2012-10-17\"\n{statement}"), vec!["4:24 json-missing-comma"], 0),
        (format!("\"Version\": \"2012-10-17\",\n${{var.more}}\n{statement}"), vec![], 1),
    ] {
        let text = policy(&lines);
        let found: Vec<String> =
            findings(&text).iter().map(|line| line.replace(" aws_iam_policy.app.policy", "")).collect();
        assert_eq!(found, expected, "{text}");
        assert_eq!(policies(&text).1, unresolved, "{text}");
    }
}
