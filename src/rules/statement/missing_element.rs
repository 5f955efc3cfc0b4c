use crate::policy::Statement;
use crate::rules::{Context, rule};

rule!(EFFECT, "statement/missing-effect", Statement, missing_effect);

fn missing_effect(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    if statement.effect.is_none() {
        ctx.report(statement.at, "the statement has no `Effect`")
            .help("add `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`");
    }
}
