use std::ops::Range;

use super::pack::{Section, hash};
use super::store::first_not;
use super::{Catalog, Key, Service};

/// A resource type of a service.
#[derive(Debug, Clone, Copy)]
pub struct ResourceType<'c> {
    catalog: &'c Catalog,
    index: usize,
}

/// A form that the ARNs of a resource type have, with `${Name}` for what differs.
#[derive(Debug, Clone, Copy)]
pub struct ArnFormat<'c> {
    catalog: &'c Catalog,
    index: usize,
}

impl Catalog {
    /// Whether ARNs name this service: as the service part of a format, or as a prefix of actions. Letters count in their case.
    pub fn knows_arn_service(&self, name: &str) -> bool {
        self.arn_service_named(name).is_some()
    }

    /// The name of a service that ARNs name so, as the catalog has it.
    pub(crate) fn arn_service_named(&self, name: &str) -> Option<&str> {
        if let Some(record) = self.arn_service_record(name) {
            return Some(self.name(self.field(Section::ArnServices, record, 0)));
        }
        self.service(name).map(Service::prefix).filter(|prefix| *prefix == name)
    }

    /// The ARN formats whose service part is this; letters count in their case.
    ///
    /// None for a service whose resources have no ARN of that service.
    pub fn arn_formats(&self, service: &str) -> impl ExactSizeIterator<Item = ArnFormat<'_>> + Clone {
        let range = self.arn_service(service).unwrap_or_default();
        range.map(|index| ArnFormat { catalog: self, index })
    }

    /// Those of the ARN formats of a service that may begin, behind the account, as this text does.
    ///
    /// Of the others none has a text in common with it, whatever wildcards it holds further on.
    pub fn arn_formats_headed(
        &self,
        service: &str,
        resource: &str,
    ) -> impl Iterator<Item = ArnFormat<'_>> + Clone {
        let all = self.arn_service(service).unwrap_or_default();
        let first = |index| ArnFormat { catalog: self, index }.resource().bytes().next().unwrap_or_default();
        let from = |start, letter: u8| first_not(start..all.end, |index| first(index) < letter);
        let letter = resource.bytes().next().filter(u8::is_ascii_alphanumeric);
        let (open, of_letter) = match letter {
            Some(letter) => {
                // Few formats begin with a part that the user names, so these are counted one by one.
                let open = all.start..all.clone().find(|index| first(*index) >= b'0').unwrap_or(all.end);
                let of_letter = from(open.end, letter)..all.end;
                (open, of_letter)
            }
            None => (all.clone(), all.end..all.end),
        };
        let of_letter = of_letter.take_while(move |index| Some(first(*index)) == letter);
        open.chain(of_letter).map(|index| ArnFormat { catalog: self, index })
    }

    /// How many resource types all services have together.
    pub(crate) fn resource_type_count(&self) -> usize {
        self.count(Section::Resources)
    }

    /// The resource type of that number.
    pub(crate) fn resource_type(&self, number: usize) -> ResourceType<'_> {
        ResourceType { catalog: self, index: number }
    }

    /// The records of the formats whose service part is this.
    fn arn_service(&self, name: &str) -> Option<Range<usize>> {
        let record = self.arn_service_record(name)?;
        let field = |column| self.field(Section::ArnServices, record, column) as usize;
        Some(field(1)..field(1) + field(2))
    }

    fn arn_service_record(&self, name: &str) -> Option<usize> {
        let mut records = self.candidates(Section::ArnServiceIndex, 0, hash(name));
        records.find(|record| self.name(self.field(Section::ArnServices, *record, 0)) == name)
    }
}

impl<'c> ArnFormat<'c> {
    /// The whole format: `arn:${Partition}:s3:::${BucketName}`.
    pub fn as_str(self) -> &'c str {
        self.part(0)
    }

    /// What it has for the service: `s3`.
    pub fn service(self) -> &'c str {
        self.part(1)
    }

    /// What it has for the Region: `${Region}`, or nothing.
    pub fn region(self) -> &'c str {
        self.part(2)
    }

    /// What it has for the account: `${Account}`, or nothing.
    pub fn account(self) -> &'c str {
        self.part(3)
    }

    /// What it has behind the account: `${BucketName}`.
    pub fn resource(self) -> &'c str {
        self.part(4)
    }

    /// Whether it leaves the partition open, as nearly all do.
    pub(crate) fn is_of_any_partition(self) -> bool {
        self.as_str().starts_with("arn:${Partition}:")
    }

    /// The resource type whose ARNs have this form.
    pub fn resource_type(self) -> ResourceType<'c> {
        ResourceType::at(self.catalog, self.field(5) as usize)
    }

    /// A number that no other format has.
    pub(crate) fn number(self) -> usize {
        self.index
    }

    fn part(self, column: usize) -> &'c str {
        self.catalog.name(self.field(column))
    }

    fn field(self, column: usize) -> u32 {
        self.catalog.field(Section::ArnFormats, self.index, column)
    }
}

impl<'c> ResourceType<'c> {
    pub(super) fn at(catalog: &'c Catalog, index: usize) -> ResourceType<'c> {
        ResourceType { catalog, index }
    }

    /// Its name: `bucket`.
    pub fn name(self) -> &'c str {
        self.catalog.name(self.field(0))
    }

    /// The service that has it.
    pub fn service(self) -> Service<'c> {
        Service::at(self.catalog, self.field(3) as usize)
    }

    /// The forms that its ARNs have.
    pub fn arn_formats(self) -> impl ExactSizeIterator<Item = ArnFormat<'c>> + Clone {
        let catalog = self.catalog;
        catalog.list(self.field(1)).map(move |index| ArnFormat { catalog, index: index as usize })
    }

    /// The forms that its ARNs have, as they are written: `arn:${Partition}:s3:::${BucketName}`.
    pub fn arns(self) -> impl ExactSizeIterator<Item = &'c str> + Clone {
        self.arn_formats().map(ArnFormat::as_str)
    }

    /// The condition keys that tell of such a resource, by name.
    pub fn keys(self) -> impl ExactSizeIterator<Item = Key<'c>> + Clone {
        self.catalog.list(self.field(2)).map(move |key| Key::at(self.catalog, key as usize))
    }

    /// A number that no other type has, below that of [`Catalog::resource_type_count`].
    pub(crate) fn number(self) -> usize {
        self.index
    }

    fn field(self, column: usize) -> u32 {
        self.catalog.field(Section::Resources, self.index, column)
    }
}

impl PartialEq for ArnFormat<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && std::ptr::eq(self.catalog, other.catalog)
    }
}

impl PartialEq for ResourceType<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.catalog, other.catalog) && self.index == other.index
    }
}
