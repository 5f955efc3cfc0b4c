use super::service::{is_known, unknown_service};
use crate::catalog::{Catalog, Key, Service};
use crate::diagnostic::{Diagnostic, Fix, Level, Safety};
use crate::policy::condition::Family;
use crate::policy::{Entry, Resource, Statement, pattern};
use crate::rules::condition::tag_key::lacks_tag_key;
use crate::rules::principal::family::is_literal_for;
use crate::rules::principal::service::may_exist;
use crate::rules::wording::{nearest, one_of, quoted};
use crate::rules::{Context, rule};
use crate::source::Span;

rule!(INVALID, "resource/invalid-service", Statement if NAMED_RESOURCE | CONDITION, invalid_service);

/// The condition keys that name the services through which a request was made.
const CALLERS: [&str; 3] = ["aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast"];

const DOMAINS: [&str; 2] = [".amazonaws.com", ".amazonaws.com.cn"];

fn invalid_service(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for resource in statement.resources().flat_map(|resources| &resources.items) {
        of_arn(resource, ctx);
    }
    for entry in statement.entries() {
        of_key(entry, ctx);
        of_caller(entry, ctx);
    }
}

fn of_arn(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let catalog = ctx.catalog;
    let Some(service) = unknown_service(resource, ctx) else { return };
    let written = service.as_str();
    if is_known(&written.to_ascii_lowercase(), catalog) {
        return;
    }
    let message = match written {
        "" => format!("{} names no service", quoted(resource.text.as_str())),
        _ => is_none(written, catalog),
    };
    let is_behind = ctx.catalog_lag().is_some();
    let mut meant = meant(written, services_of_arns(catalog), ctx);
    meant.retain(|service| is_known(service, catalog));
    let finding = ctx.report(resource.text.at(), message).here("the ARN of no resource");
    if !service.at().is_empty() {
        finding.label(service.at(), "a service has to be named here");
    }
    suggest(
        finding,
        &meant,
        service.at(),
        "name the service as it stands in ARNs, as in `s3`, `dynamodb` or `lambda`",
    );
    soften(finding, is_behind);
}

fn of_key(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let catalog = ctx.catalog;
    let key = entry.key.as_str();
    let Some((prefix, name)) = entry.key_parts() else { return };
    // An object in the place of the values is a misfit of its own: the nesting is wrong, not the key.
    let is_judged = entry.operator.base.is_some() && entry.node.members().is_none();
    // Identity providers are known by their domains.
    if !is_judged || prefix.is_empty() || name.is_empty() || prefix.contains('.') {
        return;
    }
    // Most keys are global, and nearly all others have the prefix of a service's actions.
    let is_service = prefix == "aws" || catalog.service(prefix).is_some();
    if is_service || catalog.knows_key_prefix(prefix) || is_known(&prefix.to_ascii_lowercase(), catalog) {
        return;
    }
    if key.contains("${")
        || pattern::has_wildcard(key)
        || ctx.placeholders().are_in(key)
        || lacks_tag_key(key)
    {
        return;
    }
    let is_behind = ctx.catalog_lag().is_some();
    let known = catalog.keys().map(Key::name).filter_map(|known| known.split_once(':'));
    let meant = meant(prefix, known.map(|(prefix, _)| prefix), ctx);
    let finding = ctx.report(entry.key.at(), is_none(prefix, catalog));
    finding
        .here("the key is in no request")
        .label(entry.key.part(0..prefix.len()), "a service has to be named here");
    suggest(
        finding,
        &meant,
        entry.key.part(0..prefix.len()),
        "write a key of the service, such as `s3:prefix`, or a global one, such as `aws:SourceIp`",
    );
    soften(finding, is_behind);
}

fn of_caller(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let is_string = || matches!(entry.operator.family(), Some(Family::String | Family::StringLike));
    if !CALLERS.iter().any(|key| entry.has_key(key)) || !is_string() {
        return;
    }
    let catalog = ctx.catalog;
    let is_behind = ctx.catalog_lag().is_some();
    for text in entry.values.iter().filter_map(|value| value.text()) {
        let value = text.as_str();
        // What has not the form of such a value is reported for that.
        let named = DOMAINS.iter().find_map(|domain| value.strip_suffix(domain));
        let Some(service) =
            named.filter(|service| !service.contains('.') && is_literal_for(value, ctx.placeholders()))
        else {
            continue;
        };
        let is_capital = |byte: u8| byte.is_ascii_uppercase();
        if service.is_empty() || service.bytes().any(is_capital) || may_exist(value, catalog) {
            continue;
        }
        let heads = catalog.service_principals().filter_map(|known| known.strip_suffix(DOMAINS[0]));
        let mut meant = meant(service, heads, ctx);
        meant.retain(|prefix| catalog.is_service_principal(&format!("{prefix}{}", DOMAINS[0])));
        let finding =
            ctx.report(text.at(), is_none(service, catalog)).here("no service makes calls by this name");
        suggest(
            finding,
            &meant,
            text.part(0..service.len()),
            "name the service that makes the call, as in `cloudformation.amazonaws.com`",
        );
        soften(finding, is_behind);
    }
}

fn is_none(written: &str, catalog: &Catalog) -> String {
    match catalog.retired_service(written) {
        Some(_) => format!("{} is no service of AWS any more", quoted(written)),
        None => format!("{} is no service of AWS", quoted(written)),
    }
}

/// The services by what their ARNs name: the prefixes of their actions, or something else.
fn services_of_arns(catalog: &Catalog) -> impl Iterator<Item = &str> {
    let of_formats = catalog.services().flat_map(|service: Service<'_>| {
        let formats = service.resource_types().flat_map(|resource| resource.arns());
        formats.filter_map(|format| format.split(':').nth(2)).filter(|name| !name.contains("${"))
    });
    catalog.services().map(Service::prefix).chain(of_formats)
}

/// The services that go by the written name elsewhere, or the one whose name is misspelt.
fn meant<'c>(written: &str, known: impl Iterator<Item = &'c str>, ctx: &Context<'c>) -> Vec<&'c str> {
    let aliased: Vec<&str> = ctx.catalog.service_aliases(written).collect();
    if aliased.is_empty() && ctx.may_search() {
        nearest(written, known).into_iter().collect()
    } else {
        aliased
    }
}

fn suggest(finding: &mut Diagnostic, meant: &[&str], at: Span, otherwise: &str) {
    match meant {
        [] => {
            finding.help(otherwise);
        }
        [only] => {
            let title = format!("write {}", quoted(only));
            finding.help(title.clone()).fix(Fix::replace(title, Safety::Suggested, at, *only));
        }
        several => {
            finding.help(format!("write {}", one_of(several.iter().copied())));
        }
    }
}

/// What an old catalog does not know may have come since.
fn soften(finding: &mut Diagnostic, is_behind: bool) {
    if is_behind {
        finding.level(Level::Warning);
    }
}
