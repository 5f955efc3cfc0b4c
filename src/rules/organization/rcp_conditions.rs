use crate::policy::condition::{Family, Qualifier};
use crate::policy::{Effect, Entry, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(
    PRINCIPAL,
    "organization/rcp-missing-related-principal-condition-key",
    known Statement,
    missing_related_principal_key
);
rule!(
    SERVICE_PRINCIPAL,
    "organization/rcp-missing-related-service-principal-condition-key",
    known Statement,
    missing_related_service_principal_key
);
rule!(NULL_CHECK, "organization/rcp-missing-service-condition-key-null-check", known Statement, missing_null_check);

/// Keys that AWS services do not carry when they act for themselves.
const PRINCIPAL_KEYS: [&str; 4] =
    ["aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths"];

/// Keys that only the requests of AWS services carry.
const SOURCE_KEYS: [&str; 4] =
    ["aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "aws:SourceOrgPaths"];

/// The key that tells whether an AWS service acts for itself.
const IS_SERVICE: &str = "aws:PrincipalIsAWSService";

fn is_principal_key(entry: &Entry<'_>) -> bool {
    PRINCIPAL_KEYS.iter().any(|key| entry.has_key(key)) || entry.key_starts_with("aws:PrincipalTag/")
}

fn is_source_key(entry: &Entry<'_>) -> bool {
    SOURCE_KEYS.iter().any(|key| entry.has_key(key))
}

/// What a condition key needs beside it, and why.
struct Companion {
    /// How the key is compared without it.
    compared: &'static str,
    here: &'static str,
    /// The condition to add.
    condition: String,
}

fn missing_related_principal_key(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    if is_satisfied(statement, "false", is_source_key) {
        return;
    }
    let companion = Companion {
        compared: "without sparing AWS services that act for themselves",
        here: "the requests of services do not carry this key",
        condition: is_service_condition("false", statement, is_source_key),
    };
    report(statement, is_principal_key, &companion, ctx);
}

fn missing_related_service_principal_key(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    if is_satisfied(statement, "true", is_principal_key) {
        return;
    }
    let companion = Companion {
        compared: "for principals that are no AWS service as well",
        here: "only the requests of services carry this key",
        condition: is_service_condition("true", statement, is_principal_key),
    };
    report(statement, is_source_key, &companion, ctx);
}

fn missing_null_check(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let is_null_check = |entry: &Entry<'_>| {
        entry.operator.family() == Some(Family::Null) && is_source_key(entry) && may_be(entry, "false")
    };
    if statement.entries().any(is_null_check) {
        return;
    }
    let companion = Companion {
        compared: "without a test that the request carries it",
        here: "not every service sends this key",
        condition: "add `\"Null\": {\"aws:SourceAccount\": \"false\"}`".to_owned(),
    };
    report(statement, is_source_key, &companion, ctx);
}

/// Reports the first key that is compared so that a request without it is denied; the others are labelled.
fn report(
    statement: &Statement<'_>,
    is_key: fn(&Entry<'_>) -> bool,
    companion: &Companion,
    ctx: &mut Context<'_>,
) {
    if statement.effect() != Some(Effect::Deny) {
        return;
    }
    let mut keys = statement.entries().filter(|entry| is_key(entry) && is_true_when_absent(entry));
    let Some(first) = keys.next() else { return };
    let message = format!("{} is compared {}", quoted(first.key.as_str()), companion.compared);
    let finding = ctx.report(first.key.at(), message).here(companion.here).help(companion.condition.clone());
    for other in keys {
        finding.also(other.key.at(), "the same is true of this key");
    }
}

/// Whether a comparison is true for requests that lack the key.
fn is_true_when_absent(entry: &Entry<'_>) -> bool {
    let operator = entry.operator;
    let Some(base) = operator.base.filter(|base| base.family != Family::Null) else { return false };
    match operator.qualifier {
        _ if operator.if_exists => true,
        Some(Qualifier::ForAllValues) => true,
        Some(Qualifier::ForAnyValue) => false,
        None => base.negated,
    }
}

/// Whether the statement tests that the principal is, or is not, an AWS service.
///
/// With keys of both families in one statement no test suits both, so any test is taken as an answer.
fn is_satisfied(statement: &Statement<'_>, value: &str, is_other_key: fn(&Entry<'_>) -> bool) -> bool {
    let is_mixed = statement.entries().any(is_other_key);
    let is_test = |entry: &Entry<'_>| entry.has_key(IS_SERVICE) && (is_mixed || may_be(entry, value));
    statement.entries().any(is_test)
}

/// Whether a key is compared with the value, as far as can be known.
fn may_be(entry: &Entry<'_>, value: &str) -> bool {
    let mut texts = entry.texts().peekable();
    texts.peek().is_none() || texts.any(|(_, text)| text.eq_ignore_ascii_case(value) || text.contains("${"))
}

fn is_service_condition(
    value: &str,
    statement: &Statement<'_>,
    is_other_key: fn(&Entry<'_>) -> bool,
) -> String {
    let condition = format!("`\"BoolIfExists\": {{\"{IS_SERVICE}\": \"{value}\"}}`");
    if statement.entries().any(is_other_key) {
        return format!(
            "split the statement, one for principals and one for services, and add {condition} here"
        );
    }
    format!("add {condition}")
}
