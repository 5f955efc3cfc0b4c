use crate::policy::pattern::{self, Case, Group, subsumed_strings};
use crate::policy::{Arn, Resource, Statement};
use crate::rules::redundancy::{List, report};
use crate::rules::{Context, rule};

rule!(RESOURCE, "resource/redundant-resource", Statement if RESOURCES, redundant_resource);

fn redundant_resource(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(resources) = statement.resource.as_ref().filter(|resources| resources.items.len() > 1) else {
        return;
    };
    let groups = subsumed_strings(resources.items.iter().map(|resource| resource.text), Case::Matters);
    if groups.is_empty() {
        return;
    }
    let entries: Vec<_> =
        resources.items.iter().map(|resource| (resource.text.at(), resource.text.as_str())).collect();
    let places: Vec<_> = resources.element.value.items().into_iter().flatten().map(|item| item.at).collect();
    let list = List { noun: "resource", entries: &entries, places: &places };
    for group in &groups {
        report(&list, group, is_covered_part_by_part(&resources.items, group), ctx);
    }
}

/// Whether no wildcard has to reach over the colons between the parts of an ARN, which IAM does not promise.
fn is_covered_part_by_part(resources: &[Resource<'_>], group: &Group) -> bool {
    let cover = &resources[group.cover];
    let is_star = cover.text.as_str() == "*";
    is_star || group.members.iter().all(|member| contains_parts(&cover.arn, &resources[*member].arn))
}

/// Whether each part of an ARN is covered by the same part of another.
pub(in crate::rules) fn contains_parts(cover: &Arn<'_>, other: &Arn<'_>) -> bool {
    parts(cover).into_iter().zip(parts(other)).all(|parts| match parts {
        (Some(cover), Some(other)) => pattern::contains(cover, other, Case::Matters),
        (None, None) => true,
        _ => false,
    })
}

/// The parts of an ARN, from its first to its last.
fn parts<'n>(arn: &Arn<'n>) -> [Option<&'n str>; 6] {
    [Some(arn.prefix()), arn.partition(), arn.service(), arn.region(), arn.account(), arn.resource()]
        .map(|part| part.map(|part| part.as_str()))
}
