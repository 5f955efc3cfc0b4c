use crate::policy::condition::Family;
use crate::policy::{Entry, pattern};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(WILDCARD, "condition/wildcard-usage-too-permissive", Condition if STRING_LIKE, wildcard);

/// How many characters must stand before a wildcard in the subject of an OIDC token (IAM Access Analyzer, "Access Analyzer policy check reference").
const FEWEST_BEFORE: usize = 6;

/// The keys that name one account, organization, VPC or endpoint (IAM Access Analyzer, "Access Analyzer policy check reference").
pub(in crate::rules) const EXACT_KEYS: [&str; 10] = [
    "aws:PrincipalAccount",
    "aws:PrincipalOrgID",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpceAccount",
    "aws:VpceOrgID",
];

/// Why a wildcard lets in more than its author can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// The key names one thing.
    ExactKey,
    /// Too little stands before it, in the subject of an OIDC token.
    Subject,
    /// It is a part of the ID in `aws:userid`.
    UserId,
}

impl Reason {
    fn here(self) -> &'static str {
        match self {
            Reason::ExactKey => "this key wants whole values",
            Reason::Subject => "fewer than 6 characters stand before a `*`",
            Reason::UserId => "the ID before the colon is not whole",
        }
    }

    fn help(self, is_negated: bool) -> &'static str {
        match self {
            Reason::ExactKey if is_negated => "list the whole values, under `StringNotEquals`",
            Reason::ExactKey => "list the whole values, under `StringEquals`",
            Reason::Subject => "write out more of the subject, down to what is yours alone in it",
            Reason::UserId => {
                "write the whole ID, as in `AROAEXAMPLEID1234567890:*`, or a whole session name, as in `*:example-session`"
            }
        }
    }
}

fn wildcard(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let is_negated = entry.operator.base.is_some_and(|base| base.negated);
    for value in entry.values.iter().filter_map(|value| value.text()) {
        let Some((reason, offset)) = judge(entry, value.as_str()) else { continue };
        let message =
            format!("{} matches too much for {}", quoted(value.as_str()), quoted(entry.key.as_str()));
        let finding = ctx.report(value.at(), message).here(reason.here()).help(reason.help(is_negated));
        if value.as_str().len() > 1 {
            finding.label(value.part(offset..offset + 1), "this wildcard");
        }
    }
}

/// Whether this rule reports the value.
pub(in crate::rules) fn is_reported(entry: &Entry<'_>, value: &str) -> bool {
    judge(entry, value).is_some()
}

/// Why a value is reported, and the offset of the wildcard.
fn judge(entry: &Entry<'_>, value: &str) -> Option<(Reason, usize)> {
    // Under all other operators a wildcard is a character like others.
    if entry.operator.family() != Some(Family::StringLike) {
        return None;
    }
    if EXACT_KEYS.iter().any(|key| entry.has_key(key)) {
        return Some((Reason::ExactKey, pattern::wildcards(value).next()?));
    }
    if entry.has_key("aws:userid") {
        return Some((Reason::UserId, broken_id(value)?));
    }
    let is_negated = entry.operator.base.is_some_and(|base| base.negated);
    if !is_negated && is_subject(entry) {
        return Some((Reason::Subject, early_star(value)?));
    }
    None
}

/// Whether the key reads the subject of an OIDC token: `idp.example.com/path:sub`.
fn is_subject(entry: &Entry<'_>) -> bool {
    let Some((issuer, claim)) = entry.key.as_str().rsplit_once(':') else { return false };
    let host = issuer.split('/').next().unwrap_or_default();
    claim.eq_ignore_ascii_case("sub") && host.contains('.')
}

/// The first wildcard in the ID, where it does not stand for the whole ID before a colon.
fn broken_id(value: &str) -> Option<usize> {
    let (id, name) = match value.split_once(':') {
        Some((id, name)) => (id, Some(name)),
        None => (value, None),
    };
    if id.contains("${") || (id == "*" && name.is_some()) {
        return None;
    }
    pattern::wildcards(id).next()
}

/// The first `*` with too few characters before it, counted from the `*` before.
///
/// A `?` neither counts nor ends the count, and a value with a variable is not judged: what stands there is not known.
fn early_star(value: &str) -> Option<usize> {
    let is_variable =
        |index: usize| !["${*}", "${?}", "${$}"].iter().any(|escape| value[index..].starts_with(escape));
    if value.match_indices("${").any(|(index, _)| is_variable(index)) {
        return None;
    }
    let mut from = 0;
    for star in pattern::wildcards(value).filter(|index| value[*index..].starts_with('*')) {
        let before = &value[from..star];
        let follows_star = from > 0 && before.is_empty();
        let literal = before.chars().filter(|character| *character != '?').count();
        if literal < FEWEST_BEFORE && !follows_star {
            return Some(star);
        }
        from = star + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_need_six_characters_before_them() {
        for (value, expected) in [
            ("*", Some(0)),
            ("repo:*", Some(5)),
            ("repo:example-org/*", None),
            ("repo:example-org@*/app@*:ref:refs/heads/main", Some(23)),
            ("repo:example-org@*/example@*:ref:refs/heads/main", None),
            ("repo:example-org/**", None),
            ("${*}", None),
            ("${aws:username}*", None),
            ("repo:example-org/example-repo", None),
        ] {
            assert_eq!(early_star(value), expected, "{value}");
        }
    }

    #[test]
    fn ids_are_whole() {
        for (value, expected) in [
            ("*", Some(0)),
            ("AROAEXAMPLE*", Some(11)),
            ("AROAEXAMPLE*:session", Some(11)),
            ("AROAEXAMPLEID1234567890:*", None),
            ("*:example-session", None),
            ("111122223333", None),
        ] {
            assert_eq!(broken_id(value), expected, "{value}");
        }
    }
}
