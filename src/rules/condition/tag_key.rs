use crate::policy::Entry;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(MISSING, "condition/missing-tag-key-in-condition", Condition, missing_tag_key);

fn missing_tag_key(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let key = entry.key.as_str();
    if entry.operator.base.is_none() || !lacks_tag_key(key) {
        return;
    }
    let family = key.trim_end_matches('/');
    ctx.report(entry.key.at(), format!("{} names no tag", quoted(key)))
        .here("the tag's key is missing")
        .help(format!("append the tag's key, such as `{family}/team`"));
}

/// Whether the key is of a family that is completed by the key of a tag, and is not completed.
pub(in crate::rules) fn lacks_tag_key(key: &str) -> bool {
    const GLOBAL: [&str; 3] = ["aws:ResourceTag", "aws:RequestTag", "aws:PrincipalTag"];
    const OF_SERVICES: [&str; 2] = ["ResourceTag", "RequestTag"];
    const OF_S3: [&str; 2] = ["s3:ExistingObjectTag", "s3:RequestObjectTag"];
    let is_one = |names: &[&str], key: &str| names.iter().any(|name| name.eq_ignore_ascii_case(key));
    // Some services have a key that ends with the slash.
    let without_slash = key.strip_suffix('/').unwrap_or(key);
    // All of them end so, and few other keys do.
    if !without_slash.ends_with(['g', 'G']) {
        return false;
    }
    is_one(&GLOBAL, without_slash)
        || is_one(&OF_S3, without_slash)
        || key.split_once(':').is_some_and(|(_, name)| is_one(&OF_SERVICES, name))
}
