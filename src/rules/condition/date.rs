use super::{misfits, named};
use crate::diagnostic::{Fix, Safety};
use crate::policy::Entry;
use crate::policy::condition::{Family, value};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(MISMATCH, "condition/type-mismatch-date", Condition if DATE, type_mismatch);
rule!(EPOCH, "condition/invalid-date-value", Condition if DATE, epoch);

fn type_mismatch(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if entry.operator.family() != Some(Family::Date) {
        return;
    }
    let is_date = |text: &str| value::is_date(text.trim()) || value::is_epoch(text.trim());
    for (at, text) in misfits(entry, ctx.placeholders(), is_date) {
        ctx.report(at, format!("{} is not a date", named(text)))
            .here(format!("{} compares dates", quoted(entry.operator.as_str())))
            .help("write the date as ISO 8601 has it: `2026-11-21T09:30:00Z`, or `2026-11-21`");
    }
}

fn epoch(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if entry.operator.family() != Some(Family::Date) {
        return;
    }
    for (at, text) in entry.literals().filter(|(_, text)| value::is_epoch(text.trim())) {
        let date = value::date_of_epoch(text);
        let finding = ctx.report(at, format!("the date {} is written as a number", quoted(text)));
        finding.here("a number counts the seconds since 1970");
        match (calendar_day(text), date) {
            (Some(day), _) => {
                finding.help(format!("write `{day}` if that day is meant"));
            }
            (None, Some(date)) => {
                finding.help(format!("write `{date}`"));
                let title = format!("write `{date}`");
                finding.fix(Fix::replace(title, Safety::Suggested, at, format!("\"{date}\"")));
            }
            (None, None) => {
                finding.help("write the date as ISO 8601 has it: `2026-11-21T09:30:00Z`");
            }
        }
    }
}

/// The day that eight digits mean if they are year, month and day without hyphens.
fn calendar_day(text: &str) -> Option<String> {
    let (year, rest) = text.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    let is_year = matches!(year.get(..2), Some("19" | "20"));
    let date = format!("{year}-{month}-{day}");
    (text.len() == 8 && is_year && value::is_date(&date)).then_some(date)
}
