use crate::policy::condition::Family;
use crate::policy::{Effect, Entry};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(NEGATIVE_CONTEXT, "condition/s3-prefix-in-negative-context", Condition if STRING | STRING_LIKE, negative_context);

fn negative_context(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if !entry.has_key("s3:prefix")
        || !matches!(entry.operator.family(), Some(Family::String | Family::StringLike))
    {
        return;
    }
    let Some(base) = entry.operator.base else { return };
    let effect = ctx.statement.and_then(|statement| statement.effect());
    let (verb, help) = match (effect, base.negated) {
        (Some(Effect::Deny), false) => (
            "denied",
            "deny with `StringNotLike` and the prefixes that may be listed, or allow with `StringLike`",
        ),
        (Some(Effect::Allow), true) => (
            "allowed",
            "allow with `StringLike` and the prefixes that may be listed, or deny with `StringNotLike`",
        ),
        _ => return,
    };
    let operator = quoted(entry.operator.as_str());
    ctx.report(entry.key.at(), format!("a shorter prefix slips past `s3:prefix` {verb} by {operator}"))
        .here("the caller chooses the prefix, and a shorter one lists the same keys")
        .help(help);
}
