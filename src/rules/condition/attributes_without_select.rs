use crate::policy::{Effect, Statement};
use crate::rules::{Context, rule};

rule!(
    ATTRIBUTES_WITHOUT_SELECT,
    "condition/dynamodb-attributes-without-select",
    known Statement if CONDITION,
    attributes_without_select
);

/// Actions that return whole items unless they are asked for some attributes.
const READS: [&str; 4] = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan"];

fn attributes_without_select(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(condition) = &statement.condition else { return };
    if statement.effect() != Some(Effect::Allow) || condition.has_key("dynamodb:Select") {
        return;
    }
    let attributes = statement.entries().find(|entry| {
        entry.has_key("dynamodb:Attributes") && entry.operator.base.is_some_and(|base| base.name != "Null")
    });
    let Some(attributes) = attributes else { return };
    let actions = statement.action.iter().flat_map(|action| &action.items);
    let Some(read) = actions.into_iter().find(|action| READS.iter().any(|read| action.covers(read))) else {
        return;
    };
    ctx.report(attributes.key.at(), "a read that names no attributes returns all of them")
        .here("only attributes that a request names are compared")
        .label(read.text.at(), "this reads")
        .help("add `\"StringEquals\": { \"dynamodb:Select\": \"SPECIFIC_ATTRIBUTES\" }`");
}
