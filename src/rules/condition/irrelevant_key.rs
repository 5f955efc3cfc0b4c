use crate::policy::Entry;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(IRRELEVANT, "condition/irrelevant-condition-key-in-policy", Condition, irrelevant_key);

fn irrelevant_key(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let keys = ctx.profile.irrelevant_keys;
    if entry.operator.base.is_some() && keys.iter().any(|key| entry.has_key(key)) {
        let policy = ctx.profile;
        ctx.report(entry.key.at(), format!("{} says nothing in this policy", quoted(entry.key.as_str())))
            .here("it has the same value in every request")
            .help(format!("remove the key: a {policy} is about one resource, whose account is known"));
    }
}
