use crate::catalog::{Action, Catalog, Service};
use crate::policy::{self, Policy, Statement};

/// How many actions a statement has.
pub(super) fn count(statement: &Statement<'_>) -> usize {
    statement.actions().map(|actions| actions.items.len()).sum()
}

/// For each action of a policy, statement by statement, the first one of the catalog for which it stands; those of `NotAction` come last.
pub(super) fn of_policy<'c>(policy: &Policy<'_>, catalog: &'c Catalog) -> Vec<Option<Action<'c>>> {
    let mut known = Vec::with_capacity(policy.statements.iter().map(count).sum());
    // Those of one service mostly stand together.
    let mut last: Option<(&str, Service<'c>)> = None;
    for actions in policy.statements.iter().flat_map(Statement::actions) {
        known.extend(actions.items.iter().map(|item| {
            let (prefix, name) = item.prefix().zip(item.name()).unwrap_or_default();
            let service = match last.filter(|(last, _)| *last == prefix) {
                Some((_, service)) => service,
                None => {
                    let service = catalog.service(prefix)?;
                    last = Some((prefix, service));
                    service
                }
            };
            match item.has_wildcard() {
                true if name == "*" => service.actions().next(),
                true => service.actions_matching(name).next(),
                false => service.action(name),
            }
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
