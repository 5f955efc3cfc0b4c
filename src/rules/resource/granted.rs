use std::cell::OnceCell;

use crate::catalog::{Action, ArnFormat, Catalog, ResourceType};
use crate::policy::Actions;
use crate::rules::known_actions::known_actions;

/// The resource types that the actions of a statement are granted on.
pub(in crate::rules) struct Granted<'c> {
    catalog: &'c Catalog,
    /// A bit for the number of each type that is one of them.
    types: Vec<u64>,
    formats: OnceCell<Vec<ArnFormat<'c>>>,
}

impl<'c> Granted<'c> {
    /// None where an action is not known; for each of the others the first one for which it stands is given.
    pub(in crate::rules) fn by(
        actions: &Actions<'_>,
        known: &[Option<Action<'c>>],
        catalog: &'c Catalog,
    ) -> Option<Granted<'c>> {
        let types = vec![0; catalog.resource_type_count().div_ceil(64)];
        let mut granted = Granted { catalog, types, formats: OnceCell::new() };
        for (item, first) in actions.items.iter().zip(known) {
            if item.name() == Some("*") {
                let types = catalog.service(item.prefix()?)?.resource_types();
                types.for_each(|kind| granted.add(kind));
                continue;
            }
            granted.add_all_of((*first)?);
            if item.has_wildcard() {
                known_actions(item, catalog).skip(1).for_each(|action| granted.add_all_of(action));
            }
        }
        Some(granted)
    }

    fn add_all_of(&mut self, action: Action<'_>) {
        action.resources().for_each(|(kind, _)| self.add(kind));
    }

    fn add(&mut self, kind: ResourceType<'_>) {
        self.types[kind.number() / 64] |= 1 << (kind.number() % 64);
    }

    /// Whether a type is one of them.
    pub(in crate::rules) fn has(&self, kind: ResourceType<'_>) -> bool {
        self.types[kind.number() / 64] & 1 << (kind.number() % 64) != 0
    }

    /// The numbers of the types, in their order.
    fn numbers(&self) -> impl Iterator<Item = usize> {
        let some = self.types.iter().enumerate().filter(|(_, bits)| **bits != 0);
        some.flat_map(|(index, bits)| {
            (0..64).filter(move |bit| bits >> bit & 1 != 0).map(move |bit| 64 * index + bit)
        })
    }

    /// The ARN formats of all of the types, by number; few statements need them.
    pub(super) fn formats(&self) -> &[ArnFormat<'c>] {
        self.formats.get_or_init(|| {
            let types = self.numbers().map(|number| self.catalog.resource_type(number));
            let mut formats: Vec<_> = types.flat_map(ResourceType::arn_formats).collect();
            formats.sort_unstable_by_key(|format| format.number());
            formats
        })
    }
}
