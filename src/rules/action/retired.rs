use super::unknown::is_judged;
use crate::catalog::{Catalog, RetiredAction, Standing};
use crate::policy::Action;
use crate::rules::wording::{one_of, quoted};
use crate::rules::{Context, rule};

rule!(SERVICE, "action/retired-service", Action if UNLISTED, retired_service);
rule!(ACTION, "action/retired-action", Action if UNLISTED, retired_action);

fn retired_service(action: &Action<'_>, ctx: &mut Context<'_>) {
    let Some(Standing::RetiredService(service)) = ctx.standing(action) else { return };
    let (Some(prefix), Some(name)) = (action.prefix(), action.name()) else { return };
    if service.accepted && is_judged(action, ctx) {
        let message = format!("the service {} was retired{}", quoted(prefix), when(service.end));
        ctx.report(action.text.at(), message)
            .here("grants nothing any more")
            .help(instead(service.successor, name));
    }
}

fn retired_action(action: &Action<'_>, ctx: &mut Context<'_>) {
    let Some(Standing::RetiredAction(gone)) = ctx.standing(action) else { return };
    if is_recent(gone, ctx.catalog) && is_judged(action, ctx) {
        ctx.report(action.text.at(), format!("AWS lists {} no more", quoted(action.as_str())))
            .here("was removed lately")
            .help(instead(gone.successors, ""));
    }
}

/// Whether an action was removed so lately that Access Analyzer may still know it.
pub(super) fn is_recent(gone: RetiredAction<'_>, catalog: &Catalog) -> bool {
    const LATELY: u32 = 12;
    gone.last_seen.is_some_and(|month| catalog.date().months_since(month) < LATELY)
}

/// When a service ended, as the end of a sentence.
pub(super) fn when(end: &str) -> String {
    match end.len() {
        0 => String::new(),
        10 => format!(" on {end}"),
        _ => format!(" in {end}"),
    }
}

/// What to write instead; successors are actions with blanks between them, or the prefix of a service for an action's name.
pub(super) fn instead(successors: &str, name: &str) -> String {
    match (successors, name) {
        ("", _) => "remove it".to_owned(),
        (actions, "") => format!("write {} instead", one_of(actions.split(' '))),
        (prefix, _) => format!("remove it, or write the actions of {} that took its place", quoted(prefix)),
    }
}
