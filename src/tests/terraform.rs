//! Policies in configurations and plans of Terraform.

mod forms;

use std::path::Path;

use iamlint::syntax::hcl::{self, Expression, File, Flaw, Form, Part, Step};
use iamlint::{Finding, Report, Settings, Source, check};
use proptest::prelude::*;

use crate::rulebook;

fn check_as(name: &str, text: &str) -> (Source, Report) {
    let source = Source::new(name, text);
    let report = check(&source, &Settings::default());
    (source, report)
}

/// The findings of a configuration as `line:column rule`, with the owner of the policy.
fn findings(text: &str) -> Vec<String> {
    let (source, report) = check_as("main.tf", text);
    let finding = |found: &Finding| {
        let at = source.position(found.diagnostic.at.start());
        let policy = found.policy.and_then(|policy| report.policies[policy].owner.as_deref());
        format!("{}:{} {} {}", at.line, at.column, found.diagnostic.page.name, policy.unwrap_or("-"))
    };
    report.findings.iter().map(finding).collect()
}

/// The policies of a configuration as `owner kind`, and how many places hold one that is not known.
fn policies(text: &str) -> (Vec<String>, usize) {
    let (_, report) = check_as("main.tf", text);
    let policy = |policy: &iamlint::PolicyReport| {
        format!("{} {}", policy.owner.as_deref().unwrap_or("-"), policy.profile.kind)
    };
    (report.policies.iter().map(policy).collect(), report.unresolved.len())
}

/// A short form of an expression, to compare it with.
fn outline(expression: &Expression<'_>) -> String {
    let all = |list: &[Expression<'_>]| list.iter().map(outline).collect::<Vec<_>>().join(" ");
    match &expression.form {
        Form::Null => "null".to_owned(),
        Form::Bool(value) => value.to_string(),
        Form::Number(digits) => (*digits).to_owned(),
        Form::Template(parts) => {
            let part = |part: &Part<'_>| match part {
                Part::Literal(text) => format!("{:?}", text.as_str()),
                Part::Value(_, value) => format!("${{{}}}", outline(value)),
                Part::Directive(_) => "%{}".to_owned(),
            };
            format!("<{}>", parts.iter().map(part).collect::<Vec<_>>().join("+"))
        }
        Form::Tuple(items) => format!("[{}]", all(items)),
        Form::Object(items) => {
            let item = |(name, value): &(Expression<'_>, Expression<'_>)| {
                format!("{}={}", outline(name), outline(value))
            };
            format!("{{{}}}", items.iter().map(item).collect::<Vec<_>>().join(" "))
        }
        Form::Call(name, arguments) => format!("{name}({})", all(arguments)),
        Form::Reference(steps) => {
            let step = |step: &Step<'_>| match step {
                Step::Name(name) => format!(".{name}"),
                Step::Index => "[]".to_owned(),
            };
            steps.iter().map(step).collect::<String>().trim_start_matches('.').to_owned()
        }
        Form::Conditional(values) => format!("?({})", all(&**values)),
        Form::Other(parts) => format!("other({})", all(parts)),
    }
}

#[test]
fn expressions_are_read_as_terraform_reads_them() {
    for (text, expected) in [
        ("null", "null"),
        ("-1.5e3", "-1.5e3"),
        ("!var.a", "other(var.a)"),
        (r#""a\tb\"\\\u00e9$${c}%%{d}$e%""#, r#"<"a\tb\"\\é${c}%{d}$e%">"#),
        (r#""arn:${local.p}:x""#, r#"<"arn:"+${local.p}+":x">"#),
        (r#""${a["b"].c}""#, "<${a[].c}>"),
        (r#""%{ if a == "}" }x%{ endif }""#, r#"<%{}+"x"+%{}>"#),
        (r#""${~ a ~}""#, "<%{}>"),
        (r#""${"${"x"}"}""#, r#"<${<${<"x">}>}>"#),
        ("data.x.y[0].json", "data.x.y[].json"),
        ("data.x.*.json", "data.x[].json"),
        ("data.x[*].json", "data.x[].json"),
        ("x.0.y", "x[].y"),
        ("a ? b : c ? d : e", "?(b ?(d e))"),
        ("a == b || !c && d >= -1 ? [1] : []", "?([1] [])"),
        ("f(a, [b, c,], )", "f(a [b c])"),
        ("f(a...)", "other(a)"),
        ("provider::aws::arn_parse(a)", "provider::aws::arn_parse(a)"),
        ("f(a).b[1]", "other(other(f(a)))"),
        ("(a\n+ b)", "other(a b)"),
        ("[for k, v in m : \"${k}\" if v != null]", "other(m <${k}> other(v null))"),
        ("{ for k in m : k => f(k)... }", "other(m k f(k))"),
        ("{ a = 1, b : 2\n \"c\" = 3 // d\n (d) = 4 }", r#"{a=1 b=2 <"c">=3 d=4}"#),
        ("{\n  a = {} # x\n  for = 2\n}", "{a={} for=2}"),
        ("[\n1,\n# x\n2 /* y */,\n]", "[1 2]"),
    ] {
        let text = format!("a = {text}\nb = 2\n");
        let file = hcl::parse(&text);
        assert_eq!(file.problems, [], "{text}");
        let values: Vec<String> =
            file.body.attributes.iter().map(|attribute| outline(&attribute.value)).collect();
        assert_eq!(values, [expected, "2"], "{text}");
    }
}

#[test]
fn heredocs_lose_the_indent_that_their_lines_share() {
    for (text, expected) in [
        ("<<A\n  x\n    y\nA", "  x\n    y\n"),
        ("<<-A\n    x\n\n      y ${z}\n  \tA", "x\n\n  y +${z}+\n"),
        ("<<-A\n  x\r\n  $${y} %%{\r\n  A\r", "x\r\n${y} %{\r\n"),
        ("<<A\nB A\nAA\nA", "B A\nAA\n"),
        ("<<A\n${f(\"\n\"\n)}\nA", ""),
        ("<<A\nA", ""),
    ] {
        let text = format!("a = {text}\nb = 2\n");
        let file = hcl::parse(&text);
        if expected.is_empty() && text.contains('(') {
            // A quoted string ends on its line.
            assert_eq!(file.problems[0].flaw, Flaw::UnclosedString);
            continue;
        }
        assert_eq!(file.problems, [], "{text}");
        let Form::Template(parts) = &file.body.attributes[0].value.form else { panic!("{text}") };
        let part = |part: &Part<'_>| match part {
            Part::Literal(literal) => literal.as_str().to_owned(),
            _ => "+${z}+".to_owned(),
        };
        assert_eq!(parts.iter().map(part).collect::<String>(), expected, "{text}");
        for literal in parts.iter() {
            let Part::Literal(literal) = literal else { continue };
            for (index, character) in literal.as_str().char_indices() {
                let at = literal.part(index..index + character.len_utf8());
                let written = &text[at.start()..at.end()];
                assert!(
                    written.starts_with([character, '$', '%']),
                    "{character:?} at {written:?} of {text:?}"
                );
            }
        }
    }
}

#[test]
fn a_broken_block_costs_no_other() {
    let good = "resource \"a\" \"b\" {\n  c = 1\n}\n";
    for (broken, flaw, written) in [
        ("resource \"x\" \"y\" {\n  a = [1 2]\n}\n", Flaw::Expected("`,` or `]`"), "2"),
        ("resource \"x\" \"y\" {\n  a = 1\n", Flaw::Unclosed, "{"),
        ("resource \"x\" \"y\" {\n  a = f(1\n}\n", Flaw::Expected("`,` or `)`"), "}"),
        ("resource \"x\" \"y\" {\n  a = \"b\n}\n", Flaw::UnclosedString, "\"b"),
        ("resource \"x\" \"y\" {\n  a = \"\\d\"\n}\n", Flaw::Escape, "\\"),
        ("resource \"x\" \"y\" {\n  a = 1 b = 2\n}\n", Flaw::Expected("a new line behind the value"), "b"),
        ("}\n", Flaw::Expected("the name of an attribute or a block"), "}"),
        ("resource \"x\" y\n", Flaw::Expected("`=` or `{` behind the name"), ""),
    ] {
        let text = format!("{good}{broken}{good}");
        let file = hcl::parse(&text);
        assert_eq!(file.body.blocks.len(), 2, "{text}");
        let [problem] = file.problems.as_slice() else { panic!("{text}: {:?}", file.problems) };
        assert_eq!(problem.flaw, flaw, "{text}");
        assert_eq!(text[problem.at.start()..problem.at.end()].trim(), written, "{text}");
    }
    for (text, flaw) in [
        (format!("{good}a = <<X\n{good}"), Flaw::UnclosedHeredoc),
        (format!("{good}/* {good}"), Flaw::UnclosedComment),
        (format!("a = {}1{}\n{good}", "[".repeat(500), "]".repeat(500)), Flaw::TooDeep),
        (format!("{}{}\n{good}", "a {\n".repeat(500), "}\n".repeat(500)), Flaw::TooDeep),
    ] {
        let file = hcl::parse(&text);
        assert_eq!(file.problems.len(), 1, "{:?}", file.problems);
        assert_eq!((file.problems[0].flaw, file.body.blocks.len()), (flaw, 1));
    }
}

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
    let directive = text.replace("s3:${var.action}", "%{ if var.a }s3:*%{ endif }");
    assert_eq!(policies(&directive), (vec![], 1));
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
            vec!["5:27 invalid-effect", "5:87 json-trailing-comma -"],
            0,
        ),
        (format!("\"Version\": \"2012-10-17\"\n{statement}"), vec!["4:24 json-missing-comma -"], 1),
        (format!("\"Version\": \"2012-10-17\",\n${{var.more}}\n{statement}"), vec![], 1),
    ] {
        let text = policy(&lines);
        let found: Vec<String> =
            findings(&text).iter().map(|line| line.replace(" aws_iam_policy.app.policy", "")).collect();
        assert_eq!(found, expected, "{text}");
        assert_eq!(policies(&text).1, unresolved, "{text}");
    }
}

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

/// The configurations of the cases.
fn configurations() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/policies");
    let files = rulebook::files_below(&root);
    let is_hcl = |path: &&std::path::PathBuf| path.extension().is_some_and(|extension| extension == "tf");
    files.iter().filter(is_hcl).map(|path| std::fs::read_to_string(path).expect("a case")).collect()
}

fn check_places(text: &str, expression: &Expression<'_>) {
    let at = expression.at;
    assert!(text.get(at.start()..at.end()).is_some(), "{at:?}");
    match &expression.form {
        Form::Template(parts) => parts.iter().for_each(|part| match part {
            Part::Literal(literal) => assert!(at.contains(literal.content()), "{literal:?}"),
            Part::Value(place, value) => {
                assert!(at.contains(*place));
                check_places(text, value);
            }
            Part::Directive(place) => assert!(at.contains(*place)),
        }),
        Form::Tuple(list) | Form::Call(_, list) | Form::Other(list) => {
            list.iter().for_each(|item| check_places(text, item));
        }
        Form::Object(items) => items.iter().for_each(|(name, value)| {
            check_places(text, name);
            check_places(text, value);
        }),
        Form::Conditional(values) => values.iter().for_each(|value| check_places(text, value)),
        _ => {}
    }
}

fn check_file(text: &str, file: &File<'_>) {
    for problem in &file.problems {
        assert!(text.get(problem.at.start()..problem.at.end()).is_some(), "{problem:?}");
    }
    let mut bodies = vec![&file.body];
    while let Some(body) = bodies.pop() {
        body.attributes.iter().for_each(|attribute| check_places(text, &attribute.value));
        bodies.extend(body.blocks.iter().map(|block| &block.body));
    }
}

proptest! {
    /// Files are cut, doubled and spoiled, and nothing panics.
    #[test]
    fn broken_files_never_panic(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..12, prop::sample::select(vec![
            "", "\"", "{", "}", "${", "%{", "<<X\n", "<<-X\n", "X\n", "[", ")", "\\", "é", "=", "\n", "? :", "for ", "~}", "/*", "$${", ".", "...",
        ])), 0..6),
    ) {
        let texts = configurations();
        prop_assert!(!texts.is_empty());
        let mut text: Vec<char> = which.get(&texts).chars().collect();
        for (place, cut, insert) in edits {
            let start = place.index(text.len() + 1).min(text.len());
            let end = (start + cut).min(text.len());
            text.splice(start..end, insert.chars());
        }
        let text: String = text.into_iter().collect();
        check_file(&text, &hcl::parse(&text));
        let (source, report) = check_as("main.tf", &text);
        for finding in &report.findings {
            let at = finding.diagnostic.at;
            prop_assert!(at.end() <= source.text().len());
        }
    }
}
