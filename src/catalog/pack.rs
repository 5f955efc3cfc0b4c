//! The packed form of the catalog: words of 32 bits, and one string that holds all names.
//!
//! The build script packs the text form, and so does `--catalog`; nothing here may use the rest of the package.
//! A *name* is a word: the offset into the string, and in its lowest eight bits the length, both in bytes.
//! A *list* is the index of a word that says how many words follow.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::text::{AccessLevel, Damage, Facts, ServiceFacts, Table, order};

/// A number of 32 bits, little-endian on every machine.
pub type Word = [u8; 4];

/// A catalog in its packed form.
#[derive(Debug, Default)]
pub struct Packed {
    /// The words: first the [`Section`]s' bounds, then the sections one after another.
    pub words: Vec<Word>,
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
    /// The names of the whole format, its service, Region, account and resource; then the resource type. By service, then by resource.
    ArnFormats,
    /// Name, name of its types; global keys and those of all services by name.
    Keys,
    /// The service part of ARN formats: name, first format, number of formats.
    ArnServices,
    /// The lists.
    Lists,
    /// Where to look for a service: at [`hash`] of its name, or behind, a [`Mark`] of it, up to the first zero.
    ServiceIndex,
    /// Where to look for an action: by its name and the number of its service.
    ActionIndex,
    /// Where to look for a condition key: by what comes before the part that the user names.
    KeyIndex,
    /// Where to look for the service part of ARN formats.
    ArnServiceIndex,
    /// The rows of a table, with four names each.
    Table(Table),
}

/// The number of sections.
pub const SECTIONS: usize = 12 + Table::ALL.len();

/// The sections whose records are looked for by name, each with its index.
const INDEXED: [(Section, Section); 4] = [
    (Section::Services, Section::ServiceIndex),
    (Section::Actions, Section::ActionIndex),
    (Section::Keys, Section::KeyIndex),
    (Section::ArnServices, Section::ArnServiceIndex),
];

/// A place of an index that is taken: in the lowest bits the number of the record and one, above them bits of its hash.
#[derive(Debug, Clone, Copy)]
pub struct Mark(pub u32);

impl Mark {
    /// More bits than the number of any record has.
    const NUMBER_BITS: u32 = 18;

    fn new(number: u32, hash: u32) -> Mark {
        Mark((number + 1) | (hash >> Self::NUMBER_BITS << Self::NUMBER_BITS))
    }

    /// Whether it may be one of this hash.
    pub fn is_of(self, hash: u32) -> bool {
        (self.0 ^ hash) >> Self::NUMBER_BITS == 0
    }

    /// The number of the record.
    pub fn number(self) -> usize {
        (self.0 & ((1 << Self::NUMBER_BITS) - 1)) as usize - 1
    }
}

/// In a list of resource types: marks one that must be granted.
pub const REQUIRED: u32 = 1 << 31;

/// In the level of an action: marks one without an API operation.
pub const PERMISSION_ONLY: u32 = 1 << 8;

impl Section {
    /// The section's place among all.
    #[inline]
    pub const fn index(self) -> usize {
        match self {
            Section::Head => 0,
            Section::Services => 1,
            Section::Actions => 2,
            Section::Resources => 3,
            Section::Keys => 4,
            Section::ArnFormats => 5,
            Section::ArnServices => 6,
            Section::Lists => 7,
            Section::ServiceIndex => 8,
            Section::ActionIndex => 9,
            Section::KeyIndex => 10,
            Section::ArnServiceIndex => 11,
            Section::Table(table) => 12 + table as usize,
        }
    }

    /// How many words a record has.
    #[inline]
    pub const fn width(self) -> usize {
        match self {
            Section::Head
            | Section::Lists
            | Section::ServiceIndex
            | Section::ActionIndex
            | Section::KeyIndex
            | Section::ArnServiceIndex => 1,
            Section::Keys => 2,
            Section::ArnServices => 3,
            Section::Resources | Section::Table(_) => 4,
            Section::Actions | Section::ArnFormats => 6,
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
    packer.arn_formats(facts)?;
    for (index, service) in facts.services.iter().enumerate() {
        packer.service(index as u32, service)?;
    }
    packer.indexes();
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

/// Any large odd number; this one is made of the golden ratio.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// A number for a name, the same for small and large letters.
pub fn hash(name: &str) -> u64 {
    /// The bit in which small and large letters of ASCII differ, in each byte.
    const SMALL: u64 = u64::from_ne_bytes([b' '; 8]);
    let mut hash = 0_u64;
    let mut add = |word: u64| hash = (hash.rotate_left(5) ^ (word | SMALL)).wrapping_mul(SPREAD);
    let (words, rest) = name.as_bytes().as_chunks();
    words.iter().for_each(|word| add(u64::from_le_bytes(*word)));
    match name.as_bytes().last_chunk() {
        // The bytes that a word before has as well cost less than to take the others one by one.
        Some(last) => add(u64::from_le_bytes(*last)),
        None => add(rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte))),
    }
    hash
}

/// The number of a name within something that has a number itself, such as a service; zero where it is within nothing.
pub fn hash_within(within: usize, name: u64) -> u32 {
    ((name ^ within as u64).wrapping_mul(SPREAD) >> 32) as u32
}

/// What of a condition key's name comes before the part that the user names; none where there is no such part.
pub fn key_head(name: &str) -> Option<&str> {
    // Nearly all names hold no such sign at all, and to look for two bytes takes longer than for one.
    let sign = name.bytes().position(|byte| byte == b'$')?;
    let start = if name[sign..].starts_with("${") { sign } else { name.find("${")? };
    Some(&name[..start])
}

/// Where in an ARN format its service, Region, account and resource stand; the places of those that lack are empty.
fn arn_parts(arn: &str) -> [Range<usize>; 4] {
    let mut colons = arn.match_indices(':').map(|(colon, _)| colon);
    let mut start = colons.nth(1).map_or(arn.len(), |colon| colon + 1);
    std::array::from_fn(|part| {
        let end = if part == 3 { None } else { colons.next() }.unwrap_or(arn.len());
        let place = start..end;
        start = (end + 1).min(arn.len());
        place
    })
}

#[derive(Default)]
struct Packer<'f> {
    names: String,
    known_names: HashMap<&'f str, u32>,
    known_lists: HashMap<Vec<u32>, u32>,
    key_indexes: HashMap<&'f str, u32>,
    /// The record of an ARN format of a resource type.
    format_indexes: HashMap<(&'f str, u32), u32>,
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
            let formats = resource.arns.iter();
            let formats =
                formats.filter_map(|arn| self.format_indexes.get(&(&**arn, place)).copied()).collect();
            let record =
                [self.name(&resource.name)?, self.list(formats), self.key_list(resource.keys.iter()), index];
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

    /// Packs the ARN formats, those of one service part one after another.
    fn arn_formats(&mut self, facts: &'f Facts<'f>) -> Result<(), Damage> {
        let types = facts.services.iter().flat_map(|service| &service.resources).zip(0..);
        let formats =
            types.flat_map(|(resource, place)| resource.arns.iter().map(move |arn| (&**arn, place)));
        let mut formats: Vec<_> = formats.map(|(arn, place)| (arn_parts(arn), arn, place)).collect();
        formats.sort_by(|(left, left_arn, left_place), (right, right_arn, right_place)| {
            let [by_service, by_resource] =
                [0, 3].map(|part| left_arn[left[part].clone()].cmp(&right_arn[right[part].clone()]));
            by_service.then(by_resource).then((left_arn, left_place).cmp(&(right_arn, right_place)))
        });
        let mut last = None;
        for ((parts, arn, place), index) in formats.into_iter().zip(0..) {
            let whole = self.name(arn)?;
            let service = &arn[parts[0].clone()];
            let part = |range: Range<usize>| {
                whole - arn.len() as u32 + ((range.start as u32) << 8) + range.len() as u32
            };
            let [service_part, region, account, resource] = parts.map(part);
            let record = [whole, service_part, region, account, resource, place];
            self.sections[Section::ArnFormats.index()].extend(record);
            self.format_indexes.insert((arn, place), index);
            let services = &mut self.sections[Section::ArnServices.index()];
            match services.last_mut().filter(|_| last == Some(service)) {
                Some(count) => *count += 1,
                None => services.extend([service_part, index, 1]),
            }
            last = Some(service);
        }
        Ok(())
    }

    fn text(&self, name: u32) -> &str {
        let start = (name >> 8) as usize;
        &self.names[start..start + (name & 0xff) as usize]
    }

    /// The number of each record of the sections that are indexed, at a hash of its names.
    fn indexes(&mut self) {
        for (section, index) in INDEXED {
            let records = self.sections[section.index()].chunks_exact(section.width());
            let hashes: Vec<u32> = records.map(|record| self.hash_of(section, record)).collect();
            // Half of the places are empty at least, so that few names have to stand behind their place.
            let mut places = vec![0; (hashes.len() * 2).next_power_of_two()];
            let last = places.len() - 1;
            for (hash, number) in hashes.into_iter().zip(0..) {
                let mut place = hash as usize & last;
                while places[place] != 0 {
                    place = (place + 1) & last;
                }
                places[place] = Mark::new(number, hash).0;
            }
            self.sections[index.index()] = places;
        }
    }

    fn hash_of(&self, section: Section, record: &[u32]) -> u32 {
        let name = self.text(record[0]);
        match section {
            Section::Actions => hash_within(record[5] as usize, hash(name)),
            Section::Keys => hash_within(0, hash(key_head(name).unwrap_or(name))),
            _ => hash_within(0, hash(name)),
        }
    }

    fn finish(self) -> Packed {
        let mut bounds = vec![SECTIONS as u32 + 1];
        for section in &self.sections {
            bounds.push(bounds[bounds.len() - 1] + section.len() as u32);
        }
        let words = bounds.iter().chain(self.sections.iter().flatten());
        Packed { words: words.map(|word| word.to_le_bytes()).collect(), names: self.names }
    }
}
