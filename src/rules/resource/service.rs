use super::format::is_open;
use crate::catalog::Catalog;
use crate::diagnostic::{Fix, Level, Safety};
use crate::policy::{Field, Resource, pattern};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(CASE, "resource/invalid-arn-service-case", Resource if UNKNOWN_SERVICE, invalid_arn_service_case);
rule!(WILDCARD, "resource/wildcard-in-service-name", Resource if UNKNOWN_SERVICE, wildcard_in_service_name);

/// The service of a whole ARN, where none is known by that name and it holds no wildcard, variable or placeholder.
pub(super) fn unknown_service<'n>(resource: &Resource<'n>, ctx: &Context<'_>) -> Option<Field<'n>> {
    let service = resource.arn.service().filter(|_| resource.arn.is_whole())?;
    let written = service.as_str();
    let is_silent = ctx.knows_arn_service(written) || is_known(written, ctx.catalog) || is_open(written, ctx);
    (!is_silent).then_some(service)
}

/// Whether a name stands for a service in ARNs, or did so for one that Access Analyzer still takes.
pub(super) fn is_known(name: &str, catalog: &Catalog) -> bool {
    let is_retired = || catalog.retired_service(name).is_some_and(|old| old.accepted && old.prefix == name);
    catalog.knows_arn_service(name) || is_retired()
}

fn invalid_arn_service_case(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let Some(service) = unknown_service(resource, ctx) else { return };
    let written = service.as_str();
    let meant = written.to_ascii_lowercase();
    if !is_known(&meant, ctx.catalog) {
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
