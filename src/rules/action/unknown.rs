use super::retired;
use crate::catalog::{Catalog, Service, Standing};
use crate::diagnostic::{Diagnostic, Fix, Level, Safety};
use crate::policy::{Action, pattern};
use crate::rules::wording::{nearest, one_of, quoted};
use crate::rules::{Context, rule};

rule!(SERVICE, "action/invalid-service-in-action", Action if UNLISTED, unknown_service);
rule!(ACTION, "action/invalid-action", Action if UNLISTED, unknown_action);

fn unknown_service(action: &Action<'_>, ctx: &mut Context<'_>) {
    let Some(standing) = ctx.standing(action) else { return };
    let service = match standing {
        Standing::UnknownService => None,
        Standing::RetiredService(service) if !service.accepted => Some(service),
        _ => return,
    };
    let (Some(prefix), Some(name)) = (action.prefix(), action.name()) else { return };
    if !is_judged(action, ctx) {
        return;
    }
    if let Some(service) = service {
        let message = format!("the service {} was retired{}", quoted(prefix), retired::when(service.end));
        ctx.report(action.text.at(), message)
            .here("stands for no action")
            .help(retired::instead(service.successor, name));
        return;
    }
    let catalog = ctx.catalog;
    let lag = ctx.catalog_lag();
    let services = || catalog.services().map(Service::prefix);
    let operation = catalog.operation(action.as_str());
    let aliased: Vec<&str> = catalog.service_aliases(prefix).collect();
    let is_named = operation.is_some() || !aliased.is_empty();
    let is_searched = !is_named && ctx.may_search();
    let meant = is_searched.then(|| nearest(prefix, services())).flatten();
    let others = if is_searched && meant.is_none() { services_with(catalog, name) } else { aliased };
    let message = format!("there is no service {}", quoted(prefix));
    let finding = ctx.report(action.text.at(), message).here("AWS has no service of this prefix");
    let is_certain = is_named || meant.is_some();
    match (operation, meant) {
        (Some(actions), _) => granted_by(finding, action, &actions),
        (None, Some(meant)) => suggest(finding, action, format!("{meant}:{name}")),
        (None, None) if !others.is_empty() => choose(finding, action, &others),
        (None, None) => {
            finding.help("write the prefix of the service as AWS lists it, as in `s3:GetObject`");
        }
    }
    if !is_certain {
        soften(finding, catalog, lag);
    }
}

fn unknown_action(action: &Action<'_>, ctx: &mut Context<'_>) {
    let Some(standing) = ctx.standing(action) else { return };
    let (service, gone) = match standing {
        Standing::UnknownAction(service) => (service, None),
        Standing::RetiredAction(gone) if !retired::is_recent(gone, ctx.catalog) => {
            let service = action.prefix().and_then(|prefix| ctx.catalog.service(prefix));
            let Some(service) = service else { return };
            (service, Some(gone))
        }
        _ => return,
    };
    let Some(name) = action.name() else { return };
    if !is_judged(action, ctx) {
        return;
    }
    let catalog = ctx.catalog;
    let lag = ctx.catalog_lag();
    let is_pattern = action.has_wildcard();
    let searched = !is_pattern && ctx.may_search();
    let prefix = service.prefix();
    let operation = catalog.operation(action.as_str());
    let names = || service.actions().map(|action| action.name());
    let meant = searched.then(|| nearest(name, names())).flatten();
    let others = if searched && meant.is_none() { services_with(catalog, name) } else { Vec::new() };
    let message = match is_pattern {
        true => format!("{} stands for no action of {}", quoted(action.as_str()), service.title()),
        false => format!("{} is no action of {}", quoted(action.as_str()), service.title()),
    };
    let finding = ctx.report(action.text.at(), message);
    if let Some(gone) = gone {
        finding.here("was removed").help(retired::instead(gone.successors, ""));
        return;
    }
    if let Some(actions) = operation {
        finding.here("is an operation of the API");
        granted_by(finding, action, &actions);
        return;
    }
    finding.here(if is_pattern { "matches no action" } else { "AWS lists no such action" });
    if let Some(meant) = meant {
        return suggest(finding, action, format!("{prefix}:{meant}"));
    }
    match others.as_slice() {
        [] => {
            let all = quoted(&format!("iamlint catalog action '{prefix}:*'"));
            finding.help(format!("remove it, or choose an action that {all} lists"));
        }
        others => choose(finding, action, others),
    }
    soften(finding, catalog, lag);
}

/// Whether nothing else is wrong with the action, and it is no text that waits to be replaced.
///
/// Access Analyzer has no finding for what has not the form of an action: its name is one that the service does not have.
pub(super) fn is_judged(action: &Action<'_>, ctx: &Context<'_>) -> bool {
    let written = action.as_str();
    let is_named =
        || action.prefix().is_some_and(|prefix| !prefix.is_empty() && !pattern::has_wildcard(prefix));
    let is_in_form = action.is_in_form() || (!ctx.tells_each_cause_once() && is_named());
    is_in_form && !written.contains("${") && !ctx.placeholders().are_in(written)
}

/// Offers the actions of that name that other services have.
fn choose(finding: &mut Diagnostic, action: &Action<'_>, prefixes: &[&str]) {
    let name = action.name().unwrap_or_default();
    match prefixes {
        [prefix] => suggest(finding, action, format!("{prefix}:{name}")),
        prefixes => {
            let actions: Vec<String> = prefixes.iter().map(|prefix| format!("{prefix}:{name}")).collect();
            let actions = one_of(actions.iter().map(String::as_str));
            finding.help(format!("write the prefix of the service that is meant: {actions}"));
        }
    }
}

/// Offers the actions that grant an operation, which have blanks between them.
fn granted_by(finding: &mut Diagnostic, action: &Action<'_>, actions: &str) {
    match actions.contains(' ') {
        true => {
            finding.help(format!("write the actions that grant it: {}", one_of(actions.split(' '))));
        }
        false => suggest(finding, action, actions.to_owned()),
    }
}

fn suggest(finding: &mut Diagnostic, action: &Action<'_>, meant: String) {
    let title = format!("write {}", quoted(&meant));
    let edit = Fix::replace(title.clone(), Safety::Suggested, action.text.content(), meant);
    finding.help(title).fix(edit);
}

/// Few services that have an action of that name; none where many do, because then the name tells nothing.
fn services_with<'c>(catalog: &'c Catalog, name: &str) -> Vec<&'c str> {
    const FEW: usize = 3;
    if name.contains(['*', '?']) {
        return Vec::new();
    }
    let having = catalog.services_with_action(name);
    let prefixes: Vec<&str> = having.map(Service::prefix).take(FEW + 1).collect();
    if prefixes.len() > FEW { Vec::new() } else { prefixes }
}

/// Says that an old catalog may be what is wrong.
fn soften(finding: &mut Diagnostic, catalog: &Catalog, lag: Option<u32>) {
    let Some(months) = lag else { return };
    let doubt =
        format!("may be newer than the catalog, which is of {} ({months} months old)", catalog.date());
    finding.level(Level::Warning).here(doubt);
}
