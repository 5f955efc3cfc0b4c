use crate::policy::Entry;
use crate::policy::condition::{Qualifier, value, value::IpRange};
use crate::rules::{Context, rule};
use crate::source::Span;

rule!(ALL, "condition/private-ip-address", known Condition if IP, all_private);
rule!(ALL_NOT, "condition/private-not-ip-address", known Condition if IP, all_private_negated);
rule!(SUBSET, "condition/private-ip-address-subset", Condition if IP, some_private);
rule!(SUBSET_NOT, "condition/private-not-ip-address-subset", Condition if IP, some_private_negated);

const HELP: &str = "write the public addresses; for addresses inside a VPC use `aws:VpcSourceIp` together with `aws:SourceVpc`";

fn all_private(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    // With `IfExists` and `ForAllValues:` requests without the key pass.
    let passes_without_key =
        entry.operator.if_exists || entry.operator.qualifier == Some(Qualifier::ForAllValues);
    if let Some((private, true)) = private(entry, "IpAddress")
        && !private.is_empty()
        && !passes_without_key
    {
        ctx.report(entry.node.at, "no request ever comes from these addresses")
            .here("private addresses are not seen on the internet")
            .help(HELP);
    }
}

fn all_private_negated(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    // With `ForAnyValue:` requests without the key do not pass.
    let needs_key = entry.operator.qualifier == Some(Qualifier::ForAnyValue);
    if let Some((private, true)) = private(entry, "NotIpAddress")
        && !private.is_empty()
        && !needs_key
    {
        ctx.report(entry.node.at, "every request comes from other addresses than these")
            .here("private addresses are not seen on the internet")
            .help(HELP);
    }
}

fn some_private(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    report_some(entry, "IpAddress", ctx);
}

fn some_private_negated(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    report_some(entry, "NotIpAddress", ctx);
}

fn report_some(entry: &Entry<'_>, operator: &str, ctx: &mut Context<'_>) {
    let Some((private, false)) = private(entry, operator) else { return };
    let Some((first, others)) = private.split_first() else { return };
    let message = match others.is_empty() {
        true => "no request ever comes from this address",
        false => "no request ever comes from some of these addresses",
    };
    let finding = ctx.report(*first, message);
    finding.here("private addresses are not seen on the internet");
    for other in others {
        finding.also(*other, "private too");
    }
    finding
        .help("remove it, or use `aws:VpcSourceIp` together with `aws:SourceVpc` for addresses inside a VPC");
}

/// The private ones of the values that this operator compares with `aws:SourceIp`, and whether they are all values.
///
/// None where a value cannot be read: what it stands for decides.
fn private(entry: &Entry<'_>, operator: &str) -> Option<(Vec<Span>, bool)> {
    if !entry.operator.is(operator) || !entry.has_key("aws:SourceIp") {
        return None;
    }
    let mut private = Vec::new();
    for value in &entry.values {
        if IpRange::read(value::as_str(value)?)?.is_private() {
            private.push(value.at);
        }
    }
    let all = private.len() == entry.values.len();
    Some((private, all))
}
