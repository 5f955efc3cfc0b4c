//! ARNs of managed policies, where a request names these.

use super::is_placeholder;
use crate::find::{Request, Shape};
use crate::rules::wording::quoted;
use crate::rules::{Reporter, rule};

rule!(INVALID, "request/invalid-policy-arn", Request, invalid);

/// The most characters of an ARN (IAM API Reference, "AttachRolePolicy").
const MOST: usize = 2_048;

fn invalid(request: &Request<'_>, reporter: &mut Reporter) {
    for text in request.texts(Shape::PolicyArn).filter(|text| !is_placeholder(text.as_str())) {
        let value = text.as_str();
        let Some(what) = what_is_wrong(value) else { continue };
        let message = match value {
            "" => "the ARN of the managed policy is empty".to_owned(),
            _ => format!("{} is no ARN of a managed policy", quoted(value)),
        };
        let finding = reporter.report(text.at(), message);
        finding.here(what);
        match value.trim_start_matches('/') {
            "" => finding.help("write the ARN, or remove the parameter"),
            name if !name.contains(':') => finding.help(format!(
                "write {}, or {} if the policy is one of AWS",
                quoted(&format!("arn:aws:iam::111122223333:policy/{name}")),
                quoted(&format!("arn:aws:iam::aws:policy/{name}")),
            )),
            _ => finding.help("write it as `arn:aws:iam::111122223333:policy/name`"),
        };
    }
}

/// Why a text is certainly not the ARN of a managed policy.
fn what_is_wrong(value: &str) -> Option<&'static str> {
    if value.is_empty() {
        return Some("an ARN belongs here");
    }
    let fields: Vec<&str> = value.splitn(6, ':').collect();
    let ["arn", _, service, region, account, resource] = fields.as_slice() else {
        return Some(match fields.as_slice() {
            ["arn", ..] => "an ARN has six parts, with colons between them",
            _ => "the ARN is asked for, not the name",
        });
    };
    let is_account = |account: &str| account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    if *service != "iam" {
        Some("policies belong to `iam`")
    } else if !region.is_empty() {
        Some("IAM is not regional, so the ARN has no region")
    } else if *account != "aws" && !is_account(account) {
        Some("the account is its 12 digits, or `aws` for policies of AWS")
    } else if !resource.starts_with("policy/") {
        Some("it names something else than a managed policy")
    } else if value.chars().count() > MOST {
        Some("an ARN has 2,048 characters at most")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::what_is_wrong;

    #[test]
    fn arns_of_managed_policies_have_nothing_wrong() {
        for arn in [
            "arn:aws:iam::aws:policy/ReadOnlyAccess",
            "arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
            "arn:aws:iam::111122223333:policy/team/a",
        ] {
            assert_eq!(what_is_wrong(arn), None, "{arn}");
        }
        for text in [
            "ReadOnlyAccess",
            "aws:policy/ReadOnlyAccess",
            "arn:aws:iam::aws",
            "arn:aws:iam:us-east-1:aws:policy/a",
            "arn:aws:iam::123:policy/a",
            "arn:aws:iam::111122223333:role/a",
            "arn:aws:s3:::bucket",
            &format!("arn:aws:iam::aws:policy/{}", "a".repeat(2_048)),
        ] {
            assert!(what_is_wrong(text).is_some(), "{text}");
        }
    }
}
