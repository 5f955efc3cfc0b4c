use std::cmp::Ordering;

use crate::policy::{Entry, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(DIFFERENT_CASE, "condition/duplicate-keys-with-different-case", Statement if CONDITION, different_case);

fn different_case(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for block in statement.blocks().filter(|block| block.entries.len() > 1 && block.operator.base.is_some()) {
        let mut entries: Vec<&Entry<'_>> = block.entries.iter().collect();
        // The sort is stable, so each group keeps the order of the document.
        entries.sort_by(|left, right| compare(left.key.as_str(), right.key.as_str()));
        let mut groups: Vec<_> = entries
            .chunk_by(|left, right| right.has_key(left.key.as_str()))
            .filter(|group| group.iter().any(|entry| entry.key.as_str() != group[0].key.as_str()))
            .collect();
        groups.sort_by_key(|group| group[0].key.at());
        for group in groups {
            report(group, ctx);
        }
    }
}

fn report(group: &[&Entry<'_>], ctx: &mut Context<'_>) {
    let [first, others @ ..] = group else { return };
    let key = quoted(first.key.as_str());
    let operator = quoted(first.operator.as_str());
    let finding = ctx.report(
        first.key.at(),
        format!("the condition key {key} stands more than once under {operator}, in different case"),
    );
    finding.here("the key stands here first");
    for other in others {
        finding.also(other.key.at(), "this is the same key");
    }
    finding.help(format!("write {key} once, with all values in one list"));
}

pub(super) fn compare(left: &str, right: &str) -> Ordering {
    let (left, right) = (left.bytes(), right.bytes());
    left.map(|byte| byte.to_ascii_lowercase()).cmp(right.map(|byte| byte.to_ascii_lowercase()))
}
