use std::collections::HashMap;

use crate::catalog::{self, Catalog, Key, Service};
use crate::diagnostic::Level;
use crate::policy::condition::{Family, Qualifier};
use crate::policy::{Action, Effect, Entry, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(
    ALLOW,
    "condition/allow-with-unsupported-tag-condition-key-for-service",
    Statement if CONDITION,
    allow_with_unsupported_tag
);
rule!(
    DENY,
    "condition/deny-with-unsupported-tag-condition-key-for-service",
    Statement if CONDITION,
    deny_with_unsupported_tag
);

const RESOURCE_TAG: &str = "aws:ResourceTag/";

fn allow_with_unsupported_tag(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    if statement.effect() == Some(Effect::Allow) {
        unsupported_tag(statement, Effect::Allow, ctx);
    }
}

fn deny_with_unsupported_tag(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    if statement.effect() == Some(Effect::Deny) {
        unsupported_tag(statement, Effect::Deny, ctx);
    }
}

fn unsupported_tag(statement: &Statement<'_>, effect: Effect, ctx: &mut Context<'_>) {
    let keys: Vec<&Entry<'_>> = statement.entries().filter(|entry| compares_tag(entry)).collect();
    if keys.is_empty() {
        return;
    }
    let Some(tags) = Tags::of(ctx.catalog) else { return };
    let groups = by_service(statement, &tags, ctx);
    for key in keys {
        for (service, actions) in &groups {
            report(key, *service, actions, effect, ctx);
        }
    }
}

fn report(
    key: &Entry<'_>,
    service: Service<'_>,
    actions: &[&Action<'_>],
    effect: Effect,
    ctx: &mut Context<'_>,
) {
    let [first, others @ ..] = actions else { return };
    let tag = quoted(key.key.as_str());
    let is_always = is_true_without(key);
    let what = match (effect, is_always) {
        (Effect::Allow, true) => "allowed here whatever the tags are",
        (Effect::Allow, false) => "never allowed here",
        (Effect::Deny, true) => "denied here whatever the tags are",
        (Effect::Deny, false) => "never denied here",
    };
    let message = match others.len() {
        0 if first.has_wildcard() => {
            format!("{} holds actions that are {what}: they know no {tag}", quoted(first.as_str()))
        }
        0 => format!("{} is {what}: its requests hold no {tag}", quoted(first.as_str())),
        more => {
            let service = service.title();
            format!("{} actions of {service} are {what}: their requests hold no {tag}", more + 1)
        }
    };
    let finding = ctx.report(first.text.at(), message);
    finding.here("requests of this hold no tag of a resource");
    for other in others {
        finding.also(other.text.at(), "nor do requests of this");
    }
    // What is denied too often lets nobody in.
    if is_always && effect == Effect::Deny {
        finding.level(Level::Warning);
    }
    let which = if others.is_empty() && !first.has_wildcard() { "the action" } else { "these actions" };
    let condition = match is_always {
        true => "the condition is true where this is not in the request",
        false => "this has to be in the request",
    };
    finding.also(key.key.at(), condition).help(format!("move {which} to a statement without this condition"));
}

/// Whether the condition compares a tag of the resource.
fn compares_tag(entry: &Entry<'_>) -> bool {
    entry.operator.base.is_some_and(|base| base.family != Family::Null)
        && entry.key.as_str().len() > RESOURCE_TAG.len()
        && entry.key_starts_with(RESOURCE_TAG)
}

/// Whether the condition is true for requests that hold no such tag.
fn is_true_without(entry: &Entry<'_>) -> bool {
    let operator = entry.operator;
    let is_negated = operator.base.is_some_and(|base| base.negated);
    let is_any = operator.qualifier == Some(Qualifier::ForAnyValue);
    operator.if_exists || operator.qualifier == Some(Qualifier::ForAllValues) || (is_negated && !is_any)
}

/// The actions that never see a tag, by service, in the order of the document.
fn by_service<'s, 'n, 'c>(
    statement: &'s Statement<'n>,
    tags: &Tags<'c>,
    ctx: &Context<'c>,
) -> Vec<(Service<'c>, Vec<&'s Action<'n>>)> {
    let mut groups: Vec<(Service<'c>, Vec<&Action<'_>>)> = Vec::new();
    let mut places: HashMap<&'c str, usize> = HashMap::new();
    let actions = statement.action.iter().flat_map(|actions| &actions.items);
    for (action, first) in actions.zip(ctx.known_actions()) {
        let Some(first) = first.filter(|first| tags.are_never_seen(action, *first)) else { continue };
        let service = first.service();
        let place = *places.entry(service.prefix()).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, actions)) => actions.push(action),
            None => groups.push((service, vec![action])),
        }
    }
    groups
}

/// The keys that tell of tags.
struct Tags<'c>([Key<'c>; 3]);

impl<'c> Tags<'c> {
    fn of(catalog: &'c Catalog) -> Option<Tags<'c>> {
        let key = |name| catalog.key(name);
        Some(Tags([key("aws:ResourceTag/${TagKey}")?, key("aws:RequestTag/${TagKey}")?, key("aws:TagKeys")?]))
    }

    /// Whether no request of the action ever holds one of the keys; for all actions of a service, whether that is so for one of them.
    ///
    /// Patterns that stand for some actions of a service only are not judged.
    fn are_never_seen(&self, action: &Action<'_>, first: catalog::Action<'_>) -> bool {
        match action.name() {
            Some("*") => first.service().actions().any(|action| self.lack(action)),
            _ => !action.has_wildcard() && self.lack(first),
        }
    }

    /// Whether neither the action nor a resource type that it is granted on has one of the keys.
    fn lack(&self, action: catalog::Action<'_>) -> bool {
        !self.0.iter().any(|key| action.has_key(*key))
    }
}
