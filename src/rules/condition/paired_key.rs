use crate::policy::condition::{BaseOperator, Family};
use crate::policy::{Arn, Effect, Entry, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(MISSING, "condition/missing-paired-condition-keys", known Statement if CONDITION, missing_paired_key);

const NETWORKS: [&str; 3] = ["aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn"];
const OWNERS: [&str; 5] = [
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    // The older name of the account, as SNS and S3 have it.
    "aws:SourceOwner",
    "aws:PrincipalOrgID",
];

fn missing_paired_key(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(condition) = &statement.condition else { return };
    let has_one = |keys: &[&str]| keys.iter().any(|key| condition.has_key(key));
    let is_compared = |base: &BaseOperator| base.family != Family::Null;
    for entry in statement.entries().filter(|entry| entry.operator.base.is_some_and(is_compared)) {
        let key = || quoted(entry.key.as_str());
        if entry.has_key("aws:VpcSourceIp") && !has_one(&NETWORKS) {
            ctx.report(entry.key.at(), format!("{} says nothing without the network", key()))
                .here("every VPC may have these addresses")
                .help("add `aws:SourceVpc` or `aws:SourceVpce` to the condition");
        }
        if entry.has_key("aws:SourceArn") && is_loose_source(statement, entry) && !has_one(&OWNERS) {
            ctx.report(entry.key.at(), format!("{} does not say whose resource it is", key()))
                .here("the ARN holds no account")
                .help("add `aws:SourceAccount` to the condition");
        }
    }
}

/// Whether requests are allowed for a resource whose name holds no account, so that anybody may own it.
fn is_loose_source(statement: &Statement<'_>, entry: &Entry<'_>) -> bool {
    let allows = statement.effect() == Some(Effect::Allow);
    let is_positive = entry.operator.base.is_some_and(|base| !base.negated);
    let lacks_account =
        |arn: Arn<'_>| arn.is_whole() && arn.account().is_some_and(|account| account.as_str().is_empty());
    allows
        && is_positive
        && entry.values.iter().filter_map(|value| value.text()).any(|text| lacks_account(Arn::read(text)))
}
