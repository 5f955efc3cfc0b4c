use super::{Catalog, RetiredAction, RetiredService, Service, Table};
use crate::policy::pattern;

/// What a catalog has of an action as a policy names it, with or without wildcards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Standing<'c> {
    /// There is an action for which it stands.
    Known,
    /// Its service is retired.
    RetiredService(RetiredService<'c>),
    /// The service is there; the action, or all for which it stands, are retired.
    RetiredAction(RetiredAction<'c>),
    /// The service is there and never had an action for which it stands.
    UnknownAction(Service<'c>),
    /// There is no such service and never was.
    UnknownService,
}

impl Catalog {
    /// What is known of an action; its name may hold wildcards, and letters may be in any case.
    pub fn standing(&self, prefix: &str, name: &str) -> Standing<'_> {
        let is_pattern = memchr::memchr2(b'*', b'?', name.as_bytes()).is_some();
        let service = self.service(prefix);
        let first = service.and_then(|service| match is_pattern {
            true => service.actions_matching(name).next(),
            false => service.action(name),
        });
        if first.is_some() {
            return Standing::Known;
        }
        if self.matching(Table::Undocumented, prefix, name).next().is_some() {
            return Standing::Known;
        }
        match service {
            Some(service) => {
                let retired = self.matching(Table::RetiredAction, prefix, name).next();
                match retired.and_then(|action| self.retired_action(action)) {
                    Some(action) => Standing::RetiredAction(action),
                    None => Standing::UnknownAction(service),
                }
            }
            None => match self.retired_service(prefix) {
                Some(service) => Standing::RetiredService(service),
                None => Standing::UnknownService,
            },
        }
    }

    /// The actions of one prefix in a table of actions for which a name stands.
    fn matching<'c>(&'c self, table: Table, prefix: &str, name: &str) -> impl Iterator<Item = &'c str> {
        let actions = self.beginning(table, prefix).map(|row| row[0]);
        let of_prefix = actions.take_while(move |action| {
            let (head, rest) = action.split_at_checked(prefix.len()).unwrap_or_default();
            head.eq_ignore_ascii_case(prefix) && !rest.is_empty()
        });
        of_prefix.filter(move |action| {
            let rest = action[prefix.len()..].strip_prefix(':');
            rest.is_some_and(|rest| pattern::matches_ignoring_case(name, rest))
        })
    }
}
