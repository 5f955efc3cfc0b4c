//! The text form of the catalog: one record a line, its fields parted by tabs.
//!
//! It is the form that people review and that the repository holds; `README.md` of this folder describes the records.
//! The build script reads it with this same file, so nothing here may use the rest of the package.

mod read;
mod write;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use super::date::Date;
pub use write::TextFile;

/// The version of the text form that is read and written here.
pub const FORM: &str = "1";

/// What stands for a space in the name of a resource type, since spaces part the names of a list.
const SPACE: &str = "+";

/// All facts of a catalog, in the order in which they are written.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts<'t> {
    /// The day for which the facts hold.
    pub date: Date,
    /// The services by prefix.
    pub services: Vec<ServiceFacts<'t>>,
    /// The rows of the tables, each in the order of [`Table::ALL`].
    pub tables: [Vec<Row<'t>>; Table::ALL.len()],
}

impl Facts<'_> {
    /// A catalog of that day that knows nothing.
    pub fn new(date: Date) -> Self {
        Facts { date, services: Vec::new(), tables: Default::default() }
    }
}

/// What is known of one service.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceFacts<'t> {
    /// The prefix of its actions: `s3`.
    pub prefix: Cow<'t, str>,
    /// Its name for people: `Amazon S3`.
    pub title: Cow<'t, str>,
    /// Its actions by name.
    pub actions: Vec<ActionFacts<'t>>,
    /// The condition keys that it declares, by name; global keys are not among them.
    pub keys: Vec<KeyFacts<'t>>,
    /// Its resource types by name.
    pub resources: Vec<ResourceFacts<'t>>,
}

impl<'t> ServiceFacts<'t> {
    /// A service of which only the name is known.
    pub fn new(prefix: impl Into<Cow<'t, str>>, title: impl Into<Cow<'t, str>>) -> ServiceFacts<'t> {
        let (actions, keys, resources) = Default::default();
        ServiceFacts { prefix: prefix.into(), title: title.into(), actions, keys, resources }
    }
}

/// One action of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct ActionFacts<'t> {
    /// Its name without the prefix.
    pub name: Cow<'t, str>,
    /// What it does to resources.
    pub level: AccessLevel,
    /// Whether there is no API operation behind it.
    pub permission_only: bool,
    /// The resource types that it is granted on, by name, and whether each must be granted.
    pub resources: Vec<(Cow<'t, str>, bool)>,
    /// The condition keys that may be in its requests, by name.
    pub keys: Vec<Cow<'t, str>>,
    /// Actions that a caller needs besides, as `prefix:Name`.
    pub needs: Vec<Cow<'t, str>>,
}

/// One condition key of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyFacts<'t> {
    /// Its name with the prefix; parts that the user names are written `${Name}`.
    pub name: Cow<'t, str>,
    /// Its type in AWS's words: `String`, `ArrayOfString`, `ARN`.
    pub kind: Cow<'t, str>,
}

/// One resource type of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct ResourceFacts<'t> {
    /// Its name.
    pub name: Cow<'t, str>,
    /// Its ARN formats.
    pub arns: Vec<Cow<'t, str>>,
    /// The condition keys that tell of such a resource.
    pub keys: Vec<Cow<'t, str>>,
}

/// How an action touches resources (AWS Service Authorization Reference, "Access levels").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccessLevel {
    /// Lists resources.
    List,
    /// Reads what is in them.
    Read,
    /// Creates, changes or deletes them.
    Write,
    /// Changes tags only.
    Tagging,
    /// Changes who may use them.
    Permissions,
}

impl AccessLevel {
    /// All levels.
    pub const ALL: [AccessLevel; 5] = [
        AccessLevel::List,
        AccessLevel::Read,
        AccessLevel::Write,
        AccessLevel::Tagging,
        AccessLevel::Permissions,
    ];

    /// The level's name, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            AccessLevel::List => "list",
            AccessLevel::Read => "read",
            AccessLevel::Write => "write",
            AccessLevel::Tagging => "tagging",
            AccessLevel::Permissions => "permissions",
        }
    }
}

/// The tables beside the services. Each row is a record of up to four fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// A global condition key: name, types.
    GlobalKey,
    /// An API operation that is no action: `prefix:Name`, the actions that grant it.
    Operation,
    /// A partition: name, suffix of host names, pattern of its Regions.
    Partition,
    /// A service principal: name.
    Principal,
    /// A Region: partition, name, `opt-in` where an account has to ask for it.
    Region,
    /// An action that is listed no more: `prefix:Name`, when it was last seen, the actions that took its place.
    RetiredAction,
    /// A service that is listed no more: prefix, its end, `accepted` or `refused`, the service that took its place.
    RetiredService,
    /// A name by which people or programs call a service: the name, the prefix of its actions.
    ServiceAlias,
    /// An OIDC provider that serves many tenants from one issuer: issuer, the condition key that IAM asks for, its name for people.
    SharedProvider,
    /// Something that only some services do: what, prefix.
    Supports,
    /// A name that AWS's managed policies hold and no list does: `prefix:Name`, when it was seen.
    Undocumented,
}

/// The fields of a record after its first one; those that are left out are empty.
pub type Row<'t> = [Cow<'t, str>; 4];

impl Table {
    /// All tables, by the name of their records.
    pub const ALL: [Table; 11] = [
        Table::GlobalKey,
        Table::Operation,
        Table::Partition,
        Table::Principal,
        Table::Region,
        Table::RetiredAction,
        Table::RetiredService,
        Table::ServiceAlias,
        Table::SharedProvider,
        Table::Supports,
        Table::Undocumented,
    ];

    /// The first field of its records.
    pub fn record(self) -> &'static str {
        self.shape().0
    }

    /// The file of the repository that holds it, without `.tsv`.
    pub fn file(self) -> &'static str {
        self.shape().1
    }

    /// Records, file, and how many fields a record needs and may have.
    fn shape(self) -> (&'static str, &'static str, usize, usize) {
        match self {
            Table::GlobalKey => ("global-key", "global_keys", 2, 2),
            Table::Operation => ("operation", "operations", 2, 2),
            Table::Partition => ("partition", "partitions", 3, 3),
            Table::Principal => ("principal", "principals", 1, 2),
            Table::Region => ("region", "partitions", 2, 3),
            Table::RetiredAction => ("retired-action", "retired", 1, 3),
            Table::RetiredService => ("retired-service", "retired", 1, 4),
            Table::ServiceAlias => ("service-alias", "service_aliases", 2, 2),
            Table::SharedProvider => ("shared-provider", "identity_providers", 3, 3),
            Table::Supports => ("supports", "support", 2, 2),
            Table::Undocumented => ("undocumented", "undocumented", 1, 2),
        }
    }
}

/// Why a catalog cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The line, from 1; none where the fault is in no single line.
    pub line: Option<usize>,
    /// What is wrong there.
    pub what: String,
}

impl fmt::Display for Damage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "line {line}: {}", self.what),
            None => out.write_str(&self.what),
        }
    }
}

impl std::error::Error for Damage {}

/// The order of all names in the catalog: by their bytes, as if all letters were small.
pub fn order(left: &str, right: &str) -> Ordering {
    let small = |byte: u8| byte.to_ascii_lowercase();
    left.bytes().map(small).cmp(right.bytes().map(small))
}
