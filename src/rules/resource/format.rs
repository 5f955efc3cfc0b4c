use super::mismatch::has_parts_of;
use crate::catalog::{ArnFormat, Catalog};
use crate::policy::{Field, Resource, pattern};
use crate::rules::wording::{one_of, quoted};
use crate::rules::{Context, rule};
use crate::source::Signs;

rule!(INVALID_RESOURCE, "resource/invalid-arn-resource", Resource if NAME, invalid_arn_resource);

/// The service part of the formats of what lies with other services: the recovery points of AWS Backup are snapshots and images of theirs, and are named as they name them.
pub(super) const ANY_SERVICE: &str = "${Vendor}";

/// The most formats that a help lists.
const MANY: usize = 3;

/// The formats of the service of an ARN; none where the ARN is not whole, or does not name a known service.
pub(super) fn of_service<'c>(
    resource: &Resource<'_>,
    catalog: &'c Catalog,
) -> impl ExactSizeIterator<Item = ArnFormat<'c>> + Clone {
    let service = resource.arn.service().filter(|_| resource.arn.is_whole());
    catalog.arn_formats(service.map_or("", |field| field.as_str()))
}

/// The formats of the service whose last part an ARN may have, whatever its Region and account are.
pub(super) fn fitting<'n>(
    resource: &'n Resource<'_>,
    catalog: &'n Catalog,
) -> impl Iterator<Item = ArnFormat<'n>> + Clone {
    let service = resource.arn.service().filter(|_| resource.arn.is_whole());
    let service = service.map_or("", |field| field.as_str());
    let written = resource.arn.resource().map_or("", |field| field.as_str());
    let formats = catalog.arn_formats_headed(service, written);
    formats.filter(move |format| pattern::overlap(format.resource(), written))
}

/// What the formats have in common whose last part an ARN may have, as far as something follows from it for the ARN.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::rules) struct Fit {
    /// Whether there is such a format.
    pub(super) is_any: bool,
    /// Whether the actions of the statement are granted on resources of one, and the ARN has its Region and account.
    pub(super) is_granted: bool,
    /// Whether they have a Region; where the ARN names one, whether none has, and where it names none, whether all have.
    pub(super) region: Has,
    /// Whether they have an account, likewise.
    pub(super) account: Has,
}

/// Whether ARNs have a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Has {
    /// Some have, some have not; or there are no formats.
    #[default]
    Varies,
    Never,
    Always,
}

impl Has {
    fn of(part: &str) -> Has {
        if part.is_empty() { Has::Never } else { Has::Always }
    }

    /// Whether nothing is wrong with an ARN whose part this is: it has one where ARNs have it, and none where they have none.
    fn suits(self, part: Option<Field<'_>>) -> bool {
        match part.map_or("", |part| part.as_str()) {
            "" => self != Has::Always,
            _ => self != Has::Never,
        }
    }

    fn and(self, other: Has) -> Has {
        if self == other { self } else { Has::Varies }
    }
}

impl Fit {
    pub(in crate::rules) fn of(resource: &Resource<'_>, ctx: &Context<'_>) -> Fit {
        let mut formats = fitting(resource, ctx.catalog);
        let Some(first) = formats.next() else { return Fit::default() };
        let is_granted = |format: ArnFormat<'_>| {
            has_parts_of(resource, format) && ctx.is_granted_on(format.resource_type())
        };
        let mut fit = Fit {
            is_any: true,
            is_granted: is_granted(first),
            region: Has::of(first.region()),
            account: Has::of(first.account()),
        };
        let (region, account) = (resource.arn.region(), resource.arn.account());
        while !(fit.is_granted && fit.region.suits(region) && fit.account.suits(account)) {
            let Some(format) = formats.next() else { break };
            fit.is_granted = fit.is_granted || is_granted(format);
            fit.region = fit.region.and(Has::of(format.region()));
            fit.account = fit.account.and(Has::of(format.account()));
        }
        fit
    }
}

/// Whether what a part of an ARN says is not all there: a wildcard, a variable or a placeholder stands in it.
pub(super) fn is_open(part: &str, ctx: &Context<'_>) -> bool {
    part.contains("${") || pattern::has_wildcard(part) || ctx.placeholders().are_in_part(part)
}

fn invalid_arn_resource(resource: &Resource<'_>, ctx: &mut Context<'_>) {
    let catalog = ctx.catalog;
    let arn = &resource.arn;
    let (Some(account), Some(name)) = (arn.account(), arn.resource()) else { return };
    // A Region or an account too many or too few is a finding of its own, and AWS's own resources are in no list.
    let is_owned = account.as_str().bytes().any(|byte| byte.is_ascii_alphabetic());
    if is_owned || ctx.fit(resource).is_any {
        return;
    }
    let formats = of_service(resource, catalog);
    if formats.len() == 0 {
        return;
    }
    let written = resource.text.as_str();
    let service = arn.service().map_or("", |field| field.as_str());
    // What lies with any service may lie with the one whose it is; to all others their own formats are known.
    let shared = catalog.arn_formats(ANY_SERVICE);
    let mut own = shared.filter(|format| format.resource_type().service().prefix() == service);
    let mut is_there = |format: ArnFormat<'_>| may_be_of(resource, format);
    if ctx.placeholders().are_in(written) || formats.clone().any(&mut is_there) || own.any(is_there) {
        return;
    }
    let of_actions = formats_of_actions(service, ctx);
    let finding = ctx
        .report(resource.text.at(), format!("{} is no resource of {}", quoted(written), quoted(service)))
        .here("no ARN of the service looks like this");
    if !name.at().is_empty() {
        finding.label(name.at(), "this part fits no kind of resource");
    }
    let mut meant = near_formats(name.as_str(), formats.clone());
    if meant.is_empty() {
        meant = of_actions;
    }
    if meant.is_empty() {
        meant = formats.take(MANY).map(ArnFormat::resource).collect();
    }
    finding.help(format!("write the last part as {}", one_of(meant)));
}

/// The last parts of the ARNs on which the actions of the statement are granted, where they are of that service.
fn formats_of_actions<'c>(service: &str, ctx: &Context<'c>) -> Vec<&'c str> {
    let catalog = ctx.catalog;
    let actions = ctx.statement.iter().flat_map(|statement| &statement.action);
    let known =
        actions.flat_map(|actions| &actions.items).filter_map(|action| catalog.action(action.as_str()));
    let formats = known.flat_map(|action| action.resources()).flat_map(|(kind, _)| kind.arn_formats());
    let mut parts = Vec::new();
    for part in formats.filter(|format| format.service() == service).map(ArnFormat::resource) {
        if parts.len() < MANY && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// Whether an ARN may be of a format of the catalog, whose parts are known.
pub(super) fn may_be_of(resource: &Resource<'_>, format: ArnFormat<'_>) -> bool {
    let arn = &resource.arn;
    let parts = [arn.service(), arn.region(), arn.account(), arn.resource()];
    let [Some(service), Some(region), Some(account), Some(name)] = parts else {
        return may_have(resource, format.as_str());
    };
    let before = &resource.text.as_str()[..name.range().start];
    let is_open = resource.text.signs().has(Signs::DOLLAR.and(Signs::WILDCARD)) && is_variable(before);
    if is_open || !arn.has_prefix() || !format.is_of_any_partition() {
        return may_have(resource, format.as_str());
    }
    let has = |part: &str, field: Field<'_>| pattern::overlap(part, field.as_str());
    has(format.service(), service)
        && has(format.account(), account)
        && has(format.region(), region)
        && has(format.resource(), name)
}

/// Whether an ARN may be of a format.
///
/// Its wildcards may stand for colons as well, so that the parts are compared one by one only up to the first that holds one.
/// What a placeholder of a format stands for before the last part holds no colon.
pub(super) fn may_have(resource: &Resource<'_>, format: &str) -> bool {
    let (mut format, mut written) = (format, resource.text.as_str());
    while let Some((part, rest)) = written.split_once(':').filter(|(part, _)| !is_variable(part)) {
        let Some((format_part, format_rest)) = format.split_once(':') else { break };
        if !pattern::overlap(format_part, part) {
            return false;
        }
        (format, written) = (format_rest, rest);
        if resource.arn.resource().is_some_and(|last| last.as_str().len() == rest.len()) {
            break;
        }
    }
    pattern::overlap(format, written)
}

fn is_variable(part: &str) -> bool {
    part.contains("${") || pattern::has_wildcard(part)
}

/// The last parts of the formats that begin with the same word, or lack only such a word.
fn near_formats<'c>(name: &str, formats: impl Iterator<Item = ArnFormat<'c>>) -> Vec<&'c str> {
    let word = |text: &str| text.find(['/', ':']).map_or(text.len(), |end| end);
    let is_same = |part: &&str| {
        let (own, other) = (&name[..word(name)], &part[..word(part)]);
        !own.is_empty() && own.eq_ignore_ascii_case(other)
    };
    formats.map(ArnFormat::resource).filter(is_same).take(MANY).collect()
}
