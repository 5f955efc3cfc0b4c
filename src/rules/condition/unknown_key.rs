use super::tag_key::lacks_tag_key;
use crate::catalog::{Catalog, Key, Service};
use crate::diagnostic::{Fix, Level, Safety};
use crate::policy::Entry;
use crate::policy::pattern;
use crate::rules::wording::{nearest, one_of, quoted};
use crate::rules::{Context, rule};

rule!(GLOBAL, "condition/invalid-global-condition-key", Condition if UNKNOWN_KEY, unknown_global_key);
rule!(OF_SERVICE, "condition/invalid-service-condition-key", Condition if UNKNOWN_KEY, unknown_key_of_service);

const GLOBAL_PREFIX: &str = "aws";

fn unknown_global_key(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let Some((prefix, name)) = unknown_key(entry, ctx) else { return };
    // The old name has rules of its own.
    if !prefix.eq_ignore_ascii_case(GLOBAL_PREFIX) || name.eq_ignore_ascii_case("ARN") {
        return;
    }
    let message = format!("{} is no global condition key", quoted(entry.key.as_str()));
    report(
        entry,
        message,
        "write a key of the IAM User Guide's list, such as `aws:SourceIp`".to_owned(),
        ctx,
    );
}

fn unknown_key_of_service(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let Some((prefix, _)) = unknown_key(entry, ctx) else { return };
    // What identity providers call their keys is for them to say.
    if prefix.eq_ignore_ascii_case(GLOBAL_PREFIX) || prefix.contains('.') {
        return;
    }
    let service = ctx.catalog.service(prefix);
    if service.is_none() && !ctx.catalog.knows_key_prefix(prefix) {
        return;
    }
    let of = service.map_or_else(|| quoted(prefix), |service| service.title().to_owned());
    let message = format!("{} is no condition key of {of}", quoted(entry.key.as_str()));
    let help = service.map_or_else(|| list_of(&of), keys_of);
    report(entry, message, help, ctx);
}

/// What to write where no key is near: the service's keys, if they are few.
fn keys_of(service: Service<'_>) -> String {
    const FEW: usize = 5;
    match service.keys().len() {
        0 => format!("write a global key: {} has none of its own", service.title()),
        1..=FEW => format!("write {}", one_of(service.keys().map(Key::name))),
        _ => list_of(service.title()),
    }
}

fn list_of(service: &str) -> String {
    format!("write a key of {service}'s list in the Service Authorization Reference")
}

fn report(entry: &Entry<'_>, message: String, otherwise: String, ctx: &mut Context<'_>) {
    let written = entry.key.as_str();
    let meant = if ctx.may_search() { meant_key(written, ctx.catalog) } else { None };
    let lag = ctx.catalog_lag();
    let date = ctx.catalog.date();
    let condition = ctx.statement.and_then(|statement| statement.condition.as_ref());
    let is_there = |key: &str| condition.is_some_and(|condition| condition.has_key(key));
    // What is written with escapes is left to the user.
    let is_plain = entry.key.at().len() == written.len() + 2;
    let is_free = meant.as_deref().is_some_and(|meant| !is_there(meant));

    let finding = ctx.report(entry.key.at(), message);
    match lag {
        Some(_) => finding.here(format!("as of {date} AWS has no such key")),
        None => finding.here("AWS has no such key"),
    };
    let Some(meant) = meant else {
        if lag.is_some() {
            finding.level(Level::Warning);
        }
        finding.help(otherwise);
        return;
    };
    let title = format!("write {}", quoted(&meant));
    finding.help(title.clone());
    if is_plain && is_free {
        finding.fix(Fix::replace(title, Safety::Suggested, entry.key.at(), format!("\"{meant}\"")));
    }
}

/// Prefix and name of a key that has the form of one and that AWS does not have.
fn unknown_key<'n>(entry: &Entry<'n>, ctx: &Context<'_>) -> Option<(&'n str, &'n str)> {
    let written = entry.key.as_str();
    let (prefix, name) = entry.key_parts()?;
    // An object in the place of the values is a misfit of its own: the nesting is wrong, not the key.
    let is_judged = entry.operator.base.is_some() && entry.node.members().is_none();
    if !is_judged || prefix.is_empty() || name.is_empty() || ctx.key(entry).is_some() {
        return None;
    }
    let is_open =
        written.contains("${") || pattern::has_wildcard(written) || ctx.placeholders().are_in(written);
    let lacks_part = || lacks_tag_key(written) || ctx.catalog.key_without_part(written).is_some();
    (!is_open && !lacks_part()).then_some((prefix, name))
}

/// The key that is meant by an unknown one: a similar one of the prefix, or one of this name with another prefix.
fn meant_key(written: &str, catalog: &Catalog) -> Option<String> {
    let (prefix, name) = written.split_once(':')?;
    let is_of_prefix = |known: &&str| {
        let begins = known.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        begins && known[prefix.len()..].starts_with(':')
    };
    let of_prefix = || catalog.keys().map(Key::name).filter(is_of_prefix);
    let is_whole = |known: &&str| !known.contains("${");
    if let Some((head, part)) = written.split_once('/') {
        let heads = of_prefix().filter_map(|known| known.split_once("/${")).map(|(head, _)| head);
        if let Some(head) = nearest(head, heads) {
            return Some(format!("{head}/{part}"));
        }
    }
    if let Some(similar) = nearest(written, of_prefix().filter(is_whole)) {
        return Some(similar.to_owned());
    }
    let mut namesakes = catalog
        .keys()
        .map(Key::name)
        .filter(|known| known.split_once(':').is_some_and(|(_, other)| other.eq_ignore_ascii_case(name)));
    let global = format!("{GLOBAL_PREFIX}:{name}");
    if let Some(global) = catalog.key(&global).filter(|key| is_whole(&key.name())) {
        return Some(global.name().to_owned());
    }
    match (namesakes.next(), namesakes.next()) {
        (Some(only), None) => Some(only.to_owned()),
        _ => None,
    }
}
