use super::partition::is_partition;
use crate::catalog::Catalog;
use crate::diagnostic::{Fix, Level, Safety};
use crate::find::Kind;
use crate::policy::{Arn, Resource, Statement, pattern};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(INVALID_PREFIX, "resource/invalid-arn-prefix", Resource if NO_ARN, invalid_arn_prefix);
rule!(MISSING_FIELD, "resource/missing-arn-field", Resource if NO_ARN, missing_arn_field);

/// How many parts an ARN has.
const FIELDS: usize = 6;

const FORM: &str = "`arn:partition:service:region:account:resource`";

fn invalid_arn_prefix(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let catalog = ctx.catalog;
    let written = resource.text.as_str();
    let prefix = resource.arn.prefix();
    // A string without any colon lacks the other parts as well and is reported for that.
    if resource.arn.has_prefix() || resource.arn.fields() == 1 {
        return;
    }
    let is_open = prefix.as_str().contains("${") || pattern::has_wildcard(prefix.as_str());
    if is_open || ctx.placeholders().are_in(written) {
        return;
    }
    if is_short_form(written, ctx.kind()) {
        return;
    }
    let message = format!("{} is no ARN", quoted(written));
    let finding = ctx.report(resource.text.at(), message).here("does not begin with `arn:`");
    if !prefix.at().is_empty() {
        finding.label(prefix.at(), "`arn` belongs here");
    }
    if looks_like_action(&resource.arn) {
        finding.help("this looks like an action: move it to `Action`");
        return;
    }
    match arn_meant_by(&resource.arn, written, catalog) {
        Some(meant) => {
            finding.help(format!("write {}", quoted(&meant)));
            if is_plain(&meant) {
                let title = "write it as an ARN";
                finding.fix(Fix::replace(title, Safety::Suggested, resource.text.content(), meant));
            }
        }
        None => {
            finding.help(format!("write the resource's ARN, {FORM}, or `*` for every resource"));
        }
    }
}

/// Whether the service fills up the resource: API Gateway takes `execute-api:/stage/GET/path` in the policy of an API.
fn is_short_form(written: &str, kind: Kind) -> bool {
    kind == Kind::Resource && written.starts_with("execute-api:/")
}

fn looks_like_action(arn: &Arn<'_>) -> bool {
    let Some(name) = arn.partition().filter(|_| arn.fields() == 2) else { return false };
    let is_service = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    name.as_str().starts_with(|first: char| first.is_ascii_uppercase() || first == '*')
        && arn.prefix().as_str().bytes().all(is_service)
}

/// The ARN that a string with another beginning means.
fn arn_meant_by(arn: &Arn<'_>, written: &str, catalog: &Catalog) -> Option<String> {
    let prefix = arn.prefix().as_str();
    let behind = &written[prefix.len()..];
    let second = arn.partition()?.as_str();
    if let Some(object) = written.strip_prefix("s3://") {
        return Some(format!("arn:aws:s3:::{object}"));
    }
    if prefix.trim().eq_ignore_ascii_case("arn") {
        return Some(format!("arn{behind}"));
    }
    if is_partition(prefix, catalog) && arn.fields() == FIELDS - 1 {
        return Some(format!("arn:{written}"));
    }
    if arn.fields() == FIELDS && is_partition(second, catalog) {
        return Some(format!("arn{behind}"));
    }
    let is_s3_without_start = written.strip_prefix("s3:::").is_some_and(|bucket| !bucket.is_empty());
    is_s3_without_start.then(|| format!("arn:aws:{written}"))
}

/// Whether a text stands in a file as it is, in quotes of any kind.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'\\'))
}

fn missing_arn_field(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let written = resource.text.as_str();
    let arn = &resource.arn;
    // A variable may hold colons, so that the parts cannot be counted.
    if arn.fields() == FIELDS || written.contains("${") || ctx.placeholders().are_in(written) {
        return;
    }
    if arn.fields() == 1 {
        report_without_colon(resource, ctx);
    } else if arn.has_prefix() {
        report_short_arn(resource, ctx);
    }
}

fn report_without_colon(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let written = resource.text.as_str();
    if !written.is_empty() && written.bytes().all(|byte| matches!(byte, b'*' | b'?')) {
        return;
    }
    let help = if !written.trim().is_empty() && is_plain(written) && ctx.statement.is_some_and(is_about_s3) {
        format!("write {} for the bucket or its objects", quoted(&format!("arn:aws:s3:::{written}")))
    } else {
        format!("write the resource's ARN, {FORM}, or `*` for every resource")
    };
    let message = match written {
        "" => "the resource is empty".to_owned(),
        _ => format!("{} is no ARN", quoted(written)),
    };
    ctx.report(resource.text.at(), message).here("neither an ARN nor `*`").help(help);
}

/// Whether every action of the statement is one of S3.
fn is_about_s3(statement: &Statement<'_>) -> bool {
    let mut actions = statement.actions().flat_map(|actions| &actions.items).peekable();
    let is_s3 = |prefix: &str| prefix.eq_ignore_ascii_case("s3");
    actions.peek().is_some() && actions.all(|action| action.prefix().is_some_and(is_s3))
}

fn report_short_arn(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let catalog = ctx.catalog;
    let written = resource.text.as_str();
    // IAM fills up the parts behind such a star, except in session policies and where a part is empty.
    let is_filled_up = written.ends_with('*') && !written.contains("::") && ctx.kind() != Kind::Session;
    let fields = resource.arn.fields();
    let message = format!("{} has {fields} of the {FIELDS} parts of an ARN", quoted(written));
    let finding = ctx.report(resource.text.at(), message);
    finding.here(if is_filled_up { "the star may stand for the missing parts" } else { "a part is missing" });
    if is_filled_up {
        finding.level(Level::Warning);
    }
    match whole_arn(&resource.arn, written, catalog) {
        Some(meant) => {
            finding.help(format!("write {}", quoted(&meant)));
            if is_plain(&meant) {
                let title = "write all parts of the ARN";
                finding.fix(Fix::replace(title, Safety::Suggested, resource.text.content(), meant));
            }
        }
        None => {
            finding
                .help(format!("write all parts: {FORM}; a part that a resource does not have stays empty"));
        }
    }
}

/// The whole ARN, where it is plain which colons were forgotten.
fn whole_arn(arn: &Arn<'_>, written: &str, catalog: &Catalog) -> Option<String> {
    let second = arn.partition()?.as_str();
    let is_partition_missing =
        arn.fields() == FIELDS - 1 && !is_partition(second, catalog) && !second.contains('*');
    if is_partition_missing {
        return written.strip_prefix("arn:").map(|rest| format!("arn:aws:{rest}"));
    }
    let service = arn.service()?;
    let tail = written.get(service.range().end + 1..)?;
    let head = &written[..service.range().end];
    match service.as_str() {
        // Neither buckets nor objects have a Region or an account.
        "s3" => {
            let bucket = tail.trim_start_matches(':');
            let is_bucket = !bucket.is_empty() && !bucket.contains(':');
            is_bucket.then(|| format!("{head}:::{bucket}"))
        }
        // Users, roles and policies have an account and no Region.
        "iam" => {
            let (account, _) = tail.split_once(':')?;
            let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
            is_account.then(|| format!("{head}::{tail}"))
        }
        _ => None,
    }
}
