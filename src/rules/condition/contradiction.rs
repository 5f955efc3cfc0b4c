use super::duplicate_key;
use super::value_set::ValueSet;
use crate::catalog::Catalog;
use crate::policy::condition::{Family, Qualifier};
use crate::policy::{Entry, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, idle, rule};

rule!(CONTRADICTORY, "condition/contradictory-conditions", Statement if CONDITION, contradictory_conditions);

/// The most operators under which one key is looked at; there are not many more.
const MANY: usize = 32;

/// Why two comparisons of one key are never true together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Clash {
    /// One wants the key absent, the other wants a value.
    Absent,
    /// Each wants a value that the other does not want.
    Disjoint,
    /// One refuses all that the other wants.
    Refused,
}

fn contradictory_conditions(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    if statement.entries().nth(1).is_none() {
        return;
    }
    let mut entries: Vec<&Entry<'_>> = statement.entries().collect();
    // The sort is stable, so each group keeps the order of the document.
    entries.sort_by(|left, right| duplicate_key::compare(left.key.as_str(), right.key.as_str()));
    let groups = entries.chunk_by(|left, right| right.has_key(left.key.as_str()));
    for group in groups.filter(|group| (2..=MANY).contains(&group.len())) {
        if let Some((wanting, other, clash)) = first_clash(group, ctx.catalog) {
            report(statement, wanting, other, clash, ctx);
        }
    }
}

/// The first pair of comparisons that are never true together: one that wants a value, and the other.
fn first_clash<'e, 'n>(
    group: &[&'e Entry<'n>],
    catalog: &Catalog,
) -> Option<(&'e Entry<'n>, &'e Entry<'n>, Clash)> {
    let key = catalog.key(group.first()?.key.as_str());
    let is_single = key.is_some_and(|key| !key.is_multivalued());
    let sets: Vec<_> = group.iter().map(|entry| ValueSet::of(entry)).collect();
    for (index, wanting) in group.iter().enumerate().filter(|(_, entry)| wants_value(entry)) {
        for (other_index, other) in group.iter().enumerate() {
            // Two spellings of a key under one operator are another rule's finding, and so is an operator that stands twice.
            if other.operator.as_str() == wanting.operator.as_str() {
                continue;
            }
            if wants_absence(other) {
                return Some((wanting, other, Clash::Absent));
            }
            let is_comparable = wants_some(wanting, is_single) && wants_every(other, is_single);
            let sets = sets[index].as_ref().zip(sets[other_index].as_ref()).filter(|_| is_comparable);
            if let Some(clash) = sets.and_then(|(left, right)| clash(left, right, other)) {
                return Some((wanting, other, clash));
            }
        }
    }
    None
}

/// Whether it is true only where a value of the request is right.
fn wants_value(entry: &Entry<'_>) -> bool {
    entry.needs_key() && entry.operator.family() != Some(Family::Null)
}

/// Whether it is true only of requests without the key.
fn wants_absence(entry: &Entry<'_>) -> bool {
    let operator = entry.operator;
    let is_plain = operator.is("Null") && operator.qualifier.is_none() && !operator.if_exists;
    let mut values = entry.texts();
    let first = values.next().is_some_and(|(_, value)| value.eq_ignore_ascii_case("true"));
    is_plain && first && values.next().is_none()
}

/// Whether it wants some value of the request to be among its own.
fn wants_some(entry: &Entry<'_>, is_single: bool) -> bool {
    match entry.operator.qualifier {
        Some(Qualifier::ForAnyValue) => true,
        Some(Qualifier::ForAllValues) => false,
        None => is_single,
    }
}

/// Whether it judges every value that a request has.
fn wants_every(entry: &Entry<'_>, is_single: bool) -> bool {
    match entry.operator.qualifier {
        Some(Qualifier::ForAllValues) => true,
        Some(Qualifier::ForAnyValue) => false,
        None => is_single,
    }
}

fn clash(wanted: &ValueSet<'_>, others: &ValueSet<'_>, other: &Entry<'_>) -> Option<Clash> {
    match other.operator.base?.negated {
        false => wanted.is_disjoint(others).then_some(Clash::Disjoint),
        true => wanted.is_within(others).then_some(Clash::Refused),
    }
}

fn report(
    statement: &Statement<'_>,
    wanting: &Entry<'_>,
    other: &Entry<'_>,
    clash: Clash,
    ctx: &mut Context<'_>,
) {
    let key = quoted(wanting.key.as_str());
    let (wants, others) = (quoted(wanting.operator.as_str()), quoted(other.operator.as_str()));
    let never = idle::never(statement);
    let message = match clash {
        Clash::Absent => {
            format!("{others} wants {key} absent, {wants} wants a value, so the statement {never} anything")
        }
        Clash::Disjoint => {
            format!("no value of {key} meets both {wants} and {others}, so the statement {never} anything")
        }
        Clash::Refused => format!(
            "{others} refuses every value of {key} that {wants} takes, so the statement {never} anything"
        ),
    };
    let (first, second) = if wanting.key.at() < other.key.at() { (wanting, other) } else { (other, wanting) };
    let finding = ctx.report(second.key.at(), message);
    finding.here("both have to hold").label(first.key.at(), "the key is compared here first");
    idle::raise_in_deny(statement, finding);
    finding.help(match clash {
        Clash::Absent => format!("to match requests without the key too, leave `Null` out and write `{}IfExists`", wanting.operator.as_str()),
        Clash::Disjoint if is_range(wanting) => {
            "to match values on both sides, write a statement for each; to match those between, change the bounds".to_owned()
        }
        Clash::Disjoint => "to match any of the values, write them in one list, or write a statement for each".to_owned(),
        Clash::Refused => "remove one of the two, or write other values".to_owned(),
    });
}

fn is_range(entry: &Entry<'_>) -> bool {
    entry.operator.base.is_some_and(|base| base.name.contains("Than"))
}
