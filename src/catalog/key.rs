use super::pack::{Section, hash, key_head};
use super::{Catalog, Table};
use crate::policy::condition::Family;
use crate::policy::pattern;

/// A condition key.
#[derive(Debug, Clone, Copy)]
pub struct Key<'c> {
    catalog: &'c Catalog,
    index: usize,
}

/// What the values of a condition key are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyType {
    /// Text.
    String,
    /// Amazon resource names.
    Arn,
    /// `true` or `false`.
    Bool,
    /// Numbers.
    Numeric,
    /// Dates and times.
    Date,
    /// IP addresses.
    IpAddress,
    /// Base64 text.
    Binary,
    /// A type that this version does not know.
    Other,
}

impl KeyType {
    /// Whether an operator of that family compares such values.
    pub fn fits(self, family: Family) -> bool {
        match self {
            KeyType::String => matches!(family, Family::String | Family::StringLike),
            KeyType::Arn => family == Family::Arn,
            KeyType::Bool => family == Family::Bool,
            KeyType::Numeric => family == Family::Numeric,
            KeyType::Date => family == Family::Date,
            KeyType::IpAddress => family == Family::Ip,
            KeyType::Binary => family == Family::Binary,
            KeyType::Other => true,
        }
    }
}

impl Catalog {
    /// The condition key that is written so, in any case: `aws:ResourceTag/team` is `aws:ResourceTag/${TagKey}`.
    pub fn key(&self, written: &str) -> Option<Key<'_>> {
        let mut exact = self.keys_headed(key_head(written).unwrap_or(written));
        if let Some(key) = exact.find(|key| key.name().eq_ignore_ascii_case(written)) {
            return Some(key);
        }
        // What the user names begins behind a sign, so only there can the text part from the key's name.
        let is_sign = |byte: u8| matches!(byte, b'/' | b':' | b'.' | b'-');
        let ends = (1..).zip(written.bytes()).filter(|(_, byte)| is_sign(*byte)).map(|(end, _)| end);
        let heads = ends.map(|end| &written[..end]).chain(std::iter::once(""));
        let mut templates = heads.flat_map(|head| {
            self.keys_headed(head)
                .filter(move |key| key.template_head().is_some_and(|other| other.eq_ignore_ascii_case(head)))
        });
        templates.find(|key| key.stands_for(written))
    }

    /// Keys that may be called so, or may be called so before the part that the user names.
    fn keys_headed(&self, head: &str) -> impl Iterator<Item = Key<'_>> {
        self.candidates(Section::KeyIndex, 0, hash(head)).map(|index| Key::at(self, index))
    }

    /// The condition key of which this text is all but the part that the user names: `aws:ResourceTag` or `aws:ResourceTag/`.
    pub fn key_without_part(&self, written: &str) -> Option<Key<'_>> {
        let keys = 0..self.count(Section::Keys);
        let head = written.trim_end_matches(['/', ':']);
        let from = self.first_not_below(Section::Keys, keys.clone(), head);
        let mut rest = (from..keys.end).map(|index| Key::at(self, index)).take_while(|key| {
            key.name().get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head))
        });
        rest.find(|key| {
            let other = key.template_head();
            other.is_some_and(|other| other.len() == head.len() + 1 && other.ends_with(['/', ':']))
        })
    }

    /// Whether some condition key has this prefix, in any case.
    pub fn knows_key_prefix(&self, prefix: &str) -> bool {
        let keys = 0..self.count(Section::Keys);
        let from = self.first_not_below(Section::Keys, keys.clone(), prefix);
        let mut rest = (from..keys.end).map(|index| Key::at(self, index).name()).take_while(|name| {
            name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        });
        rest.any(|name| name[prefix.len()..].starts_with(':'))
    }

    /// All condition keys by name.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = Key<'_>> {
        (0..self.count(Section::Keys)).map(|index| Key::at(self, index))
    }
}

impl<'c> Key<'c> {
    pub(super) fn at(catalog: &'c Catalog, index: usize) -> Key<'c> {
        Key { catalog, index }
    }

    /// Its name, with `${Name}` for a part that the user names: `aws:ResourceTag/${TagKey}`.
    pub fn name(self) -> &'c str {
        self.catalog.name(self.catalog.field(Section::Keys, self.index, 0))
    }

    /// The types of its values; more than one where AWS compares them in several ways.
    pub fn types(self) -> impl Iterator<Item = KeyType> + Clone {
        let names = self.type_name().as_bytes().split(|byte| *byte == b',');
        names.map(|name| match name.strip_prefix(b"ArrayOf").unwrap_or(name) {
            b"String" => KeyType::String,
            b"ARN" => KeyType::Arn,
            b"Bool" => KeyType::Bool,
            b"Numeric" => KeyType::Numeric,
            b"Date" => KeyType::Date,
            b"IPAddress" => KeyType::IpAddress,
            b"Binary" => KeyType::Binary,
            _ => KeyType::Other,
        })
    }

    /// The types as AWS names them: `ArrayOfString`.
    pub fn type_name(self) -> &'c str {
        self.catalog.name(self.catalog.field(Section::Keys, self.index, 1))
    }

    /// Whether a request may hold several values of it, so that operators need `ForAllValues:` or `ForAnyValue:`.
    pub fn is_multivalued(self) -> bool {
        self.type_name().starts_with("ArrayOf")
    }

    /// Whether it is one of the global condition keys, which requests to any service may hold.
    pub fn is_global(self) -> bool {
        self.catalog.rows(Table::GlobalKey, self.name()).next().is_some()
    }

    /// Its name up to the part that the user names; none where there is no such part.
    fn template_head(self) -> Option<&'c str> {
        key_head(self.name())
    }

    /// Whether the name stands for a key as it is written; a part that the user names is never empty.
    fn stands_for(self, written: &str) -> bool {
        // Nearly all have one such part, at the end.
        if let Some(head) = self.template_head()
            && self.name()[head.len()..].find('}') == Some(self.name().len() - head.len() - 1)
        {
            let begins = |start: &str| start.eq_ignore_ascii_case(head);
            return written.len() > head.len() && written.get(..head.len()).is_some_and(begins);
        }
        let mut pattern = String::with_capacity(self.name().len());
        let mut rest = self.name();
        while let Some((head, tail)) = rest.split_once("${") {
            pattern.push_str(head);
            pattern.push_str("?*");
            rest = tail.split_once('}').map_or("", |(_, rest)| rest);
        }
        pattern.push_str(rest);
        pattern::matches_ignoring_case(&pattern, written)
    }
}

impl PartialEq for Key<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.catalog, other.catalog) && self.index == other.index
    }
}
