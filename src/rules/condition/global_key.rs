use crate::find::PrincipalElement;
use crate::policy::{Effect, Entry};
use crate::rules::principal::service_conditions::is_weakly_restricted;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(UNTRUSTWORTHY, "condition/untrustworthy-condition-key", known Condition, untrustworthy);
rule!(DEPRECATED, "condition/deprecated-global-condition-key", Condition, deprecated);
rule!(UNSUPPORTED, "condition/unsupported-global-condition-key", Condition, unsupported);

/// What a caller may set at will (IAM User Guide, "AWS global condition context keys").
const SET_BY_CALLER: [(&str, &str); 2] = [("aws:Referer", "Referer"), ("aws:UserAgent", "User-Agent")];

fn untrustworthy(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let Some((_, header)) = SET_BY_CALLER.iter().find(|(key, _)| entry.has_key(key)) else { return };
    // Denying what an honest client does not send harms nobody; whether it is reported is not known.
    let allows = ctx.statement.and_then(|statement| statement.effect()) == Some(Effect::Allow);
    // Of services another rule says what to compare instead.
    let is_of_service = ctx.profile.elements.principal == PrincipalElement::Either
        && ctx.statement.is_some_and(is_weakly_restricted);
    if allows && !is_of_service && entry.operator.base.is_some() && !entry.operator.is("Null") {
        let key = quoted(entry.key.as_str());
        ctx.report(entry.key.at(), format!("the statement relies on {key}, which every caller sets at will"))
            .here(format!("this is the header `{header}` of the request"))
            .help(
                "use a key that AWS sets, such as `aws:PrincipalOrgID`, `aws:SourceVpce` or `aws:SourceIp`",
            );
    }
}

fn deprecated(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if entry.has_key("aws:ARN") && entry.operator.base.is_some() {
        ctx.report(
            entry.key.at(),
            format!("the condition key {} is out of date", quoted(entry.key.as_str())),
        )
        .here("AWS documents it no longer")
        .help("write `aws:PrincipalArn`");
    }
}

fn unsupported(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if entry.has_key("aws:ARN") && entry.operator.base.is_some() {
        ctx.report(entry.key.at(), format!("the condition key {} is not supported", quoted(entry.key.as_str())))
            .here("AWS sets no such key")
            .help("write `aws:PrincipalArn` for the caller, or `aws:SourceArn` for the resource that a service acts for");
    }
}
