use std::borrow::Cow;

use super::{ActionFacts, Catalog, Facts, KeyFacts, ResourceFacts, Service, ServiceFacts, Table};

impl Catalog {
    /// The facts of the catalog, as the text form has them.
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            date: self.date(),
            services: self.services().map(Service::facts).collect(),
            tables: Table::ALL.map(|table| self.table(table).map(|row| row.map(Cow::Borrowed)).collect()),
        }
    }
}

impl<'c> Service<'c> {
    fn facts(self) -> ServiceFacts<'c> {
        let keys = self.keys().map(|key| KeyFacts { name: key.name().into(), kind: key.type_name().into() });
        let actions = self.actions().map(|action| ActionFacts {
            name: action.name().into(),
            level: action.level(),
            permission_only: action.is_permission_only(),
            resources: action.resources().map(|(kind, required)| (kind.name().into(), required)).collect(),
            keys: action.keys().map(|key| key.name().into()).collect(),
            needs: action.needs().map(Cow::Borrowed).collect(),
        });
        let resources = self.resource_types().map(|resource| ResourceFacts {
            name: resource.name().into(),
            arns: resource.arns().map(Cow::Borrowed).collect(),
            keys: resource.keys().map(|key| key.name().into()).collect(),
        });
        ServiceFacts {
            prefix: self.prefix().into(),
            title: self.title().into(),
            actions: actions.collect(),
            keys: keys.collect(),
            resources: resources.collect(),
        }
    }
}
