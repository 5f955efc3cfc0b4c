//! Actions that must not go with every resource: what they hand over depends on the resource alone.

use crate::policy::condition::Family;
use crate::policy::pattern::{self, Case};
use crate::policy::{Action, Effect, Entry, Resource, Statement};
use crate::rules::Context;
use crate::rules::wording::quoted;
use crate::source::Span;

/// An action that must not go with every resource.
pub(super) struct Guarded {
    /// The action.
    pub(super) action: &'static str,
    /// The roles that it may be about, as they stand behind the account of an ARN.
    pub(super) roles: &'static str,
    /// The condition key that narrows it down to services.
    pub(super) key: &'static str,
    /// Whether a value of that key, compared with wildcards, names no service.
    pub(super) is_open: fn(&str) -> bool,
    /// Values of that key of which one alone, under an operator with `IfExists`, does not narrow it down to Access Analyzer.
    pub(super) open_if_exists: &'static [&'static str],
    /// What it lets happen with all resources: "lets every role be passed to every service".
    pub(super) allows: &'static str,
    /// What it lets happen with all resources but some.
    pub(super) allows_most: &'static str,
    /// What is to be seen at the resource.
    pub(super) every: &'static str,
    /// What to do about the resource.
    pub(super) narrow: &'static str,
}

/// How a statement allows the action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Its name.
    Name,
    /// A pattern that stands for other actions as well.
    Pattern,
    /// `NotAction`, which does not except it.
    NotAction,
}

/// How a statement stands for every resource of the action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// A `Resource` that stands for every resource.
    Star,
    /// `NotResource`.
    NotResource,
}

/// Reports a statement that allows the action in these ways.
pub(super) fn check(guarded: &Guarded, by: By, of: Of, statement: &Statement<'_>, ctx: &mut Context<'_>) {
    // What few statements have is asked first.
    if statement.not_action.is_some() != (by == By::NotAction) || statement.effect() != Some(Effect::Allow) {
        return;
    }
    let Some(resource) = every_resource(guarded, of, statement) else { return };
    let Some((action, written)) = allowing(guarded, by, statement) else { return };
    let is_open = |entry: &Entry<'_>| (by, of) == (By::Name, Of::Star) && is_open_if_exists(guarded, entry);
    if statement.entries().any(|entry| narrows(guarded, entry) && !is_open(entry)) {
        return;
    }
    let name = guarded.action;
    let key = guarded.key;
    let loose = statement.entries().find(|entry| is_open(entry));
    let allows = match (of, loose) {
        (Of::Star, None) => guarded.allows.to_owned(),
        (Of::Star, Some(_)) => format!("{} where the request has no `{key}`", guarded.allows),
        (Of::NotResource, _) => guarded.allows_most.to_owned(),
    };
    let (message, here) = match by {
        By::Name => (format!("{} {allows}", quoted(written)), "this action".to_owned()),
        By::Pattern => (format!("{} {allows}", quoted(written)), format!("this stands for `{name}` as well")),
        By::NotAction => (format!("`NotAction` {allows}"), format!("this does not except `{name}`")),
    };
    let help = match (by, of) {
        _ if loose.is_some() => "write the operator without `IfExists`".to_owned(),
        (By::Name, Of::Star) => format!("{}, or add a condition on `{key}`", guarded.narrow),
        (By::Name, Of::NotResource) => {
            format!("write `Resource` in place of `NotResource`: {}", guarded.narrow)
        }
        (By::Pattern, _) => {
            format!(
                "name the actions that are meant, and allow `{name}` in a statement of its own: {}",
                guarded.narrow
            )
        }
        (By::NotAction, _) => {
            format!("add `{name}` to `NotAction`, and allow it in a statement of its own: {}", guarded.narrow)
        }
    };
    let every = match of {
        Of::Star => guarded.every,
        Of::NotResource => "this leaves all others",
    };
    let finding = ctx.report(action, message);
    finding.here(here).also(resource, every).help(help);
    if let Some(entry) = loose {
        finding.label(entry.key.at(), "the condition is true without the key");
    }
}

/// Where the statement stands for every resource.
fn every_resource(guarded: &Guarded, of: Of, statement: &Statement<'_>) -> Option<Span> {
    match of {
        Of::Star => {
            let resources = &statement.resource.as_ref()?.items;
            resources.iter().find(|resource| is_every(guarded, resource)).map(|resource| resource.text.at())
        }
        Of::NotResource => {
            let resources = statement.not_resource.as_ref()?;
            let is_known = resources.element.value.items().map_or(1, <[_]>::len) == resources.items.len();
            let is_none_left = resources.items.iter().any(|resource| is_every(guarded, resource));
            (is_known && !is_none_left).then_some(resources.element.at())
        }
    }
}

/// Whether a resource is `*`, or the ARN of every role that the action may be about.
fn is_every(guarded: &Guarded, resource: &Resource<'_>) -> bool {
    let text = resource.text.as_str();
    if !text.ends_with('*') {
        return false;
    }
    let is_role = || {
        let (Some(service), Some(name)) = (resource.arn.service(), resource.arn.resource()) else {
            return false;
        };
        service.as_str() == "iam" && pattern::contains(name.as_str(), guarded.roles, Case::Matters)
    };
    text == "*" || (resource.arn.is_whole() && is_role())
}

/// Where the statement allows the action, and what is written there.
///
/// A pattern beside the name would go on allowing the action without it, so then only the pattern is spoken of.
fn allowing<'n>(guarded: &Guarded, by: By, statement: &Statement<'n>) -> Option<(Span, &'n str)> {
    if by == By::NotAction {
        let actions = statement.not_action.as_ref()?;
        let is_known = actions.element.value.items().map_or(1, <[_]>::len) == actions.items.len();
        let is_excepted = actions.items.iter().any(|action| action.covers(guarded.action));
        return (is_known && !is_excepted).then_some((actions.element.at(), "NotAction"));
    }
    let actions = &statement.action.as_ref()?.items;
    // The first letter tells for nearly all.
    let may_be = |action: &&Action<'_>| action.may_be_of(guarded.action);
    let is_pattern =
        |action: &&Action<'_>| may_be(action) && action.has_wildcard() && action.covers(guarded.action);
    let is_name =
        |action: &&Action<'_>| may_be(action) && action.as_str().eq_ignore_ascii_case(guarded.action);
    let found = match by {
        By::Name => {
            actions.iter().find(is_name).filter(|_| !actions.iter().any(|action| is_pattern(&action)))
        }
        _ => actions.iter().find(is_pattern),
    };
    found.map(|action| (action.text.at(), action.as_str()))
}

/// Whether a condition narrows the action down, as far as can be known.
///
/// That the key is there says nothing of its value; a comparison with anything but patterns that fit every service does.
/// Conditions on tags of the role narrow it down, too.
fn narrows(guarded: &Guarded, entry: &Entry<'_>) -> bool {
    const TAGS: [&str; 2] = ["iam:ResourceTag/", "aws:ResourceTag/"];
    if entry.operator.family() == Some(Family::Null) {
        return false;
    }
    if TAGS.iter().any(|tag| entry.key_starts_with(tag)) {
        return true;
    }
    let has_wildcards = entry.operator.is("StringLike");
    entry.has_key(guarded.key) && !(has_wildcards && entry.texts().any(|(_, value)| (guarded.is_open)(value)))
}

/// Whether a condition is true without the key, and its only value is one that Access Analyzer reports then.
fn is_open_if_exists(guarded: &Guarded, entry: &Entry<'_>) -> bool {
    let is_positive = entry.operator.base.is_some_and(|base| !base.negated);
    let mut values = entry.texts();
    let only = values.next().filter(|_| values.next().is_none());
    entry.operator.if_exists
        && is_positive
        && entry.has_key(guarded.key)
        && only.is_some_and(|(_, value)| guarded.open_if_exists.contains(&value))
}
