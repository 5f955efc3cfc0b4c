//! What IAM checks of the resources of identity policies.

use super::Sent;
use super::verdict::Verdict;
use crate::policy::Statement;

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

fn all<'p>(statements: &'p [Statement<'p>]) -> impl Iterator<Item = &'p str> {
    let resources = statements.iter().flat_map(Statement::resources).flat_map(|resources| &resources.items);
    resources.map(|resource| resource.text.as_str())
}

/// Whether all resources have a form that IAM takes.
pub(super) fn formats(sent: &Sent<'_, '_>, statements: &[Statement<'_>]) -> Verdict {
    // Of several partitions all but the account's own are refused.
    let partitions = || all(statements).filter_map(|resource| resource.split(':').nth(1));
    let mut known = partitions().filter(|name| is_partition(sent, name));
    let is_mixed = known.next().is_some_and(|first| known.any(|other| other != first));
    Verdict::all(all(statements).map(|resource| format(sent, resource)).chain([Verdict::unsure_if(is_mixed)]))
}

/// Whether an older parser of the service takes the resources, as far as the newer one does.
pub(super) fn legacy(sent: &Sent<'_, '_>, statements: &[Statement<'_>], message: &str) -> Verdict {
    let is_short = |resource: &str| resource.contains("::") && resource.matches(':').count() < 5;
    let lacks_service = |resource: &str| resource.split(':').nth(2) == Some("");
    let fails = |resource: &str| {
        resource.starts_with("arn:")
            && !has_pattern(resource)
            && (is_short(resource) || lacks_service(resource))
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

fn format(sent: &Sent<'_, '_>, resource: &str) -> Verdict {
    if resource == "*" {
        return Verdict::Accepted;
    }
    // A variable may stand for anything, colons too.
    if resource.is_empty() || resource.bytes().all(|byte| matches!(byte, b'*' | b'?')) {
        return Verdict::Unsure;
    }
    if !resource.contains(':') {
        let message = format!("Resource {resource} must be in ARN format or \"*\".");
        return if resource.contains('$') { Verdict::Unsure } else { Verdict::Refused(message) };
    }
    let fields: Vec<&str> = resource.splitn(6, ':').collect();
    let ["arn", partition, service, rest @ ..] = fields.as_slice() else { return Verdict::Unsure };
    if has_pattern(partition) || partition.is_empty() || service.contains('$') {
        return Verdict::Unsure;
    }
    if !is_partition(sent, partition) {
        let message = format!("Partition \"{partition}\" is not valid for resource \"{resource}\".");
        return if rest.len() == 3 { Verdict::Refused(message) } else { Verdict::Unsure };
    }
    if service.contains(['*', '?']) {
        let message = "Resource vendor must be fully qualified and cannot contain regexes.";
        return Verdict::Refused(message.to_owned());
    }
    match (*service, rest) {
        ("iam", [region, _, path]) => of_iam(sent, resource, region, path),
        ("iam", _) => Verdict::Unsure,
        ("s3", ["", ..]) => Verdict::Accepted,
        ("s3", [region, "", path]) if !has_pattern(region) && !path.starts_with("accesspoint") => {
            Verdict::Refused(format!("Resource {resource} can not contain region information."))
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
