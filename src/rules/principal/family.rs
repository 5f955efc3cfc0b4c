//! Which type of principal a value is, whatever key it is written under.

use crate::diagnostic::{Fix, Safety};
use crate::policy::{Principal, PrincipalType, Principals};
use crate::rules::grammar::placeholder::Placeholders;

/// The identity providers that AWS knows by their domain (IAM User Guide, "AWS JSON policy elements: Principal").
pub(in crate::rules) const WEB_IDENTITY_PROVIDERS: [&str; 4] =
    ["accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com"];

/// Whether a value says all that it is: no wildcard, no variable, nothing left to fill in.
pub(in crate::rules) fn is_literal(value: &str) -> bool {
    is_literal_for(value, Placeholders::Reported)
}

/// Whether a value says all that it is to those to whom placeholders are this.
pub(in crate::rules) fn is_literal_for(value: &str, placeholders: Placeholders) -> bool {
    match placeholders {
        Placeholders::Reported => is_plain(value) && !placeholders.are_in(value),
        Placeholders::Text => !value.contains(['*', '?', '$']),
    }
}

/// Whether a value holds none of the characters of patterns, variables and templates.
pub(super) fn is_plain(value: &str) -> bool {
    !value.contains(['*', '?', '$', '<', '>', '{', '}', '[', ']', '%'])
}

/// Whether a value is an account ID.
pub(in crate::rules) fn is_account(value: &str) -> bool {
    value.len() == 12 && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a value is a domain as AWS names its services by.
pub(in crate::rules) fn is_service(value: &str) -> bool {
    const SUFFIXES: [&str; 3] = [".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu"];
    let is_host =
        |value: &str| value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    SUFFIXES.iter().any(|suffix| value.ends_with(suffix)) && is_host(value)
}

/// Whether a value has the form of a canonical user ID of S3: 64 hexadecimal digits.
pub(in crate::rules) fn is_canonical_user(value: &str) -> bool {
    value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The type under which a value belongs, where its form says it.
pub(in crate::rules) fn of_value(value: &str) -> Option<PrincipalType> {
    if value == "*" || is_account(value) {
        return Some(PrincipalType::Aws);
    }
    if WEB_IDENTITY_PROVIDERS.contains(&value) {
        return Some(PrincipalType::Federated);
    }
    if is_service(value) {
        return Some(PrincipalType::Service);
    }
    if is_canonical_user(value) {
        return Some(PrincipalType::CanonicalUser);
    }
    let mut fields = value.splitn(6, ':');
    if fields.next() != Some("arn") {
        return None;
    }
    let service = fields.nth(1)?;
    let resource = fields.nth(2)?;
    match (service, resource.split_once('/').map_or(resource, |(kind, _)| kind)) {
        ("iam", "saml-provider" | "oidc-provider") => Some(PrincipalType::Federated),
        ("iam", "root" | "role" | "user") | ("sts", "assumed-role" | "federated-user") => {
            Some(PrincipalType::Aws)
        }
        _ => None,
    }
}

/// The type under which all values belong, where they belong under one.
pub(super) fn of_values<'v>(values: impl IntoIterator<Item = &'v str>) -> Option<PrincipalType> {
    let mut values = values.into_iter().map(of_value);
    let first = values.next()??;
    values.all(|kind| kind == Some(first)).then_some(first)
}

/// The key of a type, as a policy writes it.
pub(in crate::rules) fn key_of(kind: PrincipalType) -> &'static str {
    PrincipalType::NAMES.iter().find(|(_, known)| *known == kind).map_or("AWS", |(name, _)| name)
}

/// The change that writes a principal under another key, where it is alone under its own and the other is free.
pub(in crate::rules) fn moved(
    principals: &Principals<'_>,
    principal: &Principal<'_>,
    to: PrincipalType,
) -> Option<Fix> {
    // With more keys than there are types some are wrong, and another change of keys would only add to that.
    let members = principals.members.as_slice();
    if members.len() > PrincipalType::NAMES.len() || members.iter().any(|(kind, _, _)| *kind == to) {
        return None;
    }
    let at = principal.text.at();
    let (_, name, _) = members.iter().find(|(_, _, node)| node.at == at)?;
    let key = key_of(to);
    Some(Fix::replace(format!("write it under `{key}`"), Safety::Suggested, name.at(), format!("\"{key}\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_show_their_type() {
        for (value, expected) in [
            ("*", Some(PrincipalType::Aws)),
            ("111122223333", Some(PrincipalType::Aws)),
            ("1111222233334", None),
            ("arn:aws-us-gov:iam::111122223333:role/app", Some(PrincipalType::Aws)),
            ("arn:aws:sts::111122223333:assumed-role/app/session", Some(PrincipalType::Aws)),
            ("arn:aws:iam::111122223333:oidc-provider/idp.example.com", Some(PrincipalType::Federated)),
            ("accounts.google.com", Some(PrincipalType::Federated)),
            ("cognito-identity.amazonaws.com", Some(PrincipalType::Federated)),
            ("ec2.amazonaws.com", Some(PrincipalType::Service)),
            ("ec2.amazonaws.com.cn", Some(PrincipalType::Service)),
            ("https://ec2.amazonaws.com", None),
            ("arn:aws:iam::111122223333:oidc/idp.example.com", None),
            ("arn:aws:s3:::example-bucket", None),
            ("arn:aws:iam", None),
            ("example.com", None),
        ] {
            assert_eq!(of_value(value), expected, "{value}");
        }
    }
}
