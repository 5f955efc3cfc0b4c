use crate::policy::{Resource, pattern};
use crate::rules::grammar::placeholder::is_placeholder_part;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(INVALID, "resource/invalid-arn-account", Resource if NAME, invalid_arn_account);

/// The number of digits of an account's id.
const DIGITS: usize = 12;

/// Names that stand in the place of the account in ARNs of what AWS itself owns.
const OWNERS: [&str; 4] = ["aws", "aws-marketplace", "amazon", "cloudfront"];

fn invalid_arn_account(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let Some(account) = resource.arn.account().filter(|_| resource.arn.is_whole()) else { return };
    let written = account.as_str();
    if written.is_empty() || is_account(written) {
        return;
    }
    let is_open = written.contains("${") || pattern::has_wildcard(written);
    if is_open || OWNERS.contains(&written) || is_placeholder_part(written) {
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
