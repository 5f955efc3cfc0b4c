use super::family::is_literal;
use super::service::may_be_service;
use crate::diagnostic::Level;
use crate::policy::{Effect, Entry, Principal, PrincipalType, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(RESTRICT, "principal/restrict-access-to-service-principal", Statement if PRINCIPAL, restrict_access);
rule!(RECOMMENDED, "principal/recommended-condition-key-for-service-principal", Statement if CONDITION, recommended_key);
rule!(UNSUPPORTED, "principal/unsupported-condition-key-for-service-principal", Statement if CONDITION, unsupported_key);

/// Keys that the caller sets at will.
const WEAK_KEYS: [&str; 2] = ["aws:Referer", "aws:UserAgent"];

/// Keys that say nothing of whose request it is.
///
/// A key that is not listed here may say something of it, as `aws:SourceArn` and `kms:EncryptionContext:aws:cloudtrail:arn` do
/// (IAM User Guide, "Cross-service confused deputy prevention").
const NEUTRAL_KEYS: [&str; 12] = [
    "aws:CurrentTime",
    "aws:EpochTime",
    "aws:PrincipalIsAWSService",
    "aws:PrincipalServiceName",
    "aws:PrincipalServiceNamesList",
    "aws:RequestedRegion",
    "aws:SecureTransport",
    "aws:ViaAWSService",
    "s3:TlsVersion",
    "s3:x-amz-acl",
    "s3:x-amz-server-side-encryption",
    "s3:x-amz-server-side-encryption-aws-kms-key-id",
];

/// Keys of the organization of a caller, which a service has none of.
const ORGANIZATION_KEYS: [&str; 2] = ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths"];

/// Other keys of a caller that is a user or a role.
const IDENTITY_KEYS: [&str; 2] = ["aws:PrincipalAccount", "aws:PrincipalArn"];

const HELP: &str =
    "add a condition on `aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID` or `aws:SourceOrgPaths`";

fn restrict_access(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let mut services = allowed_services(statement);
    let Some(first) = services.next() else { return };
    if !statement.entries().all(|entry| is_one_of(entry, &NEUTRAL_KEYS)) || !is_condition_known(statement) {
        return;
    }
    let service = quoted(first.as_str());
    let finding = ctx
        .report(first.text.at(), format!("{service} may use this for whatever account asks it to"))
        .here("nothing says for whose resources the service acts")
        .help(HELP);
    for other in services {
        finding.also(other.text.at(), "nor this one");
    }
}

fn recommended_key(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    if !is_weakly_restricted(statement) {
        return;
    }
    let Some(service) = allowed_services(statement).next() else { return };
    let Some(entry) = statement.entries().find(|entry| is_one_of(entry, &WEAK_KEYS)) else { return };
    ctx.report(
        entry.key.at(),
        format!("{} does not say for whom the service acts", quoted(entry.key.as_str())),
    )
    .here("every caller sets this header at will")
    .label(service.text.at(), "the service that is allowed")
    .help(HELP);
}

/// Whether only services are allowed, and nothing restricts them but what a caller sets at will.
pub(in crate::rules) fn is_weakly_restricted(statement: &Statement<'_>) -> bool {
    let is_weak = |entry: &Entry<'_>| is_one_of(entry, &WEAK_KEYS) && is_compared(entry);
    let principals = statement.principal.iter().flat_map(|principals| &principals.items);
    statement.entries().any(is_weak)
        && statement.entries().all(|entry| is_weak(entry) || is_one_of(entry, &NEUTRAL_KEYS))
        && is_condition_known(statement)
        && principals.clone().all(|principal| principal.kind == PrincipalType::Service)
        && allowed_services(statement).count() == principals.count()
}

fn unsupported_key(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(service) = allowed_services(statement).next() else { return };
    let is_missing = |entry: &&Entry<'_>| is_key_of_caller(entry) && entry.needs_key();
    let mut entries = statement.entries().filter(is_missing);
    let Some(first) = entries.next() else { return };
    let key = quoted(first.key.as_str());
    let finding = ctx.report(first.key.at(), format!("{} never has the key {key}", quoted(service.as_str())));
    finding
        .here("only the requests of users and roles carry this key")
        .label(service.text.at(), "so this service is never allowed")
        .help(
            "write `aws:SourceOrgID` or `aws:SourceAccount`, which say for whose resource the service acts",
        );
    if !is_one_of(first, &ORGANIZATION_KEYS) {
        // Of these keys AWS does not say so for each service.
        finding.level(Level::Warning);
    }
    for other in entries {
        finding.also(other.key.at(), "nor does it have this key");
    }
    finding.further(service.text.at());
}

fn is_key_of_caller(entry: &Entry<'_>) -> bool {
    is_one_of(entry, &ORGANIZATION_KEYS)
        || is_one_of(entry, &IDENTITY_KEYS)
        || entry.key_starts_with("aws:PrincipalTag/")
}

/// The services that a statement allows something.
fn allowed_services<'p, 'n>(statement: &'p Statement<'n>) -> impl Iterator<Item = &'p Principal<'n>> {
    let principals = statement.principal.iter().flat_map(|principals| &principals.items);
    let is_service = |principal: &&Principal<'_>| {
        let value = principal.as_str();
        principal.kind == PrincipalType::Service && is_literal(value) && may_be_service(principal)
    };
    let allows = statement.effect() == Some(Effect::Allow);
    principals.filter(move |principal| allows && is_service(principal))
}

/// Whether all of the condition is read; what stands in the place of an operator or a key may mean something.
fn is_condition_known(statement: &Statement<'_>) -> bool {
    statement.condition.as_ref().is_none_or(|condition| {
        condition.element.value.members().is_some()
            && condition.blocks.iter().all(|block| block.node.members().is_some())
    })
}

fn is_compared(entry: &Entry<'_>) -> bool {
    entry.operator.base.is_some() && !entry.operator.is("Null")
}

fn is_one_of(entry: &Entry<'_>, keys: &[&str]) -> bool {
    keys.iter().any(|key| entry.has_key(key))
}
