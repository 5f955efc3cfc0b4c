use super::judge::{Excess, Limit, Without, judge};
use crate::diagnostic::Level;
use crate::find::{Kind, NO_KNOWN_END, Unit, WhiteSpace};
use crate::policy::{Policy, Size};
use crate::rules::{Context, rule};
use crate::source::Span;

rule!(IDENTITY, "size/policy-size-exceeds-identity-policy-quota", Policy, identity);
rule!(RESOURCE, "size/policy-size-exceeds-resource-policy-quota", Policy, resource);
rule!(TRUST, "size/policy-size-exceeds-role-trust-policy-quota", Policy, trust);
rule!(SCP, "size/policy-size-exceeds-scp-quota", Policy, scp);
rule!(RCP, "size/policy-size-exceeds-rcp-quota", Policy, rcp);
rule!(QUOTA, "size/policy-size-exceeds-quota", Policy, quota);
rule!(PARAMETER, "size/document-too-long", Policy, parameter);
rule!(NEAR, "size/policy-size-near-quota", Policy, near);

fn identity(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    report(Limit::Identity, policy, ctx);
}

fn resource(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    report(Limit::Resource, policy, ctx);
}

fn trust(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    report(Limit::Trust, policy, ctx);
}

fn scp(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    report(Limit::Scp, policy, ctx);
}

fn rcp(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    report(Limit::Rcp, policy, ctx);
}

fn quota(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    report(Limit::Quota, policy, ctx);
}

fn parameter(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    report(Limit::Parameter, policy, ctx);
}

/// Reports the policy's length where this rule is the one to tell of it; one finding says all.
fn report(limit: Limit, policy: &Policy<'_>, ctx: &mut Context<'_>) {
    let Some(excess) = judge(ctx).filter(|excess| excess.of == limit) else { return };
    let longest = longest_statement(policy, ctx);
    let help = advice(&excess, ctx);
    let finding = ctx.report(policy.at(), message(&excess, ctx)).help(help);
    if let Some((at, count)) = longest {
        let count = grouped(count);
        finding.label(at, format!("the longest statement: {count} characters without white space"));
    }
    finding.level(if excess.is_certain { Level::Error } else { Level::Warning });
}

fn message(excess: &Excess, ctx: &Context<'_>) -> String {
    let Excess { of, count, limit, unit, .. } = *excess;
    let without = match excess.without {
        Without::Nothing => "",
        Without::BetweenTokens => " without white space",
        Without::Any => " even without any white space",
    };
    let (unit, excess) = (unit.name(), grouped(count - limit));
    let (count, limit, profile) = (grouped(count), grouped(limit), ctx.profile);
    let limit = match of {
        Limit::Parameter => format!("the {limit} that a request carries"),
        _ => format!("the limit of {limit}"),
    };
    format!("the {profile} has {count} {unit}{without}, {excess} more than {limit}")
}

/// What to do, and how sure the count is.
fn advice(excess: &Excess, ctx: &Context<'_>) -> String {
    let mut advice = how_to_shorten(ctx.kind()).to_owned();
    if excess.without == Without::Nothing && in_one_line(excess, ctx) <= excess.limit {
        let fits = grouped(in_one_line(excess, ctx));
        advice = format!(
            "without the white space between its tokens it has {fits} {} and fits",
            excess.unit.name()
        );
        advice += match ctx.kind() {
            Kind::Scp | Kind::Rcp => {
                ": minify it; the console of Organizations does so itself, the API does not"
            }
            _ => ": minify it",
        };
    }
    match excess.raisable_to {
        Some(limit) if excess.is_certain => {
            advice += &format!("; even on request the quota is {} at most", grouped(limit));
        }
        Some(NO_KNOWN_END_OF_SIZE) => advice += ", or ask AWS to raise the quota",
        Some(limit) => advice += &format!(", or ask AWS to raise the quota, to {} at most", grouped(limit)),
        None if excess.is_certain || excess.of == Limit::Identity => {}
        None => advice += &doubt(excess, ctx),
    }
    advice
}

fn how_to_shorten(kind: Kind) -> &'static str {
    match kind {
        Kind::Managed | Kind::AwsManaged => {
            "split it into several managed policies, or let wildcards stand for several actions"
        }
        Kind::Boundary => {
            "an identity has one boundary only: let wildcards stand for several actions, or leave statements out"
        }
        Kind::InlineUser | Kind::InlineRole | Kind::InlineGroup => {
            "move statements into managed policies; all inline policies of one identity share this quota"
        }
        Kind::Session => "leave statements out, or pass the ARNs of managed policies beside it",
        Kind::PermissionSet => "attach managed policies to the permission set instead",
        Kind::Trust => "merge the statements that differ in their principals only",
        Kind::Scp | Kind::Rcp => "split it into several policies, or let wildcards stand for several actions",
        Kind::Resource | Kind::VpcEndpoint => {
            "merge statements, or let conditions such as `aws:PrincipalOrgID` stand for lists of principals"
        }
    }
}

const NO_KNOWN_END_OF_SIZE: usize = NO_KNOWN_END as usize;

/// Why AWS may take the policy all the same.
fn doubt(excess: &Excess, ctx: &Context<'_>) -> String {
    match excess.without {
        Without::Nothing => "; AWS does not say whether it counts white space".to_owned(),
        Without::BetweenTokens | Without::Any => {
            let blanks = grouped(ctx.size().white_space_in_strings);
            format!("; AWS does not say whether it counts the {blanks} blanks inside strings")
        }
    }
}

/// The policy's length without the white space between its tokens.
fn in_one_line(excess: &Excess, ctx: &Context<'_>) -> usize {
    excess.count - ctx.size().white_space.min(excess.count)
}

/// The longest of several statements with its characters without white space, where it is a good part of the policy.
fn longest_statement(policy: &Policy<'_>, ctx: &Context<'_>) -> Option<(Span, usize)> {
    if policy.statements.len() < 2 || !ctx.is_json {
        return None;
    }
    let longest = policy.statements.iter().map(|statement| statement.at).max_by_key(|at| at.len());
    let longest = longest.map(|at| (at, Size::of(ctx.slice(at)).without_white_space()));
    longest.filter(|(_, count)| count * 4 > ctx.size().without_white_space())
}

/// Tells how much room is left, from nine tenths of the quota on.
fn near(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    let Some(quota) = ctx.profile.quota else { return };
    let limit = quota.limit as usize;
    // No way of counting gives more than the bytes, which are known without counting.
    if ctx.most_bytes() * 10 < limit * 9 || judge(ctx).is_some() {
        return;
    }
    let size = ctx.size();
    let (count, without) = match quota.white_space {
        WhiteSpace::NotCounted => (size.without_white_space(), " without white space"),
        WhiteSpace::Counted | WhiteSpace::Unstated => (size.characters, ""),
    };
    let count = match quota.unit {
        Unit::Characters => count,
        Unit::Bytes => count + (size.bytes - size.characters),
    };
    if count * 10 < limit * 9 {
        return;
    }
    let (unit, left) = (quota.unit.name(), grouped(limit - count));
    let (count, limit, profile) = (grouped(count), grouped(limit), ctx.profile);
    let help = how_to_shorten(ctx.kind());
    let message = format!("the {profile} has {count} of {limit} {unit}{without}, so {left} are left");
    ctx.report(policy.at(), message).help(format!("before it is full: {help}"));
}

/// A number with a comma between its thousands.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted() {
        assert_eq!(
            [0, 999, 1_000, 131_072, 1_000_000].map(grouped),
            ["0", "999", "1,000", "131,072", "1,000,000"]
        );
    }
}
