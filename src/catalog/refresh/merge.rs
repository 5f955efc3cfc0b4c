//! A listing and the facts before it become the facts after it.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::super::text::order;
use super::super::{ActionFacts, Date, Facts, ServiceFacts};
use super::listing::{Globals, Listed, Listing, Operation};
use super::summary::Summary;
use super::{Refreshed, tables};

/// What was kept of each service: pairs of an action and a name.
type Kept = BTreeMap<String, Vec<(String, String)>>;

/// Merges the listing into the facts, which are of that day afterwards.
pub(super) fn merge<'b>(base: &Facts<'b>, listing: Listing, date: Date) -> Refreshed<'b> {
    let Listing { tells_required, services, globals: new_globals, .. } = listing;
    let globals = Globals::new(base);
    let old: HashMap<&str, &ServiceFacts<'b>> =
        base.services.iter().map(|service| (&*service.prefix, service)).collect();
    let names = ActionNames::new(&services);
    let (mut kept_keys, mut kept_resources) = (Kept::new(), Kept::new());
    let mut facts = Facts::new(date);
    let mut operations = Vec::new();
    for (prefix, Listed { facts: service, operations: listed }) in services {
        let mut merger = Merger {
            old: old.get(&*prefix).copied(),
            operations: &listed,
            names: &names,
            globals: &globals,
            tells_required,
            kept_keys: Vec::new(),
            kept_resources: Vec::new(),
        };
        let service = merger.service(service);
        let (keys, resources) = (merger.kept_keys, merger.kept_resources);
        operations.extend(tables::operations(&service, &listed, &names));
        facts.services.push(service);
        keep(&mut kept_keys, &prefix, keys);
        keep(&mut kept_resources, &prefix, resources);
    }
    facts.services.sort_by(|left, right| order(&left.prefix, &right.prefix));
    tables::merge(base, &mut facts, new_globals, operations, &names);
    let summary = Summary { kept_keys, kept_resources, ..Summary::new(base, &facts) };
    Refreshed { facts, summary }
}

fn keep(kept: &mut Kept, prefix: &str, pairs: Vec<(String, String)>) {
    if !pairs.is_empty() {
        kept.insert(prefix.to_owned(), pairs);
    }
}

/// All actions that are listed, as `prefix:Name`, by that name in small letters.
pub(super) struct ActionNames(HashMap<String, String>);

impl ActionNames {
    fn new(services: &BTreeMap<String, Listed>) -> ActionNames {
        let of_service = |(prefix, listed): (&String, &Listed)| {
            let prefix = prefix.clone();
            let full = listed.facts.actions.iter().map(move |action| format!("{prefix}:{}", action.name));
            full.collect::<Vec<_>>()
        };
        let names = services.iter().flat_map(of_service);
        ActionNames(names.map(|name| (name.to_ascii_lowercase(), name)).collect())
    }

    /// The name as it is listed; none where it is not.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.get(&name.to_ascii_lowercase()).map(String::as_str)
    }
}

struct Merger<'m, 'b> {
    old: Option<&'m ServiceFacts<'b>>,
    operations: &'m [Operation],
    names: &'m ActionNames,
    globals: &'m Globals,
    tells_required: bool,
    kept_keys: Vec<(String, String)>,
    kept_resources: Vec<(String, String)>,
}

impl<'b> Merger<'_, 'b> {
    fn service(&mut self, listed: ServiceFacts<'static>) -> ServiceFacts<'b> {
        let title = match self.old {
            _ if !listed.title.is_empty() => listed.title.clone(),
            Some(old) => old.title.clone(),
            None => listed.prefix.clone(),
        };
        let keys: HashMap<String, String> = listed.keys.iter().map(|key| spelled(&key.name)).collect();
        let types: HashMap<String, String> =
            listed.resources.iter().map(|resource| spelled(&resource.name)).collect();
        let old = self.old.map_or(&[][..], |old| &old.actions);
        let old: HashMap<String, &ActionFacts<'b>> =
            old.iter().map(|action| (action.name.to_ascii_lowercase(), action)).collect();
        let mut operations: HashMap<String, &Operation> = HashMap::new();
        for operation in self.operations {
            operations.insert(operation.name.to_ascii_lowercase(), operation);
        }
        let behind: HashSet<String> = self
            .operations
            .iter()
            .flat_map(|operation| &operation.actions)
            .map(|action| action.to_ascii_lowercase())
            .collect();
        let mut service = ServiceFacts::new(listed.prefix, title);
        for mut action in listed.actions {
            let lower = action.name.to_ascii_lowercase();
            let operation = operations.get(&lower);
            let full = format!("{}:{lower}", service.prefix);
            match old.get(&lower) {
                Some(old) => self.keep(old, &mut action, &keys, &types),
                // Where a service tells its operations, an action that no operation asks for has none.
                None => {
                    let asked = operation.is_some() || behind.contains(&full);
                    action.permission_only = !self.operations.is_empty() && !asked;
                }
            }
            let needed = operation.iter().flat_map(|operation| &operation.actions);
            let others = needed.filter(|name| !name.eq_ignore_ascii_case(&full));
            self.need(&mut action, others.map(String::as_str));
            service.actions.push(action);
        }
        service.keys = listed.keys;
        service.resources = listed.resources;
        service
    }

    /// Adds to an action what was known of it and the source does not say.
    fn keep(
        &mut self,
        old: &ActionFacts<'b>,
        action: &mut ActionFacts<'b>,
        keys: &HashMap<String, String>,
        types: &HashMap<String, String>,
    ) {
        action.permission_only = old.permission_only;
        for key in &old.keys {
            let lower = key.to_ascii_lowercase();
            let known = action.keys.iter().any(|other| other.eq_ignore_ascii_case(key));
            let declared = keys.get(&lower).cloned().or_else(|| self.globals.spelling(&lower));
            if let (false, Some(name)) = (known, declared) {
                self.kept_keys.push((action.name.to_string(), name.clone()));
                action.keys.push(Cow::Owned(name));
            }
        }
        action.keys.sort_by(|left, right| order(left, right));
        for (resource, required) in &old.resources {
            let lower = resource.to_ascii_lowercase();
            let known = action.resources.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(resource));
            match (known, types.get(&lower)) {
                (Some((_, listed)), _) => *listed |= *required && !self.tells_required,
                (None, Some(name)) => {
                    self.kept_resources.push((action.name.to_string(), name.clone()));
                    // A source that tells what is required does not require this.
                    action.resources.push((Cow::Owned(name.clone()), *required && !self.tells_required));
                }
                (None, None) => {}
            }
        }
        action.resources.sort_by(|left, right| order(&left.0, &right.0));
        self.need(action, old.needs.iter().map(|name| &**name));
    }

    /// Adds actions that a caller needs besides, those that are listed.
    fn need<'n>(&self, action: &mut ActionFacts<'_>, names: impl Iterator<Item = &'n str>) {
        for name in names.filter_map(|name| self.names.find(name)) {
            action.needs.push(Cow::Owned(name.to_owned()));
        }
        action.needs.sort_by(|left, right| order(left, right));
        action.needs.dedup();
    }
}

fn spelled(name: &str) -> (String, String) {
    (name.to_ascii_lowercase(), name.to_owned())
}
