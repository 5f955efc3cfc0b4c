use crate::policy::condition::Family;
use crate::policy::{Arn, Entry, Field, pattern};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(INVALID, "condition/invalid-kms-key-value", Condition if STRING | STRING_LIKE | ARN, invalid_key_value);

/// The one key that is known to hold the name of a KMS key and nothing else.
const KEY: &str = "s3:x-amz-server-side-encryption-aws-kms-key-id";

fn invalid_key_value(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let compares_text =
        matches!(entry.operator.family(), Some(Family::String | Family::StringLike | Family::Arn));
    if !compares_text || !entry.has_key(KEY) {
        return;
    }
    for text in entry.values.iter().filter_map(|value| value.text()) {
        let value = text.as_str();
        let is_open = value.is_empty() || value.contains("${") || pattern::has_wildcard(value);
        if is_open || ctx.placeholders().are_in(value) || is_key(&Arn::read(text)) {
            continue;
        }
        ctx.report(text.at(), format!("{} is not the ARN of a KMS key", quoted(value)))
            .here(if value.contains("alias/") {
                "S3 compares keys, not aliases"
            } else {
                "S3 compares whole ARNs"
            })
            .help("write `arn:aws:kms:REGION:ACCOUNT:key/KEY-ID`");
    }
}

fn is_key(arn: &Arn<'_>) -> bool {
    let is_filled = |field: Option<Field<'_>>| field.is_some_and(|field| !field.as_str().is_empty());
    arn.is_whole()
        && arn.service().is_some_and(|service| service.as_str() == "kms")
        && is_filled(arn.region())
        && is_filled(arn.account())
        && arn.resource().is_some_and(|resource| resource.as_str().starts_with("key/"))
}
