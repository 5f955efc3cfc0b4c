//! The tables beside the services, after a refresh.

use std::borrow::Cow;
use std::collections::HashSet;

use super::super::text::order;
use super::super::{Facts, KeyFacts, Row, ServiceFacts, Table};
use super::listing::Operation;
use super::merge::ActionNames;

/// The operations of a service that are no actions, with the actions that grant them.
pub(super) fn operations(
    service: &ServiceFacts<'_>,
    operations: &[Operation],
    names: &ActionNames,
) -> Vec<Row<'static>> {
    let row = |operation: &Operation| {
        let name = format!("{}:{}", service.prefix, operation.name);
        let mut granting: Vec<&str> =
            operation.actions.iter().filter_map(|action| names.find(action)).collect();
        granting.sort_by(|left, right| order(left, right));
        granting.dedup();
        let is_action = names.find(&name).is_some();
        (!is_action && !granting.is_empty()).then(|| row([&name, &granting.join(" "), "", ""]))
    };
    operations.iter().filter_map(row).collect()
}

/// Fills the tables: what was there, what the listing adds, and what follows from what went and what came back.
pub(super) fn merge<'b>(
    base: &Facts<'b>,
    facts: &mut Facts<'b>,
    globals: Vec<KeyFacts<'static>>,
    operations: Vec<Row<'static>>,
    names: &ActionNames,
) {
    let prefixes: HashSet<String> = facts.services.iter().map(|service| service.prefix.to_string()).collect();
    let tables = base.tables.each_ref();
    let mut tables = tables.map(Vec::clone);
    let mut table = |table: Table, change: &mut dyn FnMut(&mut Vec<Row<'b>>)| {
        let rows = &mut tables[table as usize];
        change(rows);
        rows.sort_by(|left, right| order(&left[0], &right[0]).then_with(|| order(&left[1], &right[1])));
    };
    let unlisted = |rows: &mut Vec<Row<'b>>| rows.retain(|row| names.find(&row[0]).is_none());
    table(Table::GlobalKey, &mut |rows| {
        let keys = globals.iter().map(|key| row([&key.name, &key.kind, "", ""]));
        rows.extend(keys);
    });
    // What people wrote of an operation says more than the mapping does.
    table(Table::Operation, &mut |rows| {
        unlisted(rows);
        rows.iter_mut().for_each(|row| row[1] = Cow::Owned(listed(&row[1], names)));
        rows.retain(|row| !row[1].is_empty());
        add_new(rows, operations.iter().cloned());
    });
    table(Table::Undocumented, &mut |rows| unlisted(rows));
    let day = base.date.to_string();
    table(Table::RetiredService, &mut |rows| {
        rows.retain(|row| !prefixes.contains(&*row[0]));
        let gone = base.services.iter().filter(|service| !prefixes.contains(&*service.prefix));
        add_new(rows, gone.map(|service| row([&service.prefix, &day, "accepted", ""])));
    });
    table(Table::RetiredAction, &mut |rows| {
        unlisted(rows);
        let live = base.services.iter().filter(|service| prefixes.contains(&*service.prefix));
        let actions = live.flat_map(|service| {
            service.actions.iter().map(|action| format!("{}:{}", service.prefix, action.name))
        });
        let gone = actions.filter(|name| names.find(name).is_none());
        add_new(rows, gone.map(|name| row([&name, &day, "", ""])));
    });
    facts.tables = tables;
}

/// Those of the names that are listed.
fn listed(words: &str, names: &ActionNames) -> String {
    let words = words.split(' ').filter_map(|name| names.find(name));
    words.collect::<Vec<_>>().join(" ")
}

/// Adds the rows whose first field no row has.
fn add_new(rows: &mut Vec<Row<'_>>, new: impl Iterator<Item = Row<'static>>) {
    let mut known: HashSet<String> = rows.iter().map(|row| row[0].to_ascii_lowercase()).collect();
    for row in new {
        if known.insert(row[0].to_ascii_lowercase()) {
            rows.push(row);
        }
    }
}

fn row(fields: [&str; 4]) -> Row<'static> {
    fields.map(|field| Cow::Owned(field.to_owned()))
}
