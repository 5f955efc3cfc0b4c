use crate::policy::condition::Qualifier;
use crate::policy::{Entry, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};
use crate::source::Span;

rule!(OBJECT, "condition/empty-object-condition", Statement if CONDITION, empty_object);
rule!(ARRAY, "condition/empty-array-condition", Condition if NO_VALUE, empty_array);
rule!(
    ARRAY_FOR_ALL_VALUES,
    "condition/empty-array-condition-forallvalues",
    Condition if NO_VALUE,
    empty_array_for_all_values
);
rule!(
    ARRAY_FOR_ANY_VALUE,
    "condition/empty-array-condition-foranyvalue",
    Condition if NO_VALUE,
    empty_array_for_any_value
);
rule!(ARRAY_IF_EXISTS, "condition/empty-array-condition-ifexists", Condition if NO_VALUE, empty_array_if_exists);

fn empty_object(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(condition) = &statement.condition else { return };
    if condition.element.value.members().is_some_and(|members| members.is_empty()) {
        ctx.report(condition.element.at(), "`Condition` is empty")
            .here("this restricts nothing")
            .help("write the conditions, or remove `Condition`");
    }
    for block in &condition.blocks {
        let is_empty = block.node.members().is_some_and(|members| members.is_empty());
        if is_empty && block.operator.base.is_some() {
            let operator = quoted(block.operator.as_str());
            ctx.report(block.node.at, format!("the condition operator {operator} compares no key"))
                .here("this restricts nothing")
                .help(format!("write a condition key with its value, or remove {operator}"));
        }
    }
}

fn empty_array(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if let Some(at) = empty_list(entry)
        && entry.operator.qualifier.is_none()
        && !entry.operator.if_exists
    {
        ctx.report(at, format!("the condition key {} has no value", quoted(entry.key.as_str())))
            .here("there is nothing to compare with")
            .help("write the values, or remove the key");
    }
}

fn empty_array_for_all_values(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if let Some(at) = empty_list(entry)
        && entry.operator.qualifier == Some(Qualifier::ForAllValues)
    {
        let key = quoted(entry.key.as_str());
        ctx.report(at, format!("the condition key {key} has no value"))
            .here("this is true only where the request has no such key")
            .help(absence(entry));
    }
}

fn empty_array_for_any_value(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if let Some(at) = empty_list(entry)
        && entry.operator.qualifier == Some(Qualifier::ForAnyValue)
    {
        let here = if entry.operator.if_exists { "no value matches this" } else { "this is never true" };
        ctx.report(at, format!("the condition key {} has no value", quoted(entry.key.as_str())))
            .here(here)
            .help("write the values, or remove the key");
    }
}

fn empty_array_if_exists(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    // Which of the codes counts where a prefix stands there too is not known; the prefix decides here.
    if let Some(at) = empty_list(entry)
        && entry.operator.qualifier.is_none()
        && entry.operator.if_exists
        && !entry.operator.is("Null")
    {
        ctx.report(at, format!("the condition key {} has no value", quoted(entry.key.as_str())))
            .here("this is true only where the request has no such key")
            .help(absence(entry));
    }
}

fn absence(entry: &Entry<'_>) -> String {
    let key = entry.key.as_str();
    format!("write the values, or `\"Null\": {{ \"{key}\": \"true\" }}` if the key has to be absent")
}

/// Where the values stand, if they are an empty list and the operator is known.
fn empty_list(entry: &Entry<'_>) -> Option<Span> {
    let is_empty = entry.node.items().is_some_and(|items| items.is_empty());
    (is_empty && entry.operator.base.is_some()).then_some(entry.node.at)
}
