use super::region::has_region_form;
use super::{Catalog, Table};

/// An identity provider whose tokens do not by themselves say whose they are, because many tenants share its issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedProvider<'c> {
    /// The issuer, without `https://`.
    pub issuer: &'c str,
    /// The condition key without which IAM refuses to trust it.
    pub key: &'c str,
    /// What the provider is called.
    pub name: &'c str,
}

/// What the names of service principals end with in the partition `aws`.
const DOMAIN: &str = "amazonaws.com";

impl Catalog {
    /// Whether a name is that of a service principal: `lambda.amazonaws.com`.
    ///
    /// Each has forms for a Region and for the other partitions too: `lambda.eu-central-1.amazonaws.com`, `lambda.amazonaws.com.cn`.
    pub fn is_service_principal(&self, name: &str) -> bool {
        let is_listed = |name: &str| self.rows(Table::Principal, name).next().is_some();
        is_listed(name)
            || self
                .service_of_principal(name)
                .is_some_and(|service| is_listed(&format!("{service}.{DOMAIN}")))
    }

    /// The name of a service principal without the domain and the Region: `pods.eks` for `pods.eks.amazonaws.com`, whatever services there are.
    ///
    /// None for what does not end with the domain of a partition.
    pub fn service_of_principal(&self, name: &str) -> Option<String> {
        let head = self.partitions().find_map(|partition| {
            let head = name.strip_suffix(partition.suffix)?;
            head.strip_suffix('.')
        })?;
        let is_region = |label: &str| has_region_form(label) || self.region(label).is_some();
        let labels: Vec<&str> = head.split('.').filter(|label| !is_region(label)).collect();
        (!labels.is_empty()).then(|| labels.join("."))
    }

    /// The names of all service principals.
    pub fn service_principals(&self) -> impl Iterator<Item = &str> {
        self.table(Table::Principal).map(|row| row[0])
    }

    /// The shared provider of this issuer, in any case; a slash at its end does not count.
    pub fn shared_provider(&self, issuer: &str) -> Option<SharedProvider<'_>> {
        let [issuer, key, name, _] = self.rows(Table::SharedProvider, issuer.trim_end_matches('/')).next()?;
        Some(SharedProvider { issuer, key, name })
    }
}
