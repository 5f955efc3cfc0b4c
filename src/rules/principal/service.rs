use super::family::{is_account, is_literal, is_service, key_of, moved, of_value};
use crate::catalog::Catalog;
use crate::diagnostic::{Fix, Level, Safety};
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

/// Whether a service may go by this name: that of a known principal or of a service, since most are named the same in principals, actions and ARNs.
pub(in crate::rules) fn may_exist(value: &str, catalog: &Catalog) -> bool {
    let is_service = |service: String| {
        let service = service.to_ascii_lowercase();
        catalog.service(&service).is_some()
            || catalog.knows_arn_service(&service)
            || catalog.retired_service(&service).is_some()
    };
    catalog.is_service_principal(value) || catalog.service_of_principal(value).is_some_and(is_service)
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
        None => match slip(value, ctx.catalog) {
            Some(meant) => ("AWS has no service of this name", Some(meant)),
            None => return,
        },
    };
    let is_behind = ctx.catalog_lag().is_some() && shape(value).is_none();
    let finding = ctx.report(at, message).here(here);
    if is_behind {
        finding.level(Level::Warning);
    }
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

/// The service that is meant by a name that has the right form and that no known one has: one of its words is misspelt.
///
/// The list of principals is not whole, so a name that is near none of it is not judged, and neither is one that differs in its digits alone, as a new version of a service does.
fn slip(value: &str, catalog: &Catalog) -> Option<String> {
    if may_exist(value, catalog) {
        return None;
    }
    let service = catalog.service_of_principal(value)?;
    let words: Vec<&str> = service.split('.').collect();
    let ending = format!(".{DOMAIN}");
    let known = || catalog.service_principals().filter_map(|known| known.strip_suffix(ending.as_str()));
    // Hardly any name has more words than these.
    let (index, meant) = (0..words.len().min(3)).find_map(|index| {
        let namesakes = known().filter_map(|known| {
            let is_other =
                |(place, word): (usize, &&str)| place == index || known.split('.').nth(place) == Some(word);
            let is_alike = known.split('.').count() == words.len() && words.iter().enumerate().all(is_other);
            known.split('.').nth(index).filter(|_| is_alike)
        });
        Some((index, nearest(words[index], namesakes)?))
    })?;
    let letters = |word: &str| {
        word.bytes()
            .filter(|byte| !byte.is_ascii_digit())
            .map(|byte| byte.to_ascii_lowercase())
            .collect::<Vec<_>>()
    };
    let is_version = letters(words[index]) == letters(meant);
    let corrected = value.split('.').map(|word| if word == words[index] { meant } else { word });
    (!is_version).then(|| corrected.collect::<Vec<_>>().join("."))
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

    #[test]
    fn slips_are_told_from_names_that_may_exist() {
        for (value, expected) in [
            ("lamda.amazonaws.com", Some("lambda.amazonaws.com")),
            ("lamda.eu-central-1.amazonaws.com", Some("lambda.eu-central-1.amazonaws.com")),
            ("cloudfromation.amazonaws.com.cn", Some("cloudformation.amazonaws.com.cn")),
            ("podss.eks.amazonaws.com", Some("pods.eks.amazonaws.com")),
            ("lambda.amazonaws.com", None),
            ("lambda.cn-north-1.amazonaws.com.cn", None),
            ("states.us-gov-west-1.amazonaws.com", None),
            ("lambda.amazonaws.eu", None),
            ("example-service.amazonaws.com", None),
            ("lambda2.amazonaws.com", None),
            ("sqq.amazonaws.com", None),
            ("a.b.c.d.e.amazonaws.com", None),
            ("eu-central-1.amazonaws.com", None),
        ] {
            let found = slip(value, Catalog::embedded());
            assert_eq!(found.as_deref(), expected, "{value}");
        }
        for name in Catalog::embedded().service_principals() {
            assert_eq!(slip(name, Catalog::embedded()), None, "{name}");
        }
    }
}
