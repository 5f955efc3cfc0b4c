use super::pack::Section;
use super::{Catalog, Table};

/// A partition: a group of Regions with accounts of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Partition<'c> {
    /// Its name in ARNs: `aws-cn`.
    pub name: &'c str,
    /// What the names of its hosts end with: `amazonaws.com.cn`.
    pub suffix: &'c str,
    /// The regular expression that names of its Regions follow, those to come among them.
    pub region_pattern: &'c str,
}

/// A Region of a partition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region<'c> {
    /// The name of its partition.
    pub partition: &'c str,
    /// Its name: `eu-central-1`.
    pub name: &'c str,
    /// Whether an account has to ask for it before it can be used.
    pub opt_in: bool,
}

/// Whether a word has the form that the names of most Regions have, whatever their partition: `eu-central-1`.
pub fn has_region_form(word: &str) -> bool {
    let mut parts = word.split('-');
    let is_area = parts.next().is_some_and(|area| area.len() == 2);
    let is_number = parts.next_back().is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    let is_name = |part: &str| part.bytes().all(|byte| byte.is_ascii_lowercase());
    is_area && is_number && parts.clone().next().is_some() && parts.all(is_name)
}

impl Partition<'_> {
    /// Whether a name has the form of those of its Regions, so that it may be one that came after the catalog.
    pub fn has_region_form(&self, name: &str) -> bool {
        // The expression's `\w` means ASCII; one that cannot be read rules nothing out.
        let form = regex::Regex::new(&format!("(?-u){}", self.region_pattern));
        form.map_or(true, |form| form.is_match(name))
    }
}

impl Catalog {
    /// All partitions by name.
    pub fn partitions(&self) -> impl Iterator<Item = Partition<'_>> {
        self.table(Table::Partition).map(|[name, suffix, region_pattern, _]| Partition {
            name,
            suffix,
            region_pattern,
        })
    }

    /// The partition of that name; letters count in their case.
    pub fn partition(&self, name: &str) -> Option<Partition<'_>> {
        let [name, suffix, region_pattern, _] = self.row(Table::Partition, self.partition_row(name)?);
        Some(Partition { name, suffix, region_pattern })
    }

    /// Whether there is a partition of that name; letters count in their case.
    pub fn knows_partition(&self, name: &str) -> bool {
        self.partition_row(name).is_some()
    }

    fn partition_row(&self, name: &str) -> Option<usize> {
        let section = Section::Table(Table::Partition);
        (0..self.count(section)).find(|row| self.name(self.field(section, *row, 0)) == name)
    }

    /// All Regions by partition and name.
    pub fn regions(&self) -> impl Iterator<Item = Region<'_>> {
        self.table(Table::Region).map(|[partition, name, opt_in, _]| Region {
            partition,
            name,
            opt_in: opt_in == "opt-in",
        })
    }

    /// The Region of that name; letters count in their case.
    pub fn region(&self, name: &str) -> Option<Region<'_>> {
        self.regions().find(|region| region.name == name)
    }
}
