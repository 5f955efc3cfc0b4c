use std::ops::Range;

use super::family::{WEB_IDENTITY_PROVIDERS, is_account, is_canonical_user, is_literal, is_service, moved};
use super::reference::is_unique_id;
use crate::diagnostic::{Fix, Level, Safety};
use crate::policy::{Arn, Field, Principal, PrincipalType, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(INVALID, "principal/invalid-aws-principal", Statement if PRINCIPAL, invalid);

/// Why a value under `AWS` can never be a principal.
struct Objection {
    /// The part of the value that shows it.
    range: Range<usize>,
    /// What is to be seen there.
    here: String,
    help: String,
    /// The key under which the value belongs, where it belongs under another.
    belongs: Option<PrincipalType>,
    /// The value that was meant, where there is no doubt.
    meant: Option<String>,
    /// Whether it is certain that every service refuses it.
    certain: bool,
}

impl Objection {
    fn new(range: Range<usize>, here: impl Into<String>, help: impl Into<String>) -> Objection {
        let (here, help) = (here.into(), help.into());
        Objection { range, here, help, belongs: None, meant: None, certain: true }
    }
}

fn invalid(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for principals in statement.principals() {
        for principal in principals.items.iter().filter(|principal| principal.kind == PrincipalType::Aws) {
            let Some(objection) = objection(principal) else { continue };
            let value = principal.as_str();
            let message = match value {
                "" => "an empty string is no principal".to_owned(),
                _ => format!("{} is no principal", quoted(value)),
            };
            let at = match objection.range.is_empty() {
                true => principal.text.at(),
                false => principal.text.part(objection.range),
            };
            let finding = ctx.report(at, message).here(objection.here).help(objection.help);
            if !objection.certain {
                finding.level(Level::Warning);
            }
            if let Some(fix) = objection.belongs.and_then(|to| moved(principals, principal, to)) {
                finding.fix(fix);
            } else if let Some(meant) = objection.meant {
                let title = format!("write `{meant}`");
                finding.fix(Fix::replace(
                    title,
                    Safety::Suggested,
                    principal.text.at(),
                    format!("\"{meant}\""),
                ));
            }
        }
    }
}

/// Whether a value under `AWS` names accounts, users, roles or sessions, as far as can be told.
pub(in crate::rules) fn is_identity(principal: &Principal<'_>) -> bool {
    let value = principal.as_str();
    is_account(value)
        || is_unique_id(value)
        || (principal.arn.is_whole() && is_literal(value) && arn_objection(principal).is_none())
}

fn objection(principal: &Principal<'_>) -> Option<Objection> {
    let value = principal.as_str();
    if value == "*" || is_account(value) || !is_literal(value) {
        return None;
    }
    if principal.arn.has_prefix() {
        return arn_objection(principal);
    }
    if is_unique_id(value) {
        return id_objection(value);
    }
    let all = 0..value.len();
    if let Some(flaw) = account_flaw(value) {
        return Some(Objection { meant: flaw.meant.clone(), ..Objection::new(all, flaw.here, flaw.help) });
    }
    if WEB_IDENTITY_PROVIDERS.contains(&value) {
        let help =
            format!("write `{{ \"Federated\": \"{value}\" }}`; only the trust policy of a role may name it");
        let belongs = Some(PrincipalType::Federated);
        return Some(Objection { belongs, ..Objection::new(all, "this is an identity provider", help) });
    }
    if is_service(value) {
        let help = format!("write `{{ \"Service\": \"{value}\" }}`");
        let belongs = Some(PrincipalType::Service);
        return Some(Objection { belongs, ..Objection::new(all, "this is a service", help) });
    }
    if is_canonical_user(value) {
        let here = "this looks like a canonical user ID";
        let belongs = Some(PrincipalType::CanonicalUser);
        let objection = Objection::new(all, here, "write it under `CanonicalUser`");
        return Some(Objection { belongs, certain: false, ..objection });
    }
    // A word in capitals is rather something to be filled in.
    let is_word = value.is_empty() || value.bytes().any(|byte| byte.is_ascii_lowercase());
    let help = "write `*`, an account ID of 12 digits, or an ARN such as `arn:aws:iam::111122223333:role/example-role`";
    is_word.then(|| Objection::new(all, "this is neither an account ID nor an ARN", help))
}

/// What is wrong with a value that was meant as an account ID.
struct AccountFlaw {
    here: String,
    help: String,
    /// The ID, where there is no doubt.
    meant: Option<String>,
}

/// None for an account ID, and for what was not meant as one.
fn account_flaw(value: &str) -> Option<AccountFlaw> {
    let is_like = |byte: u8| byte.is_ascii_digit() || byte == b'-' || byte == b' ';
    if is_account(value) || value.is_empty() || !value.bytes().all(is_like) {
        return None;
    }
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    Some(match digits.len() {
        12 => AccountFlaw {
            here: "an account ID is written without separators".to_owned(),
            help: format!("write `{digits}`"),
            meant: Some(digits),
        },
        count => AccountFlaw {
            here: format!("an account ID has 12 digits, this has {count}"),
            help: "write all 12 digits, leading zeros too".to_owned(),
            meant: None,
        },
    })
}

/// IAM User Guide, "IAM identifiers": the first four letters say what an ID belongs to.
fn id_objection(id: &str) -> Option<Objection> {
    let (what, help) = match id.get(..4)? {
        "AKIA" | "ASIA" => ("an access key", "name the user or the role that the key belongs to by its ARN"),
        "AGPA" => ("the ID of a group", "name the users by their ARNs: a group is no principal"),
        "AIPA" => ("the ID of an instance profile", "name the role of the instance profile by its ARN"),
        "ANPA" => ("the ID of a managed policy", "name the users or roles by their ARNs"),
        _ => return None,
    };
    Some(Objection::new(0..id.len(), format!("this is {what}"), help))
}

fn arn_objection(principal: &Principal<'_>) -> Option<Objection> {
    let (value, arn) = (principal.as_str(), &principal.arn);
    let (Some(service), Some(region), Some(account), Some(_)) =
        (arn.service(), arn.region(), arn.account(), arn.resource())
    else {
        return Some(too_few_parts(principal));
    };
    if !matches!(service.as_str(), "iam" | "sts") {
        let here = "only ARNs of `iam` and `sts` name principals";
        let help = "name an account, a user or a role; a service is written by its domain, such as `{ \"Service\": \"sns.amazonaws.com\" }`";
        return Some(Objection::new(service.range(), here, help));
    }
    if !region.as_str().is_empty() {
        let here = "users and roles belong to no Region";
        return Some(Objection::new(region.range(), here, "leave the Region empty: `::`"));
    }
    if account.as_str().is_empty() {
        let help = "write the account ID before the last colon";
        return Some(Objection::new(0..value.len(), "the account ID is missing", help));
    }
    if let Some(flaw) = account_flaw(account.as_str()) {
        let Range { start, end } = account.range();
        let meant = flaw.meant.map(|digits| format!("{}{digits}{}", &value[..start], &value[end..]));
        return Some(Objection { meant, ..Objection::new(start..end, flaw.here, flaw.help) });
    }
    // An account that is a word belongs to AWS, as in the origin access identities of CloudFront.
    if !is_account(account.as_str()) {
        return None;
    }
    resource_objection(arn)
}

fn too_few_parts(principal: &Principal<'_>) -> Objection {
    let (value, arn) = (principal.as_str(), &principal.arn);
    let is_fifth =
        |field: Option<Field<'_>>| arn.fields() == 5 && field.is_some_and(|field| is_account(field.as_str()));
    let meant = if is_fifth(arn.account()) {
        Some(format!("{value}:root"))
    } else if is_fifth(arn.region()) {
        // One of the two colons around the empty Region is missing.
        let (before, from) = value.split_at(arn.region().map_or(0, |region| region.range().start));
        Some(format!("{before}:{from}"))
    } else {
        None
    };
    let help = match &meant {
        Some(meant) => format!("write `{meant}`"),
        None => "write all six parts, such as `arn:aws:iam::111122223333:role/example-role`".to_owned(),
    };
    let here = format!("this ARN has {} parts instead of 6", arn.fields());
    Objection { meant, ..Objection::new(0..value.len(), here, help) }
}

fn resource_objection(arn: &Arn<'_>) -> Option<Objection> {
    let (service, resource) = (arn.service()?.as_str(), arn.resource()?);
    let (kind, rest) = resource.as_str().split_once('/').unwrap_or((resource.as_str(), ""));
    let is_named = !rest.is_empty() && !rest.ends_with('/');
    let (here, help) = match (service, kind) {
        ("iam", "root") if resource.as_str() == "root" => return None,
        ("iam", "user" | "role") if is_named => return None,
        ("sts", "assumed-role") if is_named && rest.contains('/') => return None,
        ("sts", "federated-user") if is_named => return None,
        ("iam", "user" | "role") | ("sts", "federated-user") => {
            ("the name is missing", "write the name behind the slash")
        }
        ("iam", "group") => ("a group is no principal", "name the users, or a role that they assume"),
        ("iam", "instance-profile") => {
            ("an instance profile is no principal", "name the role of the instance profile")
        }
        ("iam", "saml-provider" | "oidc-provider") => (
            "this is an identity provider",
            "write it under `Federated`; only the trust policy of a role may name it",
        ),
        ("iam", "assumed-role" | "federated-user") => {
            ("sessions belong to `sts`", "write `sts` in the place of `iam`")
        }
        ("iam", _) => ("this is no account, user or role", "write `root`, `user/NAME` or `role/NAME`"),
        ("sts", "assumed-role") => (
            "the name of the session is missing",
            "write `assumed-role/ROLE/SESSION`, or name the role for all its sessions",
        ),
        ("sts", "root" | "role" | "user") => ("this belongs to `iam`", "write `iam` in the place of `sts`"),
        _ => return None,
    };
    let belongs = matches!(kind, "saml-provider" | "oidc-provider").then_some(PrincipalType::Federated);
    Some(Objection { belongs, ..Objection::new(resource.range(), here, help) })
}
