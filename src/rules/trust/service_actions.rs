use crate::diagnostic::{Edit, Fix, Safety};
use crate::policy::{Actions, Effect, Policy, Principal, PrincipalType, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};
use crate::source::Span;

rule!(ROLES_ANYWHERE, "trust/missing-action-for-roles-anywhere-trust-policy", Policy, roles_anywhere);
rule!(POD_IDENTITY, "trust/missing-action-for-pod-identity", Policy, pod_identity);

/// A service that needs more than one action to assume a role.
struct Demand {
    service: &'static str,
    title: &'static str,
    actions: &'static [&'static str],
}

static FOR_ROLES_ANYWHERE: Demand = Demand {
    service: "rolesanywhere.amazonaws.com",
    title: "IAM Roles Anywhere",
    actions: &["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
};

static FOR_POD_IDENTITY: Demand = Demand {
    service: "pods.eks.amazonaws.com",
    title: "EKS Pod Identity",
    actions: &["sts:AssumeRole", "sts:TagSession"],
};

fn roles_anywhere(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    check(&FOR_ROLES_ANYWHERE, policy, ctx);
}

fn pod_identity(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    check(&FOR_POD_IDENTITY, policy, ctx);
}

/// Whether a service that the statement trusts needs the action in any case.
pub(super) fn is_demanded(action: &str, statement: &Statement<'_>) -> bool {
    [&FOR_ROLES_ANYWHERE, &FOR_POD_IDENTITY]
        .iter()
        .any(|demand| demand.actions.contains(&action) && trusted(demand.service, statement).is_some())
}

/// Whether the action is allowed by a statement, or may be where its actions are not known.
pub(super) fn may_allow(statement: &Statement<'_>, action: &str) -> bool {
    let Some(actions) = &statement.action else { return true };
    let is_read = actions.element.value.items().is_none_or(|items| items.len() == actions.items.len());
    !is_read || actions.items.iter().any(|item| item.covers(action) || item.as_str().contains('$'))
}

fn check(demand: &Demand, policy: &Policy<'_>, ctx: &mut Context<'_>) {
    let trusting = || {
        policy
            .statements
            .iter()
            .filter_map(|statement| Some((trusted(demand.service, statement)?, statement)))
    };
    // Whether the actions may be spread over several statements is not known.
    let is_allowed = |action: &str| trusting().any(|(_, statement)| may_allow(statement, action));
    let missing: Vec<&str> = demand.actions.iter().copied().filter(|action| !is_allowed(action)).collect();
    if missing.is_empty() {
        return;
    }
    let list = missing.iter().map(|action| quoted(action)).collect::<Vec<_>>().join(" and ");
    let verb = if missing.len() == 1 { "is" } else { "are" };
    for (principal, statement) in trusting() {
        if ctx.is_cut_off(statement) {
            continue;
        }
        let Some(actions) = statement.action.as_ref().filter(|actions| !actions.items.is_empty()) else {
            continue;
        };
        ctx.report(actions.element.at(), format!("{} needs {list} too", demand.title))
            .here(format!("{list} {verb} missing"))
            .also(principal.text.at(), "for this service")
            .help(format!("add {list} to `Action`"))
            .fix(with_actions(actions, &missing));
    }
}

/// The principal by which a statement allows something to the service.
fn trusted<'s, 'p>(service: &str, statement: &'s Statement<'p>) -> Option<&'s Principal<'p>> {
    if statement.effect() != Some(Effect::Allow) {
        return None;
    }
    let mut principals = statement.principal.iter().flat_map(|principals| &principals.items);
    principals.find(|principal| principal.kind == PrincipalType::Service && principal.as_str() == service)
}

/// The change that adds actions behind those that stand there.
pub(super) fn with_actions(actions: &Actions<'_>, added: &[&str]) -> Fix {
    let insert = |offset, text: String| Edit { at: Span::point(offset), text };
    let text: String = added.iter().map(|action| format!(", \"{action}\"")).collect();
    let last = actions.items.last().map_or(actions.element.at(), |action| action.text.at());
    let edits = match actions.element.value.items() {
        Some(_) => vec![insert(last.end(), text)],
        None => vec![insert(last.start(), "[".to_owned()), insert(last.end(), format!("{text}]"))],
    };
    Fix { title: format!("add {}", added.join(", ")), safety: Safety::Suggested, edits }
}
