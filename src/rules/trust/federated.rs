use super::provider::is_domain;
use crate::diagnostic::Level;
use crate::policy::{Principal, PrincipalType, Statement};
use crate::rules::principal::family::{
    WEB_IDENTITY_PROVIDERS, is_account, is_literal_for, key_of, moved, of_value,
};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(INVALID, "trust/invalid-federated-principal-syntax-in-role-trust-policy", Statement, invalid);

/// Why a value is no identity provider.
struct Objection {
    here: &'static str,
    help: String,
    level: Level,
}

fn invalid(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for principals in statement.principals() {
        for principal in &principals.items {
            let is_judged = is_literal_for(principal.as_str(), ctx.placeholders());
            if principal.kind != PrincipalType::Federated || !is_judged {
                continue;
            }
            let Some(Objection { here, help, level }) = objection(principal) else { continue };
            let value = principal.as_str();
            let finding = ctx
                .report(principal.text.at(), format!("{} names no identity provider", quoted(value)))
                .here(here)
                .help(help)
                .level(level);
            let belongs = of_value(value).filter(|kind| *kind != PrincipalType::Federated);
            if let Some(fix) = belongs.and_then(|kind| moved(principals, principal, kind)) {
                finding.fix(fix);
            }
        }
    }
}

fn objection(principal: &Principal<'_>) -> Option<Objection> {
    let value = principal.as_str();
    let object = |here, help: String| Some(Objection { here, help, level: Level::Error });
    if WEB_IDENTITY_PROVIDERS.contains(&value) {
        return None;
    }
    if let Some(kind) = of_value(value).filter(|kind| *kind != PrincipalType::Federated) {
        return object("this is no identity provider", format!("write it under `{}`", key_of(kind)));
    }
    if principal.arn.has_prefix() {
        return arn_objection(principal);
    }
    let bare = value.strip_prefix("https://").or(value.strip_prefix("http://")).unwrap_or(value);
    let bare = bare.trim_end_matches('/');
    let help = match bare.split('/').next().is_some_and(is_domain) {
        true => format!("write the ARN of the provider in your account, such as `arn:aws:iam::111122223333:oidc-provider/{bare}`"),
        false => "write the ARN of the provider, such as `arn:aws:iam::111122223333:saml-provider/example-provider`".to_owned(),
    };
    if is_domain(value) {
        let here = "only a few providers are known by their domain alone";
        return Some(Objection { here, help, level: Level::Warning });
    }
    object("this is neither the ARN of a provider nor the domain of one", help)
}

fn arn_objection(principal: &Principal<'_>) -> Option<Objection> {
    let arn = &principal.arn;
    let object = |here, help: &str| Some(Objection { here, help: help.to_owned(), level: Level::Error });
    let whole = "write the ARN as `arn:aws:iam::111122223333:oidc-provider/idp.example.com` or `arn:aws:iam::111122223333:saml-provider/example-provider`";
    let (Some(service), Some(region), Some(account), Some(resource)) =
        (arn.service(), arn.region(), arn.account(), arn.resource())
    else {
        return object("this ARN has fewer than 6 parts", whole);
    };
    let (kind, name) = resource.as_str().split_once('/').unwrap_or((resource.as_str(), ""));
    if service.as_str() != "iam" || !matches!(kind, "saml-provider" | "oidc-provider") {
        return object("this is not the ARN of a provider", whole);
    }
    if name.is_empty() {
        return object("the name of the provider is missing", whole);
    }
    if name.contains("://") {
        return object("the ARN of a provider has no scheme", "remove `https://`");
    }
    if !region.as_str().is_empty() {
        return object("identity providers belong to no Region", "leave the Region empty: `::`");
    }
    let digits = account.as_str().bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if digits && !is_account(account.as_str()) {
        return object(
            "the account ID has not 12 digits",
            "write the 12 digits of the account that has the provider",
        );
    }
    None
}
