use crate::diagnostic::{Fix, Safety};
use crate::policy::Statement;
use crate::policy::condition::{Block, Qualifier};
use crate::rules::{Context, rule};

rule!(IF_EXISTS, "condition/null-with-if-exists", Statement if CONDITION, null_with_if_exists);
rule!(QUALIFIER, "condition/null-with-qualifier", Statement if CONDITION, null_with_qualifier);

fn null_with_if_exists(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for block in statement.blocks().filter(|block| block.operator.is("Null")) {
        if block.operator.if_exists {
            report(
                block,
                "`Null` cannot have the suffix `IfExists`",
                "it asks already whether the key exists",
                ctx,
            );
        }
    }
}

fn null_with_qualifier(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for block in statement.blocks().filter(|block| block.operator.is("Null")) {
        match block.operator.qualifier {
            // The suffix is the graver mistake, and taking it off takes the prefix off.
            _ if block.operator.if_exists => {}
            Some(Qualifier::ForAllValues) => {
                report(block, "`Null` does nothing behind `ForAllValues:`", "this is always true", ctx);
            }
            Some(Qualifier::ForAnyValue) => {
                report(block, "`Null` does nothing behind `ForAnyValue:`", "this is never true", ctx);
            }
            None => {}
        }
    }
}

fn report(block: &Block<'_>, message: &str, here: &str, ctx: &mut Context<'_>) {
    let at = block.operator.text.at();
    let has_null = ctx
        .statement
        .and_then(|statement| statement.condition.as_ref())
        .is_some_and(|condition| condition.has_operator("Null"));
    let finding = ctx.report(at, message);
    finding.here(here).help("write `Null`");
    // Two blocks of one operator would be a repeated name.
    if !has_null {
        finding.fix(Fix::replace("write `Null`", Safety::Suggested, at, "\"Null\""));
    }
}
