//! How what carries a policy tells what is answered to it.

use iamlint::{Kind, Source};

use super::*;

/// A valid policy of about that many characters without white space.
fn long(characters: usize) -> String {
    with_resource(&format!(r#"["arn:aws:s3:::example-bucket/{}"]"#, "a".repeat(characters)))
}

#[test]
fn what_is_too_long_exceeds_a_limit() {
    let answer = |kind, text: String| {
        let answer = answer_to(&Source::new("policy.json", text.as_str()), Some(kind));
        answer.map(|answer| (answer.operation, answer.code, answer.message))
    };
    let message = "Cannot exceed quota for PolicySize: 6144".to_owned();
    assert_eq!(answer(Kind::Managed, long(7_000)), Some(("CreatePolicy", "LimitExceeded", message)));
    assert_eq!(answer(Kind::Managed, long(5_000)), None);
    // The message names the role, which a policy alone does not tell.
    assert_eq!(answer(Kind::InlineRole, long(11_000)), None);
    let request = serde_json::json!({
        "RoleName": "reader",
        "PolicyName": "reports",
        "PolicyDocument": long(11_000),
    });
    let answer =
        answer_to(&Source::new("request.json", request.to_string().as_str()), None).expect("an answer");
    assert_eq!((answer.operation, answer.code), ("PutRolePolicy", "LimitExceeded"));
    assert_eq!(answer.message, "Maximum policy size of 10240 bytes exceeded for role reader");
}

#[test]
fn requests_are_answered_by_their_operation() {
    let old = r#"{"Version": "2008-10-17", "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}"#;
    let answer = |request: serde_json::Value| {
        answer_to(&Source::new("request.json", request.to_string().as_str()), None)
            .map(|answer| answer.operation)
    };
    let object: serde_json::Value = serde_json::from_str(old).expect("JSON");
    let arn = "arn:aws:iam::111122223333:policy/reports";
    for document in [serde_json::json!(old), object] {
        assert_eq!(
            answer(serde_json::json!({ "PolicyArn": arn, "PolicyDocument": document })),
            Some("CreatePolicyVersion")
        );
        assert_eq!(
            answer(serde_json::json!({ "PolicyName": "reports", "PolicyDocument": document })),
            Some("CreatePolicy")
        );
        // The name is refused first, in words that are not known for sure.
        assert_eq!(
            answer(serde_json::json!({ "PolicyName": "my reports", "PolicyDocument": document })),
            None
        );
        assert_eq!(
            answer(serde_json::json!({ "GroupName": "a", "PolicyName": "b", "PolicyDocument": document })),
            None
        );
        // What AWS tells of is in force already.
        assert_eq!(answer(serde_json::json!({ "PolicyVersion": { "Document": document } })), None);
    }
}

#[test]
fn what_no_request_carries_has_no_answer() {
    let comment = "// read only\n{\"Version\": \"2012-10-17\", \"Statement\": []}";
    assert_eq!(answer_to(&Source::new("policy.jsonc", comment), Some(Kind::Managed)), None);
    for kind in [Kind::Resource, Kind::Scp, Kind::Session, Kind::PermissionSet, Kind::AwsManaged] {
        assert_eq!(message(kind, r#"{"Statement": []}"#), None);
    }
}

/// A file that nobody tells the kind of may hold an inline policy, which may be longer and older.
#[test]
fn a_policy_that_may_be_an_inline_one_is_not_told_what_managed_ones_are() {
    let old = |text: String| text.replace("2012-10-17", "2008-10-17");
    let told = |text: &str, kind| {
        let answer = answer_to(&Source::new("policy.json", text), kind);
        answer.map(|answer| (answer.operation, answer.message))
    };
    let quota = Some(("CreatePolicy", "Cannot exceed quota for PolicySize: 6144".to_owned()));
    let version = Some(("CreatePolicy", VERSION.to_owned()));
    let syntax = Some(("CreatePolicy", SYNTAX.to_owned()));
    for (text, by_evidence, as_managed) in [
        (long(6_000), None, None),
        (long(6_200), None, quota.clone()),
        (long(10_000), None, quota.clone()),
        (long(10_300), quota.clone(), quota),
        (old(long(10)), None, version.clone()),
        (old(long(7_000)), None, version.clone()),
        (long(10).replace(r#""Version": "2012-10-17", "#, ""), None, version),
        (with_statements(r#"[{"Effect": "Allow", "Action": 7, "Resource": "*"}]"#), syntax.clone(), syntax),
    ] {
        assert_eq!(told(&text, None), by_evidence, "{text}");
        assert_eq!(told(&text, Some(Kind::Managed)), as_managed, "{text}");
    }
}

/// In which order CloudFormation puts a policy on several roles is not known, and so is which the answer names.
#[test]
fn policies_of_templates_are_answered_by_what_carries_them() {
    let answer = |properties: serde_json::Value| {
        let template = serde_json::json!({ "Resources": { "P": { "Type": "AWS::IAM::Policy", "Properties": properties } } });
        let answer = answer_to(&Source::new("template.json", template.to_string().as_str()), None);
        answer.map(|answer| format!("{}: {}", answer.operation, answer.message))
    };
    let document: serde_json::Value = serde_json::from_str(&long(11_000)).expect("JSON");
    let with = |targets: serde_json::Value| serde_json::json!({ "PolicyName": "p", "Roles": targets, "PolicyDocument": document });
    let message = "PutRolePolicy: Maximum policy size of 10240 bytes exceeded for role reader";
    assert_eq!(answer(with(serde_json::json!(["reader"]))).as_deref(), Some(message));
    assert_eq!(answer(with(serde_json::json!(["reader", "writer"]))), None);
    assert_eq!(answer(with(serde_json::json!([{ "Ref": "Reader" }, "reader"]))), None);
    assert_eq!(answer(with(serde_json::json!(["role/reader"]))), None);
}
