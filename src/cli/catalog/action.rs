//! `iamlint catalog action`.

use std::collections::BTreeSet;

use serde_json::json;

use super::print::{Answer, Entry, Fact, Missing, quoted};
use super::{Pattern, did_you_mean, no_service, when};
use crate::catalog::{Action, Catalog, order};

/// The actions for which the patterns stand.
pub fn look_up(catalog: &Catalog, patterns: &[Pattern<'_>]) -> Answer {
    let mut found = vec![false; patterns.len()];
    let mut entries = Vec::new();
    for service in catalog.services() {
        let asked: Vec<_> =
            patterns.iter().enumerate().filter(|(_, asked)| asked.takes_prefix(service.prefix())).collect();
        if asked.is_empty() {
            continue;
        }
        for action in service.actions() {
            let mut takers = asked.iter().filter(|(_, asked)| asked.takes_name(action.name())).peekable();
            if takers.peek().is_some() {
                entries.push(entry(action));
            }
            takers.for_each(|(index, _)| found[*index] = true);
        }
    }
    let missing = patterns.iter().zip(found).filter(|(_, found)| !found);
    let missing = missing.map(|(asked, _)| Missing {
        pattern: asked.written.to_owned(),
        message: why_missing(catalog, asked),
    });
    Answer {
        member: "actions",
        columns: &["action", "level", "resource types"],
        legend: "`*` marks a required resource type; --verbose tells all",
        entries,
        missing: missing.collect(),
    }
}

/// The condition keys that its requests may hold, because of itself or of a resource type.
fn keys<'c>(action: Action<'c>) -> Vec<&'c str> {
    let of_types = action.resources().flat_map(|(resource, _)| resource.keys());
    let names: BTreeSet<&str> = action.keys().chain(of_types).map(|key| key.name()).collect();
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_by(|left, right| order(left, right));
    names
}

fn entry(action: Action<'_>) -> Entry {
    let service = action.service();
    let name = format!("{}:{}", service.prefix(), action.name());
    let level = action.level().name();
    let marked = |required: bool| if required { "*" } else { "" };
    let mut types: Vec<String> =
        action.resources().map(|(kind, required)| format!("{}{}", kind.name(), marked(required))).collect();
    if types.is_empty() {
        types.push("(any resource)".to_owned());
    }
    let mut last = types.join(", ");
    if action.is_permission_only() {
        last += "; permission only";
    }
    let mut resources = Vec::new();
    for (kind, required) in action.resources() {
        resources.push(format!("{}{}", kind.name(), if required { " (required)" } else { "" }));
        resources.extend(kind.arns().map(|arn| format!("  {arn}")));
    }
    if resources.is_empty() {
        resources.push("none: it is granted on `*` only".to_owned());
    }
    let keys = keys(action);
    let needs: Vec<String> = action.needs().map(str::to_owned).collect();
    let permission =
        if action.is_permission_only() { ", permission only: there is no API operation" } else { "" };
    let json = json!({
        "name": name,
        "service": service.prefix(),
        "level": level,
        "permission_only": action.is_permission_only(),
        "resource_types": action.resources().map(|(kind, required)| json!({
            "name": kind.name(),
            "required": required,
            "arns": kind.arns().collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "keys": keys,
        "needs": needs,
    });
    Entry {
        row: vec![name, level.to_owned(), last],
        facts: vec![
            ("service", Fact::Words(service.title().to_owned())),
            ("level", Fact::Words(format!("{level}{permission}"))),
            ("resources", Fact::Lines(resources)),
            ("keys", Fact::Names(keys.into_iter().map(str::to_owned).collect())),
            ("needs", Fact::Names(needs)),
        ],
        json,
    }
}

fn why_missing(catalog: &Catalog, asked: &Pattern<'_>) -> String {
    let written = quoted(asked.written);
    if let Some(granting) = catalog.operation(asked.written) {
        let granting: Vec<_> = granting.split(' ').map(|action| format!("`{action}`")).collect();
        let granting = granting.join(" and ");
        return format!("{written} is an API operation and no action; it is granted by {granting}");
    }
    if let Some(retired) = catalog.retired_action(asked.written) {
        // The month is all that is known; a date is written as the year, the month and the day.
        let month = retired.last_seen.map(|date| date.to_string());
        let month = month.as_deref().and_then(|date| date.get(..7)).unwrap_or_default();
        let seen =
            if month.is_empty() { String::new() } else { format!("; it was last listed{}", when(month)) };
        let successors: Vec<_> = retired
            .successors
            .split(' ')
            .filter(|name| !name.is_empty())
            .map(|name| format!("`{name}`"))
            .collect();
        let successors = match successors.as_slice() {
            [] => String::new(),
            names => format!("; in its place came {}", names.join(" and ")),
        };
        return format!("AWS lists `{}` no more{seen}{successors}", retired.action);
    }
    if catalog.is_undocumented(asked.written) {
        return format!("AWS lists {written} nowhere, though its managed policies grant it");
    }
    let Some(prefix) = asked.prefix else { return no_name(catalog, asked) };
    if prefix.contains(['*', '?']) {
        return format!("no action matches {written}");
    }
    let Some(service) = catalog.service(prefix) else { return no_service(catalog, prefix) };
    let prefix = service.prefix();
    let all = || format!("`iamlint catalog action '{prefix}:*'` lists those of {}", service.title());
    if !asked.is_exact() {
        return format!("no action matches {written}; {}", all());
    }
    let names: Vec<_> = service.actions().map(|action| format!("{prefix}:{}", action.name())).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let hint =
        did_you_mean(asked.written, &names).or_else(|| elsewhere(catalog, asked.name)).unwrap_or_else(all);
    format!("no action is {written}; {hint}")
}

/// Why no service has an action of that bare name.
fn no_name(catalog: &Catalog, asked: &Pattern<'_>) -> String {
    let written = quoted(asked.written);
    if let Some(service) = catalog.service(asked.name) {
        let (prefix, title) = (service.prefix(), service.title());
        return format!(
            "`{prefix}` is the prefix of {title}; `iamlint catalog action '{prefix}:*'` lists its actions"
        );
    }
    let names: Vec<_> =
        catalog.services().flat_map(|service| service.actions()).map(|action| action.name()).collect();
    let hint = did_you_mean(asked.name, &names).filter(|_| asked.is_exact());
    match hint {
        Some(hint) => format!("no action is {written}; {hint}"),
        None => format!("no action of any service matches {written}"),
    }
}

/// Services that have an action of that name.
fn elsewhere(catalog: &Catalog, name: &str) -> Option<String> {
    const MOST: usize = 3;
    let actions = catalog.services().filter_map(|service| service.action(name));
    let names = actions.take(MOST).map(|action| format!("`{}:{}`", action.service().prefix(), action.name()));
    let names: Vec<_> = names.collect();
    (!names.is_empty()).then(|| format!("did you mean {}?", names.join(" or ")))
}
