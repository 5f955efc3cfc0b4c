use super::format::may_have;
use super::mismatch::is_certain;
use crate::policy::Resource;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(IN_POLICY, "resource/unsupported-resource-arn-in-policy", Resource, in_policy);

const STAR: &str = "*";

/// An ARN that its service does not have is reported for that and for no more.
fn in_policy(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let known = ctx.profile.resources;
    if known.is_empty() {
        return;
    }
    let is_star = resource.text.as_str() == STAR;
    let formats = || known.iter().copied().filter(|known| *known != STAR);
    let is_supported = match is_star {
        true => known.contains(&STAR),
        false => formats().any(|format| may_have(resource, format)) || !is_certain(resource, ctx.catalog),
    };
    if is_supported {
        return;
    }
    let (written, policy) = (quoted(resource.text.as_str()), ctx.profile.of_resource());
    // Whoever writes an ARN by its format needs all of it.
    let listed = formats().map(|format| format!("`{format}`")).collect::<Vec<_>>().join(" or ");
    let finding = ctx.report(resource.text.at(), format!("{written} is no resource for {policy}"));
    finding
        .here(if is_star { "the resource has to be named" } else { "the policy belongs to another resource" })
        .help(format!("name the resource that the policy belongs to, as in {listed}"));
}
