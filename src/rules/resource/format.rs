use crate::catalog::Catalog;
use crate::policy::{Resource, pattern};
use crate::rules::grammar::placeholder::{is_placeholder, is_placeholder_part};
use crate::rules::wording::{one_of, quoted};
use crate::rules::{Context, rule};

rule!(INVALID_RESOURCE, "resource/invalid-arn-resource", Resource if NAME, invalid_arn_resource);

/// The service part of the formats that hold for the resources of other services as well.
const ANY_SERVICE: &str = "${Vendor}";

/// The most formats that a help lists.
const MANY: usize = 3;

/// An ARN format, in its parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Format<'c> {
    /// The whole format.
    pub(super) text: &'c str,
    pub(super) region: &'c str,
    pub(super) account: &'c str,
    pub(super) resource: &'c str,
}

impl<'c> Format<'c> {
    /// A format holds no colon inside a placeholder.
    fn read(text: &'c str) -> Option<Format<'c>> {
        let mut parts = text.splitn(6, ':').skip(3);
        Some(Format { text, region: parts.next()?, account: parts.next()?, resource: parts.next()? })
    }
}

/// The formats of the service of an ARN; none where the ARN is not whole, or does not name a known service.
pub(super) fn of_service<'c>(
    resource: &Resource<'_>,
    catalog: &'c Catalog,
) -> impl Iterator<Item = Format<'c>> + Clone {
    let service =
        resource.arn.service().filter(|_| resource.arn.is_whole()).map_or("", |field| field.as_str());
    let service = if catalog.knows_arn_service(service) { service } else { "" };
    catalog.arn_formats(service).filter_map(|(format, _)| Format::read(format))
}

/// The formats of the service whose last part an ARN may have, whatever its Region and account are.
pub(super) fn fitting<'n>(
    resource: &'n Resource<'_>,
    catalog: &'n Catalog,
) -> impl Iterator<Item = Format<'n>> + Clone {
    let written = resource.arn.resource().map_or("", |field| field.as_str());
    of_service(resource, catalog).filter(move |format| pattern::overlap(format.resource, written))
}

/// Whether what a part of an ARN says is not all there: a wildcard, a variable or a placeholder stands in it.
pub(super) fn is_open(part: &str) -> bool {
    part.contains("${") || pattern::has_wildcard(part) || is_placeholder_part(part)
}

fn invalid_arn_resource(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let catalog = ctx.catalog;
    let arn = &resource.arn;
    let (Some(account), Some(name)) = (arn.account(), arn.resource()) else { return };
    let formats = of_service(resource, catalog);
    // A Region or an account too many or too few is a finding of its own, and AWS's own resources are in no list.
    let is_owned = account.as_str().bytes().any(|byte| byte.is_ascii_alphabetic());
    if is_owned || formats.clone().next().is_none() || fitting(resource, catalog).next().is_some() {
        return;
    }
    let written = resource.text.as_str();
    let of_any_service = catalog.arn_formats(ANY_SERVICE).map(|(format, _)| format);
    let mut all = formats.clone().map(|format| format.text).chain(of_any_service);
    if is_placeholder(written) || all.any(|format| may_have(resource, format)) {
        return;
    }
    let service = arn.service().map_or("", |field| field.as_str());
    let of_actions = formats_of_actions(service, ctx);
    let finding = ctx
        .report(resource.text.at(), format!("{} is no resource of {}", quoted(written), quoted(service)))
        .here("no ARN of the service looks like this");
    if !name.at().is_empty() {
        finding.label(name.at(), "this part fits no kind of resource");
    }
    let mut meant = near_formats(name.as_str(), formats.clone());
    if meant.is_empty() {
        meant = of_actions;
    }
    if meant.is_empty() {
        meant = formats.take(MANY).map(|format| format.resource).collect();
    }
    finding.help(format!("write the last part as {}", one_of(meant)));
}

/// The last parts of the ARNs on which the actions of the statement are granted, where they are of that service.
fn formats_of_actions<'c>(service: &str, ctx: &Context<'c>) -> Vec<&'c str> {
    let catalog = ctx.catalog;
    let actions = ctx.statement.iter().flat_map(|statement| &statement.action);
    let known =
        actions.flat_map(|actions| &actions.items).filter_map(|action| catalog.action(action.as_str()));
    let formats = known.flat_map(|action| action.resources()).flat_map(|(resource, _)| resource.arns());
    let mut parts = Vec::new();
    for format in formats.filter(|format| format.split(':').nth(2) == Some(service)) {
        let Some(format) = Format::read(format) else { continue };
        if parts.len() < MANY && !parts.contains(&format.resource) {
            parts.push(format.resource);
        }
    }
    parts
}

/// Whether an ARN may be of a format.
///
/// Its wildcards may stand for colons as well, so that the parts are compared one by one only up to the first that holds one.
/// What a placeholder of a format stands for before the last part holds no colon.
pub(super) fn may_have(resource: &Resource<'_>, format: &str) -> bool {
    let (mut format, mut written) = (format, resource.text.as_str());
    while let Some((part, rest)) = written.split_once(':').filter(|(part, _)| !is_variable(part)) {
        let Some((format_part, format_rest)) = format.split_once(':') else { break };
        if !pattern::overlap(format_part, part) {
            return false;
        }
        (format, written) = (format_rest, rest);
        if resource.arn.resource().is_some_and(|last| last.as_str().len() == rest.len()) {
            break;
        }
    }
    pattern::overlap(format, written)
}

fn is_variable(part: &str) -> bool {
    part.contains("${") || pattern::has_wildcard(part)
}

/// The last parts of the formats that begin with the same word, or lack only such a word.
fn near_formats<'c>(name: &str, formats: impl Iterator<Item = Format<'c>> + Clone) -> Vec<&'c str> {
    let word = |text: &str| text.find(['/', ':']).map_or(text.len(), |end| end);
    let is_same = |format: &Format<'_>| {
        let (own, other) = (&name[..word(name)], &format.resource[..word(format.resource)]);
        !own.is_empty() && own.eq_ignore_ascii_case(other)
    };
    let of_word = formats.filter(is_same).take(MANY);
    of_word.map(|format| format.resource).collect()
}
