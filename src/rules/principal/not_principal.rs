use crate::policy::{Effect, Statement};
use crate::rules::{Context, rule};

rule!(ALLOWED, "principal/allow-with-not-principal", Statement if PRINCIPAL, allowed);

fn allowed(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let (Some(Effect::Allow), Some(effect), Some(not_principal)) =
        (statement.effect(), statement.effect, &statement.not_principal)
    else {
        return;
    };
    ctx.report(not_principal.element.at(), "everyone but these principals is allowed, anonymous callers too")
        .here("all others get access")
        .label(effect.at(), "because the statement allows")
        .help("name those who shall have access in `Principal`");
}
