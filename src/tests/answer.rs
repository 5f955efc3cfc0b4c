//! What AWS's API will answer: each message that is foretold, and what is near to each and accepted, or not known.

mod sent;
mod trust;

use iamlint::check::Answer;
use iamlint::{Kind, Settings, Source, check};

const SYNTAX: &str = "Syntax errors in policy.";
const LEGACY: &str = "The policy failed legacy parsing";
const VERSION: &str = "Policy document must be version 2012-10-17 or greater.";

fn answer_to(source: &Source, kind: Option<Kind>) -> Option<Answer> {
    let settings = kind.map_or_else(Settings::default, |kind| Settings::default().with_kind(kind));
    let report = check(source, &settings);
    assert_eq!(report.policies.len(), 1, "{}", source.text());
    report.policies[0].answer.clone()
}

/// The message of a malformed document, or nothing.
fn message(kind: Kind, text: &str) -> Option<String> {
    let answer = answer_to(&Source::new("policy.json", text), Some(kind))?;
    assert_eq!(answer.code, "MalformedPolicyDocument", "{text}");
    Some(answer.message)
}

fn assert_messages(kind: Kind, policy: fn(&str) -> String, cases: &[(&str, Option<&str>)]) {
    for (part, expected) in cases {
        let text = policy(part);
        assert_eq!(message(kind, &text).as_deref(), *expected, "{text}");
    }
}

/// A managed policy with these statements.
fn with_statements(statements: &str) -> String {
    format!(r#"{{"Version": "2012-10-17", "Statement": {statements}}}"#)
}

/// A managed policy with one statement that has these elements besides an effect.
fn with_elements(elements: &str) -> String {
    with_statements(&format!(r#"[{{"Effect": "Allow", {elements}}}]"#))
}

fn with_resource(resource: &str) -> String {
    with_elements(&format!(r#""Action": "s3:GetObject", "Resource": {resource}"#))
}

fn with_action(action: &str) -> String {
    with_elements(&format!(r#""Action": {action}, "Resource": "*""#))
}

fn with_condition(condition: &str) -> String {
    with_elements(&format!(r#""Action": "s3:GetObject", "Resource": "*", "Condition": {condition}"#))
}

#[test]
fn documents_are_read_first() {
    let plain = |text: &str| text.to_owned();
    let statement = r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}"#;
    let with_version = |version: &str| format!(r#"{{"Version": {version}, "Statement": [{statement}]}}"#);
    for (text, expected) in [
        (with_version("\"2012-10-17\""), None),
        (with_version("\"2008-10-17\""), Some(VERSION)),
        (with_version("\"2012-10-18\""), Some(SYNTAX)),
        (with_version("20121017"), None),
        (format!(r#"{{"Statement": [{statement}]}}"#), Some(VERSION)),
        (format!(r#"{{"statement": [{statement}], "Version": "2012-10-17"}}"#), Some(SYNTAX)),
        (format!(r#"{{"Version": "2012-10-17", "Id": 7, "Statement": {statement}}}"#), Some(SYNTAX)),
        (format!(r#"{{"Version": "2012-10-17", "Conditions": {{}}, "Statement": {statement}}}"#), None),
        (format!(r#"{{"Version": "2012-10-17", "Comment": "", "Statement": {statement}}}"#), Some(SYNTAX)),
        // Readers of JSON take the first, the last or none of two members with one name.
        (format!(r#"{{"Version": "2012-10-17", "Version": "2012-10-17", "Statement": {statement}}}"#), None),
        (format!(r#"{{"Version": "2012-10-17", "Statement": [{statement}],}}"#), Some(SYNTAX)),
        (format!(r#"{{"Version": "2012-10-17", "Statement": [{statement}]"#), Some(SYNTAX)),
        (
            format!("// a comment\n{{\"Version\": \"2012-10-17\", \"Statement\": [{statement}]}}"),
            Some(SYNTAX),
        ),
        // Characters that IAM's alphabet lacks fail the parameter, not the policy.
        (format!(r#"{{"Version": "2012-10-17", "Id": "a – b", "Statement": {statement}, "x": 1}}"#), None),
        (
            format!(r#"{{"Version": "2012-10-17", "Id": "{{{{ id }}}}", "Statement": {statement}, "x": 1}}"#),
            None,
        ),
    ] {
        assert_messages(Kind::Managed, plain, &[(&text, expected)]);
    }
    // Inline policies may have the old version, or none.
    for text in [with_version("\"2008-10-17\""), format!(r#"{{"Statement": [{statement}]}}"#)] {
        assert_eq!(message(Kind::InlineRole, &text), None);
    }
}

#[test]
fn statements_have_their_elements() {
    assert_messages(
        Kind::Managed,
        with_statements,
        &[
            ("[]", Some(SYNTAX)),
            ("null", Some(SYNTAX)),
            ("[null]", Some(SYNTAX)),
            (r#"{"Action": "s3:GetObject", "Resource": "*"}"#, Some(SYNTAX)),
            (r#"{"Effect": "Permit", "Action": "s3:GetObject", "Resource": "*"}"#, Some(SYNTAX)),
            (r#"{"Effect": "allow", "Action": "s3:GetObject", "Resource": "*"}"#, Some(LEGACY)),
            (r#"{"Effect": "Allow", "action": "s3:GetObject", "Resource": "*"}"#, Some(SYNTAX)),
            (r#"{"Effect": "Allow", "Resource": "*"}"#, Some("Policy statement must contain actions.")),
            (
                r#"{"Effect": "Allow", "Action": [], "Resource": "*"}"#,
                Some("Policy statement must contain actions."),
            ),
            (
                r#"{"Effect": "Allow", "Action": "s3:GetObject"}"#,
                Some("Policy statement must contain resources."),
            ),
            (
                r#"{"Effect": "Allow", "NotAction": "s3:GetObject", "NotResource": []}"#,
                Some("Policy statement must contain resources."),
            ),
            // The sources differ in which of the two comes first.
            (r#"{"Effect": "Allow", "Action": "GetObject"}"#, None),
        ],
    );
    assert_messages(
        Kind::InlineUser,
        with_elements,
        &[
            (r#""Action": "s3:GetObject", "NotAction": [], "Resource": "*""#, Some(SYNTAX)),
            (r#""Action": 7, "Resource": "*""#, Some(SYNTAX)),
            (r#""Action": true, "Resource": "*""#, None),
            (r#""Action": "s3:GetObject", "Resource": [["*"]]"#, Some(SYNTAX)),
            (r#""Action": "s3:GetObject", "Resource": ["*", null]"#, None),
            (r#""Sid": 7, "Action": "s3:GetObject", "Resource": "*""#, Some(SYNTAX)),
            (r#""Sid": "", "Action": "s3:GetObject", "Resource": "*""#, None),
            (
                r#""Sid": "a b", "Action": "s3:GetObject", "Resource": "*""#,
                Some(
                    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
                ),
            ),
            (
                r#""Principal": "*", "Action": "s3:GetObject", "Resource": "*""#,
                Some("Policy document should not specify a principal."),
            ),
            // At which step the principal is looked at is not known.
            (r#""Principal": "*", "Action": "s3:GetObject""#, None),
        ],
    );
    let twice = |sid: &str| {
        let statement =
            format!(r#"{{"Sid": "{sid}", "Effect": "Deny", "Action": "s3:GetObject", "Resource": "*"}}"#);
        with_statements(&format!("[{statement}, {statement}]"))
    };
    let repeated = Some("Statement IDs (SID) in a single policy must be unique.".to_owned());
    assert_eq!(message(Kind::Managed, &twice("Read")), repeated);
    assert_eq!(message(Kind::Managed, &twice("")), None);
}

#[test]
fn conditions_are_read_with_the_document() {
    assert_messages(
        Kind::Managed,
        with_condition,
        &[
            ("{}", None),
            ("[]", Some(SYNTAX)),
            ("null", None),
            (r#"{"StringEquals": []}"#, Some(SYNTAX)),
            (r#"{"StringEqual": {"aws:PrincipalTag/team": "a"}}"#, Some(SYNTAX)),
            (r#"{"StringEqual": {}}"#, None),
            (r#"{"stringequals": {"aws:PrincipalTag/team": "a"}}"#, None),
            (r#"{"ForAnyValue:StringLikeIfExists": {"aws:TagKeys": ["a", true, 7]}}"#, None),
            (r#"{"StringEquals": {"aws:PrincipalTag/team": {}}}"#, Some(SYNTAX)),
            (r#"{"StringEquals": {"aws:PrincipalTag/team": null}}"#, Some(SYNTAX)),
            (r#"{"StringEquals": {"aws:PrincipalTag/team": []}}"#, None),
            (r#"{"NumericEquals": {"s3:max-keys": 7}}"#, None),
            (r#"{"DateLessThan": {"aws:CurrentTime": "tomorrow"}}"#, Some(LEGACY)),
            (r#"{"DateLessThan": {"aws:CurrentTime": "2026-11-21T00:00:00Z"}}"#, None),
            (r#"{"DateLessThan": {"aws:CurrentTime": "1767225600"}}"#, None),
            (r#"{"DateLessThan": {"aws:CurrentTime": "21.11.2026"}}"#, None),
        ],
    );
}

#[test]
fn resources_are_names_of_resources() {
    let iam_path = "IAM resource path must either be \"*\" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.";
    assert_messages(
        Kind::Managed,
        with_resource,
        &[
            (r#""arn:aws:s3:::example-bucket/*""#, None),
            (r#""arn:aws:s3:::${aws:username}/*""#, None),
            (r#""arn:aws-cn:s3:::example-bucket""#, None),
            (r#""example-bucket/*""#, Some("Resource example-bucket/* must be in ARN format or \"*\".")),
            (r#""**""#, None),
            (r#""${bucket}""#, None),
            (r#""{{ bucket }}""#, None),
            (r#"["one", "two"]"#, None),
            (r#""arn:${Partition}:s3:::example-bucket""#, None),
            (
                r#""arn:amazon:s3:::example-bucket""#,
                Some("Partition \"amazon\" is not valid for resource \"arn:amazon:s3:::example-bucket\"."),
            ),
            (r#"["arn:aws:s3:::example-bucket", "arn:aws-us-gov:s3:::example-bucket"]"#, None),
            (
                r#""arn:aws:*:us-east-1:111122223333:*""#,
                Some("Resource vendor must be fully qualified and cannot contain regexes."),
            ),
            (
                r#""arn:aws:s3:us-east-1::example-bucket""#,
                Some("Resource arn:aws:s3:us-east-1::example-bucket can not contain region information."),
            ),
            (r#""arn:aws:s3:us-east-1:111122223333:accesspoint/example""#, None),
            (r#""arn:aws:s3:us-east-1:111122223333:job/*""#, None),
            (r#""arn:aws:s3:*:*:example-bucket""#, None),
            (r#""arn:aws:s3::example-bucket""#, Some(LEGACY)),
            (r#""arn:aws:sqs""#, None),
            (r#""arn:aws:iam::111122223333:rolle/reader""#, Some(iam_path)),
            (r#""arn:aws:iam::111122223333:r*""#, None),
            (r#""arn:aws:iam::111122223333:role/reader""#, None),
            (r#""arn:aws:iam::aws:policy/*""#, None),
            (
                r#""arn:aws:iam:us-east-1:111122223333:role/reader""#,
                Some(
                    "IAM resource arn:aws:iam:us-east-1:111122223333:role/reader cannot contain region information.",
                ),
            ),
        ],
    );
}

#[test]
fn actions_have_a_prefix() {
    let prefaced = Some("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    assert_messages(
        Kind::Managed,
        with_action,
        &[
            (r#""*""#, None),
            (r#""*:*""#, None),
            (r#""nosuchservice:NoSuchAction""#, None),
            (r#""GetObject""#, prefaced),
            (r#"["s3:GetObject", ""]"#, prefaced),
            (r#"["GetObject", "PutObject"]"#, prefaced),
            (r#""s3:Get:Object""#, Some("Actions/Condition can contain only one colon.")),
            (r#""s3*:GetObject""#, Some("Vendor s3* is not valid")),
            (r#"["GetObject", "s3*:GetObject"]"#, None),
        ],
    );
}
