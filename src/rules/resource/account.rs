use super::format::Has;
use crate::diagnostic::{Fix, Safety};
use crate::policy::{Resource, pattern};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(INVALID, "resource/invalid-arn-account", Resource if ACCOUNT, invalid_arn_account);
rule!(NOT_ALLOWED, "resource/arn-account-not-allowed", Resource if ACCOUNT, account_not_allowed);
rule!(MISSING, "resource/missing-arn-account", Resource if NO_ACCOUNT, missing_account);

/// The number of digits of an account's id.
const DIGITS: usize = 12;

/// Names that stand in the place of the account in ARNs of what AWS itself owns.
const OWNERS: [&str; 4] = ["aws", "aws-marketplace", "amazon", "cloudfront"];

/// Services whose resources belong to an account each, without exception.
///
/// Other services have resources of AWS's own, which no list of AWS has and whose ARNs lack the account: documents of Systems Manager, for one.
const OWNED: [&str; 8] = ["dynamodb", "firehose", "iam", "kinesis", "lambda", "secretsmanager", "sns", "sqs"];

fn invalid_arn_account(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let Some(account) = resource.arn.account().filter(|_| resource.arn.is_whole()) else { return };
    let written = account.as_str();
    if written.is_empty() || is_account(written) {
        return;
    }
    let is_open = written.contains("${") || pattern::has_wildcard(written);
    if is_open || OWNERS.contains(&written) || ctx.placeholders().are_in_part(written) {
        return;
    }
    ctx.report(resource.text.at(), format!("{} is no account id", quoted(written)))
        .here("matches no resource")
        .label(account.at(), described(written))
        .help(help(written));
}

fn is_account(text: &str) -> bool {
    text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn described(written: &str) -> String {
    if written.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("{} digits, where an account id has {DIGITS}", written.len());
    }
    format!("an account id has {DIGITS} digits and nothing else")
}

fn help(written: &str) -> String {
    let digits: String = written.chars().filter(|character| !matches!(character, '-' | ' ')).collect();
    if is_account(&digits) {
        return format!("write it without hyphens and blanks: `{digits}`");
    }
    if written.len() < DIGITS && written.bytes().all(|byte| byte.is_ascii_digit()) {
        return "write all 12 digits; zeros at the start belong to the id".to_owned();
    }
    "write the id with its 12 digits, as in `111122223333`, or `*` for any account".to_owned()
}

fn account_not_allowed(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let Some(account) = resource.arn.account().filter(|_| resource.arn.is_whole()) else { return };
    if !is_account(account.as_str()) || ctx.fit(resource).account != Has::Never {
        return;
    }
    ctx.report(resource.text.at(), format!("{} belongs to no account", quoted(resource.text.as_str())))
        .here("matches no resource")
        .label(account.at(), "the account has to be empty here")
        .help(format!("leave out {} and keep the colons", quoted(account.as_str())))
        .fix(Fix::replace("leave out the account", Safety::Suggested, account.at(), ""));
}

fn missing_account(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let arn = &resource.arn;
    let parts = arn.service().zip(arn.account()).filter(|_| arn.is_whole());
    let Some((service, account)) = parts else { return };
    if !account.as_str().is_empty() || !OWNED.contains(&service.as_str()) {
        return;
    }
    let fit = ctx.fit(resource);
    let region = arn.region().map_or("", |field| field.as_str());
    // A Region that is missing as well is the first thing to write.
    if (region.is_empty() && fit.region != Has::Never) || fit.account != Has::Always {
        return;
    }
    let written = resource.text.as_str();
    let (head, tail) = written.split_at(account.range().start);
    ctx.report(resource.text.at(), format!("{} names no account", quoted(written)))
        .here("matches no resource")
        .help(format!("write the account's id, or {} for any account", quoted(&format!("{head}*{tail}"))));
}
