//! `iamlint catalog resource`.

use std::collections::HashMap;

use serde_json::json;

use super::arn::{Reach, fits};
use super::print::{Answer, Entry, Fact, Missing, quoted};
use super::{Pattern, did_you_mean, no_service};
use crate::catalog::{Action, Catalog, ResourceType, Service};

/// The resource types for which the patterns stand; an ARN stands for the types that it may be of.
pub fn look_up(catalog: &Catalog, patterns: &[Pattern<'_>]) -> Answer {
    let all: Vec<ResourceType<'_>> = catalog.services().flat_map(Service::resource_types).collect();
    let mut is_found = vec![false; all.len()];
    let mut missing = Vec::new();
    for asked in patterns {
        let found = found(&all, asked);
        found.iter().for_each(|index| is_found[*index] = true);
        if found.is_empty() {
            let message = why_missing(catalog, asked);
            missing.push(Missing { pattern: asked.written.to_owned(), message });
        }
    }
    let found = all.into_iter().zip(is_found).filter(|(_, is_found)| *is_found);
    let mut actions = HashMap::new();
    let entries = found.map(|(resource, _)| {
        let service = resource.service();
        // All types of a service are asked for the actions that take them, so they are gathered once.
        let takers = actions.entry(service.prefix()).or_insert_with(|| takers(service));
        entry(resource, takers.get(resource.name()).map_or(&[], Vec::as_slice))
    });
    Answer {
        member: "resource_types",
        columns: &["resource type", "ARN formats"],
        legend: "--verbose tells all",
        entries: entries.collect(),
        missing,
    }
}

/// The indexes of the types that are meant.
fn found(all: &[ResourceType<'_>], asked: &Pattern<'_>) -> Vec<usize> {
    let those = |is_meant: &dyn Fn(&ResourceType<'_>) -> bool| -> Vec<usize> {
        (0..all.len()).filter(|index| is_meant(&all[*index])).collect()
    };
    if !is_arn(asked) {
        return those(&|kind| asked.takes_prefix(kind.service().prefix()) && asked.takes_name(kind.name()));
    }
    let of_reach = |reach| those(&|kind| kind.arns().any(|format| fits(format, asked.written, reach)));
    // Where every part of a format has a part of its own, longer reaches would only add guesses.
    Some(of_reach(Reach::Part)).filter(|found| !found.is_empty()).unwrap_or_else(|| of_reach(Reach::Rest))
}

fn is_arn(asked: &Pattern<'_>) -> bool {
    asked.prefix == Some("arn")
}

/// The actions of a service by the name of the resource types that they take.
fn takers<'c>(service: Service<'c>) -> HashMap<&'c str, Vec<Action<'c>>> {
    let mut takers: HashMap<&str, Vec<Action<'_>>> = HashMap::new();
    for action in service.actions() {
        for (kind, _) in action.resources() {
            takers.entry(kind.name()).or_default().push(action);
        }
    }
    takers
}

fn entry(resource: ResourceType<'_>, actions: &[Action<'_>]) -> Entry {
    let service = resource.service();
    let name = format!("{}:{}", service.prefix(), resource.name());
    let arns: Vec<String> = resource.arns().map(str::to_owned).collect();
    let keys: Vec<String> = resource.keys().map(|key| key.name().to_owned()).collect();
    let json = json!({
        "name": name,
        "service": service.prefix(),
        "arns": arns,
        "keys": keys,
        "actions": actions
            .iter()
            .map(|action| format!("{}:{}", service.prefix(), action.name()))
            .collect::<Vec<_>>(),
    });
    Entry {
        row: vec![name, arns.join(" ")],
        facts: vec![
            ("service", Fact::Words(service.title().to_owned())),
            ("arns", Fact::Lines(arns)),
            ("keys", Fact::Names(keys)),
            ("actions", Fact::of_actions(actions.iter().copied())),
        ],
        json,
    }
}

fn why_missing(catalog: &Catalog, asked: &Pattern<'_>) -> String {
    let written = quoted(asked.written);
    if is_arn(asked) {
        return no_arn(catalog, asked.written);
    }
    let Some(prefix) = asked.prefix.filter(|prefix| !prefix.contains(['*', '?'])) else {
        return format!("no resource type matches {written}");
    };
    let Some(service) = catalog.service(prefix) else { return no_service(catalog, prefix) };
    let prefix = service.prefix();
    if service.resource_types().len() == 0 {
        return format!("{} has no resource types: its actions are granted on `*` only", service.title());
    }
    let names: Vec<_> = service.resource_types().map(|kind| format!("{prefix}:{}", kind.name())).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let hint = did_you_mean(asked.written, &names).filter(|_| asked.is_exact());
    let hint = hint.unwrap_or_else(|| all_of(service));
    format!("no resource type is {written}; {hint}")
}

fn no_arn(catalog: &Catalog, written: &str) -> String {
    let name = quoted(written);
    let mut fields = written.splitn(6, ':').skip(2);
    let (service, resource) = (fields.next().unwrap_or_default(), fields.nth(2));
    if resource.is_none() {
        return format!("{name} has fewer than six parts: `arn:partition:service:region:account:resource`");
    }
    if catalog.knows_arn_service(service) {
        return match catalog.service(service) {
            Some(service) => format!("no resource type has an ARN such as {name}; {}", all_of(service)),
            None => format!("no resource type has an ARN such as {name}"),
        };
    }
    if service.contains(['*', '?', '$']) {
        return format!("no resource type has an ARN such as {name}");
    }
    no_service(catalog, service)
}

fn all_of(service: Service<'_>) -> String {
    format!("`iamlint catalog resource '{}:*'` lists those of {}", service.prefix(), service.title())
}
