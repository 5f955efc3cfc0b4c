use crate::catalog::{Action, Catalog};
use crate::policy;

/// The actions of the catalog for which an action of a statement stands; none where its service or its name is not known.
pub(super) fn known_actions<'c>(
    item: &policy::Action<'_>,
    catalog: &'c Catalog,
) -> impl Iterator<Item = Action<'c>> {
    let (prefix, name) = item.prefix().zip(item.name()).unwrap_or_default();
    let is_pattern = item.has_wildcard();
    let service = Some(prefix).filter(|_| is_pattern).and_then(|prefix| catalog.service(prefix));
    let exact = if is_pattern { None } else { catalog.action_named(prefix, name) };
    exact.into_iter().chain(service.into_iter().flat_map(move |service| service.actions_matching(name)))
}
