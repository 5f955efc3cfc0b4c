//! What a source lists, whatever its form was.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::super::text::order;
use super::super::{AccessLevel, ActionFacts, Date, Facts, KeyFacts, ResourceFacts, ServiceFacts, Table};
use super::names;

/// All that a source lists.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// The day of the source, where it tells.
    pub date: Option<Date>,
    /// Whether the source tells which resource types of an action are required.
    pub tells_required: bool,
    /// The services by prefix.
    pub services: BTreeMap<String, Listed>,
    /// Global condition keys, where the source lists them.
    pub globals: Vec<KeyFacts<'static>>,
}

/// What a source lists of one service.
#[derive(Debug)]
pub(super) struct Listed {
    /// The service; its title is empty where the source does not tell it, and its actions need nothing.
    pub facts: ServiceFacts<'static>,
    /// Its API operations.
    pub operations: Vec<Operation>,
}

/// An API operation, and the actions that a caller of it needs.
#[derive(Debug)]
pub(super) struct Operation {
    /// Its name without the prefix.
    pub name: String,
    /// The actions, as `prefix:Name`.
    pub actions: Vec<String>,
}

/// The global condition keys, by name in small letters.
#[derive(Debug, Clone)]
pub(super) struct Globals(HashMap<String, String>);

impl Globals {
    pub fn new(facts: &Facts<'_>) -> Globals {
        let rows = facts.tables[Table::GlobalKey as usize].iter();
        Globals(rows.map(|row| (row[0].to_ascii_lowercase(), row[0].to_string())).collect())
    }

    pub fn contains(&self, name: &str) -> bool {
        self.0.contains_key(&name.to_ascii_lowercase())
    }

    /// The name as the catalog spells it; none where it is no global key.
    pub fn spelling(&self, name: &str) -> Option<String> {
        self.0.get(&name.to_ascii_lowercase()).cloned()
    }

    pub fn add(&mut self, name: &str) {
        self.0.insert(name.to_ascii_lowercase(), name.to_owned());
    }
}

/// A service that is being put together: first its keys, then its resource types, then its actions.
pub(super) struct Draft<'g> {
    globals: &'g Globals,
    facts: ServiceFacts<'static>,
    keys: HashMap<String, String>,
    resources: HashMap<String, String>,
}

impl<'g> Draft<'g> {
    pub fn new(prefix: String, title: String, globals: &'g Globals) -> Draft<'g> {
        let facts = ServiceFacts::new(prefix, title);
        Draft { globals, facts, keys: HashMap::new(), resources: HashMap::new() }
    }

    /// Declares a condition key; the second spelling of one that is there changes nothing.
    pub fn key<'a>(&mut self, written: &str, types: impl IntoIterator<Item = &'a str>) -> Result<(), String> {
        let name = names::key(written)?;
        let kind = names::key_types(types).map_err(|what| format!("condition key `{name}`: {what}"))?;
        let lower = name.to_ascii_lowercase();
        if !self.globals.contains(&lower) && !self.keys.contains_key(&lower) {
            self.keys.insert(lower, name.clone());
            self.facts.keys.push(KeyFacts { name: Cow::Owned(name), kind: Cow::Owned(kind) });
        }
        Ok(())
    }

    pub fn resource<'a>(
        &mut self,
        written: &str,
        arns: impl IntoIterator<Item = &'a str>,
        keys: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), String> {
        let name = names::resource(written)?;
        let context = |what| format!("resource type `{name}`: {what}");
        if self.resources.insert(name.to_ascii_lowercase(), name.clone()).is_some() {
            return Err(format!("resource type `{name}` is there twice"));
        }
        let mut formats: Vec<Cow<'static, str>> = Vec::new();
        for arn in arns {
            for format in names::arns(arn).map_err(context)? {
                if !formats.iter().any(|known| *known == format) {
                    formats.push(Cow::Owned(format));
                }
            }
        }
        if formats.is_empty() {
            return Err(format!("resource type `{name}` has no ARN format"));
        }
        let keys = self.known_keys(keys).map_err(context)?;
        self.facts.resources.push(ResourceFacts { name: Cow::Owned(name), arns: formats, keys });
        Ok(())
    }

    /// Adds an action with its resource types, and whether each is required, and its condition keys.
    pub fn action<'a>(
        &mut self,
        written: &str,
        level: AccessLevel,
        resources: impl IntoIterator<Item = (&'a str, bool)>,
        keys: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), String> {
        let name = names::action(written)?;
        let context = |what| format!("action `{name}`: {what}");
        let mut types: Vec<(Cow<'static, str>, bool)> = Vec::new();
        for (written, required) in resources {
            let known = self.resources.get(&written.trim().to_ascii_lowercase());
            let known = known
                .ok_or_else(|| context(format!("there is no resource type `{}`", written.escape_debug())))?;
            match types.iter_mut().find(|(other, _)| *other == *known) {
                Some((_, already)) => *already |= required,
                None => types.push((Cow::Owned(known.clone()), required)),
            }
        }
        types.sort_by(|left, right| order(&left.0, &right.0));
        let keys = self.known_keys(keys).map_err(context)?;
        self.facts.actions.push(ActionFacts {
            name: Cow::Owned(name),
            level,
            permission_only: false,
            resources: types,
            keys,
            needs: Vec::new(),
        });
        Ok(())
    }

    /// The keys as they are declared, sorted, each once.
    fn known_keys<'a>(
        &self,
        keys: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<Cow<'static, str>>, String> {
        let mut known = Vec::new();
        for written in keys {
            let name = names::key(written)?;
            let lower = name.to_ascii_lowercase();
            let declared = self.globals.spelling(&lower).or_else(|| self.keys.get(&lower).cloned());
            known.push(Cow::Owned(declared.ok_or_else(|| format!("there is no condition key `{name}`"))?));
        }
        known.sort_by(|left, right| order(left, right));
        known.dedup();
        Ok(known)
    }

    /// The service, with everything in its order.
    pub fn finish(self) -> Result<ServiceFacts<'static>, String> {
        let Draft { mut facts, .. } = self;
        facts.keys.sort_by(|left, right| order(&left.name, &right.name));
        facts.resources.sort_by(|left, right| order(&left.name, &right.name));
        facts.actions.sort_by(|left, right| order(&left.name, &right.name));
        match facts.actions.windows(2).find(|pair| order(&pair[0].name, &pair[1].name).is_eq()) {
            Some(pair) => Err(format!("action `{}` is there twice", pair[0].name)),
            None => Ok(facts),
        }
    }
}
