use crate::policy::{Effect, Principal, PrincipalType, Statement, pattern};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

use super::family::is_account;

rule!(UNSUPPORTED, "principal/unsupported-wildcard-in-principal", Statement if PRINCIPAL, unsupported);

fn unsupported(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let named = statement.principal.iter().map(|principals| (principals, false));
    let excepted = statement.not_principal.iter().map(|principals| (principals, true));
    let is_deny = statement.effect() == Some(Effect::Deny);
    for (principals, is_excepted) in named.chain(excepted) {
        for principal in &principals.items {
            if is_unsupported(principal, ctx) {
                report(principal, is_excepted && is_deny, ctx);
            }
        }
    }
}

fn is_unsupported(principal: &Principal<'_>, ctx: &Context<'_>) -> bool {
    let value = principal.as_str();
    match principal.kind {
        PrincipalType::Star | PrincipalType::Unknown => return false,
        PrincipalType::Aws if value == "*" => return false,
        PrincipalType::Aws
        | PrincipalType::Service
        | PrincipalType::Federated
        | PrincipalType::CanonicalUser => {}
    }
    pattern::has_wildcard(value) && !ctx.placeholders().are_in(value)
}

fn report(principal: &Principal<'_>, is_exception: bool, ctx: &mut Context<'_>) {
    let value = principal.as_str();
    let help = match principal.kind {
        PrincipalType::Service => "name the service, such as `lambda.amazonaws.com`".to_owned(),
        PrincipalType::Federated => "name the identity provider by its whole ARN or its domain".to_owned(),
        PrincipalType::CanonicalUser => "name the user by the 64 digits of its ID".to_owned(),
        _ => help_for_arn(principal, is_exception),
    };
    let finding = ctx.report(principal.text.at(), format!("{} names no principal", quoted(value))).help(help);
    match principal.kind {
        PrincipalType::Aws => finding.here("a wildcard may only be the whole value"),
        _ => finding.here("no wildcard may stand here"),
    };
}

fn help_for_arn(principal: &Principal<'_>, is_exception: bool) -> String {
    let value = principal.as_str();
    if !principal.arn.is_whole() {
        return "name an account by its 12 digits, or a user or a role by its ARN".to_owned();
    }
    let resource = principal.arn.resource().map(|field| field.as_str()).unwrap_or_default();
    if resource.starts_with("assumed-role/") {
        return "name the role by its ARN, such as `arn:aws:iam::111122223333:role/example-role`: it stands for all its sessions"
            .to_owned();
    }
    if resource == "root" {
        return "name each account, or write `*` with a condition on `aws:PrincipalAccount` or `aws:PrincipalOrgID`"
            .to_owned();
    }
    if is_exception {
        return format!(
            "write `\"Principal\": \"*\"` with the condition `\"ArnNotLike\": {{ \"aws:PrincipalArn\": \"{value}\" }}`"
        );
    }
    let account = principal.arn.account().map(|field| field.as_str()).filter(|account| is_account(account));
    format!(
        "write `{{ \"AWS\": \"{}\" }}` with the condition `\"ArnLike\": {{ \"aws:PrincipalArn\": \"{value}\" }}`",
        account.unwrap_or("*")
    )
}
