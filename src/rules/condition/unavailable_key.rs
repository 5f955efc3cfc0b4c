use super::unsupported_action;
use crate::catalog::{Action, Catalog, Key, Service};
use crate::policy::{self, Entry, Statement};
use crate::rules::known_actions::known_actions;
use crate::rules::wording::{one_of, quoted};
use crate::rules::{Context, idle, rule};

rule!(UNAVAILABLE, "condition/unavailable-condition-key", Condition, unavailable_key);

/// Keys that policies of AWS, and many others, use with actions for which the Service Authorization Reference does not list them.
///
/// Those of `sts` belong to sessions and stay with them.
const UNDECLARED: [&str; 4] = ["aws-marketplace:", "ec2:Add/", "iam:AWSServiceName", "sts:"];

/// The most actions that a help lists.
const MANY: usize = 3;

fn unavailable_key(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let Some(statement) = ctx.statement else { return };
    let Some(actions) = statement.action.as_ref().filter(|actions| actions.is_complete()) else { return };
    // With an old catalog the actions may have got the key since.
    if !entry.needs_key() || ctx.catalog_lag().is_some() {
        return;
    }
    // Most keys are global.
    let Some((prefix, _)) = entry.key_parts().filter(|(prefix, _)| *prefix != "aws") else { return };
    let is_of_service = |action: &policy::Action<'_>| {
        action.prefix().is_some_and(|written| written.eq_ignore_ascii_case(prefix))
    };
    // Most others stand beside an action that has them.
    if !actions.items.iter().any(is_of_service) {
        return;
    }
    let Some((key, service)) = key_of_service(entry, prefix, ctx) else { return };
    let mut known = actions.items.iter().zip(ctx.known_actions());
    if known.all(|(action, first)| lacks(action, *first, key, ctx.catalog))
        && !key.is_global()
        && having(key, service).next().is_some()
        && !unsupported_action::is_reported(statement, entry, ctx)
    {
        report(statement, entry, key, service, ctx);
    }
}

/// The key of an entry and the service after which it is named.
fn key_of_service<'c>(entry: &Entry<'_>, prefix: &str, ctx: &Context<'c>) -> Option<(Key<'c>, Service<'c>)> {
    if UNDECLARED.iter().any(|undeclared| entry.key_starts_with(undeclared)) {
        return None;
    }
    Some((ctx.key(entry)?, ctx.catalog.service(prefix)?))
}

/// The actions of a service that have the key; none where the service does not say which have it.
fn having<'c>(key: Key<'c>, service: Service<'c>) -> impl Iterator<Item = Action<'c>> {
    service.actions().filter(move |action| action.has_key(key))
}

/// Whether requests of all actions for which this stands are known to lack the key; the first of them tells already for most.
fn lacks(action: &policy::Action<'_>, first: Option<Action<'_>>, key: Key<'_>, catalog: &Catalog) -> bool {
    first.is_some_and(|first| !first.has_key(key))
        && known_actions(action, catalog).all(|action| !action.has_key(key))
}

fn report(
    statement: &Statement<'_>,
    entry: &Entry<'_>,
    key: Key<'_>,
    service: Service<'_>,
    ctx: &mut Context<'_>,
) {
    let message = format!("no action of the statement has the condition key {}", quoted(entry.key.as_str()));
    let finding = ctx.report(entry.key.at(), message);
    finding.here(format!("no request holds it, so the statement {} anything", idle::never(statement)));
    idle::raise_in_deny(statement, finding);
    if let Some(actions) = &statement.action {
        finding.label(actions.element.name.at(), "of these, none has the key");
    }
    let is_operation = |action: &Action<'_>| !action.is_permission_only();
    let names: Vec<String> = having(key, service)
        .filter(is_operation)
        .take(MANY + 1)
        .map(|action| format!("{}:{}", service.prefix(), action.name()))
        .collect();
    let listed = one_of(names.iter().take(MANY).map(String::as_str));
    let such_as = if names.len() > MANY { "that have it, such as" } else { "that have it:" };
    finding.help(format!("remove the key, or name actions {such_as} {listed}"));
}
