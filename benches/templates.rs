//! How fast templates in YAML are checked, beside what reading them with the YAML library alone costs.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

#[allow(dead_code)]
mod corpus;

use std::fmt::Write;
use std::hint::black_box;
use std::time::Instant;

use iamlint::syntax::{Node, Value, json, yaml};
use iamlint::{Settings, Source, check};

/// What stands in a template besides its policies.
const OTHERS: &str = r#"AWSTemplateFormatVersion: "2010-09-09"
Description: One of many templates
Parameters:
  Stage: { Type: String, Default: test, AllowedValues: [test, production] }
Conditions:
  IsProduction: !Equals [!Ref Stage, production]
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub "${AWS::StackName}-${Stage}-reports"
      VersioningConfiguration: { Status: !If [IsProduction, Enabled, Suspended] }
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
      Role: !GetAtt Role.Arn
      Environment:
        Variables:
          BUCKET: !Ref Bucket
          STAGE: !Ref Stage
"#;

/// What is measured: it does something with a text.
type Step = fn(&str);

/// How often steps take turns.
const ROUNDS: usize = 21;

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let templates: Vec<String> = corpus::policies().iter().map(|policy| template(policy)).collect();
    let bytes: usize = templates.iter().map(String::len).sum();
    println!(
        "{} templates, {bytes} bytes, one thread; time as a multiple of the YAML library's:",
        templates.len()
    );
    let steps: [(&str, Step); 3] = [
        ("events of the library", read_with_library),
        ("tree", |text| drop(black_box(yaml::parse(text)))),
        ("check", |text| drop(black_box(check(&Source::new("template.yaml", text), &Settings::default())))),
    ];
    let mut rounds: Vec<[f64; 3]> = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push(steps.map(|(_, step)| {
            let start = Instant::now();
            templates.iter().for_each(|text| step(text));
            start.elapsed().as_secs_f64()
        }));
    }
    for (index, (name, _)) in steps.iter().enumerate() {
        let mut ratios: Vec<f64> = rounds.iter().map(|round| round[index] / round[0]).collect();
        ratios.sort_by(f64::total_cmp);
        println!("  {name:<24} {:.2}", ratios[ROUNDS / 2]);
    }
}

fn read_with_library(text: &str) {
    granit_parser::Parser::new_from_str(text).for_each(|event| drop(black_box(event)));
}

fn template(policy: &str) -> String {
    let mut text = format!(
        "{OTHERS}  Policy:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:"
    );
    write(json::parse(policy).root.as_ref().unwrap(), 8, &mut text);
    text + "\n"
}

fn write(node: &Node<'_>, indent: usize, out: &mut String) {
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| {
            write!(out, "\n{:indent$}-", "").unwrap();
            write(item, indent + 2, out);
        }),
        Value::Object(members) => members.iter().for_each(|member| {
            write!(out, "\n{:indent$}{:?}:", "", member.name.as_str()).unwrap();
            write(&member.value, indent + 2, out);
        }),
        Value::Text(text) => write!(out, " {:?}", text.as_str()).unwrap(),
        Value::Number(number) => write!(out, " {number}").unwrap(),
        Value::Bool(value) => write!(out, " {value}").unwrap(),
        Value::Null | Value::Unknown | Value::Partial(_) => *out += " ~",
    }
}
