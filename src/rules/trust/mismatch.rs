use super::provider::Provider;
use crate::diagnostic::{Fix, Safety};
use crate::policy::{Action, Effect, Principal, PrincipalType, Statement};
use crate::rules::principal::aws::is_identity;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(MISMATCHED_ACTION, "trust/mismatched-action-for-principal", known Statement, mismatched_action);

/// How a principal assumes a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// With credentials of AWS.
    Plain,
    Saml,
    WebIdentity,
}

impl Way {
    const ALL: [Way; 3] = [Way::Plain, Way::Saml, Way::WebIdentity];

    fn action(self) -> &'static str {
        match self {
            Way::Plain => "sts:AssumeRole",
            Way::Saml => "sts:AssumeRoleWithSAML",
            Way::WebIdentity => "sts:AssumeRoleWithWebIdentity",
        }
    }

    /// Who assumes a role in this way.
    fn who(self) -> &'static str {
        match self {
            Way::Plain => "this is for accounts, users, roles and services",
            Way::Saml => "this is for users of a SAML provider",
            Way::WebIdentity => "this is for users of an OIDC provider",
        }
    }

    /// None where it cannot be told; then the principal may fit any action.
    fn of(principal: &Principal<'_>) -> Option<Way> {
        match principal.kind {
            PrincipalType::Aws => is_identity(principal).then_some(Way::Plain),
            PrincipalType::Service => Some(Way::Plain),
            PrincipalType::Federated => Some(match Provider::read(principal)? {
                Provider::Saml => Way::Saml,
                Provider::Oidc(_) => Way::WebIdentity,
            }),
            PrincipalType::Star | PrincipalType::CanonicalUser | PrincipalType::Unknown => None,
        }
    }
}

/// Which ways there are among something.
#[derive(Debug, Clone, Copy, Default)]
struct Ways([bool; 3]);

impl Ways {
    fn of(action: &Action<'_>) -> Ways {
        Ways(Way::ALL.map(|way| action.covers(way.action())))
    }

    fn add(&mut self, other: Ways) {
        self.0.iter_mut().zip(other.0).for_each(|(have, other)| *have |= other);
    }

    fn has(self, way: Way) -> bool {
        self.0[way as usize]
    }

    fn is_empty(self) -> bool {
        !self.0.contains(&true)
    }

    fn meets(self, other: Ways) -> bool {
        Way::ALL.into_iter().any(|way| self.has(way) && other.has(way))
    }

    /// The only way, where there is one.
    fn only(self) -> Option<Way> {
        let mut ways = Way::ALL.into_iter().filter(|way| self.has(*way));
        let first = ways.next()?;
        ways.next().is_none().then_some(first)
    }
}

fn mismatched_action(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let (Some(principals), Some(actions)) = (&statement.principal, &statement.action) else { return };
    let is_open = |action: &Action<'_>| action.as_str().contains('$');
    if statement.effect() != Some(Effect::Allow) || actions.items.iter().any(is_open) {
        return;
    }
    let assuming: Vec<(&Action<'_>, Ways)> = actions
        .items
        .iter()
        .map(|action| (action, Ways::of(action)))
        .filter(|(_, ways)| !ways.is_empty())
        .collect();
    let mut offered = Ways::default();
    assuming.iter().for_each(|(_, ways)| offered.add(*ways));
    let known: Vec<(&Principal<'_>, Way)> =
        principals.items.iter().filter_map(|principal| Some((principal, Way::of(principal)?))).collect();
    let mut needed = Ways::default();
    known.iter().for_each(|(_, way)| needed.0[*way as usize] = true);
    let any_unknown = known.len() < principals.items.len();

    let useless = |ways: &Ways| !any_unknown && !known.is_empty() && !ways.meets(needed);
    if assuming.iter().any(|(_, ways)| useless(ways)) {
        let is_alone = assuming.len() == 1;
        for (action, ways) in assuming.iter().filter(|(_, ways)| useless(ways)) {
            report_action(action, *ways, &known, needed, offered, is_alone, ctx);
        }
        return;
    }
    let Some((action, ways)) = assuming.first() else { return };
    for (principal, way) in known.iter().filter(|(_, way)| !offered.has(*way)) {
        let finding = ctx.report(
            action.text.at(),
            format!("{} cannot use {}", quoted(principal.as_str()), quoted(action.as_str())),
        );
        finding
            .also(principal.text.at(), format!("this one uses `{}`", way.action()))
            .help(format!("give this principal a statement with `{}`", way.action()));
        if let Some(other) = ways.only() {
            finding.here(other.who());
        }
    }
}

fn report_action(
    action: &Action<'_>,
    ways: Ways,
    known: &[(&Principal<'_>, Way)],
    needed: Ways,
    offered: Ways,
    is_alone: bool,
    ctx: &mut Context<'_>,
) {
    const MOST_LABELS: usize = 3;
    let finding = ctx.report(
        action.text.at(),
        format!("no principal of the statement can use {}", quoted(action.as_str())),
    );
    if let Some(way) = ways.only() {
        finding.here(way.who());
    }
    for (index, (principal, way)) in known.iter().enumerate() {
        finding.further(principal.text.at());
        if index < MOST_LABELS {
            finding.label(principal.text.at(), format!("this one uses `{}`", way.action()));
        }
    }
    match needed.only() {
        Some(way) if offered.has(way) => {
            finding.help(format!("remove {}", quoted(action.as_str())));
        }
        Some(way) => {
            let title = format!("write `{}`", way.action());
            finding.help(title.clone());
            if is_alone {
                let text = format!("\"{}\"", way.action());
                finding.fix(Fix::replace(title, Safety::Suggested, action.text.at(), text));
            }
        }
        None => {
            finding.help("give each principal a statement with the action that it uses");
        }
    }
}
