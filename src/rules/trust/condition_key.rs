use super::service_actions::{is_demanded, may_allow, with_actions};
use crate::policy::{Effect, Entry, Policy, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(MISSING_ACTION, "trust/missing-action-for-condition-key", known Policy, missing_action);

/// The actions without which a request never carries certain keys (IAM User Guide, "Available keys for AWS STS").
const ACTIONS: [&str; 3] = ["sts:SetSourceIdentity", "sts:TagSession", "sts:SetContext"];

/// The index of the action without which a request never carries the key.
fn action_of(entry: &Entry<'_>) -> Option<usize> {
    if entry.has_key("sts:SourceIdentity") {
        return Some(0);
    }
    let is_tag = entry.has_key("aws:TagKeys") || entry.has_key("sts:TransitiveTagKeys");
    if is_tag || entry.key_starts_with("aws:RequestTag/") {
        return Some(1);
    }
    let is_context = entry.has_key("sts:RequestContextProviders");
    (is_context || entry.key_starts_with("sts:RequestContext/")).then_some(2)
}

fn missing_action(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    // What one statement allows counts for all: whether AWS wants the action beside the key is not known.
    let forbidden = ACTIONS.map(|action| !allowing(policy).any(|statement| may_allow(statement, action)));
    for statement in allowing(policy) {
        if ctx.is_cut_off(statement) {
            continue;
        }
        let Some(actions) = statement.action.as_ref().filter(|actions| !actions.items.is_empty()) else {
            continue;
        };
        let mut is_open = forbidden;
        for entry in statement.entries().filter(|entry| entry.needs_key()) {
            let Some(index) = action_of(entry) else { continue };
            let action = ACTIONS[index];
            if !std::mem::take(&mut is_open[index]) || is_demanded(action, statement) {
                continue;
            }
            let key = quoted(entry.key.as_str());
            ctx.report(
                actions.element.at(),
                format!("the condition on {key} can never be met without `{action}`"),
            )
            .here(format!("`{action}` is missing"))
            .also(entry.key.at(), "only that action sets this key")
            .help(format!("add `{action}` to `Action`"))
            .fix(with_actions(actions, &[action]));
        }
    }
}

fn allowing<'p, 'n>(policy: &'p Policy<'n>) -> impl Iterator<Item = &'p Statement<'n>> {
    policy.statements.iter().filter(|statement| statement.effect() == Some(Effect::Allow))
}
