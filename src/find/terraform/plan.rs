//! Plans and states as `terraform show -json` prints them (Terraform documentation, "JSON Output Format"), and states as they are stored.

use std::borrow::Cow;

use super::asked;
use super::table::{because, locations_of, organizations_kind, profile_of};
use crate::find::location::{Location, follow};
use crate::find::{Profile, Site};
use crate::syntax::{Node, Value};

/// The policies of a plan or a state; none where the document is neither.
pub(in crate::find) fn sites<'n>(root: &'n Node<'n>) -> Option<Vec<Site<'n>>> {
    let Some(version) = root.member("format_version").and_then(Node::text) else {
        return stored_state(root);
    };
    let planned = root.member("planned_values").or_else(|| root.member("values"));
    let changes = root.member("resource_changes").and_then(Node::items);
    if !version.as_str().contains('.') || (planned.is_none() && changes.is_none()) {
        return None;
    }
    let mut sites = Vec::new();
    let module = planned.and_then(|values| values.member("root_module"));
    if let Some(module) = module {
        add_module(module, &mut sites);
    }
    for change in changes.into_iter().flatten() {
        let Some(detail) = change.member("change") else { continue };
        if let (None, Some(after)) = (module, detail.member("after")) {
            add_resource(change, after, address(change), &mut sites);
        }
        if let Some(unknown) = detail.member("after_unknown") {
            add_unknown(change, unknown, &mut sites);
        }
    }
    Some(sites)
}

/// The policies of a `terraform.tfstate`, whose resources have the values of their instances beside them.
fn stored_state<'n>(root: &'n Node<'n>) -> Option<Vec<Site<'n>>> {
    root.member("terraform_version")?;
    root.member("lineage")?;
    let mut sites = Vec::new();
    for resource in root.member("resources").and_then(Node::items)? {
        let text = |name: &str| resource.member(name).and_then(Node::text).map(|text| text.as_str());
        let names = [text("module"), text("type"), text("name")];
        let address = names.into_iter().flatten().collect::<Vec<_>>().join(".");
        for instance in resource.member("instances").and_then(Node::items).into_iter().flatten() {
            let Some(values) = instance.member("attributes") else { continue };
            let key = match instance.member("index_key").map(|key| &key.value) {
                Some(Value::Text(key)) => format!("[\"{}\"]", key.as_str()),
                Some(Value::Number(key)) => format!("[{key}]"),
                _ => String::new(),
            };
            add_resource(resource, values, &format!("{address}{key}"), &mut sites);
        }
    }
    Some(sites)
}

fn add_module<'n>(module: &'n Node<'n>, sites: &mut Vec<Site<'n>>) {
    for resource in module.member("resources").and_then(Node::items).into_iter().flatten() {
        if let Some(values) = resource.member("values") {
            add_resource(resource, values, address(resource), sites);
        }
    }
    for child in module.member("child_modules").and_then(Node::items).into_iter().flatten() {
        add_module(child, sites);
    }
}

/// The policies among the values of a resource.
fn add_resource<'n>(resource: &'n Node<'n>, values: &'n Node<'n>, address: &str, sites: &mut Vec<Site<'n>>) {
    for location in locations(resource) {
        let Some(profile) = profile(location, values) else { continue };
        for (way, node) in follow(values, location.path) {
            let is_written = node.text().is_some_and(|text| !text.as_str().trim().is_empty());
            if is_written {
                let site = site(Cow::Borrowed(node), profile, location, address, &way);
                sites.push(Site { request: asked::of_values(values, location), ..site });
            }
        }
    }
}

/// The policies of a resource that only the run of the plan will tell.
fn add_unknown<'n>(resource: &'n Node<'n>, unknown: &'n Node<'n>, sites: &mut Vec<Site<'n>>) {
    for location in locations(resource) {
        for (way, node) in follow(unknown, location.path) {
            if node.value == Value::Bool(true) {
                let node = Cow::Owned(Node { at: node.at, value: Value::Unknown });
                sites.push(site(node, location.profile, location, address(resource), &way));
            }
        }
    }
}

/// Where a resource may have policies; nowhere for data sources, whose policies are others'.
fn locations<'n>(resource: &'n Node<'n>) -> impl Iterator<Item = &'static Location> {
    let text = |name: &str| resource.member(name).and_then(Node::text).map(|text| text.as_str());
    let is_managed = text("mode").is_none_or(|mode| mode == "managed");
    locations_of(text("type").filter(|_| is_managed).unwrap_or_default())
}

fn address<'n>(resource: &'n Node<'n>) -> &'n str {
    resource.member("address").and_then(Node::text).map(|text| text.as_str()).unwrap_or_default()
}

/// What a policy of the resource is, if it is known; none where it is no policy of IAM.
fn profile(location: &Location, values: &Node<'_>) -> Option<Option<&'static Profile>> {
    if location.of != "aws_organizations_policy" {
        return Some(location.profile);
    }
    let of = values.member("type").and_then(Node::text);
    organizations_kind(of.map(|of| of.as_str())).map(Some)
}

fn site<'n>(
    node: Cow<'n, Node<'n>>,
    profile: Option<&'static Profile>,
    location: &Location,
    address: &str,
    way: &str,
) -> Site<'n> {
    let profile = profile_of(profile, &node);
    Site { node, profile, because: because(location), owner: Some(format!("{address}.{way}")), request: None }
}
