use crate::diagnostic::{Fix, Safety};
use crate::policy::{Effect, Statement};
use crate::rules::{Context, rule};

rule!(NOT_PRINCIPAL, "trust/role-trust-policy-syntax-error-notprincipal", Statement, not_principal);
rule!(NOT_ACTION, "trust/not-action-in-role-trust-policy", Statement, not_action);
rule!(RESOURCE, "trust/role-trust-policy-syntax-error-resource", Statement, resource);
rule!(STAR_PRINCIPAL, "trust/role-trust-policy-unsupported-wildcard-in-principal", Statement, star_principal);

fn not_principal(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(not_principal) = &statement.not_principal else { return };
    let help = match statement.effect() {
        Some(Effect::Deny) => {
            "write `\"Principal\": { \"AWS\": \"*\" }` and except principals with the condition `\"ArnNotEquals\": { \"aws:PrincipalArn\": [...] }`"
        }
        _ => "name those who may assume the role in `Principal`",
    };
    ctx.report(not_principal.element.at(), "a trust policy cannot have `NotPrincipal`")
        .here("IAM refuses exceptions here")
        .help(help);
}

fn not_action(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(not_action) = &statement.not_action else { return };
    ctx.report(not_action.element.name.at(), "a trust policy should not have `NotAction`")
        .here("IAM looks for `Action`")
        .help("name the actions in `Action`, such as `\"Action\": \"sts:AssumeRole\"`");
}

fn resource(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for resources in statement.resources() {
        let title = resources.element.title();
        ctx.report(resources.element.at(), format!("a trust policy cannot have {title}"))
            .here("the resource is always the role itself")
            .help(format!("remove {title}"));
    }
}

fn star_principal(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(principals) = statement.principal.as_ref().filter(|principals| principals.is_star()) else {
        return;
    };
    let at = principals.element.at();
    let finding = ctx
        .report(at, "the `Principal` of a trust policy cannot be the string `*`")
        .here("IAM wants an object here");
    match statement.effect() {
        Some(Effect::Deny) => {
            let object = "{ \"AWS\": \"*\" }";
            finding.help(format!("write `{object}`")).fix(Fix::replace(
                format!("write `{object}`"),
                Safety::Safe,
                at,
                object,
            ));
        }
        _ => {
            finding.help(
                "name who may assume the role; `{ \"AWS\": \"*\" }` is possible, but only safe with a condition such as `aws:PrincipalOrgID`",
            );
        }
    }
}
