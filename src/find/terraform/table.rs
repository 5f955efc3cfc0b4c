//! Which attributes of resources hold policies.

use std::sync::OnceLock;

use crate::find::location::Location;
use crate::find::{Kind, Profile};
use crate::syntax::{Node, Value};

/// The attributes (Terraform Registry, documentation of the AWS provider).
static RESOURCES: OnceLock<Vec<Location>> = OnceLock::new();

/// The attributes of resources of a type that hold policies.
pub(super) fn locations_of(of: &str) -> impl Iterator<Item = &'static Location> {
    let all = RESOURCES.get_or_init(|| Location::table(include_str!("resources.tsv")));
    let start = all.partition_point(|location| location.of < of);
    all[start..].iter().take_while(move |location| location.of == of)
}

/// Whether resources of a type hold what looks like policies of IAM and is none.
pub(super) fn is_foreign(of: &str) -> bool {
    include_str!("foreign.txt").lines().any(|line| line == of)
}

/// What the policy of an `aws_organizations_policy` is, as its `type` tells: none where it is no policy of IAM.
pub(super) fn organizations_kind(of: Option<&str>) -> Option<&'static Profile> {
    match of {
        None | Some("SERVICE_CONTROL_POLICY") => Some(Profile::of_kind(Kind::Scp)),
        Some("RESOURCE_CONTROL_POLICY") => Some(Profile::of_kind(Kind::Rcp)),
        Some(_) => None,
    }
}

/// The profile of the policy, which for a bucket may be that of a directory bucket: Terraform has one resource for both.
pub(super) fn profile_of(profile: Option<&'static Profile>, policy: &Node<'_>) -> Option<&'static Profile> {
    let profile = profile?;
    let is_bucket = profile.resource_types.contains(&"AWS::S3::BucketPolicy");
    match is_bucket && mentions(policy, "s3express") {
        true => Profile::of_resource_type("AWS::S3Express::BucketPolicy"),
        false => Some(profile),
    }
}

fn mentions(node: &Node<'_>, word: &str) -> bool {
    match &node.value {
        Value::Text(text) => text.as_str().contains(word),
        Value::Partial(partial) => partial.as_written().contains(word),
        Value::Array(items) => items.iter().any(|item| mentions(item, word)),
        Value::Object(members) => members.iter().any(|member| mentions(&member.value, word)),
        _ => false,
    }
}

/// Why a policy is what it is.
pub(super) fn because(location: &Location) -> String {
    let name = location.path.rsplit('.').next().unwrap_or_default();
    format!("it is the `{name}` of an `{}`", location.of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_and_every_kind_and_type_is_known() {
        let table = include_str!("resources.tsv");
        let rows: Vec<Vec<&str>> = table
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| line.split('\t').collect())
            .collect();
        assert!(rows.is_sorted());
        for row in rows {
            let locations: Vec<_> = locations_of(row[0]).collect();
            let location = locations.iter().find(|location| location.path == row[1]).expect("a location");
            match row[2] {
                "-" => assert!(location.profile.is_none(), "{row:?}"),
                kind => assert_eq!(location.profile.expect("a profile").kind.name(), kind, "{row:?}"),
            }
            let of = row.get(3).map(|of| Profile::of_resource_type(of).expect("a known type"));
            assert!(of.is_none_or(|of| Some(of) == location.profile), "{row:?}");
            assert!(!is_foreign(row[0]), "{row:?}");
        }
    }
}
