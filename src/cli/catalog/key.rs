//! `iamlint catalog key`.

use std::collections::HashMap;

use serde_json::json;

use super::print::{Answer, Entry, Fact, Missing, quoted};
use super::{Pattern, did_you_mean, no_service};
use crate::catalog::{Action, Catalog, Key};
use crate::policy::pattern;

/// The condition keys for which the patterns stand.
pub fn look_up(catalog: &Catalog, patterns: &[Pattern<'_>]) -> Answer {
    let all: Vec<Key<'_>> = catalog.keys().collect();
    let mut is_found = vec![false; all.len()];
    let mut missing = Vec::new();
    for asked in patterns {
        let resolved = catalog.key(asked.written).or_else(|| catalog.key_without_part(asked.written));
        let resolved = resolved.filter(|_| asked.is_exact());
        let found: Vec<_> = (0..all.len())
            .filter(|index| {
                resolved.is_some_and(|key| key == all[*index]) || takes(asked, all[*index].name())
            })
            .collect();
        found.iter().for_each(|index| is_found[*index] = true);
        if found.is_empty() {
            let message = why_missing(catalog, asked);
            missing.push(Missing { pattern: asked.written.to_owned(), message });
        }
    }
    let found = all.into_iter().zip(is_found).filter(|(_, is_found)| *is_found).map(|(key, _)| key);
    let mut actions: HashMap<&str, Vec<Action<'_>>> =
        found.clone().map(|key| (key.name(), Vec::new())).collect();
    gather(catalog, &mut actions);
    let entries = found.map(|key| entry(key, actions.get(key.name()).map_or(&[], Vec::as_slice)));
    Answer {
        member: "keys",
        columns: &["condition key", "actions", "types"],
        legend: "--verbose tells all",
        entries: entries.collect(),
        missing,
    }
}

/// A name alone is that of a key of any service, and need not tell the part that the user names.
fn takes(asked: &Pattern<'_>, name: &str) -> bool {
    if asked.prefix.is_some() {
        return pattern::matches_ignoring_case(asked.written, name);
    }
    let name = name.split_once(':').map_or(name, |(_, name)| name);
    let head = name.split_once("/${").map_or(name, |(head, _)| head);
    asked.takes_name(name) || asked.takes_name(head)
}

/// Finds the actions whose requests may hold these keys, in one walk over the catalog.
fn gather<'c>(catalog: &'c Catalog, wanted: &mut HashMap<&'c str, Vec<Action<'c>>>) {
    for action in catalog.services().flat_map(|service| service.actions()) {
        let of_types = action.resources().flat_map(|(resource, _)| resource.keys());
        for key in action.keys().chain(of_types) {
            if let Some(actions) = wanted.get_mut(key.name())
                && actions.last() != Some(&action)
            {
                actions.push(action);
            }
        }
    }
}

fn entry(key: Key<'_>, actions: &[Action<'_>]) -> Entry {
    let name = key.name().to_owned();
    let types: Vec<String> = key.type_name().split(',').map(str::to_owned).collect();
    let values = if key.is_multivalued() {
        "several: operators need `ForAllValues:` or `ForAnyValue:`"
    } else {
        "one"
    };
    let global = if key.is_global() { "yes: requests to any service may hold it" } else { "no" };
    let json = json!({
        "name": name,
        "types": types,
        "multivalued": key.is_multivalued(),
        "global": key.is_global(),
        "actions": actions
            .iter()
            .map(|action| format!("{}:{}", action.service().prefix(), action.name()))
            .collect::<Vec<_>>(),
    });
    let told = if key.is_global() { "; global" } else { "" };
    let count = match (actions.len(), key.is_global()) {
        // Lists of actions leave out the global keys that every request holds.
        (0, true) => "-".to_owned(),
        (count, _) => count.to_string(),
    };
    Entry {
        row: vec![name, count, format!("{}{told}", types.join(" or "))],
        facts: vec![
            ("types", Fact::Words(types.join(" or "))),
            ("values", Fact::Words(values.to_owned())),
            ("global", Fact::Words(global.to_owned())),
            ("actions", Fact::of_actions(actions.iter().copied())),
        ],
        json,
    }
}

fn why_missing(catalog: &Catalog, asked: &Pattern<'_>) -> String {
    let written = quoted(asked.written);
    if !asked.is_exact() {
        return format!("no condition key matches {written}");
    }
    let names: Vec<_> = catalog.keys().map(Key::name).collect();
    if let Some(prefix) = asked.prefix
        && !catalog.knows_key_prefix(prefix)
        && catalog.service(prefix).is_none()
    {
        return match did_you_mean(asked.written, &names) {
            Some(hint) => format!("no condition key is {written}; {hint}"),
            None => no_service(catalog, prefix),
        };
    }
    // What the user names may be long, and says nothing about which key is meant.
    let head = asked.written.split_once('/').map_or(asked.written, |(head, _)| head);
    let names = names.iter().map(|name| name.split_once("${").map_or(*name, |(head, _)| head));
    let prefix = asked.prefix.map_or(String::new(), |prefix| format!("{prefix}:"));
    let names: Vec<_> = names
        .filter(|name| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(&prefix)))
        .collect();
    match did_you_mean(head, &names) {
        Some(hint) => format!("no condition key is {written}; {hint}"),
        None => format!("no condition key is {written}"),
    }
}
