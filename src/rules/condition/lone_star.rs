use super::too_permissive;
use crate::policy::Entry;
use crate::policy::condition::{Operator, Qualifier};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};
use crate::source::Span;

rule!(NULL_FALSE, "condition/equivalent-to-null-false", Condition if STRING_LIKE, equivalent_to_null_false);
rule!(NULL_TRUE, "condition/equivalent-to-null-true", Condition if STRING_LIKE, equivalent_to_null_true);
rule!(REDUNDANT_KEY, "condition/redundant-key-due-to-wildcard-in-condition", Condition if STRING_LIKE, redundant_key);
rule!(
    REDUNDANT_STATEMENT,
    "condition/redundant-statement-due-to-wildcard-in-condition",
    Condition if STRING_LIKE,
    redundant_statement
);

/// What the comparison of a key with `*` comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sense {
    /// True where the key is there.
    Present,
    /// True where the key is not there.
    Absent,
    Always,
    Never,
}

fn equivalent_to_null_false(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if let Some(at) = lone_star(entry, Sense::Present) {
        let key = entry.key.as_str();
        ctx.report(at, format!("this only asks whether {} is there", quoted(key)))
            .here("every value matches")
            .help(format!("write `\"Null\": {{ \"{key}\": \"false\" }}`, which says so"));
    }
}

fn equivalent_to_null_true(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if let Some(at) = lone_star(entry, Sense::Absent) {
        let key = entry.key.as_str();
        ctx.report(at, format!("this only asks whether {} is absent", quoted(key)))
            .here("every value matches, so none passes")
            .help(format!("write `\"Null\": {{ \"{key}\": \"true\" }}`, which says so"));
    }
}

fn redundant_key(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if let Some(at) = lone_star(entry, Sense::Always) {
        let (key, operator) = (quoted(entry.key.as_str()), quoted(entry.operator.as_str()));
        ctx.report(at, format!("the condition on {key} is always true"))
            .here(format!("every value matches, and {operator} is true without a value"))
            .help("remove the key, or write the values that are meant");
    }
}

fn redundant_statement(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if let Some(at) = lone_star(entry, Sense::Never) {
        let (key, operator) = (quoted(entry.key.as_str()), quoted(entry.operator.as_str()));
        ctx.report(at, format!("the condition on {key} is never true, so the statement does nothing"))
            .here(format!("every value matches, and {operator} needs one that does not"))
            .help("write the values that are meant, or remove the statement");
    }
}

/// Where the value stands, if it is `*` alone and the comparison comes to this.
///
/// What AWS says of a list with other values beside the star is not known.
/// Of keys that want whole values another rule speaks, and more severely.
fn lone_star(entry: &Entry<'_>, expected: Sense) -> Option<Span> {
    let [value] = *entry.values else { return None };
    let is_alone = entry.node.items().is_none_or(|items| items.len() == 1);
    let is_star = value.text().is_some_and(|text| text.as_str() == "*");
    if !is_alone || !is_star || too_permissive::is_reported(entry, "*") {
        return None;
    }
    (sense(&entry.operator) == Some(expected)).then_some(value.at)
}

/// By the rules for keys that a request does not have (IAM User Guide, "Condition operators" and "Set operators for multivalued context keys").
fn sense(operator: &Operator<'_>) -> Option<Sense> {
    match (operator.base?.name, operator.qualifier, operator.if_exists) {
        ("StringLike", None | Some(Qualifier::ForAnyValue), false) => Some(Sense::Present),
        ("StringLike", None, true) | ("StringLike", Some(Qualifier::ForAllValues), _) => Some(Sense::Always),
        ("StringNotLike", None | Some(Qualifier::ForAllValues), _) => Some(Sense::Absent),
        ("StringNotLike", Some(Qualifier::ForAnyValue), false) => Some(Sense::Never),
        _ => None,
    }
}
