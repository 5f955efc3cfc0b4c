use crate::policy::condition::Family;
use crate::policy::{Action, Entry, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(UNSUPPORTED, "condition/unsupported-action-for-condition-key", Condition, unsupported_action);

/// Keys with an action each that is known to be reported, because its requests never hold them.
const PAIRS: [(&str, &str); 4] = [
    ("cognito-identity.amazonaws.com:aud", "sts:TagSession"),
    ("kms:EncryptionContext:${EncryptionContextKey}", "kms:DescribeKey"),
    ("s3:prefix", "s3:ListBucketMultipartUploads"),
    ("dynamodb:EnclosingOperation", "dynamodb:ConditionCheckItem"),
];

fn unsupported_action(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let Some(statement) = ctx.statement else { return };
    if let Some(lacking) = action_without(entry, ctx) {
        report(statement, entry, lacking, ctx);
    }
}

/// Whether the rule speaks of this key in this statement.
pub(super) fn is_reported(statement: &Statement<'_>, entry: &Entry<'_>, ctx: &Context<'_>) -> bool {
    let mut actions = statement.action.iter().flat_map(|actions| &actions.items);
    action_without(entry, ctx)
        .is_some_and(|lacking| actions.any(|action| action.as_str().eq_ignore_ascii_case(lacking)))
}

fn report(statement: &Statement<'_>, entry: &Entry<'_>, lacking: &str, ctx: &mut Context<'_>) {
    let actions = statement.action.iter().flat_map(|actions| &actions.items);
    let mut same = actions.filter(|action: &&Action<'_>| action.as_str().eq_ignore_ascii_case(lacking));
    let Some(first) = same.next() else { return };
    let (action, key) = (quoted(first.as_str()), quoted(entry.key.as_str()));
    let finding = ctx.report(first.text.at(), format!("requests of {action} never hold {key}"));
    finding.here("the condition does not fit this action");
    for again in same {
        finding.also(again.text.at(), "nor this");
    }
    finding
        .also(entry.node.at, "this is compared with nothing")
        .help("move the action to a statement without this condition");
}

/// The action whose requests never hold the key that is compared, where the catalog does not say otherwise.
fn action_without(entry: &Entry<'_>, ctx: &Context<'_>) -> Option<&'static str> {
    if entry.operator.family().is_none_or(|family| family == Family::Null) {
        return None;
    }
    let key = ctx.key(entry)?;
    let (_, lacking) = PAIRS.iter().find(|(name, _)| *name == key.name())?;
    let action = ctx.catalog.action(lacking)?;
    (!action.has_key(key)).then_some(lacking)
}
