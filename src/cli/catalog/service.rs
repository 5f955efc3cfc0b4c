//! `iamlint catalog service`.

use serde_json::{Value, json};

use super::print::{Answer, Entry, Fact, Missing, quoted};
use super::{Pattern, no_service, when};
use crate::catalog::{AccessLevel, Catalog, RetiredService, Service, Table, order};
use crate::policy::pattern;

/// The services whose prefix or title the patterns stand for, with those that have ended.
pub fn look_up(catalog: &Catalog, patterns: &[Pattern<'_>]) -> Answer {
    let mut entries = Vec::new();
    for service in catalog.services() {
        let names = [service.prefix(), service.title()];
        if patterns.iter().any(|asked| takes(asked, &names)) {
            entries.push(entry(service));
        }
    }
    for retired in retired(catalog) {
        if patterns.iter().any(|asked| takes(asked, &[retired.prefix])) {
            entries.push(retired_entry(retired));
        }
    }
    entries.sort_by(|left, right| order(&left.row[0], &right.row[0]));
    let is_found = |asked: &&Pattern<'_>| {
        catalog.services().any(|service| takes(asked, &[service.prefix(), service.title()]))
            || retired(catalog).any(|retired| takes(asked, &[retired.prefix]))
    };
    let missing = patterns.iter().filter(|asked| !is_found(asked)).map(|asked| Missing {
        pattern: asked.written.to_owned(),
        message: why_missing(catalog, asked.written),
    });
    Answer {
        member: "services",
        columns: &["prefix", "actions", "resource types", "keys", "name"],
        legend: "--verbose tells all",
        entries,
        missing: missing.collect(),
    }
}

fn takes(asked: &Pattern<'_>, names: &[&str]) -> bool {
    names.iter().any(|name| pattern::matches_ignoring_case(asked.written, name))
}

/// The services that have ended; a prefix that AWS lists again has not.
fn retired(catalog: &Catalog) -> impl Iterator<Item = RetiredService<'_>> {
    let prefixes = catalog.table(Table::RetiredService).map(|row| row[0]);
    prefixes
        .filter(|prefix| catalog.service(prefix).is_none())
        .filter_map(|prefix| catalog.retired_service(prefix))
}

fn entry(service: Service<'_>) -> Entry {
    let (actions, types, keys) = (service.actions(), service.resource_types(), service.keys());
    let counts = [actions.len(), types.len(), keys.len()];
    let levels = AccessLevel::ALL.into_iter().filter_map(|level| {
        let count = actions.clone().filter(|action| action.level() == level).count();
        (count > 0).then(|| format!("{count} {}", level.name()))
    });
    let levels: Vec<String> = levels.collect();
    let told = match levels.as_slice() {
        [] => "none".to_owned(),
        levels => format!("{} ({})", counts[0], levels.join(", ")),
    };
    let mut row = vec![service.prefix().to_owned()];
    row.extend(counts.map(|count| count.to_string()));
    row.push(service.title().to_owned());
    Entry {
        row,
        facts: vec![
            ("name", Fact::Words(service.title().to_owned())),
            ("actions", Fact::Words(told)),
            ("resources", Fact::Names(types.map(|kind| kind.name().to_owned()).collect())),
            ("keys", Fact::Names(keys.map(|key| key.name().to_owned()).collect())),
        ],
        json: json!({
            "prefix": service.prefix(),
            "title": service.title(),
            "actions": counts[0],
            "resource_types": counts[1],
            "keys": counts[2],
            "retired": Value::Null,
        }),
    }
}

fn retired_entry(retired: RetiredService<'_>) -> Entry {
    let end = format!("retired{}", when(retired.end));
    let successor = match retired.successor {
        "" => String::new(),
        successor => format!("; `{successor}` took its place"),
    };
    let known = |text: &str| if text.is_empty() { Value::Null } else { Value::from(text) };
    let mut row = vec![retired.prefix.to_owned()];
    row.extend(["-", "-", "-"].map(str::to_owned));
    row.push(format!("({end}{successor})"));
    Entry {
        row,
        facts: vec![("end", Fact::Words(format!("{end}{successor}")))],
        json: json!({
            "prefix": retired.prefix,
            "title": Value::Null,
            "actions": 0,
            "resource_types": 0,
            "keys": 0,
            "retired": { "end": known(retired.end), "successor": known(retired.successor) },
        }),
    }
}

fn why_missing(catalog: &Catalog, written: &str) -> String {
    /// More names than this say nothing.
    const MOST: usize = 3;
    if written.contains(['*', '?']) {
        return format!("no service matches {}", quoted(written));
    }
    let small = written.to_lowercase();
    let titled: Vec<_> = catalog
        .services()
        .filter(|service| small.len() > 2 && service.title().to_lowercase().contains(&small))
        .map(|service| format!("`{}` ({})", service.prefix(), service.title()))
        .take(MOST + 1)
        .collect();
    let known = no_service(catalog, written);
    match titled.as_slice() {
        [] => known,
        titles if titles.len() > MOST || known.ends_with('?') => known,
        titles => {
            let head = known.split("; ").next().unwrap_or_default();
            format!("{head}; did you mean {}?", titles.join(" or "))
        }
    }
}
