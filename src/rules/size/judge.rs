//! How long a policy is against all that its kind may hold: one verdict for every rule of the group.

use crate::find::{Kind, Profile, Quota, Unit, WhiteSpace};
use crate::policy::Size;
use crate::rules::Context;

/// A policy that is longer than its kind may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Excess {
    /// What it exceeds.
    pub(super) of: Limit,
    /// How many characters or bytes it has.
    pub(super) count: usize,
    /// How many it may have.
    pub(super) limit: usize,
    /// What is counted.
    pub(super) unit: Unit,
    /// Which white space is left out of the count.
    pub(super) without: Without,
    /// How many it may have at most after the quota was raised, where that can be.
    pub(super) raisable_to: Option<usize>,
    /// Whether AWS refuses the policy however it counts.
    pub(super) is_certain: bool,
}

/// What a policy can exceed; each is a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Limit {
    /// What Access Analyzer tells of identity policies.
    Identity,
    /// What Access Analyzer tells of some resource-based policies.
    Resource,
    /// What Access Analyzer tells of trust policies.
    Trust,
    /// What Access Analyzer tells of service control policies.
    Scp,
    /// What Access Analyzer tells of resource control policies.
    Rcp,
    /// The quota of the kind, where Access Analyzer does not tell.
    Quota,
    /// The parameter of the request.
    Parameter,
}

/// Which white space is left out of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Without {
    /// None.
    Nothing,
    /// What stands between the tokens of JSON.
    BetweenTokens,
    /// All, inside strings too.
    Any,
}

/// The characters without white space from which on Access Analyzer reports an identity policy, of whatever kind it is.
const IDENTITY: usize = 10_240;

/// The types of resources whose policies Access Analyzer measures.
const MEASURED: [&str; 4] =
    ["AWS::S3::Bucket", "AWS::S3::AccessPoint", "AWS::S3::MultiRegionAccessPoint", "AWS::DynamoDB::Table"];

/// The worst that can be said of the policy's length, if there is anything to say.
pub(super) fn judge(ctx: &Context<'_>) -> Option<Excess> {
    // No way of counting gives more than the bytes, which are known without counting.
    if ctx.most_bytes() <= lowest_limit(ctx.profile) {
        return None;
    }
    let size = ctx.size();
    let found: Vec<Excess> = candidates(ctx.profile, size).collect();
    let certain = found.iter().position(|excess| excess.is_certain).unwrap_or(0);
    let excess = found.into_iter().nth(certain)?;
    Some(Excess { of: reported_as(excess.of, ctx.profile, size), ..excess })
}

fn lowest_limit(profile: &Profile) -> usize {
    let quota = profile.quota.map(|quota| quota.limit);
    let second = profile.quota.and_then(|quota| quota.without_white_space);
    let identity = if profile.kind.is_identity() { IDENTITY } else { usize::MAX };
    let lower = |lowest: usize, limit: Option<u32>| limit.map_or(lowest, |limit| lowest.min(limit as usize));
    [quota, second, profile.parameter].into_iter().fold(identity, lower)
}

/// Every limit that the policy exceeds, the quota first.
fn candidates(profile: &Profile, size: Size) -> impl Iterator<Item = Excess> {
    let quota = profile.quota.and_then(|quota| exceeded(quota, size));
    let second = profile.quota.and_then(|quota| {
        let limit = quota.without_white_space?;
        exceeded(Quota { limit, white_space: WhiteSpace::NotCounted, raisable_to: None, ..quota }, size)
    });
    let parameter = profile.parameter.and_then(|limit| {
        let unit = Unit::Characters;
        let white_space = WhiteSpace::Counted;
        let limit = Quota { limit, unit, white_space, raisable_to: None, without_white_space: None };
        Some(Excess { of: Limit::Parameter, ..exceeded(limit, size)? })
    });
    let identity = (profile.kind.is_identity() && size.without_white_space() > IDENTITY).then_some(Excess {
        of: Limit::Identity,
        count: size.without_white_space(),
        limit: IDENTITY,
        unit: Unit::Characters,
        without: Without::BetweenTokens,
        raisable_to: None,
        is_certain: false,
    });
    [quota, second, parameter, identity].into_iter().flatten()
}

/// How a quota is exceeded: for certain by the least that AWS can count, or perhaps by the most.
fn exceeded(quota: Quota, size: Size) -> Option<Excess> {
    let in_unit = |characters: usize| match quota.unit {
        Unit::Characters => characters,
        // White space is ASCII, so leaving it out takes as many bytes as characters.
        Unit::Bytes => characters + (size.bytes - size.characters),
    };
    let all = in_unit(size.characters);
    let between = in_unit(size.without_white_space());
    let any = in_unit(size.without_any_white_space());
    let (most, least) = match quota.white_space {
        WhiteSpace::Counted => ((all, Without::Nothing), (all, Without::Nothing)),
        // The length of the policy in one line is what people can measure, so it is told also where it is certain.
        WhiteSpace::NotCounted => ((between, Without::BetweenTokens), (any, Without::BetweenTokens)),
        WhiteSpace::Unstated => ((all, Without::Nothing), (any, Without::Any)),
    };
    let limit = quota.limit as usize;
    if most.0 <= limit {
        return None;
    }
    let highest = quota.raisable_to.unwrap_or(quota.limit) as usize;
    let is_certain = least.0 > highest;
    let (count, without) = match quota.white_space {
        WhiteSpace::Unstated if least.0 > limit => least,
        _ => most,
    };
    let raisable_to = quota.raisable_to.map(|highest| highest as usize);
    Some(Excess { of: Limit::Quota, count, limit, unit: quota.unit, without, raisable_to, is_certain })
}

/// The rule that tells: Access Analyzer's where it has one for such a policy.
fn reported_as(limit: Limit, profile: &Profile, size: Size) -> Limit {
    if limit != Limit::Quota {
        return limit;
    }
    match profile.kind {
        Kind::Trust => Limit::Trust,
        Kind::Scp => Limit::Scp,
        Kind::Rcp => Limit::Rcp,
        kind if kind.is_identity() && size.without_white_space() > IDENTITY => Limit::Identity,
        _ if profile.resource_types.iter().any(|name| MEASURED.contains(name)) => Limit::Resource,
        _ => Limit::Quota,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUOTA: Quota = Quota {
        limit: 100,
        unit: Unit::Characters,
        white_space: WhiteSpace::NotCounted,
        raisable_to: None,
        without_white_space: None,
    };

    fn certainty(quota: Quota, size: Size) -> Option<bool> {
        exceeded(quota, size).map(|excess| excess.is_certain)
    }

    #[test]
    fn only_what_is_over_however_aws_counts_is_certain() {
        let size = |characters, white_space, white_space_in_strings| Size {
            characters,
            bytes: characters,
            white_space,
            white_space_in_strings,
        };
        let unstated = Quota { white_space: WhiteSpace::Unstated, ..QUOTA };
        let counted = Quota { white_space: WhiteSpace::Counted, ..QUOTA };
        let raisable = Quota { raisable_to: Some(200), ..QUOTA };
        assert_eq!(certainty(QUOTA, size(150, 50, 0)), None);
        assert_eq!(certainty(QUOTA, size(151, 50, 0)), Some(true));
        assert_eq!(certainty(QUOTA, size(151, 50, 1)), Some(false), "blanks inside strings may not count");
        assert_eq!(certainty(unstated, size(101, 20, 0)), Some(false));
        assert_eq!(certainty(unstated, size(121, 20, 0)), Some(true));
        assert_eq!(certainty(counted, size(101, 50, 20)), Some(true));
        assert_eq!(certainty(raisable, size(150, 0, 0)), Some(false));
        assert_eq!(certainty(raisable, size(201, 0, 0)), Some(true));
    }

    #[test]
    fn bytes_count_more_than_characters() {
        let size = Size { characters: 90, bytes: 101, white_space: 0, white_space_in_strings: 0 };
        assert_eq!(certainty(QUOTA, size), None);
        assert_eq!(certainty(Quota { unit: Unit::Bytes, ..QUOTA }, size), Some(true));
    }
}
