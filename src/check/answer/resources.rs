//! What IAM checks of the resources of identity policies.

use super::Sent;
use super::verdict::Verdict;
use crate::policy::{Resource, Statement};
use crate::source::Signs;

/// How the names of resources of IAM begin, as its message lists them.
const IAM_PATHS: [&str; 13] = [
    "user/",
    "federated-user/",
    "role/",
    "group/",
    "instance-profile/",
    "mfa/",
    "server-certificate/",
    "policy/",
    "sms-mfa/",
    "saml-provider/",
    "oidc-provider/",
    "report/",
    "access-report/",
];

/// A resource as IAM takes it apart: at each of its first five colons, those of policy variables too.
struct Parts<'p> {
    whole: &'p str,
    parts: [&'p str; 6],
    count: usize,
    /// Whether it holds a wildcard or a variable.
    is_pattern: bool,
}

impl<'p> Parts<'p> {
    fn of(resource: &Resource<'p>) -> Parts<'p> {
        let whole = resource.text.as_str();
        let mut parts = [""; 6];
        let (mut last, mut start) = (0, 0);
        for (index, byte) in whole.bytes().enumerate() {
            if byte == b':' {
                parts[last] = &whole[start..index];
                (last, start) = (last + 1, index + 1);
                if last + 1 == parts.len() {
                    break;
                }
            }
        }
        parts[last] = &whole[start..];
        let is_pattern = resource.text.signs().has(Signs::WILDCARD.and(Signs::DOLLAR));
        Parts { whole, parts, count: last + 1, is_pattern }
    }

    fn list(&self) -> &[&'p str] {
        &self.parts[..self.count]
    }
}

/// All resources but `*`, which IAM always takes.
fn all<'p>(statements: &'p [Statement<'p>]) -> impl Iterator<Item = Parts<'p>> {
    let resources = statements.iter().flat_map(Statement::resources).flat_map(|resources| &resources.items);
    resources.filter(|resource| resource.text.as_str() != "*").map(Parts::of)
}

/// Whether all resources have a form that IAM takes.
pub(super) fn formats(sent: &Sent<'_, '_>, statements: &[Statement<'_>]) -> Verdict {
    let mut verdict = Verdict::Accepted;
    // Of several partitions all but the account's own are refused.
    let (mut partition, mut is_mixed) = (None, false);
    for resource in all(statements) {
        if let Some(name) = resource.list().get(1).filter(|name| is_partition(sent, name)) {
            is_mixed |= *partition.get_or_insert(*name) != *name;
        }
        verdict = verdict.beside(format(sent, &resource));
    }
    verdict.beside(Verdict::unsure_if(is_mixed))
}

/// Whether an older parser of the service takes the resources, as far as the newer one does.
pub(super) fn legacy(sent: &Sent<'_, '_>, statements: &[Statement<'_>], message: &str) -> Verdict {
    let fails = |resource: Parts<'_>| match resource.list() {
        ["arn", between @ .., _] if !resource.is_pattern => {
            let is_short = resource.count < resource.parts.len() && between.contains(&"");
            is_short || resource.list().get(2) == Some(&"")
        }
        _ => false,
    };
    if !all(statements).any(fails) {
        return Verdict::Accepted;
    }
    match formats(sent, statements) {
        Verdict::Accepted => Verdict::Refused(message.to_owned()),
        _ => Verdict::Unsure,
    }
}

fn is_partition(sent: &Sent<'_, '_>, name: &str) -> bool {
    name == "aws" || sent.catalog.partition(name).is_some()
}

fn has_pattern(text: &str) -> bool {
    text.contains(['*', '?', '$'])
}

fn format(sent: &Sent<'_, '_>, resource: &Parts<'_>) -> Verdict {
    let whole = resource.whole;
    // A variable may stand for anything, colons too.
    if whole.bytes().all(|byte| matches!(byte, b'*' | b'?')) {
        return Verdict::Unsure;
    }
    if resource.count == 1 {
        let message = format!("Resource {whole} must be in ARN format or \"*\".");
        return if whole.contains('$') { Verdict::Unsure } else { Verdict::Refused(message) };
    }
    let ["arn", partition, service, rest @ ..] = resource.list() else { return Verdict::Unsure };
    if resource.is_pattern && (has_pattern(partition) || service.contains('$')) || partition.is_empty() {
        return Verdict::Unsure;
    }
    if !is_partition(sent, partition) {
        let message = format!("Partition \"{partition}\" is not valid for resource \"{whole}\".");
        return if rest.len() == 3 { Verdict::Refused(message) } else { Verdict::Unsure };
    }
    if resource.is_pattern && service.contains(['*', '?']) {
        let message = "Resource vendor must be fully qualified and cannot contain regexes.";
        return Verdict::Refused(message.to_owned());
    }
    match (*service, rest) {
        ("iam", [region, _, path]) => of_iam(sent, whole, region, path),
        ("iam", _) => Verdict::Unsure,
        ("s3", ["", ..]) => Verdict::Accepted,
        ("s3", [region, "", path]) if !has_pattern(region) && !path.starts_with("accesspoint") => {
            Verdict::Refused(format!("Resource {whole} can not contain region information."))
        }
        ("s3", [_, account, path]) if !account.is_empty() && path.starts_with("accesspoint/") => {
            Verdict::Accepted
        }
        // Jobs, access grants and others of S3 have a Region, too.
        ("s3", _) => Verdict::Unsure,
        _ => Verdict::Accepted,
    }
}

fn of_iam(sent: &Sent<'_, '_>, resource: &str, region: &str, path: &str) -> Verdict {
    if !region.is_empty() {
        let message = format!("IAM resource {resource} cannot contain region information.");
        return if has_pattern(region) { Verdict::Unsure } else { Verdict::Refused(message) };
    }
    if path == "*" || IAM_PATHS.iter().any(|start| path.starts_with(start)) {
        return Verdict::Accepted;
    }
    let head = path.split('/').next().unwrap_or(path);
    let is_newer =
        sent.catalog.arn_formats("iam").any(|format| format.resource().split('/').next() == Some(head));
    if has_pattern(head) || is_newer {
        return Verdict::Unsure;
    }
    let paths = IAM_PATHS.join(", ");
    Verdict::Refused(format!("IAM resource path must either be \"*\" or start with {paths}."))
}
