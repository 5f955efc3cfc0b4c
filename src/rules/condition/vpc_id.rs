use super::{misfits, named};
use crate::policy::condition::Family;
use crate::policy::{Entry, pattern};
use crate::rules::grammar::placeholder::Placeholders;
use crate::rules::{Context, rule};
use crate::source::Span;

rule!(VPC, "condition/invalid-vpc-format", Condition if STRING | STRING_LIKE, invalid_vpc);
rule!(ENDPOINT, "condition/invalid-vpce-format", Condition if STRING | STRING_LIKE, invalid_endpoint);

const VPC_PREFIX: &str = "vpc-";
const ENDPOINT_PREFIX: &str = "vpce-";

fn invalid_vpc(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    for (at, text) in wrong_ids(entry, "aws:SourceVpc", VPC_PREFIX, ctx.placeholders()) {
        let finding = ctx.report(at, format!("{} is not the id of a VPC", named(text)));
        finding.here("`aws:SourceVpc` holds the id of a VPC");
        finding.help(match is_id(text, ENDPOINT_PREFIX) {
            true => "for an endpoint use the key `aws:SourceVpce`",
            false => "write the whole id: `vpc-` and 8 or 17 letters and digits",
        });
    }
}

fn invalid_endpoint(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    for (at, text) in wrong_ids(entry, "aws:SourceVpce", ENDPOINT_PREFIX, ctx.placeholders()) {
        let finding = ctx.report(at, format!("{} is not the id of a VPC endpoint", named(text)));
        finding.here("`aws:SourceVpce` holds the id of a VPC endpoint");
        finding.help(match is_id(text, VPC_PREFIX) {
            true => "for a whole VPC use the key `aws:SourceVpc`",
            false => "write the whole id: `vpce-` and 8 or 17 letters and digits",
        });
    }
}

fn wrong_ids<'n>(
    entry: &Entry<'n>,
    key: &str,
    prefix: &'static str,
    placeholders: Placeholders,
) -> impl Iterator<Item = (Span, &'n str)> {
    let is_string = matches!(entry.operator.family(), Some(Family::String | Family::StringLike));
    let is_judged = is_string && entry.has_key(key);
    misfits(entry, placeholders, move |text| !is_judged || pattern::has_wildcard(text) || is_id(text, prefix))
}

fn is_id(text: &str, prefix: &str) -> bool {
    text.strip_prefix(prefix)
        .is_some_and(|id| matches!(id.len(), 8 | 17) && id.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
