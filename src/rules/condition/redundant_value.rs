use super::too_permissive;
use crate::policy::condition::Family;
use crate::policy::pattern::{Case, Group, repeated, subsumed};
use crate::policy::{Arn, Entry};
use crate::rules::redundancy::{List, report};
use crate::rules::resource::contains_parts;
use crate::rules::{Context, rule};

rule!(VALUE, "condition/redundant-condition-value", Condition if VALUES, redundant_value);

fn redundant_value(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if entry.values.len() < 2 {
        return;
    }
    let Some(base) = entry.operator.base else { return };
    let is_order = base.name.contains("Than");
    let groups_of: fn(&[&str]) -> Vec<Group> = match base.family {
        Family::StringLike | Family::Arn => |texts| subsumed(texts, Case::Matters),
        Family::String if base.name.ends_with("IgnoreCase") => |texts| repeated(texts, Case::Ignored),
        // Lists of booleans, and numbers of which only one counts, are findings of other rules.
        Family::Bool | Family::Null => return,
        Family::Numeric if is_order => return,
        Family::String | Family::Numeric | Family::Date | Family::Binary | Family::Ip => {
            |texts| repeated(texts, Case::Matters)
        }
    };
    let texts: Vec<&str> = entry.texts().map(|(_, text)| text).collect();
    let mut groups = groups_of(&texts);
    if base.family == Family::Arn {
        groups.iter_mut().for_each(|group| keep_parts(entry, group));
    }
    groups.retain(|group| group.members.len() > 1 && !too_permissive::is_reported(entry, texts[group.cover]));
    if groups.is_empty() {
        return;
    }
    let entries: Vec<_> = entry.texts().collect();
    let places: Vec<_> = entry.node.items().into_iter().flatten().map(|item| item.at).collect();
    let list = List { noun: "value", entries: &entries, places: &places };
    for group in &groups {
        report(&list, group, true, ctx);
    }
}

/// Keeps the members that are covered part by part: that is how ARNs are compared (IAM User Guide, "IAM JSON policy elements: Condition operators").
fn keep_parts(entry: &Entry<'_>, group: &mut Group) {
    let arn = |index: usize| Some(Arn::read(entry.values.get(index)?.text()?));
    let Some(cover) = arn(group.cover) else { return group.members.clear() };
    group.members.retain(|member| arn(*member).is_some_and(|other| contains_parts(&cover, &other)));
}
