use super::{misfits, named};
use crate::policy::Entry;
use crate::policy::condition::{Family, value};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(MISMATCH, "condition/type-mismatch-number", Condition if NUMERIC, type_mismatch);

fn type_mismatch(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if entry.operator.family() != Some(Family::Numeric) {
        return;
    }
    for (at, text) in misfits(entry, ctx.placeholders(), |text| value::is_number(text.trim())) {
        let help = match text.contains(['*', '?']) {
            true => "write a number; numbers take no wildcards",
            false => "write a number, such as `\"3600\"` or `\"1.2\"`",
        };
        ctx.report(at, format!("{} is not a number", named(text)))
            .here(format!("{} compares numbers", quoted(entry.operator.as_str())))
            .help(help);
    }
}
