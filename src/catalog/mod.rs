//! What AWS has: services, their actions, resource types and condition keys, and the tables beside them.
//!
//! A [`Catalog`] holds facts only; what follows from them is for the rules to say.
//! The facts are text files below `data/`, which the build script packs into the program.
//!
//! ```
//! use iamlint::catalog::{AccessLevel, Catalog};
//!
//! let catalog = Catalog::embedded();
//! let action = catalog.service("S3").and_then(|s3| s3.action("getobject")).unwrap();
//! assert_eq!(action.name(), "GetObject");
//! assert_eq!(action.level(), AccessLevel::Read);
//! assert!(action.resources().any(|(resource, _)| resource.name() == "object"));
//! ```

mod date;
mod text;
mod pack;
mod store;
mod service;
mod resource;
mod key;
mod principal;
mod region;
mod retired;
mod standing;
mod unpack;
pub mod refresh;

use std::borrow::Cow;

pub use date::Date;
pub use key::{Key, KeyType};
pub use principal::SharedProvider;
pub use region::{Partition, Region, has_region_form};
pub use resource::{ArnFormat, ResourceType};
pub use retired::{RetiredAction, RetiredService};
pub use service::{Action, Service};
pub use standing::Standing;
pub use text::{
    AccessLevel, ActionFacts, Damage, Facts, KeyFacts, ResourceFacts, Row, ServiceFacts, Table, TextFile,
    order,
};

use pack::{Packed, SECTIONS, Section, Word};

/// What AWS has, as of a day.
#[derive(Clone)]
pub struct Catalog {
    words: Cow<'static, [Word]>,
    names: Cow<'static, str>,
    /// Where each section begins among the words, and where the last one ends.
    bounds: [u32; SECTIONS + 1],
}

static EMBEDDED: Catalog = {
    let (words, _) = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.words")).as_chunks();
    Catalog {
        words: Cow::Borrowed(words),
        names: Cow::Borrowed(include_str!(concat!(env!("OUT_DIR"), "/catalog.names"))),
        bounds: store::bounds(words),
    }
};

impl Catalog {
    /// The catalog inside the program.
    pub fn embedded() -> &'static Catalog {
        &EMBEDDED
    }

    /// Reads the text form, all files of it one after another.
    ///
    /// # Errors
    ///
    /// Whatever is not as the text form wants it, with the line.
    pub fn read(text: &str) -> Result<Catalog, Damage> {
        Catalog::of_facts(&Facts::read(text)?)
    }

    /// The catalog of these facts, which are in their order.
    ///
    /// # Errors
    ///
    /// A name that is longer than 255 bytes.
    pub fn of_facts(facts: &Facts<'_>) -> Result<Catalog, Damage> {
        let Packed { words, names } = pack::pack(facts)?;
        let bounds = store::bounds(&words);
        Ok(Catalog { words: Cow::Owned(words), names: Cow::Owned(names), bounds })
    }

    /// The day for which it holds.
    pub fn date(&self) -> Date {
        Date::of_word(self.field(Section::Head, 0, 0))
    }

    /// Whether something that only some services do holds for this one: `resource-control-policy`, or the name of a condition key.
    pub fn supports(&self, what: &str, prefix: &str) -> bool {
        self.supporters(what).any(|supporter| supporter.eq_ignore_ascii_case(prefix))
    }

    /// The prefixes of the services for which that holds, or the actions, as `prefix:Name` with wildcards.
    pub fn supporters<'c>(&'c self, what: &str) -> impl Iterator<Item = &'c str> {
        self.rows(Table::Supports, what).map(|row| row[1])
    }

    /// The prefixes of the services that go by another name, such as `elasticfilesystem` by `efs`; the name in any case.
    pub fn service_aliases<'c>(&'c self, name: &str) -> impl Iterator<Item = &'c str> {
        self.rows(Table::ServiceAlias, name).map(|row| row[1])
    }

    /// The actions that grant an API operation that is no action itself: `s3:ListBucket` for `s3:ListObjectsV2`.
    ///
    /// The operation is given as if it were an action, in any case; its service may be named by an alias, as in `efs:CreateFileSystem`.
    pub fn operation(&self, action: &str) -> Option<Cow<'_, str>> {
        if let Some(row) = self.rows(Table::Operation, action).next() {
            return Some(Cow::Borrowed(row[1]));
        }
        let (alias, name) = action.split_once(':')?;
        let mut actions = self.service_aliases(alias).filter_map(|prefix| self.service(prefix)?.action(name));
        let action = actions.next()?;
        actions
            .next()
            .is_none()
            .then(|| Cow::Owned(format!("{}:{}", action.service().prefix(), action.name())))
    }

    /// Whether AWS's managed policies grant this action, given as `prefix:Name`, though no list of AWS has it.
    pub fn is_undocumented(&self, action: &str) -> bool {
        self.rows(Table::Undocumented, action).next().is_some()
    }

    /// All rows of a table.
    pub fn table(&self, table: Table) -> impl Iterator<Item = [&str; 4]> {
        let count = self.count(Section::Table(table));
        (0..count).map(move |row| self.row(table, row))
    }

    /// The rows of a table whose first field is this, in any case.
    fn rows<'c>(&'c self, table: Table, first: &str) -> impl Iterator<Item = [&'c str; 4]> {
        self.beginning(table, first).take_while(move |row| row[0].eq_ignore_ascii_case(first))
    }

    /// The rows of a table from the first one on that does not come before this text.
    fn beginning<'c>(&'c self, table: Table, first: &str) -> impl Iterator<Item = [&'c str; 4]> {
        let section = Section::Table(table);
        let from = self.first_not_below(section, 0..self.count(section), first);
        (from..self.count(section)).map(move |row| self.row(table, row))
    }

    fn row(&self, table: Table, row: usize) -> [&str; 4] {
        std::array::from_fn(|column| self.name(self.field(Section::Table(table), row, column)))
    }
}

impl std::fmt::Debug for Catalog {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Catalog of {}", self.date())
    }
}
