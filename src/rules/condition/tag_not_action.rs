use crate::policy::condition::{Family, Qualifier};
use crate::policy::{Effect, Entry, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(
    ALLOW,
    "condition/allow-notaction-with-unsupported-tag-condition-key-for-service",
    Statement if CONDITION,
    |statement, ctx| check(Effect::Allow, statement, ctx)
);
rule!(
    DENY,
    "condition/deny-notaction-with-unsupported-tag-condition-key-for-service",
    Statement if CONDITION,
    |statement, ctx| check(Effect::Deny, statement, ctx)
);

/// Of the actions that `NotAction` stands for some always know no tags of resources.
fn check(effect: Effect, statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(actions) = &statement.not_action else { return };
    if statement.condition.is_none() || statement.effect() != Some(effect) {
        return;
    }
    let is_tag = |entry: &&Entry<'_>| {
        let is_compared = entry.operator.family().is_some_and(|family| family != Family::Null);
        is_compared && entry.key_starts_with("aws:ResourceTag/")
    };
    for entry in statement.entries().filter(is_tag) {
        let key = quoted(entry.key.as_str());
        let verb = if effect == Effect::Allow { "allowed" } else { "denied" };
        let outcome = match is_met_without_key(entry) {
            true => format!("actions that know no such tag are {verb} whatever the resource"),
            false => format!("actions that know no such tag are never {verb}"),
        };
        ctx.report(actions.element.at(), format!("not every action that `NotAction` stands for knows {key}"))
            .here("this stands for all actions but these")
            .also(entry.key.at(), outcome)
            .help("list the actions that are meant in `Action`");
    }
}

/// Whether the condition is met by requests without the key.
fn is_met_without_key(entry: &Entry<'_>) -> bool {
    let operator = entry.operator;
    match operator.qualifier {
        _ if operator.if_exists => true,
        Some(Qualifier::ForAllValues) => true,
        Some(Qualifier::ForAnyValue) => false,
        None => operator.base.is_some_and(|base| base.negated),
    }
}
