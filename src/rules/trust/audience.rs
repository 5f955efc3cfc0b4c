use std::collections::HashSet;

use super::provider::claim_of_any;
use crate::diagnostic::{Fix, Safety};
use crate::policy::condition::Qualifier;
use crate::policy::{Entry, Statement};
use crate::rules::principal::family::WEB_IDENTITY_PROVIDERS;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(CONFIRM_TYPE, "trust/confirm-audience-claim-type", Condition, confirm_type);
rule!(FOR_ANY_VALUE, "trust/foranyvalue-with-audience-claim-type", Statement, for_any_value);

const FOR_ANY_VALUE_PREFIX: &str = "ForAnyValue:";

fn confirm_type(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let Some(issuer) = audience_of(entry) else { return };
    // Of a misspelt operator another rule speaks first.
    let is_read = entry.operator.base.is_some();
    let is_known = WEB_IDENTITY_PROVIDERS.iter().any(|known| known.eq_ignore_ascii_case(issuer));
    if !is_read || is_known || entry.operator.qualifier == Some(Qualifier::ForAnyValue) {
        return;
    }
    ctx.report(entry.key.at(), format!("confirm that {} issues tokens with one audience", quoted(issuer)))
        .here("this key has one value")
        .help("nothing to change if the operator has neither `ForAllValues:` nor `ForAnyValue:` before it");
}

fn for_any_value(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let blocks = statement.condition.as_ref().map(|condition| &condition.blocks[..]).unwrap_or_default();
    // An operator can take the place of another only where it does not stand there yet.
    let written: HashSet<&str> = blocks.iter().map(|block| block.operator.as_str()).collect();
    for block in blocks.iter().filter(|block| block.operator.qualifier == Some(Qualifier::ForAnyValue)) {
        for entry in block.entries.iter().filter(|entry| audience_of(entry).is_some()) {
            let operator = block.operator.as_str();
            let plain = operator.strip_prefix(FOR_ANY_VALUE_PREFIX).unwrap_or(operator);
            let finding = ctx
                .report(entry.key.at(), format!("{} has one value", quoted(entry.key.as_str())))
                .here("`ForAnyValue:` is for keys with several values")
                .label(block.operator.text.part(0..FOR_ANY_VALUE_PREFIX.len()), "this is compared as a set")
                .help(format!("write `{plain}`; a list of values may stay"));
            if block.entries.len() == 1 && block.operator.base.is_some() && !written.contains(plain) {
                finding.fix(Fix::replace(
                    format!("write `{plain}`"),
                    Safety::Suggested,
                    block.operator.text.at(),
                    format!("\"{plain}\""),
                ));
            }
        }
    }
}

/// The issuer whose audience a key reads.
fn audience_of<'n>(entry: &Entry<'n>) -> Option<&'n str> {
    let (issuer, claim) = claim_of_any(entry)?;
    claim.eq_ignore_ascii_case("aud").then_some(issuer)
}
