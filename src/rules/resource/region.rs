use super::format::{Has, fitting, is_open};
use crate::catalog::{Catalog, Partition};
use crate::diagnostic::{Fix, Level, Safety};
use crate::policy::condition::Family;
use crate::policy::{Entry, Resource, pattern};
use crate::rules::wording::{nearest, quoted};
use crate::rules::{Context, rule};

rule!(NOT_ALLOWED, "resource/arn-region-not-allowed", Resource if REGION, region_not_allowed);
rule!(MISSING, "resource/missing-arn-region", Resource if NO_REGION, missing_region);
rule!(INVALID, "resource/invalid-arn-region", Resource if REGION, invalid_arn_region);
rule!(INVALID_VALUE, "resource/invalid-region", Condition if STRING, invalid_region);

fn region_not_allowed(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let Some(region) = resource.arn.region().filter(|_| resource.arn.is_whole()) else { return };
    let written = region.as_str();
    if written.is_empty() || is_open(written, ctx) || ctx.fit(resource).region != Has::Never {
        return;
    }
    ctx.report(resource.text.at(), format!("{} belongs to no Region", quoted(resource.text.as_str())))
        .here("matches no resource")
        .label(region.at(), "the Region has to be empty here")
        .help(format!("leave out {} and keep the colons", quoted(written)))
        .fix(Fix::replace("leave out the Region", Safety::Suggested, region.at(), ""));
}

fn missing_region(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let Some(region) = resource.arn.region().filter(|_| resource.arn.is_whole()) else { return };
    if !region.as_str().is_empty() || ctx.fit(resource).region != Has::Always {
        return;
    }
    let written = resource.text.as_str();
    let (head, tail) = written.split_at(region.range().start);
    let account = resource.arn.account().map_or("", |field| field.as_str());
    // Whoever writes the account as well is told all at once.
    let tail = match account {
        "" => tail.replacen("::", ":*:", 1),
        _ => tail.to_owned(),
    };
    ctx.report(resource.text.at(), format!("{} names no Region", quoted(written)))
        .here("matches no resource")
        .help(format!("name the Region, or write {} for all of them", quoted(&format!("{head}*{tail}"))));
}

fn invalid_arn_region(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let catalog = ctx.catalog;
    let (Some(partition), Some(region)) = (resource.arn.partition(), resource.arn.region()) else { return };
    let written = region.as_str();
    if !resource.arn.is_whole() || written.is_empty() || is_open(written, ctx) {
        return;
    }
    let of_arn = catalog.partition(partition.as_str());
    // What stands for no known partition is a finding of its own, unless it may stand for several.
    if of_arn.is_none() && !is_open(partition.as_str(), ctx) {
        return;
    }
    let Some(flaw) = flaw_of(written, of_arn, ctx) else { return };
    let is_literal = fitting(resource, catalog).any(|format| format.region() == written);
    if is_literal || ctx.fit(resource).region == Has::Never {
        return;
    }
    let finding = ctx.report(resource.text.at(), flaw.message(written));
    finding.here("matches no resource").label(region.at(), flaw.label()).help(flaw.help(written));
    if matches!(flaw, Flaw::MayBeNew(..)) {
        finding.level(Level::Warning);
    }
}

/// What is wrong with the name of a Region.
enum Flaw<'c> {
    /// No partition has a Region of that name or form; the Region that is meant, where it is plain.
    NoRegion(Option<&'c str>),
    /// No partition has it today, though its form is right.
    MayBeNew(Option<&'c str>),
    /// It is a Region of that other partition.
    Elsewhere { has: &'c str, wanted: &'c str },
}

impl Flaw<'_> {
    fn message(&self, written: &str) -> String {
        match self {
            Flaw::NoRegion(_) => format!("{} is no Region", quoted(written)),
            Flaw::MayBeNew(_) => format!("{} is no Region that is known", quoted(written)),
            Flaw::Elsewhere { has, wanted } => {
                format!("{} is a Region of the partition `{has}`, not of `{wanted}`", quoted(written))
            }
        }
    }

    fn label(&self) -> &'static str {
        match self {
            Flaw::Elsewhere { .. } => "the partition has no such Region",
            Flaw::MayBeNew(_) => "no such Region is known",
            _ => "AWS has no such Region",
        }
    }

    fn help(&self, written: &str) -> String {
        match self {
            Flaw::Elsewhere { has, .. } => format!("write the partition `{has}`, or another Region"),
            Flaw::NoRegion(Some(meant)) | Flaw::MayBeNew(Some(meant)) => format!("write `{meant}`"),
            Flaw::NoRegion(None) | Flaw::MayBeNew(None) if written.contains(',') => {
                "write an ARN for each Region, or `*` for all of them".to_owned()
            }
            Flaw::NoRegion(None) | Flaw::MayBeNew(None) => {
                "write the Region's code, as in `eu-central-1`, or `*` for all of them".to_owned()
            }
        }
    }
}

/// What is wrong with a name as that of a Region of this partition, or of any where none is told.
fn flaw_of<'c>(written: &str, partition: Option<Partition<'c>>, ctx: &Context<'c>) -> Option<Flaw<'c>> {
    let catalog = ctx.catalog;
    if let Some(region) = catalog.region(written) {
        let wanted = partition.filter(|partition| partition.name != region.partition)?;
        return Some(Flaw::Elsewhere { has: region.partition, wanted: wanted.name });
    }
    let meant = nearest_region(written, partition, catalog);
    if !catalog.partitions().any(|partition| partition.has_region_form(written)) {
        return Some(Flaw::NoRegion(meant));
    }
    // An old catalog does not know what is new.
    ctx.catalog_lag().is_none().then_some(Flaw::MayBeNew(meant))
}

/// The Region that a name means: one with other letters, or the one of an Availability Zone.
fn nearest_region<'c>(
    written: &str,
    partition: Option<Partition<'_>>,
    catalog: &'c Catalog,
) -> Option<&'c str> {
    let of_zone = written.strip_suffix(|last: char| last.is_ascii_lowercase());
    if let Some(region) = of_zone.and_then(|region| catalog.region(region)) {
        return Some(region.name);
    }
    let regions = catalog.regions();
    let of_partition = regions.filter(|region| partition.is_none_or(|known| known.name == region.partition));
    nearest(written, of_partition.map(|region| region.name))
}

/// Whether a condition key holds the name of a Region: `aws:RequestedRegion`, and the keys `Region` of services.
fn is_region_key(entry: &Entry<'_>) -> bool {
    let name = entry.key_parts().map_or("", |(_, name)| name);
    entry.has_key("aws:RequestedRegion") || name.eq_ignore_ascii_case("Region")
}

fn invalid_region(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let is_of_strings = entry.operator.base.is_some_and(|base| base.family == Family::String);
    if !is_of_strings || !is_region_key(entry) {
        return;
    }
    let ignores_case = entry.operator.as_str().contains("IgnoreCase");
    for (at, value) in entry.literals() {
        let lower = value.to_ascii_lowercase();
        let written = if ignores_case { &lower } else { value };
        // Some services name what belongs to no Region by such a word.
        let is_global = written == "global" || written.ends_with("-global");
        let is_silent = is_global || value.is_empty() || ctx.placeholders().are_in_part(value);
        if is_silent || pattern::has_wildcard(value) {
            continue;
        }
        let Some(flaw) = flaw_of(written, None, ctx) else { continue };
        let finding = ctx.report(at, flaw.message(value));
        finding.here(flaw.label()).help(flaw.help(value));
        if matches!(flaw, Flaw::MayBeNew(..)) {
            finding.level(Level::Warning);
        }
    }
}
