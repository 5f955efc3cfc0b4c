use super::format::is_open;
use crate::catalog::{Catalog, Service};
use crate::diagnostic::{Fix, Level, Safety};
use crate::policy::{Field, Resource, Statement, pattern};
use crate::rules::wording::{nearest, quoted};
use crate::rules::{Context, rule};

rule!(INVALID, "resource/invalid-service", Statement, invalid_service);
rule!(CASE, "resource/invalid-arn-service-case", Resource if NAME, invalid_arn_service_case);
rule!(WILDCARD, "resource/wildcard-in-service-name", Resource if NAME, wildcard_in_service_name);

fn invalid_service(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for resource in statement.resources().flat_map(|resources| &resources.items) {
        invalid_service_of_arn(resource, ctx);
    }
}

fn invalid_service_of_arn(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let catalog = ctx.catalog;
    let Some(service) = literal_service(resource) else { return };
    let written = service.as_str();
    if is_known(written, catalog) || is_known(&written.to_ascii_lowercase(), catalog) {
        return;
    }
    let is_behind = ctx.catalog_lag().is_some();
    let message = match written {
        "" => format!("{} names no service", quoted(resource.text.as_str())),
        _ => format!("{} is no service of AWS", quoted(written)),
    };
    let finding = ctx.report(resource.text.at(), message).here("the ARN of no resource");
    if !service.at().is_empty() {
        finding.label(service.at(), "a service has to be named here");
    }
    if is_behind {
        finding.level(Level::Warning);
    }
    match nearest(written, known_services(catalog)) {
        Some(meant) => {
            finding.help(format!("write {}", quoted(meant)));
            let title = format!("write {}", quoted(meant));
            finding.fix(Fix::replace(title, Safety::Suggested, service.at(), meant));
        }
        None => {
            finding.help("name the service as it stands in ARNs, as in `s3`, `dynamodb` or `lambda`");
        }
    }
}

/// The service of a whole ARN, unless it holds a wildcard, a variable or a placeholder.
fn literal_service<'n>(resource: &Resource<'n>) -> Option<Field<'n>> {
    let service = resource.arn.service().filter(|_| resource.arn.is_whole())?;
    (!is_open(service.as_str())).then_some(service)
}

/// Whether a name stands for a service in ARNs, or did so for one that Access Analyzer still takes.
pub(super) fn is_known(name: &str, catalog: &Catalog) -> bool {
    let is_retired = || catalog.retired_service(name).is_some_and(|old| old.accepted && old.prefix == name);
    catalog.knows_arn_service(name) || is_retired()
}

/// The services by the prefixes of their actions, and by what their ARNs name where that is something else.
fn known_services(catalog: &Catalog) -> impl Iterator<Item = &str> {
    let of_formats = catalog.services().flat_map(|service: Service<'_>| {
        let formats = service.resource_types().flat_map(|resource| resource.arns());
        formats.filter_map(|format| format.split(':').nth(2)).filter(|name| !name.contains("${"))
    });
    catalog.services().map(Service::prefix).chain(of_formats)
}

fn invalid_arn_service_case(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let Some(service) = literal_service(resource) else { return };
    let written = service.as_str();
    let meant = written.to_ascii_lowercase();
    if is_known(written, ctx.catalog) || !is_known(&meant, ctx.catalog) {
        return;
    }
    ctx.report(resource.text.at(), format!("{} has to be written in lower case", quoted(written)))
        .here("matches no resource")
        .label(service.at(), "the case of the letters matters in ARNs")
        .help(format!("write {}", quoted(&meant)))
        .fix(Fix::replace("write it in lower case", Safety::Suggested, service.at(), meant));
}

/// IAM refuses such an ARN in the policies of identities; what other services do is not documented.
fn wildcard_in_service_name(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let Some(service) = resource.arn.service().filter(|_| resource.arn.is_whole()) else { return };
    if !pattern::has_wildcard(service.as_str()) {
        return;
    }
    let is_refused = ctx.kind().is_identity();
    let message = if is_refused {
        "the ARN has a wildcard for its service, and IAM refuses it"
    } else {
        "the ARN has a wildcard for its service"
    };
    let finding = ctx.report(resource.text.at(), message);
    finding.here("names no service").label(service.at(), "a service has to be named here").help(
        "name the service and write an ARN for each service that is meant, or write `*` for every resource",
    );
    if is_refused {
        finding.level(Level::Error);
    }
}
