//! AWS's Service Reference: the files that AWS publishes for programs.

use serde::Deserialize;

use super::super::{AccessLevel, Date, KeyFacts};
use super::listing::{Draft, Globals, Listed, Listing, Operation};
use super::{Document, Fault, named, names, parse, require};

/// The names that the index may have.
pub const INDEXES: [&str; 2] = ["service-list.json", "_services.json"];

/// A service as the index names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indexed {
    /// The name of its file, without `.json`.
    pub name: String,
    /// Where the file is.
    pub url: String,
    /// When it was last changed, in seconds since 1970.
    modified: Option<u64>,
}

#[derive(Deserialize)]
struct IndexEntry {
    service: String,
    #[serde(default)]
    url: String,
    modified: Option<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Service {
    /// A file without a name is that of the global condition keys.
    name: Option<String>,
    #[serde(default)]
    actions: Vec<Action>,
    #[serde(default)]
    condition_keys: Vec<ConditionKey>,
    #[serde(default)]
    resources: Vec<Resource>,
    #[serde(default)]
    operations: Vec<ApiOperation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Action {
    name: String,
    #[serde(default)]
    action_condition_keys: Vec<String>,
    annotations: Annotations,
    #[serde(default)]
    resources: Vec<Named>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Annotations {
    properties: Properties,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Properties {
    is_list: bool,
    is_permission_management: bool,
    is_tagging_only: bool,
    is_write: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Named {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ConditionKey {
    name: String,
    types: Vec<String>,
}

#[derive(Deserialize)]
struct Resource {
    #[serde(rename = "Name")]
    name: String,
    #[serde(rename = "ARNFormats", default)]
    arns: Vec<String>,
    #[serde(rename = "ConditionKeys", default)]
    keys: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ApiOperation {
    name: String,
    #[serde(default)]
    authorized_actions: Vec<AuthorizedAction>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct AuthorizedAction {
    name: String,
    service: Option<String>,
}

/// Reads the index.
///
/// # Errors
///
/// What is no index, with its place.
pub fn index(document: &Document) -> Result<Vec<Indexed>, Fault> {
    let entries: Vec<IndexEntry> = parse(document)?;
    let entry = |entry: IndexEntry| {
        let name = names::prefix(&entry.service).map_err(|what| Fault::file(&document.name, what))?;
        Ok(Indexed { name, url: entry.url, modified: entry.modified })
    };
    entries.into_iter().map(entry).collect()
}

/// Reads the index and the files that it names.
pub(super) fn read(documents: &[Document], mut globals: Globals) -> Result<Listing, Fault> {
    let list = INDEXES.into_iter().find_map(|name| named(documents, name));
    let list = list.ok_or_else(|| Fault::file(INDEXES.join("` or `"), "there is no such file"))?;
    let indexed = index(list)?;
    let date = indexed.iter().filter_map(|entry| entry.modified).max().map(Date::of_unix_time);
    let mut listing = Listing { date, ..Listing::default() };
    let mut files = Vec::with_capacity(indexed.len());
    for entry in &indexed {
        let document = require(documents, &format!("{}.json", entry.name))?;
        let service: Service = parse(document)?;
        match &service.name {
            Some(_) => files.push((document, service)),
            None => listing.globals.extend(global_keys(document, &service, &mut globals)?),
        }
    }
    for (document, file) in &files {
        let (prefix, listed) = service(file, &globals).map_err(|what| Fault::file(&document.name, what))?;
        if document.name.strip_suffix(".json") != Some(&prefix) {
            return Err(Fault::file(&document.name, format!("it is the file of service `{prefix}`")));
        }
        if listing.services.insert(prefix, listed).is_some() {
            return Err(Fault::file(&list.name, format!("`{}` is there twice", document.name)));
        }
    }
    Ok(listing)
}

/// The global condition keys that are not known yet.
fn global_keys(
    document: &Document,
    file: &Service,
    globals: &mut Globals,
) -> Result<Vec<KeyFacts<'static>>, Fault> {
    if file.condition_keys.is_empty() {
        return Err(Fault::file(
            &document.name,
            "it has neither the `Name` of a service nor `ConditionKeys`",
        ));
    }
    let mut added = Vec::new();
    for key in &file.condition_keys {
        let fault = |what| Fault::file(&document.name, what);
        let name = names::key(&key.name).map_err(fault)?;
        let types = names::key_types(key.types.iter().map(String::as_str));
        let types = types.map_err(|what| fault(format!("condition key `{name}`: {what}")))?;
        if !globals.contains(&name) {
            globals.add(&name);
            added.push(KeyFacts { name: name.into(), kind: types.into() });
        }
    }
    Ok(added)
}

fn service(file: &Service, globals: &Globals) -> Result<(String, Listed), String> {
    let prefix = names::prefix(file.name.as_deref().unwrap_or_default())?;
    let mut draft = Draft::new(prefix.clone(), String::new(), globals);
    for key in &file.condition_keys {
        draft.key(&key.name, key.types.iter().map(String::as_str))?;
    }
    for resource in &file.resources {
        let arns = resource.arns.iter().map(String::as_str);
        draft.resource(&resource.name, arns, resource.keys.iter().map(String::as_str))?;
    }
    for action in &file.actions {
        let resources = action.resources.iter().map(|resource| (resource.name.as_str(), false));
        let keys = action.action_condition_keys.iter().map(String::as_str);
        draft.action(&action.name, level(&action.annotations.properties), resources, keys)?;
    }
    let operations: Result<_, String> =
        file.operations.iter().map(|written| operation(written, &prefix)).collect();
    Ok((prefix, Listed { facts: draft.finish()?, operations: operations? }))
}

/// The level that AWS's own pages show for these marks, of which several may be set.
fn level(marks: &Properties) -> AccessLevel {
    match marks {
        Properties { is_permission_management: true, .. } => AccessLevel::Permissions,
        Properties { is_tagging_only: true, .. } => AccessLevel::Tagging,
        Properties { is_write: true, .. } => AccessLevel::Write,
        Properties { is_list: true, .. } => AccessLevel::List,
        _ => AccessLevel::Read,
    }
}

fn operation(written: &ApiOperation, prefix: &str) -> Result<Operation, String> {
    let name = names::action(&written.name)?;
    let action = |action: &AuthorizedAction| {
        let service = action.service.as_deref().map_or(Ok(prefix.to_owned()), names::prefix)?;
        Ok(format!("{service}:{}", names::action(&action.name)?))
    };
    let actions: Result<_, String> = written.authorized_actions.iter().map(action).collect();
    let actions = actions.map_err(|what| format!("operation `{name}`: {what}"))?;
    Ok(Operation { name, actions })
}
