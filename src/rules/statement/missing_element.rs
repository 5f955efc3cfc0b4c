use crate::find::{PrincipalElement, ResourceElement};
use crate::policy::Statement;
use crate::rules::{Context, rule};

rule!(EFFECT, "statement/missing-effect", Statement if NO_EFFECT, missing_effect);
rule!(ACTION, "statement/missing-action", Statement if EMPTY, missing_action);
rule!(RESOURCE, "statement/missing-resource", Statement if EMPTY, missing_resource);
rule!(PRINCIPAL, "statement/missing-principal", Statement, missing_principal);

fn missing_effect(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    if statement.effect.is_some() || is_left_out(statement, ctx) {
        return;
    }
    ctx.report(statement.at, "the statement has no `Effect`")
        .here("neither allows nor denies")
        .help("add `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`");
}

fn missing_action(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    if statement.actions().next().is_some() || is_left_out(statement, ctx) {
        return;
    }
    let help = if ctx.profile.elements.not_action {
        "add `Action` with the actions that it is about, or `NotAction` with those that it is not about"
    } else {
        "add `Action` with the actions that it is about"
    };
    ctx.report(statement.at, "the statement has no `Action`").here("is about no action").help(help);
}

fn missing_resource(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let is_required = ctx.profile.elements.resource == ResourceElement::Required;
    if !is_required || statement.resources().next().is_some() || is_left_out(statement, ctx) {
        return;
    }
    ctx.report(statement.at, "the statement has no `Resource`")
        .here("is about no resource")
        .help("add `Resource` with the ARNs that it is about, or with `\"*\"` where its actions take no ARN");
}

fn missing_principal(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let is_required = ctx.profile.elements.principal != PrincipalElement::Forbidden;
    if !is_required || statement.principals().next().is_some() || is_left_out(statement, ctx) {
        return;
    }
    let help = match ctx.profile.elements.principal {
        PrincipalElement::RequiredStar => {
            "write `\"Principal\": \"*\"`, and say in `Condition` who is spared"
        }
        _ => {
            "say who, as in `\"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:role/name\"}` or `{\"Service\": \"lambda.amazonaws.com\"}`"
        }
    };
    ctx.report(statement.at, "the statement has no `Principal`")
        .here("does not say whom it is about")
        .help(help);
}

/// Whether what is missing may not be written yet, or everything is, which is one mistake.
fn is_left_out(statement: &Statement<'_>, ctx: &Context<'_>) -> bool {
    (ctx.tells_each_cause_once() && statement.is_empty()) || ctx.is_cut_off(statement)
}
