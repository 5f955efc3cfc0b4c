use super::format::{may_have, of_service};
use crate::catalog::{Action, Catalog};
use crate::diagnostic::{Fix, Safety};
use crate::policy::{self, Effect, Resource, Statement, pattern};
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
    // Most statements name `*` only, and the actions need not be looked up for those.
    if !resources.items.iter().any(|resource| resource.arn.is_whole()) {
        return;
    }
    let Some(formats) = formats_of(&actions.items, ctx.catalog).filter(|formats| !formats.is_empty()) else {
        return;
    };
    for resource in &resources.items {
        if is_certain(resource, ctx.catalog) && !formats.iter().any(|format| fits(format, resource)) {
            report(statement, resource, &formats, ctx);
        }
    }
}

/// The ARN formats of all that the actions are granted on; none where an action is not known.
fn formats_of<'c>(items: &[policy::Action<'_>], catalog: &'c Catalog) -> Option<Vec<&'c str>> {
    let mut formats = Vec::new();
    for item in items {
        let (prefix, name) = item.prefix().zip(item.name())?;
        let service = catalog.service(prefix)?;
        let mut is_known = false;
        let mut add = |action: Action<'c>| {
            is_known = true;
            let arns = action.resources().flat_map(|(resource, _)| resource.arns());
            formats.extend(arns);
        };
        match item.has_wildcard() {
            true => service.actions_matching(name).for_each(&mut add),
            false => service.action(name).into_iter().for_each(&mut add),
        }
        if !is_known {
            return None;
        }
    }
    formats.sort_unstable();
    formats.dedup();
    Some(formats)
}

/// Whether an ARN is as its service wants it, so that only the actions can be wrong.
fn is_certain(resource: &Resource<'_>, catalog: &Catalog) -> bool {
    let written = resource.text.as_str();
    resource.arn.is_whole()
        && of_service(resource, catalog).any(|format| may_have(resource, format.text))
        && !is_placeholder(written)
}

fn fits(format: &str, resource: &Resource<'_>) -> bool {
    let name = resource.arn.resource().map_or("", |field| field.as_str());
    let is_no_bucket = format == BUCKET && name.contains('/') && !name.contains("${");
    !is_no_bucket && (may_have(resource, format) || is_of_renamed_service(format, resource, name))
}

/// Whether the resource is of the same kind in a service of another name.
///
/// Some services have two names, `codestar-connections` and `codeconnections`, and take the ARNs of both.
pub(super) fn is_of_renamed_service(format: &str, resource: &Resource<'_>, name: &str) -> bool {
    let mut parts = format.splitn(6, ':').skip(2);
    let (Some(service), Some(kind)) = (parts.next(), parts.nth(2)) else { return false };
    let is_other = resource.arn.service().is_some_and(|field| field.as_str() != service);
    is_other && !kind.starts_with("${") && pattern::overlap(kind, name)
}

fn report(statement: &Statement<'_>, resource: &Resource<'_>, formats: &[&str], ctx: &mut Context<'_>) {
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
    let listed = one_of(formats.iter().copied().take(MANY));
    finding.help(format!("leave it out, name the actions that it is for, or write an ARN as {listed}{more}"));
}

/// The objects of a bucket, or the bucket of all objects, where the actions are for those only.
fn s3_meant(resource: &Resource<'_>, formats: &[&str]) -> Option<(&'static str, String)> {
    let written = resource.text.as_str();
    let name = resource.arn.resource()?.as_str();
    if resource.arn.service()?.as_str() != "s3" || name.contains(['"', '\\', '$']) {
        return None;
    }
    if let Some(bucket) = written.strip_suffix("/*").filter(|_| name.matches('/').count() == 1) {
        return formats.contains(&BUCKET).then(|| ("name the bucket itself", bucket.to_owned()));
    }
    let is_of_objects = formats.contains(&"arn:${Partition}:s3:::${BucketName}/${ObjectName}");
    (is_of_objects && !name.contains('/')).then(|| ("name the bucket's objects", format!("{written}/*")))
}
