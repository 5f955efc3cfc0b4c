//! How the facts after a refresh differ from those before.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Date, Facts, ServiceFacts, Table};

/// How the facts after a refresh differ from those before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The day of the facts before.
    pub before: Date,
    /// The day of the facts after.
    pub after: Date,
    /// Services that came or went, with the number of their actions.
    pub services_came: BTreeMap<String, usize>,
    /// Services that went, with the number of their actions.
    pub services_went: BTreeMap<String, usize>,
    /// What differs in the services that are in both, by prefix.
    pub services: BTreeMap<String, ServiceChanges>,
    /// Rows of the tables that came, as a record of the text form.
    pub rows_came: Vec<String>,
    /// Rows of the tables that went.
    pub rows_went: Vec<String>,
    /// Condition keys of actions that were kept though the source does not list them there: by service, action and key.
    pub kept_keys: BTreeMap<String, Vec<(String, String)>>,
    /// Resource types of actions that were kept though the source does not list them there: by service, action and type.
    pub kept_resources: BTreeMap<String, Vec<(String, String)>>,
}

/// What differs in a service.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ServiceChanges {
    /// Its actions.
    pub actions: Changes,
    /// The condition keys that it declares.
    pub keys: Changes,
    /// Its resource types.
    pub resources: Changes,
}

/// Names that differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Those that were not there before.
    pub came: Vec<String>,
    /// Those that are there no more.
    pub went: Vec<String>,
    /// Those of which something else is known than before.
    pub changed: Vec<String>,
}

impl Summary {
    /// Whether nothing differs but the day.
    pub fn is_unchanged(&self) -> bool {
        let services = self.services_came.len() + self.services_went.len() + self.services.len();
        services + self.rows_came.len() + self.rows_went.len() == 0
    }

    /// What differs; nothing is kept yet.
    pub(super) fn new(before: &Facts<'_>, after: &Facts<'_>) -> Summary {
        let old = by_prefix(before);
        let new = by_prefix(after);
        let only = |here: &BTreeMap<&str, &ServiceFacts<'_>>, there: &BTreeMap<&str, &ServiceFacts<'_>>| {
            let only = here.iter().filter(|(prefix, _)| !there.contains_key(*prefix));
            only.map(|(prefix, service)| ((*prefix).to_owned(), service.actions.len())).collect()
        };
        let both = new.iter().filter_map(|(prefix, after)| Some((*prefix, *old.get(prefix)?, *after)));
        let services =
            both.map(|(prefix, before, after)| (prefix.to_owned(), ServiceChanges::new(before, after)));
        let (old_rows, new_rows) = (rows(before), rows(after));
        Summary {
            before: before.date,
            after: after.date,
            services_came: only(&new, &old),
            services_went: only(&old, &new),
            services: services.filter(|(_, changes)| *changes != ServiceChanges::default()).collect(),
            rows_came: new_rows.difference(&old_rows).cloned().collect(),
            rows_went: old_rows.difference(&new_rows).cloned().collect(),
            kept_keys: BTreeMap::new(),
            kept_resources: BTreeMap::new(),
        }
    }
}

fn by_prefix<'f>(facts: &'f Facts<'_>) -> BTreeMap<&'f str, &'f ServiceFacts<'f>> {
    facts.services.iter().map(|service| (&*service.prefix, service)).collect()
}

fn rows(facts: &Facts<'_>) -> BTreeSet<String> {
    let tables = Table::ALL.into_iter().zip(&facts.tables);
    let rows = tables.flat_map(|(table, rows)| {
        rows.iter().map(move |row| {
            let text = [&[table.record().into()], row.as_slice()].concat().join("\t");
            text.trim_end_matches('\t').to_owned()
        })
    });
    rows.collect()
}

impl ServiceChanges {
    fn new(before: &ServiceFacts<'_>, after: &ServiceFacts<'_>) -> ServiceChanges {
        ServiceChanges {
            actions: Changes::new(&before.actions, &after.actions, |action| &action.name),
            keys: Changes::new(&before.keys, &after.keys, |key| &key.name),
            resources: Changes::new(&before.resources, &after.resources, |resource| &resource.name),
        }
    }
}

impl Changes {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }

    fn new<T: PartialEq>(before: &[T], after: &[T], name: impl Fn(&T) -> &str) -> Changes {
        let old: BTreeMap<String, &T> =
            before.iter().map(|item| (name(item).to_ascii_lowercase(), item)).collect();
        let new: BTreeMap<String, &T> =
            after.iter().map(|item| (name(item).to_ascii_lowercase(), item)).collect();
        let mut changes = Changes::default();
        for (lower, item) in &new {
            match old.get(lower) {
                None => changes.came.push(name(item).to_owned()),
                Some(before) if *before != *item => changes.changed.push(name(item).to_owned()),
                Some(_) => {}
            }
        }
        let gone = old.iter().filter(|(lower, _)| !new.contains_key(*lower));
        changes.went.extend(gone.map(|(_, item)| name(item).to_owned()));
        changes
    }
}
