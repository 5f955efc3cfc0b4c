//! What CreateRole will answer to trust policies.

use iamlint::Kind;

use super::*;

/// A trust policy with one statement that has these elements.
fn trusting(elements: &str) -> String {
    format!(r#"{{"Version": "2012-10-17", "Statement": [{{{elements}}}]}}"#)
}

#[test]
fn trust_policies_are_read_by_another_parser() {
    assert_messages(
        Kind::Trust,
        trusting,
        &[
            (
                r#""Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole""#,
                None,
            ),
            (
                r#""Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole","#,
                Some("This policy contains invalid Json"),
            ),
            (
                r#""Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole""#,
                Some("Missing required field Effect"),
            ),
            (
                r#""Effect": "Grant", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole""#,
                Some("Invalid effect: Grant"),
            ),
            (r#""Effect": "allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole""#, None),
            (r#""Effect": "Allow", "Principal": {"AWS": "*"}"#, Some("Missing required field Action")),
            (r#""Effect": "Allow", "Principal": {"AWS": "*"}, "NotAction": "sts:AssumeRole""#, None),
            (r#""Effect": "Allow", "Action": "sts:AssumeRole""#, Some("Missing required field Principal")),
            (
                r#""Effect": "Allow", "Principal": {}, "Action": "sts:AssumeRole""#,
                Some("Missing required field Principal cannot be empty!"),
            ),
            (
                r#""Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole""#,
                Some("Principal must be a JSON object."),
            ),
            (
                r#""Effect": "Allow", "Principal": {"AWS": "*"}, "Action": ["sts:AssumeRole", "s3:GetObject"]"#,
                Some("AssumeRole policy may only specify STS AssumeRole actions."),
            ),
            (
                r#""Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "*""#,
                Some("AssumeRole policy may only specify STS AssumeRole actions."),
            ),
            (r#""Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:*""#, None),
            (r#""Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "STS:assumerole""#, None),
            (
                r#""Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole", "Resource": "*""#,
                Some("Has prohibited field Resource"),
            ),
            (
                r#""Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole", "NotResource": "*""#,
                Some("AssumeRole policy must not contain resources."),
            ),
            // Two things are wrong, and which is told is not known.
            (r#""Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*""#, None),
            (
                r#""Effect": "Deny", "NotPrincipal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole""#,
                Some("AssumeRole policy must not contain NotPrincipal field."),
            ),
            (
                r#""Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111122223333:role/*"}, "Action": "sts:AssumeRole""#,
                Some("Invalid principal in policy: \"AWS\":\"arn:aws:iam::111122223333:role/*\""),
            ),
            (
                r#""Effect": "Allow", "Principal": {"AWS": "1111222233334"}, "Action": "sts:AssumeRole""#,
                Some("Invalid principal in policy: \"AWS\":\"1111222233334\""),
            ),
            (
                r#""Effect": "Allow", "Principal": {"Federated": "cognito-identity.amazonaws.com"}, "Action": "sts:AssumeRoleWithWebIdentity""#,
                Some("A condition block must be present for the Cognito provider"),
            ),
            (
                r#""Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"}, "Action": "sts:AssumeRoleWithWebIdentity""#,
                None,
            ),
        ],
    );
    let whole = |text: &str| message(Kind::Trust, text);
    assert_eq!(
        whole(r#"{"Version": "2012-10-17", "Statement": []}"#).as_deref(),
        Some("Could not parse the policy: Statement is empty!")
    );
    let trust = r#"{"Sid": "One", "Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}"#;
    assert_eq!(
        whole(&format!(r#"{{"Version": "2012", "Statement": {trust}}}"#)).as_deref(),
        Some("The policy must contain a valid version string")
    );
    assert_eq!(
        whole(&format!(r#"{{"Statement": [{trust}, {trust}]}}"#)).as_deref(),
        Some("The Statement Ids in the policy are not unique")
    );
}
