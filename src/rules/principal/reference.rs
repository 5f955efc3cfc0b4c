use crate::policy::{Principal, PrincipalType};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(TO_ROLE, "principal/invalid-role-reference", Principal, to_role);
rule!(TO_USER, "principal/invalid-user-reference", Principal, to_user);

fn to_role(principal: &Principal<'_>, ctx: &mut Context<'_>) {
    if is_reference(principal, "AROA") {
        report(principal, "role", ctx);
    }
}

fn to_user(principal: &Principal<'_>, ctx: &mut Context<'_>) {
    if is_reference(principal, "AIDA") {
        report(principal, "user", ctx);
    }
}

/// Whether a principal is the unique ID of an entity, with or without the name of a session behind it.
fn is_reference(principal: &Principal<'_>, prefix: &str) -> bool {
    let id = principal.as_str().split(':').next().unwrap_or_default();
    principal.kind == PrincipalType::Aws && id.starts_with(prefix) && is_unique_id(principal.as_str())
}

/// Whether a value has the form of a unique ID (IAM API Reference: 16 to 128 capital letters and digits).
pub(super) fn is_unique_id(value: &str) -> bool {
    let id = value.split(':').next().unwrap_or_default();
    (16..=128).contains(&id.len())
        && id.starts_with('A')
        && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

fn report(principal: &Principal<'_>, entity: &str, ctx: &mut Context<'_>) {
    ctx.report(principal.text.at(), format!("{} is the unique ID of a {entity}", quoted(principal.as_str())))
        .here(format!("an ID stands here where the {entity} was deleted"))
        .help(format!("write the ARN, such as `arn:aws:iam::111122223333:{entity}/example-{entity}`, or remove the principal"));
}
