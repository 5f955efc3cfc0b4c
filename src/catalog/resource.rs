use super::pack::Section;
use super::{Catalog, Key, Service};

/// A resource type of a service.
#[derive(Debug, Clone, Copy)]
pub struct ResourceType<'c> {
    catalog: &'c Catalog,
    index: usize,
}

impl Catalog {
    /// Whether ARNs name this service: as the service part of a format, or as a prefix of actions. Letters count in their case.
    pub fn knows_arn_service(&self, name: &str) -> bool {
        let formats = self.find_arn_service(name).map(|record| self.field(Section::ArnServices, record, 0));
        let service = self.service(name).map(Service::prefix);
        formats.map(|known| self.name(known)).is_some_and(|known| known == name) || service == Some(name)
    }

    /// The ARN formats whose service part is this, each with its resource type.
    ///
    /// None for a service whose resources have no ARN of that service.
    pub fn arn_formats(&self, service: &str) -> impl Iterator<Item = (&str, ResourceType<'_>)> + Clone {
        let record = self.find_arn_service(service);
        let list = record.map(|record| self.list(self.field(Section::ArnServices, record, 1)));
        let formats = list.clone().into_iter().flatten().step_by(2);
        let types = list.into_iter().flatten().skip(1).step_by(2);
        let pairs = formats.zip(types);
        pairs.map(|(format, index)| (self.name(format), ResourceType::at(self, index as usize)))
    }

    fn find_arn_service(&self, name: &str) -> Option<usize> {
        self.find(Section::ArnServices, 0..self.count(Section::ArnServices), name)
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

    /// Its ARN formats, with `${Name}` for what differs: `arn:${Partition}:s3:::${BucketName}`.
    pub fn arns(self) -> impl ExactSizeIterator<Item = &'c str> + Clone {
        self.catalog.list(self.field(1)).map(move |name| self.catalog.name(name))
    }

    /// The condition keys that tell of such a resource, by name.
    pub fn keys(self) -> impl ExactSizeIterator<Item = Key<'c>> + Clone {
        self.catalog.list(self.field(2)).map(move |key| Key::at(self.catalog, key as usize))
    }

    fn field(self, column: usize) -> u32 {
        self.catalog.field(Section::Resources, self.index, column)
    }
}

impl PartialEq for ResourceType<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.catalog, other.catalog) && self.index == other.index
    }
}
