use crate::catalog;
use crate::policy::pattern::{Case, subsumed_strings};
use crate::policy::{Action, Statement};
use crate::rules::redundancy::{List, report};
use crate::rules::{Context, rule};

rule!(ACTION, "action/redundant-action", Statement if ACTIONS, redundant_action);

fn redundant_action(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(actions) = statement.action.as_ref().filter(|actions| actions.items.len() > 1) else { return };
    let are_apart = are_surely_apart(&actions.items, ctx.known_actions());
    if are_apart && !cfg!(debug_assertions) {
        return;
    }
    let groups = subsumed_strings(actions.items.iter().map(|action| action.text), Case::Ignored);
    debug_assert!(!are_apart || groups.is_empty(), "{groups:?} of {:?}", actions.items);
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

/// Whether no action covers another, told by their numbers in the catalog, as it can be for most lists.
///
/// All of them have to be known there, by name or by a pattern that is the beginning of names.
fn are_surely_apart(items: &[Action<'_>], known: &[Option<catalog::Action<'_>>]) -> bool {
    /// Each pattern is compared with all others; lists with more of them are ordered instead.
    const FEW: usize = 32;
    // A few bits of each number tell already that it was not there before.
    let mut seen = [0_u64; 64];
    let mut patterns = Vec::new();
    for (item, known) in items.iter().zip(known) {
        let Some(known) = known else { return false };
        let number = known.number();
        if item.has_wildcard() {
            let Some(beginning) = item.beginning().filter(|_| patterns.len() < FEW) else { return false };
            patterns.push((item, beginning, number..known.service().action_numbers().end));
            continue;
        }
        let (word, bit) = (number >> 6 & 63, 1 << (number & 63));
        if seen[word] & bit != 0 {
            return false;
        }
        seen[word] |= bit;
    }
    // Actions have their numbers in the order of their names, so all that begins like a pattern follows the first of them.
    patterns.iter().all(|(pattern, beginning, numbers)| {
        let covered = |(other, known): (&Action<'_>, &Option<catalog::Action<'_>>)| {
            known.is_some_and(|known| numbers.contains(&known.number()))
                && !std::ptr::eq(other, *pattern)
                && other.begins_with(beginning)
        };
        !items.iter().zip(known).any(covered)
    })
}
