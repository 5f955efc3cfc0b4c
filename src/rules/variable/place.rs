use super::is_of_iam;
use crate::policy::condition::Family;
use crate::policy::{Entry, Place, Statement, Variable};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(ELEMENT, "variable/variable-unsupported-in-element", Statement if VARIABLE, unsupported_in_element);
rule!(OPERATOR, "variable/invalid-variable-for-operator", Condition if NUMERIC | DATE | BINARY | IP | NULL, invalid_for_operator);

fn unsupported_in_element(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let mut last: Option<&Variable<'_>> = None;
    let placeholders = ctx.placeholders();
    for variable in statement.variables.iter().filter(|variable| is_of_iam(variable, placeholders)) {
        let Some(place) = name_of(variable.place) else { continue };
        let is_same_string = last.is_some_and(|last| last.text.at() == variable.text.at());
        last = Some(variable);
        // One string is one mistake, however many variables it holds.
        if is_same_string {
            continue;
        }
        let help = match variable.place {
            Place::ResourceField => {
                "write the value, or `*`; variables may stand behind the fifth colon only"
            }
            _ => "write the value; variables may stand in `Resource` and in the values of conditions only",
        };
        let written = quoted(variable.as_str());
        ctx.report(variable.text.at(), format!("the variable {written} cannot stand in {place}"))
            .here(format!("AWS puts no value in the place of {written}"))
            .help(help);
    }
}

/// The places where no variable may stand, as sentences call them.
fn name_of(place: Place) -> Option<&'static str> {
    match place {
        Place::Sid => Some("`Sid`"),
        Place::Effect => Some("`Effect`"),
        Place::Principal => Some("a principal"),
        Place::Action => Some("an action"),
        Place::ResourceField => Some("the first five parts of an ARN"),
        Place::ConditionOperator => Some("a condition operator"),
        Place::ConditionKey => Some("a condition key"),
        Place::Resource | Place::ConditionValue => None,
    }
}

fn invalid_for_operator(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let what = match entry.operator.family() {
        Some(Family::Numeric) => "numbers",
        Some(Family::Date) => "dates",
        Some(Family::Binary) => "bytes",
        Some(Family::Ip) => "IP addresses",
        Some(Family::Null) => "`true` and `false`",
        // AWS's pages contradict each other about booleans.
        Some(Family::Bool | Family::String | Family::StringLike | Family::Arn) | None => return,
    };
    if !super::has_variables(ctx.policy) {
        return;
    }
    let placeholders = ctx.placeholders();
    for text in entry.values.iter().filter_map(|value| value.text()) {
        let is_valid = |variable: &Variable<'_>| {
            variable.closed && !variable.key().trim().is_empty() && is_of_iam(variable, placeholders)
        };
        let Some(variable) = Variable::find(text, Place::ConditionValue).find(is_valid) else { continue };
        let operator = quoted(entry.operator.as_str());
        ctx.report(text.at(), format!("{operator} takes no variable such as {}", quoted(variable.as_str())))
            .here(format!("only {what} may stand here"))
            .help("write the value itself; variables go with the operators for strings and ARNs");
    }
}
