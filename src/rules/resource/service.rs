use crate::diagnostic::Level;
use crate::policy::{Resource, pattern};
use crate::rules::{Context, rule};

rule!(WILDCARD, "resource/wildcard-in-service-name", Resource if NAME, wildcard_in_service_name);

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
