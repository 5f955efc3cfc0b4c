use std::cell::Cell;

use crate::catalog::{Action, Catalog, Service};
use crate::policy::{self, Statement};

/// For each action of a statement the first one of the catalog for which it stands; those of `NotAction` come last.
///
/// Those of one service mostly stand together, also in several statements: the last one is kept.
pub(super) fn of_statement<'c>(
    statement: &Statement<'_>,
    catalog: &'c Catalog,
    last: &Cell<Option<Service<'c>>>,
) -> Vec<Option<Action<'c>>> {
    let count = statement.actions().map(|actions| actions.items.len()).sum();
    let mut known = Vec::with_capacity(count);
    for item in statement.actions().flat_map(|actions| &actions.items) {
        let (prefix, name) = item.prefix().zip(item.name()).unwrap_or_default();
        let service = last.get().filter(|last| last.prefix() == prefix).or_else(|| catalog.service(prefix));
        last.set(service.or(last.get()));
        known.push(service.and_then(|service| match item.has_wildcard() {
            true if name == "*" => service.actions().next(),
            true => service.actions_matching(name).next(),
            false => service.action(name),
        }));
    }
    known
}

/// The actions of the catalog for which an action of a statement stands; none where its service or its name is not known.
pub(super) fn known_actions<'c>(
    item: &policy::Action<'_>,
    catalog: &'c Catalog,
) -> impl Iterator<Item = Action<'c>> {
    let (prefix, name) = item.prefix().zip(item.name()).unwrap_or_default();
    let service = catalog.service(prefix);
    let (pattern, exact) = match item.has_wildcard() {
        true => (service, None),
        false => (None, service.and_then(|service| service.action(name))),
    };
    exact.into_iter().chain(pattern.into_iter().flat_map(move |service| service.actions_matching(name)))
}
