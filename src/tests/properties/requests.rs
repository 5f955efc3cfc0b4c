//! Requests and answers that were cut, doubled or mistyped: every finding still has a place in the file.

use iamlint::check::Finding;
use iamlint::{Settings, Source, Span, check};
use proptest::prelude::*;

/// Documents in each form in which a policy may stand in one: an object, a string, percent-encoded.
fn documents() -> Vec<String> {
    let policy = r#"{"Version": "2008-10-17", "Statement": [{"Sid": "é", "Effect": "allow", "Action": ["s3:GetObjekt", "ec2:x"], "Resource": "b"}]}"#;
    let escaped = serde_json::Value::from(policy);
    let encoded: String = policy.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let mut documents = Vec::new();
    for document in [policy, &escaped.to_string(), &format!("\"{encoded}\"")] {
        documents.push(format!(
            r#"{{"PolicyName": "a b", "Path": "é", "Tags": [{{"Key": "aws:é", "Value": ";"}}], "PolicyDocument": {document}}}"#
        ));
        documents.push(format!(
            r#"[{{"RoleName": "r", "MaxSessionDuration": 1, "AssumeRolePolicyDocument": {document}}}, {{"UserName": "u", "PolicyName": "", "PolicyDocument": {document}}}]"#
        ));
        documents.push(format!(
            r#"{{"Resources": {{"U": {{"Type": "AWS::IAM::User", "Properties": {{"UserName": "a b", "ManagedPolicyArns": ["é", {{"Ref": "M"}}], "Policies": [{{"PolicyName": "é ", "PolicyDocument": {document}}}]}}}}, "P": {{"Type": "AWS::IAM::Policy", "Properties": {{"PolicyName": "p", "Users": [{{"Ref": "U"}}, "é "], "PolicyDocument": {{"Fn::If": ["C", {document}, {{"Ref": "AWS::NoValue"}}]}}}}}}}}}}"#
        ));
        documents.push(format!(
            r#"{{"service": "s", "provider": {{"name": "aws", "iamRoleStatements": [{{"Effect": "é", "Action": "${{self:a}}"}}]}}, "resources": {{"Resources": {{"M": {{"Type": "AWS::IAM::ManagedPolicy", "Properties": {{"Path": "é", "PolicyDocument": {document}}}}}}}}}}}"#
        ));
        documents.push(format!(
            r#"{{"UserDetailList": [{{"UserName": "u", "UserPolicyList": [{{"PolicyName": "p", "PolicyDocument": {document}}}]}}], "Policies": [{{"PolicyVersionList": [{{"Document": {document}}}]}}]}}"#
        ));
    }
    documents
}

/// The text with a piece of it, of some length, replaced.
fn mutated((document, at, length, piece): (String, usize, usize, &str)) -> String {
    let boundary =
        |index: usize| (0..=index.min(document.len())).rev().find(|index| document.is_char_boundary(*index));
    let start = boundary(at % (document.len() + 1)).unwrap_or(0);
    let end = boundary(start + length).unwrap_or(start).max(start);
    format!("{}{piece}{}", &document[..start], &document[end..])
}

fn places(finding: &Finding) -> impl Iterator<Item = Span> {
    let diagnostic = &finding.diagnostic;
    diagnostic.locations().chain(diagnostic.labels.iter().map(|label| label.at))
}

proptest! {
    #[test]
    fn every_place_lies_in_the_file(
        text in (
            prop::sample::select(documents()),
            any::<usize>(),
            0_usize..6,
            prop::sample::select(vec!["", "\"", "\\", "%", "%2", "%7B", "%00", "{", "}", "]", ",", "\\u00", "é", "\n", "null", "7"]),
        ).prop_map(mutated)
    ) {
        let report = check(&Source::new("input.json", text.as_str()), &Settings::default());
        for policy in &report.policies {
            prop_assert!(text.get(policy.at.start()..policy.at.end()).is_some(), "{:?} of {}", policy.at, text);
        }
        for at in report.findings.iter().flat_map(places) {
            prop_assert!(text.get(at.start()..at.end()).is_some(), "{:?} of {}", at, text);
        }
    }
}
