use crate::diagnostic::{Edit, Fix, Level, Safety};
use crate::policy::Entry;
use crate::policy::condition::{Family, value};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};
use crate::source::Span;

rule!(MIXED_TYPES, "condition/invalid-condition-data-type", Condition if VALUES, mixed_types);
rule!(MULTIPLE_BOOLEAN, "condition/invalid-condition-multiple-boolean", Condition if VALUES, multiple_boolean);
rule!(REDUNDANT_NUMBER, "condition/redundant-condition-value-num", Condition if NUMERIC, redundant_number);

fn mixed_types(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let Some((first, others)) = entry.values.split_first() else { return };
    let is_judged = entry.operator.base.is_some() && !is_boolean_list(entry);
    let Some(other) = others.iter().find(|other| other.describe() != first.describe()) else { return };
    if !is_judged {
        return;
    }
    let finding =
        ctx.report(entry.node.at, format!("the values of {} mix types of JSON", quoted(entry.key.as_str())));
    finding
        .here("one list has to hold one type")
        .label(first.at, first.describe())
        .label(other.at, other.describe())
        .help("write all values as strings, in quotes");
    let unquoted = entry.values.iter().filter(|value| value.text().is_none());
    let quote = |(at, text): (Span, &str)| Edit { at, text: format!("\"{text}\"") };
    let edits = unquoted.filter_map(|value| Some((value.at, value::as_str(value)?))).map(quote).collect();
    finding.fix(Fix { title: "write all values in quotes".to_owned(), safety: Safety::Safe, edits });
}

fn multiple_boolean(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if !is_boolean_list(entry) {
        return;
    }
    let operator = quoted(entry.operator.as_str());
    let finding = ctx.report(
        entry.node.at,
        format!("{operator} compares {} with more than one value", quoted(entry.key.as_str())),
    );
    finding.here("one of the two values is all there can be").help("keep `true` or `false`");
    if entry.operator.is("Null") {
        // The documentation speaks of booleans; that it means `Null` too is likely, not certain.
        finding.level(Level::Warning);
    }
}

fn is_boolean_list(entry: &Entry<'_>) -> bool {
    matches!(entry.operator.family(), Some(Family::Bool | Family::Null)) && entry.values.len() > 1
}

fn redundant_number(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let Some(base) = entry.operator.base else { return };
    let is_upper = match base.name {
        "NumericLessThan" | "NumericLessThanEquals" => true,
        "NumericGreaterThan" | "NumericGreaterThanEquals" => false,
        _ => return,
    };
    let numbers: Option<Vec<f64>> = entry.values.iter().map(|value| number(value::as_str(value)?)).collect();
    let Some(numbers) = numbers.filter(|numbers| numbers.len() > 1) else { return };
    let order =
        |left: &f64, right: &f64| if is_upper { left.total_cmp(right) } else { right.total_cmp(left) };
    let decisive = numbers.iter().zip(&entry.values).max_by(|(left, _), (right, _)| order(left, right));
    let Some((_, decisive)) = decisive else { return };
    let (which, kept) =
        (if is_upper { "greatest" } else { "least" }, value::as_str(decisive).unwrap_or_default());
    let text = if decisive.text().is_some() { format!("\"{kept}\"") } else { kept.to_owned() };
    ctx.report(entry.node.at, format!("of these values of {} only one counts", quoted(entry.key.as_str())))
        .here("one match is enough")
        .label(decisive.at, format!("the {which} decides"))
        .help(format!("keep `{kept}`"))
        .fix(Fix::replace(format!("keep `{kept}`"), Safety::Safe, entry.node.at, text));
}

fn number(text: &str) -> Option<f64> {
    value::is_number(text).then(|| text.parse().ok())?
}
