use super::format::{ANY_SERVICE, may_be_of, of_service};
use super::granted::Granted;
use crate::catalog::{ArnFormat, Catalog};
use crate::diagnostic::{Fix, Safety};
use crate::policy::{Effect, Field, Resource, Resources, Statement, pattern};
use crate::rules::grammar::placeholder::is_placeholder;
use crate::rules::wording::{one_of, quoted};
use crate::rules::{Context, idle, rule};

rule!(FOR_ACTION, "resource/mismatched-resource-for-action", known Resource if NAME, mismatched_resource);

/// The format of a bucket, whose name holds no slash, though the format does not say it.
const BUCKET: &str = "arn:${Partition}:s3:::${BucketName}";

/// The most forms that a help lists.
const MANY: usize = 3;

fn mismatched_resource(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let Some(statement) = ctx.statement else { return };
    let is_excepted = |resources: &Resources<'_>| resources.element.at().contains(resource.text.at());
    if !resource.arn.is_whole() || statement.not_resource.as_ref().is_some_and(is_excepted) {
        return;
    }
    // So it is with most ARNs, and the formats of all actions need not be compared with them.
    if ctx.fit(resource).is_granted {
        return;
    }
    let formats = ctx.granted().map(Granted::formats).unwrap_or_default();
    // How other services name what an action is granted on there is not said.
    if formats.is_empty() || formats.iter().any(|format| format.service() == ANY_SERVICE) {
        return;
    }
    let fits_none = !formats.iter().any(|format| fits(*format, resource));
    if fits_none && is_certain(resource, ctx.catalog) {
        report(statement, resource, ctx);
    }
}

/// Whether the Region and the account of an ARN are as a format wants them, and the resource is no object where it wants a bucket.
pub(super) fn has_parts_of(resource: &Resource<'_>, format: ArnFormat<'_>) -> bool {
    let arn = &resource.arn;
    let overlaps = |field: Option<Field<'_>>, format: &str| {
        field.is_some_and(|field| pattern::overlap(format, field.as_str()))
    };
    overlaps(arn.account(), format.account())
        && overlaps(arn.region(), format.region())
        && !(format.as_str() == BUCKET && arn.resource().is_some_and(|name| is_no_bucket(name.as_str())))
}

/// Whether an ARN is as its service wants it, so that only the actions can be wrong.
pub(super) fn is_certain(resource: &Resource<'_>, catalog: &Catalog) -> bool {
    let mut formats = of_service(resource, catalog);
    formats.any(|format| may_be_of(resource, format)) && !is_placeholder(resource.text.as_str())
}

fn fits(format: ArnFormat<'_>, resource: &Resource<'_>) -> bool {
    let name = resource.arn.resource().map_or("", |field| field.as_str());
    let is_allowed = !(format.as_str() == BUCKET && is_no_bucket(name));
    is_allowed && (may_be_of(resource, format) || is_of_renamed_service(format, resource, name))
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

fn report(statement: &Statement<'_>, resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let formats = ctx.granted().map(Granted::formats).unwrap_or_default();
    let meant = s3_meant(resource, formats);
    let more = if formats.len() > MANY { ", or one of the other kinds" } else { "" };
    let listed = one_of(formats.iter().map(|format| format.as_str()).take(MANY));
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
    if let Some((title, meant)) = meant {
        finding.help(format!("{title}: {}", quoted(&meant)));
        finding.fix(Fix::replace(title, Safety::Suggested, resource.text.content(), meant));
        return;
    }
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
