use crate::policy::Statement;
use crate::policy::pattern::{Case, subsumed_strings};
use crate::rules::redundancy::{List, report};
use crate::rules::{Context, rule};

rule!(ACTION, "action/redundant-action", Statement, redundant_action);

fn redundant_action(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(actions) = statement.action.as_ref().filter(|actions| actions.items.len() > 1) else { return };
    let groups = subsumed_strings(actions.items.iter().map(|action| action.text), Case::Ignored);
    if groups.is_empty() {
        return;
    }
    let entries: Vec<_> = actions.items.iter().map(|action| (action.text.at(), action.as_str())).collect();
    let places: Vec<_> = actions.element.value.items().into_iter().flatten().map(|item| item.at).collect();
    let list = List { noun: "action", entries: &entries, places: &places };
    for group in &groups {
        report(&list, group, true, ctx);
    }
}
