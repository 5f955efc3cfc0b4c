use super::format::is_open;
use crate::catalog::Catalog;
use crate::policy::{Field, Policy, Resource};
use crate::rules::wording::{nearest, one_of, quoted};
use crate::rules::{Context, rule};

rule!(INVALID, "resource/invalid-partition", Resource if UNKNOWN_PARTITION, invalid_partition);
rule!(MIXED, "resource/mixed-partitions", Policy, mixed_partitions);

/// Other names that people give to a partition, by a word in them.
const OTHER_NAMES: [(&str, &str); 4] =
    [("gov", "aws-us-gov"), ("cn", "aws-cn"), ("china", "aws-cn"), ("eu", "aws-eusc")];

pub(super) fn is_partition(name: &str, catalog: &Catalog) -> bool {
    catalog.knows_partition(name)
}

fn names(catalog: &Catalog) -> impl Iterator<Item = &str> {
    catalog.partitions().map(|partition| partition.name)
}

fn invalid_partition(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let catalog = ctx.catalog;
    let Some(partition) = unknown_partition(resource, ctx) else { return };
    let written = partition.as_str();
    let message = match written {
        "" => format!("the partition of {} is empty", quoted(resource.text.as_str())),
        _ => format!("{} is no partition", quoted(written)),
    };
    let help = match meant_by(written, catalog) {
        Some(meant) => format!("write `{meant}`"),
        None => format!("write one of {}", one_of(names(catalog))),
    };
    let finding =
        ctx.report(resource.text.at(), message).here("no AWS account is in such a partition").help(help);
    if !partition.at().is_empty() {
        finding.label(partition.at(), "the partition stands here");
    }
}

fn meant_by<'c>(written: &str, catalog: &'c Catalog) -> Option<&'c str> {
    if written.is_empty() {
        return Some("aws");
    }
    let by_word = || {
        let mut words = written.split('-').flat_map(|word| word.split('_'));
        words.find_map(|word| {
            let starts = |(name, _): &&(&str, &str)| {
                word.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            };
            OTHER_NAMES.iter().find(starts).map(|(_, meant)| *meant)
        })
    };
    nearest(written, names(catalog)).or_else(by_word)
}

/// The partition of a whole ARN, where none is known by that name and it holds no wildcard, variable or placeholder.
fn unknown_partition<'n>(resource: &Resource<'n>, ctx: &Context<'_>) -> Option<Field<'n>> {
    let partition = resource.arn.partition().filter(|_| resource.arn.is_whole())?;
    let written = partition.as_str();
    (!is_partition(written, ctx.catalog) && !is_open(written, ctx)).then_some(partition)
}

fn mixed_partitions(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    let catalog = ctx.catalog;
    let resources = policy.statements.iter().flat_map(|statement| statement.resources());
    let mut partitions = resources
        .flat_map(|resources| &resources.items)
        .filter_map(|resource| resource.arn.partition().filter(|_| resource.arn.is_whole()));
    let is_known = |partition: &Field<'_>| is_partition(partition.as_str(), catalog);
    let Some(first) = partitions.find(is_known) else { return };
    let is_other = |partition: &Field<'_>| partition.as_str() != first.as_str() && is_known(partition);
    let Some(other) = partitions.find(is_other) else { return };
    ctx.report(
        other.at(),
        format!("resources of {} and {} stand in one policy", quoted(first.as_str()), quoted(other.as_str())),
    )
    .here("another partition than before")
    .label(first.at(), "the first partition that is named")
    .help("write a policy for each partition, or `*` for the partition, as in `arn:*:s3:::example-bucket`");
}
