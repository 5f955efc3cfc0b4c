use crate::policy::{Action, Entry, Resource, Statement, pattern};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(SUPPORTED, "condition/use-condition-key-only-with-supported-services", known Statement if CONDITION, supported_services);

/// The keys that only some services set; the catalog knows which.
const KEYS: [&str; 3] = ["aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths"];

/// The one action of a service that sets the keys whose requests do not carry them.
const WITHOUT_KEYS: &str = "iam:PassRole";

fn supported_services(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for entry in statement.entries() {
        if !entry.key_starts_with("aws:Vpce") || entry.operator.base.is_none() {
            continue;
        }
        let Some(key) = KEYS.iter().find(|key| entry.has_key(key)) else { continue };
        if !tests_presence(statement, entry) {
            check(statement, entry, key, ctx);
        }
    }
}

/// Whether the statement asks whether the key is there, and so knows that it may not be.
fn tests_presence(statement: &Statement<'_>, entry: &Entry<'_>) -> bool {
    statement.entries().any(|other| other.operator.is("Null") && other.has_key(entry.key.as_str()))
}

fn check(statement: &Statement<'_>, entry: &Entry<'_>, key: &str, ctx: &mut Context<'_>) {
    let catalog = ctx.catalog;
    let is_supported = |service: &str| catalog.supports(key, service);
    // Whatever the actions, only those of the resources' services can be meant.
    let resources = statement.resource.as_ref().map(|resources| &*resources.items);
    let is_narrow = resources
        .is_some_and(|items| !items.is_empty() && items.iter().all(|item| is_of(item, is_supported)));
    let placeholders = ctx.placeholders();
    let is_beyond = |action: &&Action<'_>| match action.prefix() {
        Some(_) if action.as_str().eq_ignore_ascii_case(WITHOUT_KEYS) => true,
        Some(prefix) => {
            let is_readable =
                !pattern::has_wildcard(prefix) && !prefix.is_empty() && !placeholders.are_in(action.as_str());
            is_readable && !is_narrow && !is_supported(prefix)
        }
        None => action.is_star() && !is_narrow,
    };
    let mut beyond = statement.action.iter().flat_map(|actions| &actions.items).filter(is_beyond);
    let key = quoted(entry.key.as_str());
    let not_action = statement.not_action.as_ref().filter(|_| !is_narrow);
    let (first, message) = match (not_action, beyond.next()) {
        (_, Some(action)) if action.is_star() => {
            (action.text.at(), format!("not every service that `*` stands for sets {key}"))
        }
        (_, Some(action)) => {
            (action.text.at(), format!("requests for {} do not carry {key}", quoted(action.as_str())))
        }
        (Some(actions), None) => {
            (actions.element.at(), format!("not every service that `NotAction` stands for sets {key}"))
        }
        (None, None) => return,
    };
    let finding = ctx.report(first, message).here("this goes beyond the services that set the key");
    for action in beyond {
        finding.also(action.text.at(), "and so does this");
    }
    finding
        .also(entry.key.at(), "only some services set this key")
        .help("name the actions of services that set the key, and write another statement for the others");
}

fn is_of(resource: &Resource<'_>, is_supported: impl Fn(&str) -> bool) -> bool {
    resource.arn.is_whole() && resource.arn.service().is_some_and(|service| is_supported(service.as_str()))
}
