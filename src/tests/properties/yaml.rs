//! YAML: no text stops the parser or the engine, and a policy means the same in it as in JSON.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use iamlint::source::Span;
use iamlint::syntax::{Node, Text, Value, json, yaml};
use iamlint::{Report, Settings, Source, check};
use proptest::prelude::*;

use crate::rulebook;

/// Texts made of what templates are made of.
fn template_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec!["\n", "\n  ", "\n    ", "\n      ", "\n- ", "\n  - ", ": ", " ", "- "]),
        3 => prop::sample::select(vec!["a", "b: c", "é", "\"q \\u00e9 \\\n  x\"", "'s''t'", "1", "0777", "true", "~", "x: 😀"]),
        2 => prop::sample::select(vec!["[", "]", "{", "}", ",", "|\n", ">-\n", "|2+\n", "&x ", "*x", "<<: *x", "? ", "!!str ", "---\n", "...\n"]),
        2 => prop::sample::select(vec![
            "!Ref A", "!Ref AWS::NoValue", "!Sub \"${A}-${!b}\"", "!Sub [\"${A}\", {A: é}]", "!GetAtt a.b", "!If [C, a, b]",
            "!Join [\"\", [a, é, !Ref X]]", "!Select [0, !Split [\",\", \"é,b\"]]", "!FindInMap [M, a, b]", "!Other x",
            "Fn::Sub: \"{\\\"Statement\\\": [\\\"${X}\\\"]}\"", "Fn::If: [C, ", "!ToJsonString {a: b}", "Fn::ForEach::L: [V, [a], {a${V}: 1}]",
        ]),
        2 => prop::sample::select(vec![
            "\nResources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument:\n        Statement:\n          - ",
            "\nResources:\n  R:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: ",
            "\nResources: {R: {Type: AWS::Serverless::Function, Properties: {Policies: ",
            "Effect: Allow", "Action: s3:*", "Statement:\n", "Resource: ",
        ]),
        1 => prop::sample::select(vec!["\t", "@", "`", "%", "\u{1}", "\u{feff}", "\r\n", "#", "*", "{{ x }}", "\u{fffc}"]),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Every place lies in the text, between characters.
fn check_places(text: &str, node: &Node<'_>) {
    let check_place = |at: Span| {
        assert!(text.get(at.start()..at.end()).is_some(), "{at:?} of {text:?}");
    };
    let check_text = |value: &Text<'_>| {
        check_place(value.at());
        let ends = value.as_str().char_indices().map(|(index, next)| index + next.len_utf8());
        for (start, end) in value.as_str().char_indices().map(|(index, _)| index).zip(ends) {
            check_place(value.part(start..end));
        }
    };
    check_place(node.at);
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| check_places(text, item)),
        Value::Object(members) => {
            for member in members {
                check_text(&member.name);
                check_places(text, &member.value);
            }
        }
        Value::Text(value) => check_text(value),
        _ => {}
    }
}

fn check_report(text: &str) {
    let report = check(&Source::new("template.yaml", text), &Settings::default());
    for finding in &report.findings {
        let diagnostic = &finding.diagnostic;
        let labels = diagnostic.labels.iter().map(|label| label.at);
        for at in labels.chain([diagnostic.at]) {
            assert!(text.get(at.start()..at.end()).is_some(), "{at:?} of {text:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_template_is_read(text in template_like()) {
        for tree in yaml::parse(&text) {
            tree.root.iter().for_each(|root| check_places(&text, root));
        }
        check_report(&text);
    }

    #[test]
    fn any_text_at_all_is_read(text in "\\PC*") {
        for tree in yaml::parse(&text) {
            tree.root.iter().for_each(|root| check_places(&text, root));
        }
    }
}

/// A value as YAML, with each style in its turn.
pub(crate) fn write(source: &str, node: &Node<'_>, indent: usize, out: &mut String) {
    let start = format!("\n{}", " ".repeat(indent));
    match &node.value {
        Value::Array(items) if !items.is_empty() => {
            for item in items {
                *out += &format!("{start}-");
                write(source, item, indent + 2, out);
            }
        }
        Value::Object(members) if !members.is_empty() => {
            for member in members {
                *out += &format!("{start}{}:", scalar(member.name.as_str(), indent, true));
                write(source, &member.value, indent + 2, out);
            }
        }
        Value::Array(_) => *out += " []",
        Value::Object(_) => *out += " {}",
        // A character that an escape stands for is no such character to some services.
        Value::Text(_) if source[Range::from(node.at)].contains("\\u") => {
            *out += &format!(" {}", &source[Range::from(node.at)]);
        }
        Value::Text(text) => *out += &format!(" {}", scalar(text.as_str(), indent, false)),
        Value::Number(number) => *out += &format!(" {number}"),
        Value::Bool(value) => *out += &format!(" {value}"),
        Value::Null | Value::Unknown | Value::Partial(_) => *out += " null",
    }
}

fn scalar(value: &str, indent: usize, is_name: bool) -> String {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || b"/._*".contains(&byte);
    let is_control =
        |character: char| character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}');
    let begins_plain = value.starts_with(|first: char| first.is_ascii_alphabetic());
    if begins_plain
        && value.split(':').all(|part| !part.is_empty() && part.bytes().all(is_word))
        && !matches!(
            value.to_ascii_lowercase().as_str(),
            "true" | "false" | "null" | "yes" | "no" | "on" | "off"
        )
    {
        return value.to_owned();
    }
    match value.len() % 3 {
        0 if !value.contains(is_control) => format!("'{}'", value.replace('\'', "''")),
        1 if !is_name
            && !value.contains(is_control)
            && !value.starts_with(' ')
            && !value.trim().is_empty() =>
        {
            format!("|-\n{}{value}", " ".repeat(indent + 2))
        }
        _ => serde_json::to_string(value).expect("a string"),
    }
}

/// The names of the rules that find something, each with how often; what depends on white space in JSON is left out.
fn counts(report: &Report) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for finding in report.findings.iter().filter(|finding| finding.diagnostic.page.group != "size") {
        *counts.entry(finding.diagnostic.page.name).or_insert(0) += 1;
    }
    counts
}

/// The policies that the repository has in JSON.
fn policies() -> Vec<(Settings, String)> {
    let mut policies = rulebook::json_examples();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/policies");
    for case in std::fs::read_dir(root).expect("a folder of cases") {
        let path = case.expect("a case").path().join("input.json");
        if let Ok(text) = std::fs::read_to_string(path) {
            policies.push((Settings::default(), text));
        }
    }
    policies
}

/// Whether YAML has another meaning on purpose: the functions of templates, and account ids that are no numbers.
pub(crate) fn means_something_else(text: &str) -> bool {
    ["\"Fn::", "\"Ref\"", "[111122223333]"].iter().any(|other| text.contains(other))
}

#[test]
fn a_policy_means_the_same_in_yaml() {
    let (mut compared, mut wrong) = (0, Vec::new());
    for (settings, text) in policies() {
        let tree = json::parse(&text);
        let Some(root) =
            tree.root.as_ref().filter(|root| tree.problems.is_empty() && root.members().is_some())
        else {
            continue;
        };
        let mut written = String::new();
        write(&text, root, 0, &mut written);
        let in_json = counts(&check(&Source::new("policy.json", text.as_str()), &settings));
        let in_yaml = counts(&check(&Source::new("policy.yaml", written.trim_start()), &settings));
        if means_something_else(&text) {
            assert_ne!(in_json, in_yaml, "{text}");
            continue;
        }
        compared += 1;
        if in_json != in_yaml {
            wrong.push(format!("{in_json:?} in JSON, {in_yaml:?} in YAML:\n{text}{written}\n"));
        }
    }
    assert!(compared > 500, "{compared} policies were compared");
    assert!(wrong.is_empty(), "{} of {compared}:\n{}", wrong.len(), wrong.join("\n"));
}
