use super::family::{is_account, is_literal, is_service, key_of, moved, of_value};
use crate::diagnostic::{Fix, Safety};
use crate::policy::{Principal, PrincipalType, Principals, Statement};
use crate::rules::wording::{nearest, quoted};
use crate::rules::{Context, rule};

rule!(INVALID, "principal/invalid-service-principal", Statement if PRINCIPAL, invalid);

const DOMAIN: &str = "amazonaws.com";

fn invalid(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for principals in statement.principals() {
        for principal in &principals.items {
            if principal.kind == PrincipalType::Service && is_literal(principal.as_str()) {
                check(principals, principal, ctx);
            }
        }
    }
}

/// Whether nothing in the form of a literal principal keeps it from being a service.
pub(super) fn may_be_service(principal: &Principal<'_>) -> bool {
    !principal.arn.has_prefix() && !is_account(principal.as_str()) && shape(principal.as_str()).is_none()
}

fn check(principals: &Principals<'_>, principal: &Principal<'_>, ctx: &mut Context<'_>) {
    let value = principal.as_str();
    let at = principal.text.at();
    let message = format!("{} is no service", quoted(value));
    if principal.arn.has_prefix() || is_account(value) {
        let kind = of_value(value).unwrap_or(PrincipalType::Aws);
        let key = key_of(kind);
        let what = if is_account(value) { "an account ID" } else { "an ARN" };
        let finding = ctx.report(at, message).here(format!("this is {what}"));
        finding.help(format!(
            "write it under `{key}`, or name the service by its domain, such as `sns.amazonaws.com`"
        ));
        if let Some(fix) = moved(principals, principal, kind) {
            finding.fix(fix);
        }
        return;
    }
    let (here, meant) = match shape(value) {
        Some(Flaw::NoDomain) => {
            ("a service is named by its domain", Some(format!("{}.{DOMAIN}", value.to_ascii_lowercase())))
        }
        Some(Flaw::Misspelt(service)) => ("the domain is misspelt", Some(format!("{service}.{DOMAIN}"))),
        Some(Flaw::Decorated(bare)) => (
            "a service is named by its domain alone",
            Some(bare).filter(|bare| is_service(bare)).map(str::to_owned),
        ),
        Some(Flaw::Blank) => ("no service is named here", None),
        None => return,
    };
    let finding = ctx.report(at, message).here(here);
    let Some(meant) = meant else {
        finding.help("name the service by its domain, such as `sns.amazonaws.com`");
        return;
    };
    let title = format!("write `{meant}`");
    finding.help(title.clone()).fix(Fix::replace(title, Safety::Suggested, at, format!("\"{meant}\"")));
}

/// What keeps a value from being the name of any service, whatever services there are.
#[derive(Debug, PartialEq)]
pub(in crate::rules) enum Flaw<'v> {
    Blank,
    /// It is one word.
    NoDomain,
    /// Something stands around the domain: white space, a scheme, a path.
    Decorated(&'v str),
    /// All but the domain, which is nearly the right one.
    Misspelt(&'v str),
}

/// What keeps a value from being the name of a service, as far as its form tells.
pub(in crate::rules) fn shape(value: &str) -> Option<Flaw<'_>> {
    let trimmed = value.trim();
    let bare = trimmed.strip_prefix("https://").or(trimmed.strip_prefix("http://")).unwrap_or(trimmed);
    let bare = bare.trim_end_matches('/');
    if bare.is_empty() {
        return Some(Flaw::Blank);
    }
    if bare.len() < value.len() {
        return Some(Flaw::Decorated(bare));
    }
    // A word in capitals is rather something to be filled in.
    let is_word = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_word && value.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return Some(Flaw::NoDomain);
    }
    let (rest, _) = value.rsplit_once('.')?;
    let start = rest.rfind('.')?;
    let (service, domain) = (&value[..start], &value[start + 1..]);
    // The suffix of China is `amazonaws.com.cn`; whether any service is named without `com` is not known.
    let is_right = domain == DOMAIN || domain == "amazonaws.cn";
    (!is_right && nearest(domain, [DOMAIN]).is_some()).then_some(Flaw::Misspelt(service))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flaws_are_told_from_names_that_may_exist() {
        for (value, expected) in [
            ("ec2", Some(Flaw::NoDomain)),
            ("Lambda", Some(Flaw::NoDomain)),
            ("SERVICE", None),
            ("https://ec2.amazonaws.com/", Some(Flaw::Decorated("ec2.amazonaws.com"))),
            (" ec2.amazonaws.com", Some(Flaw::Decorated("ec2.amazonaws.com"))),
            ("ec2.amazonaw.com", Some(Flaw::Misspelt("ec2"))),
            ("states.us-east-1.amazonaws.co", Some(Flaw::Misspelt("states.us-east-1"))),
            ("", Some(Flaw::Blank)),
            ("ec2.amazonaws.com", None),
            ("ec2.amazonaws.com.cn", None),
            ("ec2.amazonaws.eu", None),
            ("malware-protection.guardduty.amazonaws.com", None),
            ("ops.amazon.com", None),
            ("example.aws.internal", None),
            ("EC2.amazonaws.com", None),
        ] {
            assert_eq!(shape(value), expected, "{value}");
        }
    }
}
