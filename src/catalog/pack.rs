//! The packed form of the catalog: words of 32 bits, and one string that holds all names.
//!
//! The build script packs the text form, and so does `--catalog`; nothing here may use the rest of the package.
//! A *name* is a word: the offset into the string, and in its lowest eight bits the length, both in bytes.
//! A *list* is the index of a word that says how many words follow.

use std::borrow::Cow;
use std::collections::HashMap;

use super::text::{AccessLevel, Damage, Facts, ServiceFacts, Table, order};

/// A catalog in its packed form.
#[derive(Debug, Default)]
pub struct Packed {
    /// The words: first the [`Section`]s' bounds, then the sections one after another, little-endian.
    pub words: Vec<u8>,
    /// All names.
    pub names: String,
}

/// A part of the words that holds records of one length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// One record: the day.
    Head,
    /// Prefix, title, first action, number of actions, first resource type, number of resource types, list of keys.
    Services,
    /// Name, list of resource types, list of keys, list of names of actions that it needs, level, service.
    Actions,
    /// Name, list of ARN formats, list of keys, service.
    Resources,
    /// Name, name of its types; global keys and those of all services by name.
    Keys,
    /// The service part of ARN formats: name, list of pairs of a format's name and its resource type.
    ArnServices,
    /// The lists.
    Lists,
    /// The rows of a table, with four names each.
    Table(Table),
}

/// The number of sections.
pub const SECTIONS: usize = 7 + Table::ALL.len();

/// In a list of resource types: marks one that must be granted.
pub const REQUIRED: u32 = 1 << 31;

/// In the level of an action: marks one without an API operation.
pub const PERMISSION_ONLY: u32 = 1 << 8;

impl Section {
    /// The section's place among all.
    pub fn index(self) -> usize {
        match self {
            Section::Head => 0,
            Section::Services => 1,
            Section::Actions => 2,
            Section::Resources => 3,
            Section::Keys => 4,
            Section::ArnServices => 5,
            Section::Lists => 6,
            Section::Table(table) => 7 + table as usize,
        }
    }

    /// How many words a record has.
    pub fn width(self) -> usize {
        match self {
            Section::Head | Section::Lists => 1,
            Section::Keys | Section::ArnServices => 2,
            Section::Resources | Section::Table(_) => 4,
            Section::Actions => 6,
            Section::Services => 7,
        }
    }
}

/// Packs facts that are in their order.
///
/// # Errors
///
/// A name of more than 255 bytes, or names of more than 16 MB.
pub fn pack(facts: &Facts<'_>) -> Result<Packed, Damage> {
    let mut packer = Packer::default();
    packer.sections[Section::Head.index()].push(facts.date.to_word());
    packer.keys(facts)?;
    for (index, service) in facts.services.iter().enumerate() {
        packer.service(index as u32, service)?;
    }
    packer.arn_services()?;
    for (table, rows) in Table::ALL.iter().zip(&facts.tables) {
        for row in rows {
            for field in row {
                let name = packer.name(field)?;
                packer.sections[Section::Table(*table).index()].push(name);
            }
        }
    }
    Ok(packer.finish())
}

#[derive(Default)]
struct Packer<'f> {
    names: String,
    known_names: HashMap<&'f str, u32>,
    known_lists: HashMap<Vec<u32>, u32>,
    key_indexes: HashMap<&'f str, u32>,
    /// The service part of each ARN format, the format, and its resource type.
    formats: Vec<(&'f str, u32, u32)>,
    sections: [Vec<u32>; SECTIONS],
}

impl<'f> Packer<'f> {
    fn name(&mut self, text: &'f str) -> Result<u32, Damage> {
        if let Some(name) = self.known_names.get(text) {
            return Ok(*name);
        }
        let (Ok(length), true) = (u8::try_from(text.len()), self.names.len() < 1 << 24) else {
            let what = format!("`{text}` is too long for a name, or there are too many names");
            return Err(Damage { line: None, what });
        };
        let name = (self.names.len() as u32) << 8 | u32::from(length);
        self.names.push_str(text);
        self.known_names.insert(text, name);
        Ok(name)
    }

    fn name_list(&mut self, texts: &'f [Cow<'f, str>]) -> Result<u32, Damage> {
        let names = texts.iter().map(|text| self.name(text)).collect::<Result<_, _>>()?;
        Ok(self.list(names))
    }

    fn key_list(&mut self, keys: impl Iterator<Item = &'f Cow<'f, str>>) -> u32 {
        let keys = keys.filter_map(|key| self.key_indexes.get(&**key).copied()).collect();
        self.list(keys)
    }

    /// Keeps a list once, however many records have it.
    fn list(&mut self, items: Vec<u32>) -> u32 {
        if let Some(list) = self.known_lists.get(&items) {
            return *list;
        }
        let lists = &mut self.sections[Section::Lists.index()];
        let list = lists.len() as u32;
        lists.push(items.len() as u32);
        lists.extend(&items);
        self.known_lists.insert(items, list);
        list
    }

    fn keys(&mut self, facts: &'f Facts<'f>) -> Result<(), Damage> {
        let globals = &facts.tables[Table::GlobalKey as usize];
        let globals = globals.iter().map(|row| (&*row[0], &*row[1], true));
        let own = facts.services.iter().flat_map(|service| {
            let is_own = |name: &str| name.split(':').next() == Some(&*service.prefix);
            service.keys.iter().map(move |key| (&*key.name, &*key.kind, is_own(&key.name)))
        });
        let mut keys: Vec<_> = globals.chain(own).collect();
        // Where two services declare one key, the one whose prefix it bears knows its type.
        keys.sort_by(|left, right| order(left.0, right.0).then(right.2.cmp(&left.2)));
        keys.dedup_by(|later, kept| {
            let same = order(later.0, kept.0).is_eq();
            same && later.0 == kept.0
        });
        for (index, (name, kind, _)) in keys.into_iter().enumerate() {
            let record = [self.name(name)?, self.name(kind)?];
            self.key_indexes.insert(name, index as u32);
            self.sections[Section::Keys.index()].extend(record);
        }
        Ok(())
    }

    fn service(&mut self, index: u32, service: &'f ServiceFacts<'f>) -> Result<(), Damage> {
        let count = |packer: &Self, section: Section| {
            (packer.sections[section.index()].len() / section.width()) as u32
        };
        let first_action = count(self, Section::Actions);
        let first_resource = count(self, Section::Resources);
        let keys = self.key_list(service.keys.iter().map(|key| &key.name));
        let record = [
            self.name(&service.prefix)?,
            self.name(&service.title)?,
            first_action,
            service.actions.len() as u32,
            first_resource,
            service.resources.len() as u32,
            keys,
        ];
        self.sections[Section::Services.index()].extend(record);

        let mut types: HashMap<&str, u32> = HashMap::new();
        for (resource, place) in service.resources.iter().zip(first_resource..) {
            types.insert(&resource.name, place);
            for arn in &resource.arns {
                let format = self.name(arn)?;
                let part = arn.split(':').nth(2).unwrap_or_default();
                self.formats.push((part, format, place));
            }
            let record = [
                self.name(&resource.name)?,
                self.name_list(&resource.arns)?,
                self.key_list(resource.keys.iter()),
                index,
            ];
            self.sections[Section::Resources.index()].extend(record);
        }
        for action in &service.actions {
            let resources = action.resources.iter().filter_map(|(name, required)| {
                let place = types.get(&**name)?;
                Some(place | if *required { REQUIRED } else { 0 })
            });
            let resources = resources.collect();
            let only = if action.permission_only { PERMISSION_ONLY } else { 0 };
            let level = AccessLevel::ALL.iter().position(|level| *level == action.level).unwrap_or_default();
            let record = [
                self.name(&action.name)?,
                self.list(resources),
                self.key_list(action.keys.iter()),
                self.name_list(&action.needs)?,
                level as u32 | only,
                index,
            ];
            self.sections[Section::Actions.index()].extend(record);
        }
        Ok(())
    }

    fn arn_services(&mut self) -> Result<(), Damage> {
        let mut formats = std::mem::take(&mut self.formats);
        formats.sort_by(|left, right| order(left.0, right.0).then(left.cmp(right)));
        for of_one in formats.chunk_by(|left, right| left.0 == right.0) {
            let name = self.name(of_one[0].0)?;
            let list = self.list(of_one.iter().flat_map(|(_, format, place)| [*format, *place]).collect());
            self.sections[Section::ArnServices.index()].extend([name, list]);
        }
        Ok(())
    }

    fn finish(self) -> Packed {
        let mut bounds = vec![SECTIONS as u32 + 1];
        for section in &self.sections {
            bounds.push(bounds[bounds.len() - 1] + section.len() as u32);
        }
        let words = bounds.iter().chain(self.sections.iter().flatten());
        Packed { words: words.flat_map(|word| word.to_le_bytes()).collect(), names: self.names }
    }
}
