use super::{misfits, named};
use crate::policy::Entry;
use crate::policy::condition::Family;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(MISMATCH, "condition/type-mismatch-boolean", Condition if BOOL | NULL, type_mismatch);

fn type_mismatch(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if !matches!(entry.operator.family(), Some(Family::Bool | Family::Null)) {
        return;
    }
    // Whether AWS minds the case of a boolean in quotes is not documented.
    let is_boolean = |text: &str| ["true", "false"].iter().any(|word| text.trim().eq_ignore_ascii_case(word));
    for (at, text) in misfits(entry, ctx.placeholders(), is_boolean) {
        let help = match entry.operator.is("Null") {
            true => "write `\"true\"` if the key has to be absent, `\"false\"` if it has to be there",
            false => "write `\"true\"` or `\"false\"`",
        };
        ctx.report(at, format!("{} is neither `true` nor `false`", named(text)))
            .here(format!("{} compares booleans", quoted(entry.operator.as_str())))
            .help(help);
    }
}
