use super::format::{ANY_SERVICE, fitting, may_have, of_service};
use crate::catalog::{Action, ArnFormat, Catalog, ResourceType};
use crate::diagnostic::{Fix, Safety};
use crate::policy::{self, Effect, Field, Resource, Statement, pattern};
use crate::rules::grammar::placeholder::is_placeholder;
use crate::rules::wording::{one_of, quoted};
use crate::rules::{Context, idle, rule};

rule!(FOR_ACTION, "resource/mismatched-resource-for-action", known Statement, mismatched_resource);

/// The format of a bucket, whose name holds no slash, though the format does not say it.
const BUCKET: &str = "arn:${Partition}:s3:::${BucketName}";

/// The most forms that a help lists.
const MANY: usize = 3;

fn mismatched_resource(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let (Some(actions), Some(resources)) = (&statement.action, &statement.resource) else { return };
    let mut whole = resources.items.iter().filter(|resource| resource.arn.is_whole()).peekable();
    // Most statements name `*` only, and the actions need not be looked up for those.
    if whole.peek().is_none() {
        return;
    }
    let (actions, catalog) = (&actions.items, ctx.catalog);
    let granted = formats_of(actions, catalog);
    // How other services name what an action is granted on there is not said.
    if granted.is_empty() || granted.iter().any(|format| format.service() == ANY_SERVICE) {
        return;
    }
    for resource in whole {
        let is_granted = |format: ArnFormat<'_>| {
            granted.binary_search_by_key(&format.number(), |other| other.number()).is_ok()
        };
        // So it is with most ARNs, and the formats of all actions need not be compared with them.
        if fitting(resource, catalog).any(|format| is_granted(format) && has_parts_of(resource, format)) {
            continue;
        }
        if !granted.iter().any(|format| fits(*format, resource)) && is_certain(resource, catalog) {
            report(statement, resource, &granted, ctx);
        }
    }
}

/// Whether the Region and the account of an ARN are as a format wants them, and the resource is no object where it wants a bucket.
fn has_parts_of(resource: &Resource<'_>, format: ArnFormat<'_>) -> bool {
    let arn = &resource.arn;
    let overlaps = |field: Option<Field<'_>>, format: &str| {
        field.is_some_and(|field| pattern::overlap(format, field.as_str()))
    };
    overlaps(arn.account(), format.account())
        && overlaps(arn.region(), format.region())
        && !(format.as_str() == BUCKET && arn.resource().is_some_and(|name| is_no_bucket(name.as_str())))
}

/// The ARN formats of all that the actions are granted on, by number; empty where an action is not known.
fn formats_of<'c>(items: &[policy::Action<'_>], catalog: &'c Catalog) -> Vec<ArnFormat<'c>> {
    let mut formats = Vec::new();
    for item in items {
        let is_known = match (item.prefix(), item.name()) {
            (Some(prefix), Some("*")) => catalog.service(prefix).is_some_and(|service| {
                formats.extend(service.resource_types().flat_map(ResourceType::arn_formats));
                true
            }),
            (Some(prefix), Some(name)) if item.has_wildcard() => {
                let service = catalog.service(prefix);
                let actions = service.into_iter().flat_map(|service| service.actions_matching(name));
                actions.map(|action| add(action, &mut formats)).count() > 0
            }
            _ => catalog.action(item.as_str()).map(|action| add(action, &mut formats)).is_some(),
        };
        if !is_known {
            return Vec::new();
        }
    }
    formats.sort_unstable_by_key(|format| format.number());
    formats.dedup();
    formats
}

fn add<'c>(action: Action<'c>, formats: &mut Vec<ArnFormat<'c>>) {
    for (kind, _) in action.resources() {
        formats.extend(kind.arn_formats());
    }
}

/// Whether an ARN is as its service wants it, so that only the actions can be wrong.
pub(super) fn is_certain(resource: &Resource<'_>, catalog: &Catalog) -> bool {
    let mut formats = of_service(resource, catalog);
    formats.any(|format| may_have(resource, format.as_str())) && !is_placeholder(resource.text.as_str())
}

fn fits(format: ArnFormat<'_>, resource: &Resource<'_>) -> bool {
    let name = resource.arn.resource().map_or("", |field| field.as_str());
    let is_allowed = !(format.as_str() == BUCKET && is_no_bucket(name));
    is_allowed && (may_have(resource, format.as_str()) || is_of_renamed_service(format, resource, name))
}

fn is_no_bucket(name: &str) -> bool {
    name.contains('/') && !name.contains("${")
}

/// Whether the resource is of the same kind in a service of another name.
///
/// Some services have two names, `codestar-connections` and `codeconnections`, and take the ARNs of both.
fn is_of_renamed_service(format: ArnFormat<'_>, resource: &Resource<'_>, name: &str) -> bool {
    let is_other = resource.arn.service().is_some_and(|field| field.as_str() != format.service());
    let kind = format.resource();
    is_other && !kind.starts_with("${") && pattern::overlap(kind, name)
}

fn report(
    statement: &Statement<'_>,
    resource: &Resource<'_>,
    formats: &[ArnFormat<'_>],
    ctx: &mut Context<'_>,
) {
    let written = resource.text.as_str();
    let message = format!("no action of the statement applies to {}", quoted(written));
    let finding = ctx.report(resource.text.at(), message);
    finding.here(match statement.effect() {
        Some(Effect::Deny) => "is not protected by this `Deny`",
        _ => "has no effect here",
    });
    idle::raise_in_deny(statement, finding);
    if let Some(action) = statement.action.iter().flat_map(|actions| &actions.items).next() {
        finding.label(action.text.at(), "applies to resources of another kind");
    }
    if let Some((title, meant)) = s3_meant(resource, formats) {
        finding.help(format!("{title}: {}", quoted(&meant)));
        finding.fix(Fix::replace(title, Safety::Suggested, resource.text.content(), meant));
        return;
    }
    let more = if formats.len() > MANY { ", or one of the other kinds" } else { "" };
    let listed = one_of(formats.iter().map(|format| format.as_str()).take(MANY));
    finding.help(format!("leave it out, name the actions that it is for, or write an ARN as {listed}{more}"));
}

/// The objects of a bucket, or the bucket of all objects, where the actions are for those only.
fn s3_meant(resource: &Resource<'_>, formats: &[ArnFormat<'_>]) -> Option<(&'static str, String)> {
    let written = resource.text.as_str();
    let name = resource.arn.resource()?.as_str();
    if resource.arn.service()?.as_str() != "s3" || name.contains(['"', '\\', '$']) {
        return None;
    }
    let is_for = |wanted: &str| formats.iter().any(|format| format.as_str() == wanted);
    if let Some(bucket) = written.strip_suffix("/*").filter(|_| name.matches('/').count() == 1) {
        return is_for(BUCKET).then(|| ("name the bucket itself", bucket.to_owned()));
    }
    let is_of_objects = is_for("arn:${Partition}:s3:::${BucketName}/${ObjectName}");
    (is_of_objects && !name.contains('/')).then(|| ("name the bucket's objects", format!("{written}/*")))
}
