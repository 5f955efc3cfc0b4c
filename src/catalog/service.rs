use std::ops::Range;

use super::pack::{PERMISSION_ONLY, REQUIRED, Section, hash};
use super::{AccessLevel, Catalog, Key, ResourceType};
use crate::policy::pattern;

/// A service of AWS.
#[derive(Debug, Clone, Copy)]
pub struct Service<'c> {
    catalog: &'c Catalog,
    index: usize,
}

/// An action of a service.
#[derive(Debug, Clone, Copy)]
pub struct Action<'c> {
    catalog: &'c Catalog,
    index: usize,
}

impl Catalog {
    /// The service whose actions have this prefix, in any case.
    pub fn service(&self, prefix: &str) -> Option<Service<'_>> {
        let services = self.candidates(Section::ServiceIndex, 0, hash(prefix));
        let mut services = services.map(|index| Service { catalog: self, index });
        services.find(|service| service.prefix().eq_ignore_ascii_case(prefix))
    }

    /// All services by prefix.
    pub fn services(&self) -> impl ExactSizeIterator<Item = Service<'_>> {
        (0..self.count(Section::Services)).map(|index| Service { catalog: self, index })
    }

    /// The services that have an action of that name, in any case.
    pub fn services_with_action(&self, name: &str) -> impl Iterator<Item = Service<'_>> {
        let hash = hash(name);
        self.services().filter(move |service| service.action_hashed(name, hash).is_some())
    }

    /// The action `prefix:Name`, in any case.
    pub fn action(&self, action: &str) -> Option<Action<'_>> {
        let (prefix, name) = action.split_once(':')?;
        self.service(prefix)?.action(name)
    }
}

impl<'c> Service<'c> {
    /// The prefix of its actions: `s3`.
    pub fn prefix(self) -> &'c str {
        self.catalog.name(self.field(0))
    }

    /// Its name for people: `Amazon S3`.
    pub fn title(self) -> &'c str {
        self.catalog.name(self.field(1))
    }

    /// Its actions by name.
    pub fn actions(self) -> impl ExactSizeIterator<Item = Action<'c>> + Clone {
        self.action_numbers().map(move |index| Action { catalog: self.catalog, index })
    }

    /// The action of that name, in any case.
    pub fn action(self, name: &str) -> Option<Action<'c>> {
        self.action_hashed(name, hash(name))
    }

    /// The action of that name, of which the hash is known.
    #[inline]
    fn action_hashed(self, name: &str, hash: u64) -> Option<Action<'c>> {
        let candidates = self.catalog.candidates(Section::ActionIndex, self.index, hash);
        let mut actions = candidates.map(|index| Action { catalog: self.catalog, index });
        let is_same = |known: &str| known == name || known.eq_ignore_ascii_case(name);
        actions.find(|action| is_same(action.name()) && action.service() == self)
    }

    /// The actions for which a pattern with `*` and `?` stands, in any case.
    pub fn actions_matching(self, pattern: &str) -> impl Iterator<Item = Action<'c>> {
        let range = self.action_numbers();
        let wildcard = memchr::memchr2(b'*', b'?', pattern.as_bytes());
        let (literal, rest) = pattern.split_at(wildcard.unwrap_or(pattern.len()));
        let from = match literal {
            "" => range.start,
            _ => self.catalog.first_not_below(Section::Actions, range.clone(), literal),
        };
        let actions = (from..range.end).map(move |index| Action { catalog: self.catalog, index });
        let begins = |name: &str| {
            name.as_bytes()
                .get(..literal.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(literal.as_bytes()))
        };
        let begun = actions.take_while(move |action| begins(action.name()));
        begun.filter(move |action| {
            rest == "*" || pattern::matches_ignoring_case(rest, &action.name()[literal.len()..])
        })
    }

    /// Its resource types by name.
    pub fn resource_types(self) -> impl ExactSizeIterator<Item = ResourceType<'c>> + Clone {
        let (start, count) = (self.field(4) as usize, self.field(5) as usize);
        (start..start + count).map(move |index| ResourceType::at(self.catalog, index))
    }

    /// The condition keys that it declares by name; global keys are not among them.
    pub fn keys(self) -> impl ExactSizeIterator<Item = Key<'c>> + Clone {
        self.catalog.list(self.field(6)).map(move |key| Key::at(self.catalog, key as usize))
    }

    pub(super) fn at(catalog: &'c Catalog, index: usize) -> Service<'c> {
        Service { catalog, index }
    }

    /// The numbers of its actions, in the order of their names.
    pub(crate) fn action_numbers(self) -> Range<usize> {
        let start = self.field(2) as usize;
        start..start + self.field(3) as usize
    }

    fn field(self, column: usize) -> u32 {
        self.catalog.field(Section::Services, self.index, column)
    }
}

impl<'c> Action<'c> {
    /// Its name without the prefix: `GetObject`.
    pub fn name(self) -> &'c str {
        self.catalog.name(self.field(0))
    }

    /// Its service.
    pub fn service(self) -> Service<'c> {
        Service { catalog: self.catalog, index: self.field(5) as usize }
    }

    /// A number that no other action has; those of a service follow one another.
    pub(crate) fn number(self) -> usize {
        self.index
    }

    /// What it does to resources.
    pub fn level(self) -> AccessLevel {
        let level = (self.field(4) & (PERMISSION_ONLY - 1)) as usize;
        AccessLevel::ALL.get(level).copied().unwrap_or(AccessLevel::Permissions)
    }

    /// Whether there is no API operation behind it.
    pub fn is_permission_only(self) -> bool {
        self.field(4) & PERMISSION_ONLY != 0
    }

    /// The resource types that it is granted on, by name, and whether each must be granted.
    ///
    /// An action without any is granted on `*` only.
    pub fn resources(self) -> impl ExactSizeIterator<Item = (ResourceType<'c>, bool)> + Clone {
        let types = self.catalog.list(self.field(1));
        types.map(move |word| {
            (ResourceType::at(self.catalog, (word & !REQUIRED) as usize), word & REQUIRED != 0)
        })
    }

    /// The condition keys that may be in its requests, by name, without those of its resources.
    pub fn keys(self) -> impl ExactSizeIterator<Item = Key<'c>> + Clone {
        self.catalog.list(self.field(2)).map(move |key| Key::at(self.catalog, key as usize))
    }

    /// Whether its requests may hold this condition key, by itself or because of a resource type that it is granted on.
    ///
    /// Global keys are there for every action and are not asked for here, but those that tell of tags.
    pub fn has_key(self, key: Key<'_>) -> bool {
        let of_types = self.resources().any(|(resource, _)| resource.keys().any(|other| other == key));
        of_types || self.keys().any(|other| other == key)
    }

    /// Actions that its caller needs besides, as `prefix:Name`.
    pub fn needs(self) -> impl ExactSizeIterator<Item = &'c str> + Clone {
        self.catalog.list(self.field(3)).map(move |name| self.catalog.name(name))
    }

    fn field(self, column: usize) -> u32 {
        self.catalog.field(Section::Actions, self.index, column)
    }
}

impl PartialEq for Service<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.catalog, other.catalog) && self.index == other.index
    }
}

impl PartialEq for Action<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.catalog, other.catalog) && self.index == other.index
    }
}
