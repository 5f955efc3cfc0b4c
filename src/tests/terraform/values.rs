//! What expressions are worth.

use super::{check_as, findings, policies};

/// The messages about a policy whose `Resource` is an expression, with locals and variables beside it.
fn said_of_resource(expression: &str, beside: &str) -> Vec<String> {
    let text = format!(
        "resource \"aws_iam_policy\" \"a\" {{\n  policy = jsonencode({{ Version = \"2012-10-17\", Statement = [\n    {{ Effect = \"Allow\", Action = \"s3:GetObject\", Resource = {expression} }}\n  ] }})\n}}\n{beside}"
    );
    let (_, report) = check_as("main.tf", &text);
    assert!(report.skipped.is_none() && report.policies.len() == 1, "{text}");
    let messages = report.findings.iter().map(|finding| finding.diagnostic.message.clone());
    messages.filter_map(|message| message.split('`').nth(1).map(str::to_owned)).collect()
}

const BESIDE: &str = r#"
locals {
  names  = ["a", "b"]
  same   = "x"
  config = { bucket = { "main" = "c" }, "quoted name" = "d", list = ["e", "f"] }
  either = var.flag ? "g" : "g"
  unlike = var.flag ? "g" : "h"
}
variable "flag" {}
variable "set" { default = "i" }
variable "list" { default = ["j", "k"] }
variable "object" { default = { full = "l", none = "", nothing = {} } }
variable "none" { default = "" }
variable "no_list" { default = [] }
variable "nothing" { default = null }
variable "number" { default = 7 }
"#;

/// Each text is no ARN, so that a finding tells it.
#[test]
fn values_that_are_known_are_worked_out() {
    for (expression, expected) in [
        ("\"${local.same}y\"", &["xy"][..]),
        ("local.names[1]", &["b"]),
        ("local.config.bucket[\"main\"]", &["c"]),
        ("local.config[\"quoted name\"]", &["d"]),
        ("local.config.list[*]", &["e", "f"]),
        ("local.config.list.0", &["e"]),
        ("local.config[local.none]", &[]),
        ("local.config.elsewhere", &[]),
        ("local.either", &["g"]),
        ("local.unlike", &[]),
        ("var.set", &["i"]),
        ("var.list", &["j", "k"]),
        ("var.object.full", &["l"]),
        ("var.object.none", &[]),
        ("var.object.nothing", &[]),
        ("[var.none, var.no_list, var.nothing, var.flag, var.elsewhere]", &[]),
        ("\"a${var.number}\"", &["a7"]),
        ("[for name in local.names : \"${name}z\"]", &["az", "bz"]),
        ("[for name in var.no_list : \"known\"]", &[]),
        ("[for name in concat([\"q\"], var.no_list) : \"${name}r\"]", &["qr"]),
        ("[for name in local.names : name if name != \"a\"]", &[]),
        ("[for key, name in { m = \"n\" } : \"${key}${name}\"]", &["mn"]),
        ("values({ for name in local.names : (name) => upper(name) })", &["A", "B"]),
        ("[for a in local.names : [for b in local.names : \"${a}${b}\"][1]]", &["ab", "bb"]),
        ("format(\"%s-%v-%d%%\", local.same, true, 3)", &["x-true-3%"]),
        ("format(\"%05d\", 3)", &[]),
        ("format(\"%s\", var.flag)", &[]),
        ("format(\"x:%s\", var.flag)", &["x:${...}"]),
        // What is found of the one and of the other could not be told apart.
        ("[for one in [\"a\", \"b\"] : \"x:${one}:${var.flag}\"]", &[]),
        ("formatlist(\"%s/%s\", local.names, local.same)", &["a/x", "b/x"]),
        ("lower(upper(trimspace(\" s \")))", &["s"]),
        ("replace(\"a.b\", \".\", \"-\")", &["a-b"]),
        ("replace(\"a.b\", \"/[.]/\", \"-\")", &[]),
        ("split(\",\", \"t,u\")", &["t", "u"]),
        ("element(split(\",\", \"t,u\"), 1)", &["u"]),
        ("split(\",\", \"t,u\")[0]", &["t"]),
        ("jsondecode(\"{\\\"v\\\": [\\\"w\\\"]}\").v", &["w"]),
        ("coalesce(null, \"\", local.same)", &["x"]),
        ("coalesce(var.flag, local.same)", &[]),
        ("distinct([\"y\", \"y\"])", &["y"]),
        ("compact([\"\", null, \"y\"])", &["y"]),
        ("setunion([\"y\"], [\"y\", \"z\"])", &["y", "z"]),
        ("toset(local.names)", &["a", "b"]),
        ("lookup({ a = \"b\" }, \"a\", \"c\")", &["b"]),
        ("lookup({ a = \"b\" }, \"d\", \"c\")", &["c"]),
        ("try(local.same, \"c\")", &["x"]),
        ("keys({ b = 1, a = 2 })[0]", &["a"]),
        ("one([\"z\"])", &["z"]),
        ("trimprefix(\"abc\", \"a\")", &["bc"]),
        ("trimsuffix(\"abc\", \"a\")", &["abc"]),
    ] {
        assert_eq!(said_of_resource(expression, BESIDE), expected, "{expression}");
    }
}

#[test]
fn a_name_in_parentheses_is_that_of_a_value() {
    let text = r#"
resource "aws_iam_policy" "a" {
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    for key, value in { "aws:NoSuchKey" = "x" } :
    { Effect = "Allow", Action = "s3:GetObject", Resource = "*", Condition = { StringEquals = { (key) = value } } }
  ] })
}
"#;
    let found = findings(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("global-condition-key"), "{found:?}");
}

#[test]
fn a_default_that_says_nothing_is_no_policy() {
    for default in ["\"\"", "\"{}\"", "null", "\" \""] {
        let text = format!(
            "resource \"aws_iam_policy\" \"a\" {{\n  policy = var.p\n}}\nvariable \"p\" {{\n  default = {default}\n}}\n"
        );
        assert_eq!(policies(&text), (vec![], 1), "{text}");
    }
}

#[test]
fn resources_made_for_each_item_have_a_policy_each() {
    let text = r#"
locals {
  policies = {
    read  = { path = "/", document = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "s3:GetObjekt", Resource = "*" }] } }
    write = { path = "/", document = { Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:Nothing", Resource = "*" }] } }
  }
}

resource "aws_iam_policy" "all" {
  for_each = local.policies
  name     = each.key
  policy   = jsonencode(each.value.document)
}
"#;
    assert_eq!(
        findings(text),
        [
            r#"4:106 invalid-action aws_iam_policy.all["read"].policy"#,
            r#"5:106 invalid-action aws_iam_policy.all["write"].policy"#
        ]
    );
    let unknown = text.replace("each.value.document", "each.value.elsewhere");
    assert_eq!(policies(&unknown).1, 1);
}

#[test]
fn statements_of_known_items_are_known() {
    let text = r#"
data "aws_iam_policy_document" "a" {
  dynamic "statement" {
    for_each = { s3 = "Objekt", sqs = "Message" }
    content {
      actions   = ["${statement.key}:Get${statement.value}"]
      resources = ["*"]
    }
  }
  dynamic "statement" {
    for_each = var.more
    content {
      actions   = ["s3:Nothing"]
      resources = ["*"]
    }
  }
}
"#;
    assert_eq!(findings(text).len(), 2, "{:?}", findings(text));
}

#[test]
fn strings_that_double_each_other_end() {
    let mut text = String::from("locals {\n  a0 = \"arn:aws:s3:::a\"\n");
    for index in 1..40 {
        text += &format!("  a{index} = replace(local.a{0}, \"a\", local.a{0})\n", index - 1);
        text += &format!("  b{index} = \"${{local.b{0}}}${{local.b{0}}}\"\n", index - 1);
    }
    text += "  b0 = \"arn:aws:s3:::a\"\n}\n";
    for local in ["a39", "a20", "b39", "b23"] {
        text += &format!(
            "resource \"aws_iam_policy\" \"{local}\" {{\n  policy = jsonencode({{ Version = \"2012-10-17\", Statement = [{{ Effect = \"Allow\", Action = \"s3:GetObject\", Resource = local.{local} }}] }})\n}}\n"
        );
    }
    assert_eq!(findings(&text), [""; 0]);
}
