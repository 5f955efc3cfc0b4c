use super::format::{may_have, of_service};
use crate::catalog::{Action, ArnFormat, Catalog};
use crate::diagnostic::{Fix, Safety};
use crate::policy::{self, Effect, Field, Resource, Statement, pattern};
use crate::rules::grammar::placeholder::is_placeholder;
use crate::rules::wording::{one_of, quoted};
use crate::rules::{Context, idle, rule};

rule!(FOR_ACTION, "resource/mismatched-resource-for-action", Statement, mismatched_resource);

/// The format of a bucket, whose name holds no slash, though the format does not say it.
const BUCKET: &str = "arn:${Partition}:s3:::${BucketName}";

/// The most forms that a help lists.
const MANY: usize = 3;

fn mismatched_resource(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let (Some(actions), Some(resources)) = (&statement.action, &statement.resource) else { return };
    let (actions, catalog) = (&actions.items, ctx.catalog);
    if actions.iter().any(policy::Action::is_star) {
        return;
    }
    let mut gathered: Option<Vec<ArnFormat<'_>>> = None;
    for resource in resources.items.iter().filter(|resource| resource.arn.is_whole()) {
        if evidently_fits(resource, actions, catalog) {
            continue;
        }
        let formats = gathered.get_or_insert_with(|| gather(actions, catalog));
        if formats.is_empty() {
            return;
        }
        if !formats.iter().any(|format| fits(*format, resource)) && is_certain(resource, catalog) {
            report(statement, resource, formats, ctx);
        }
    }
}

/// Whether each part of an ARN fits the same part of a format of one of the first actions, as it is with most, or all actions of its service are meant.
fn evidently_fits(resource: &Resource<'_>, actions: &[policy::Action<'_>], catalog: &Catalog) -> bool {
    /// So many resource types are cheaper to look at one by one than to gather the formats of all actions.
    const FEW: usize = 64;
    let arn = &resource.arn;
    let parts = arn.service().zip(arn.region()).zip(arn.account()).zip(arn.resource());
    let Some((((service, region), account), name)) = parts else { return false };
    let [service, region, account, name] = [service, region, account, name].map(Field::as_str);
    let fits = |format: ArnFormat<'_>| {
        format.service() == service
            && pattern::overlap(format.resource(), name)
            && pattern::overlap(format.account(), account)
            && pattern::overlap(format.region(), region)
            && !(format.as_str() == BUCKET && is_no_bucket(name))
    };
    let is_all_of_service = |item: &policy::Action<'_>| {
        item.name() == Some("*") && item.prefix().is_some_and(|prefix| prefix.eq_ignore_ascii_case(service))
    };
    if actions.iter().any(is_all_of_service) {
        return true;
    }
    let mut left = FEW;
    let mut is_on = |action: Action<'_>| {
        left = left.saturating_sub(action.resources().len());
        action
            .resources()
            .any(|(kind, _)| kind.arn_formats().any(fits))
            .then_some(true)
            .or((left == 0).then_some(false))
    };
    actions.iter().find_map(|item| actions_of(item, catalog).find_map(&mut is_on)).unwrap_or_default()
}

/// The known actions that are meant.
pub(in crate::rules) fn actions_of<'c>(
    item: &policy::Action<'_>,
    catalog: &'c Catalog,
) -> impl Iterator<Item = Action<'c>> {
    let (prefix, name) = item.prefix().zip(item.name()).unwrap_or_default();
    let is_pattern = item.has_wildcard();
    let service = Some(prefix).filter(|_| is_pattern).and_then(|prefix| catalog.service(prefix));
    let exact = if is_pattern { None } else { catalog.action(item.as_str()) };
    exact.into_iter().chain(service.into_iter().flat_map(move |service| service.actions_matching(name)))
}

/// The ARN formats of all that the actions are granted on, each once; empty where an action is not known.
fn gather<'c>(items: &[policy::Action<'_>], catalog: &'c Catalog) -> Vec<ArnFormat<'c>> {
    let mut formats = Vec::new();
    if items.iter().all(|item| actions_of(item, catalog).next().is_some()) {
        let actions = items.iter().flat_map(|item| actions_of(item, catalog));
        let kinds = actions.flat_map(|action| action.resources());
        formats.extend(kinds.flat_map(|(kind, _)| kind.arn_formats()));
        formats.sort_unstable_by_key(|format| (format.as_str(), format.number()));
        formats.dedup_by_key(|format| format.as_str());
    }
    formats
}

/// Whether an ARN is as its service wants it, so that only the actions can be wrong.
fn is_certain(resource: &Resource<'_>, catalog: &Catalog) -> bool {
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
