//! The places of findings, as Access Analyzer tells them: what is wrong, without what only explains it.

use iamlint::find::PolicyType;
use iamlint::syntax::path::Step;
use iamlint::{Settings, Source, check};

/// A policy of which one statement matters.
fn policy(statement: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{{{statement}}}]}}"#)
}

/// The places of the only finding of a check: `Statement[0].Action[2]`, the name of a member with a `#` behind it.
fn places(policy_type: PolicyType, resource_type: Option<&str>, text: &str, code: &str) -> Vec<String> {
    let settings = Settings {
        profile: Some(policy_type.profile(resource_type)),
        is_policy: true,
        as_access_analyzer: true,
        ..Settings::default()
    };
    let report = check(&Source::new("policy.json", text), &settings);
    let of_code: Vec<_> =
        report.findings.iter().filter(|finding| finding.diagnostic.page.code == code).collect();
    let [finding] = of_code.as_slice() else { panic!("{} findings of {code} in {text}", of_code.len()) };
    assert_eq!(finding.locations().count(), finding.diagnostic.locations().count());
    finding.locations().map(written).collect()
}

fn written(path: &[Step]) -> String {
    path.iter().fold(String::new(), |path, step| match step {
        Step::Member(name) if path.is_empty() => name.clone(),
        Step::Member(name) => format!("{path}.{name}"),
        Step::Item(index) => format!("{path}[{index}]"),
        Step::Name(name) => format!("{path}.{name}#"),
        Step::Part { start, length } => format!("{path}({start}, {length})"),
    })
}

#[test]
fn identity_policies_have_their_places() {
    for (code, statement, expected) in [
        (
            "PASS_ROLE_WITH_STAR_IN_RESOURCE",
            r#""Effect":"Allow","Resource":["arn:aws:s3:::b","*"],"Action":"iam:PassRole""#,
            &["Statement[0].Action", "Statement[0].Resource[1]"][..],
        ),
        (
            "PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE",
            r#""Effect":"Allow","NotAction":["s3:*"],"NotResource":"arn:aws:s3:::b""#,
            &["Statement[0].NotAction", "Statement[0].NotResource"],
        ),
        (
            "REDUNDANT_ACTION",
            r#""Effect":"Allow","Action":["s3:GetObject","ec2:StartInstances","s3:Get*","s3:GetBucketAcl"],"Resource":"*""#,
            &["Statement[0].Action[0]", "Statement[0].Action[2]", "Statement[0].Action[3]"],
        ),
        (
            "REDUNDANT_RESOURCE",
            r#""Effect":"Allow","Action":"s3:GetObject","Resource":["arn:aws:s3:::b/*","arn:aws:s3:::b/c"]"#,
            &["Statement[0].Resource[0]", "Statement[0].Resource[1]"],
        ),
        (
            "MISSING_QUALIFIER",
            r#""Effect":"Allow","Action":"ec2:CreateTags","Resource":"*","Condition":{"StringEquals":{"aws:TagKeys":"a"}}"#,
            &["Statement[0].Condition.StringEquals.aws:TagKeys#"],
        ),
        (
            "STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS",
            r#""Effect":"Deny","Action":"s3:GetObject","Resource":"*","Condition":{"StringNotLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/a*"}}"#,
            &["Statement[0].Condition.StringNotLike.aws:PrincipalArn#"],
        ),
        (
            "WILDCARD_WITHOUT_LIKE_OPERATOR",
            r#""Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalTag/team":["a*","b","c?"]}}"#,
            &[
                "Statement[0].Condition.StringEquals.aws:PrincipalTag/team[0]",
                "Statement[0].Condition.StringEquals.aws:PrincipalTag/team[2]",
            ],
        ),
        (
            "DUPLICATE_KEYS_WITH_DIFFERENT_CASE",
            r#""Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{"StringEquals":{"aws:username":"a","aws:UserName":"b"}}"#,
            &[
                "Statement[0].Condition.StringEquals.aws:username#",
                "Statement[0].Condition.StringEquals.aws:UserName#",
            ],
        ),
        (
            "UNSUPPORTED_ELEMENT_COMBINATION",
            r#""Effect":"Allow","NotAction":"s3:*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*""#,
            &["Statement[0].NotAction", "Statement[0].Action"],
        ),
        (
            "ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE",
            r#""Effect":"Allow","Action":["iam:ListRoles","ec2:StartInstances","iam:ListUsers"],"Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/team":"a"}}"#,
            &[
                "Statement[0].Action[0]",
                "Statement[0].Action[2]",
                "Statement[0].Condition.StringEquals.aws:ResourceTag/team#",
            ],
        ),
        (
            "USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES",
            r#""Effect":"Allow","Action":["s3:GetObject","sqs:SendMessage"],"Resource":"*","Condition":{"StringEquals":{"aws:VpceAccount":"111122223333"}}"#,
            &["Statement[0].Action[1]", "Statement[0].Condition.StringEquals.aws:VpceAccount#"],
        ),
        (
            "UNSUPPORTED_ACTION_FOR_CONDITION_KEY",
            r#""Effect":"Allow","Action":["s3:ListBucket","s3:ListBucketMultipartUploads"],"Resource":"*","Condition":{"StringLike":{"s3:prefix":["a/*"]}}"#,
            &["Statement[0].Action[1]", "Statement[0].Condition.StringLike.s3:prefix"],
        ),
        (
            "UNSUPPORTED_SPACE_IN_VARIABLE",
            r#""Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::é/${aws:user name}""#,
            &["Statement[0].Resource(15, 16)"],
        ),
        (
            "INVALID_POLICY_ELEMENT",
            r#""Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*","Reason":"a""#,
            &["Statement[0].Reason"],
        ),
        ("MISSING_EFFECT", r#""Action":"s3:ListAllMyBuckets","Resource":"*""#, &["Statement[0]"]),
    ] {
        assert_eq!(places(PolicyType::Identity, None, &policy(statement), code), expected, "{code}");
    }
}

#[test]
fn whole_policies_have_their_places() {
    let statement = r#"{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}"#;
    let with_sid = statement.replace("{\"", "{\"Sid\":\"A\",\"");
    let twice = format!(r#"{{"Version":"2012-10-17","Statement":[{statement},{statement}]}}"#);
    let same_sid = format!(
        r#"{{"Version":"2012-10-17","Statement":[{with_sid},{}]}}"#,
        with_sid.replace("ListAllMyBuckets", "GetObject")
    );
    let old = r#"{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":["arn:aws:s3:::b/${aws:username}/${aws:userid}","arn:aws:s3:::c","arn:aws:s3:::d/${aws:username}"]}]}"#;
    for (code, text, expected) in [
        ("REDUNDANT_STATEMENT", twice.as_str(), &["Statement[0]", "Statement[1]"][..]),
        ("UNIQUE_SIDS_REQUIRED", &same_sid, &["Statement[1].Sid", "Statement[0].Sid"]),
        ("MISSING_VERSION", &format!(r#"{{"Statement":{statement}}}"#), &[""]),
        ("MISSING_STATEMENT", r#"{"Version":"2012-10-17"}"#, &[""]),
        ("VARIABLE_UNSUPPORTED_IN_VERSION", old, &["Statement[0].Resource[0]", "Statement[0].Resource[2]"]),
        ("JSON_SYNTAX_ERROR", r#"{"Version":"2012-10-17","Statement":[{"Effect":"allow",}]}"#, &[""]),
        (
            "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA",
            &twice.replace("\"*\"", &format!("\"arn:aws:s3:::{}\"", "b".repeat(6_000))),
            &[""],
        ),
    ] {
        assert_eq!(places(PolicyType::Identity, None, text, code), expected, "{code}");
    }
}

#[test]
fn other_policies_have_their_places() {
    let trust = Some("AWS::IAM::AssumeRolePolicyDocument");
    for (policy_type, resource_type, code, statement, expected) in [
        (
            PolicyType::Resource,
            trust,
            "MISMATCHED_ACTION_FOR_PRINCIPAL",
            r#""Effect":"Allow","Principal":{"Federated":["arn:aws:iam::111122223333:saml-provider/a","arn:aws:iam::111122223333:saml-provider/b"]},"Action":["sts:AssumeRole","sts:TagSession"]"#,
            &[
                "Statement[0].Action[0]",
                "Statement[0].Principal.Federated[0]",
                "Statement[0].Principal.Federated[1]",
            ][..],
        ),
        (
            PolicyType::Resource,
            None,
            "UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL",
            r#""Effect":"Allow","Principal":{"Service":"cloudfront.amazonaws.com"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}"#,
            &["Statement[0].Condition.StringEquals.aws:PrincipalOrgID#", "Statement[0].Principal.Service"],
        ),
        (
            PolicyType::Resource,
            Some("AWS::S3::Bucket"),
            "PRIVATE_IP_ADDRESS_SUBSET",
            r#""Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Condition":{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","203.0.113.0/24","192.168.0.0/16"]}}"#,
            &[
                "Statement[0].Condition.IpAddress.aws:SourceIp[0]",
                "Statement[0].Condition.IpAddress.aws:SourceIp[2]",
            ],
        ),
        (
            PolicyType::ServiceControl,
            None,
            "SCP_SYNTAX_ERROR_PRINCIPAL",
            r#""Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*""#,
            &["Statement[0].Principal"],
        ),
        (
            PolicyType::ResourceControl,
            None,
            "RCP_SYNTAX_ERROR_NOTACTION",
            r#""Effect":"Deny","Principal":"*","NotAction":"s3:*","Resource":"*""#,
            &["Statement[0].NotAction"],
        ),
    ] {
        assert_eq!(places(policy_type, resource_type, &policy(statement), code), expected, "{code}");
    }
}
