use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::catalog::{Action, Catalog, Service};
use crate::diagnostic::{Fix, Safety};
use crate::policy::{self, Effect, Resource, Statement, pattern};
use crate::rules::grammar::placeholder::is_placeholder;
use crate::rules::known_actions::known_actions;
use crate::rules::wording::quoted;
use crate::rules::{Context, idle, rule};

rule!(MISSING_STAR, "resource/missing-star-resource-for-action", Statement if NAMED_RESOURCE, missing_star);

/// The most further actions that a finding points at.
const MANY: usize = 5;

/// What the catalog calls actions of which AWS's documentation says that they apply to `*` only.
const STAR_ONLY: &str = "star-resource-only";

/// What anybody may do without a policy, so that it does not matter whether a statement allows it.
const FREE: [&str; 2] = ["sts:GetCallerIdentity", "sts:GetSessionToken"];

/// What the resources of a statement are to a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    /// All belong to services with which it has nothing to do.
    Foreign,
    /// None may stand for all of its resources.
    Named,
    /// One may stand for all of its resources.
    Everything,
}

/// The resources of a statement by the services that own them.
type ByOwner<'r, 'n> = BTreeMap<&'n str, Vec<&'r Resource<'n>>>;

impl Relation {
    fn of(resources: &ByOwner<'_, '_>, service: Service<'_>, catalog: &Catalog) -> Relation {
        let is_everything = |resource: &Resource<'_>| may_be_everything(resource, service);
        let own = resources.iter().filter(|(owner, _)| !is_foreign(owner, service, catalog));
        let mut own = own.flat_map(|(_, resources)| resources);
        match own.next() {
            None => Relation::Foreign,
            Some(first) if is_everything(first) || own.any(|other| is_everything(other)) => {
                Relation::Everything
            }
            Some(_) => Relation::Named,
        }
    }
}

fn missing_star(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let (Some(actions), Some(resources)) = (&statement.action, &statement.resource) else { return };
    // With an old catalog the action may have got resources since.
    if !resources.is_complete() || ctx.catalog_lag().is_some() {
        return;
    }
    // Few statements name such an action beside an ARN.
    if !ctx.known_actions().iter().flatten().any(is_star_only) {
        return;
    }
    let Some(resources) = by_owner(&resources.items, ctx) else { return };
    // What the resources are to a service is the same for all of its actions.
    let mut relations = HashMap::new();
    let mut never_applies = |action: &policy::Action<'_>, first| {
        let Some(service) = star_only(action, first, ctx.catalog) else { return false };
        let relation = *relations
            .entry(service.prefix())
            .or_insert_with(|| Relation::of(&resources, service, ctx.catalog));
        match relation {
            Relation::Foreign => !may_work_for_others(action, ctx.catalog),
            Relation::Named => is_documented(action, service, ctx.catalog),
            Relation::Everything => false,
        }
    };
    let known = actions.items.iter().zip(ctx.known_actions());
    let idle: Vec<_> =
        known.filter(|(action, first)| never_applies(action, **first)).map(|(action, _)| action).collect();
    let mut all = resources.values().flatten();
    if !idle.is_empty() && !all.any(|resource| is_placeholder(resource.text.as_str())) {
        report(statement, &idle, ctx);
    }
}

/// The resources by their services; none where it is not known of which service one is.
fn by_owner<'r, 'n>(resources: &'r [Resource<'n>], ctx: &Context<'_>) -> Option<ByOwner<'r, 'n>> {
    let mut all = ByOwner::new();
    for resource in resources {
        let owner = resource.arn.service().filter(|_| resource.arn.is_whole())?.as_str();
        all.entry(owner).or_default().push(resource);
    }
    all.keys().all(|owner| ctx.knows_arn_service(owner)).then_some(all)
}

/// The service of an action for which the catalog has no resource types; none where it has some, or does not know the action.
///
/// The first action for which it stands tells already for most.
fn star_only<'c>(
    action: &policy::Action<'_>,
    first: Option<Action<'c>>,
    catalog: &'c Catalog,
) -> Option<Service<'c>> {
    let first = first.filter(is_star_only)?;
    let is_free = FREE.iter().any(|free| action.covers(free));
    let is_whole = || known_actions(action, catalog).all(|other| is_star_only(&other));
    (!is_free && is_whole()).then(|| first.service())
}

fn is_star_only(action: &Action<'_>) -> bool {
    action.resources().len() == 0
}

/// Whether AWS says in so many words that all actions for which this stands apply to `*` only.
///
/// That the Service Authorization Reference lists no resource type is not enough for an ARN of the action's own service:
/// its lists have gaps, and an action that lists things may be granted on a path or a prefix of their names.
fn is_documented(action: &policy::Action<'_>, service: Service<'_>, catalog: &Catalog) -> bool {
    let is_listed = |name: &str| {
        let listed = catalog.supporters(STAR_ONLY);
        let mut of_service =
            listed.filter_map(|listed| listed.strip_prefix(service.prefix())?.strip_prefix(':'));
        of_service.any(|listed| pattern::matches_ignoring_case(listed, name))
    };
    known_actions(action, catalog).all(|action| is_listed(action.name()))
}

/// Whether the action is a permission without an operation, which other services may check on resources of their own.
fn may_work_for_others(action: &policy::Action<'_>, catalog: &Catalog) -> bool {
    known_actions(action, catalog).any(Action::is_permission_only)
}

/// Whether two services have nothing in common: not the beginning of their names, and no kind of ARN.
///
/// Some services have two names, `codestar-connections` and `codeconnections`, and take the ARNs of both.
fn is_foreign(owner: &str, service: Service<'_>, catalog: &Catalog) -> bool {
    let is_akin = |other: &str| owner.starts_with(other) || other.starts_with(owner);
    let is_shared = |kind: &str| {
        let mut of_owner = catalog.arn_formats_headed(owner, kind);
        !kind.starts_with("${") && of_owner.any(|format| format.resource() == kind)
    };
    let mut formats = service.resource_types().flat_map(|kind| kind.arn_formats());
    !is_akin(service.prefix())
        && !formats.any(|format| {
            let other = format.service();
            other.starts_with("${") || is_akin(other) || is_shared(format.resource())
        })
}

/// Whether the last part of an ARN stands for all resources of a kind.
///
/// What applies to `*` only is often compared with such a part, as in `table/*`, or with one that has no name in it.
fn may_be_everything(resource: &Resource<'_>, service: Service<'_>) -> bool {
    let name = resource.arn.resource().map_or("", |field| field.as_str());
    let name = replace_variables(name, "*");
    if ["", "*", "/"].iter().any(|all| pattern::matches(&name, all)) {
        return true;
    }
    let begin = &name[..name.find(['*', '?']).unwrap_or(name.len())];
    let mut formats = service.resource_types().flat_map(|kind| kind.arn_formats());
    formats.any(|format| {
        let part = format.resource();
        if has_other_letter(part, begin) {
            return false;
        }
        let head = &part[..part.find('$').unwrap_or(part.len())];
        // All of the forms begin so, and most formats with something else.
        let bare = head.trim_end_matches(['/', ':']);
        if !bare.starts_with(begin) && !begin.starts_with(bare) {
            return false;
        }
        // What is longer before its first wildcard than all that is the same in each of them can be the last one only.
        if begin.len() > head.len() {
            return pattern::matches(&name, &replace_variables(part, ""));
        }
        let is = |form: &str| pattern::matches(&name, form);
        is(head)
            || is(bare)
            || is(&format!("{head}*"))
            || is(&replace_variables(part, ""))
            || is(&replace_variables(part, "*"))
    })
}

/// Whether two texts begin with letters or digits that differ.
fn has_other_letter(one: &str, other: &str) -> bool {
    let first = |text: &str| text.bytes().next().filter(u8::is_ascii_alphanumeric);
    first(one).zip(first(other)).is_some_and(|(one, other)| one != other)
}

/// A text with something else for each `${Name}`.
fn replace_variables<'t>(text: &'t str, with: &str) -> Cow<'t, str> {
    if !text.bytes().any(|byte| byte == b'$') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((head, tail)) = rest.split_once("${") {
        out += head;
        out += with;
        rest = tail.split_once('}').map_or("", |(_, rest)| rest);
    }
    Cow::Owned(out + rest)
}

fn report(statement: &Statement<'_>, idle: &[&policy::Action<'_>], ctx: &mut Context<'_>) {
    let (Some(actions), Some(resources)) = (&statement.action, &statement.resource) else { return };
    let Some((first, others)) = idle.split_first() else { return };
    let subject = match others.len() {
        0 => format!("{} applies", quoted(first.as_str())),
        1 => format!("{} and another action apply", quoted(first.as_str())),
        more => format!("{} and {more} other actions apply", quoted(first.as_str())),
    };
    let message = format!("{subject} to the resource `*` only, which the statement does not name");
    let finding = ctx.report(first.text.at(), message);
    finding.here(match statement.effect() {
        Some(Effect::Allow) => "is never allowed here",
        Some(Effect::Deny) => "is never denied here",
        None => "has no effect here",
    });
    for other in others.iter().take(MANY) {
        finding.label(other.text.at(), "nor is this");
    }
    finding.label(resources.element.name.at(), "the resource `*` is not among these");
    idle::raise_in_deny(statement, finding);
    if actions.is_complete() && idle.len() == actions.items.len() {
        let title = "write `\"Resource\": \"*\"`";
        let fix = Fix::replace(title, Safety::Suggested, resources.element.at(), "\"*\"");
        finding.help(title).fix(fix);
        return;
    }
    let what = if others.is_empty() { "it to a statement of its" } else { "them to a statement of their" };
    finding.help(format!("move {what} own with `\"Resource\": \"*\"`"));
}
