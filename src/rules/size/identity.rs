//! What all policies of one user, group or role may be together (IAM User Guide, "IAM and AWS STS quotas").

use super::quota::grouped;
use crate::diagnostic::Level;
use crate::find::{Identity, Kind, Profile};
use crate::policy::Size;
use crate::rules::wording::quoted;
use crate::rules::{Reporter, rule};

rule!(INLINE, "size/inline-policies-exceed-quota", Identity, inline);
rule!(ATTACHED, "size/too-many-attached-policies", Identity, attached);

fn title(identity: &Identity<'_>) -> String {
    let noun = noun(identity.kind);
    match &identity.name {
        Some(name) => format!("the {noun} {}", quoted(name)),
        None => format!("the {noun}"),
    }
}

fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::InlineUser => "user",
        Kind::InlineGroup => "group",
        _ => "role",
    }
}

/// Reports what is too much however AWS counts blanks inside strings; one policy that is too long alone is reported by itself.
fn inline(identity: &Identity<'_>, reporter: &mut Reporter) {
    let Some(quota) = Profile::of_kind(identity.kind).quota else { return };
    let limit = quota.limit as usize;
    let sizes: Vec<Size> = identity.inline.iter().map(|document| Size::of_document(document)).collect();
    let least: usize = sizes.iter().map(Size::without_any_white_space).sum();
    let is_one_too_long = sizes.iter().any(|size| size.without_white_space() > limit);
    if least <= limit || is_one_too_long {
        return;
    }
    let count: usize = sizes.iter().map(Size::without_white_space).sum();
    let (title, policies) = (title(identity), identity.inline.len());
    let at_least = if identity.is_whole { "" } else { "at least " };
    let message = format!(
        "the {policies} inline policies of {title} have {at_least}{} characters without white space, {} more than the limit of {}",
        grouped(count),
        grouped(count - limit),
        grouped(limit)
    );
    let finding = reporter.report(identity.at, message);
    finding
        .help("move statements into managed policies; all inline policies of one identity share this quota");
    for (document, size) in identity.inline.iter().zip(&sizes) {
        finding.label(document.at, format!("{} characters", grouped(size.without_white_space())));
    }
}

/// How many managed policies may be attached to it, and how many after AWS has raised the quota.
const fn attachable(kind: Kind) -> (usize, usize) {
    match kind {
        Kind::InlineUser => (10, 20),
        Kind::InlineGroup => (10, 10),
        _ => (20, 25),
    }
}

fn attached(identity: &Identity<'_>, reporter: &mut Reporter) {
    let (usual, highest) = attachable(identity.kind);
    let count = identity.attached.len();
    if count <= usual {
        return;
    }
    let message = format!("{count} managed policies are attached to {}", title(identity));
    let finding = reporter.report(identity.at, message);
    let limit = if count > highest { highest } else { usual };
    if let Some(at) = identity.attached.get(limit) {
        finding.label(*at, format!("one more than {limit}"));
    }
    if count > highest {
        finding.help(format!("{highest} is the most, even on request: merge policies")).level(Level::Error);
    } else {
        finding
            .help(format!("{usual} is the most unless AWS has raised the account's quota: merge policies"));
    }
}
