//! What kinds of policy there are, and what AWS demands of each.
//!
//! What differs between two kinds is data in [`Profile`]; no rule asks which kind it is in front of to find out a limit.

mod policy_type;
mod profile;
mod table;

use std::fmt;
use std::str::FromStr;

pub use policy_type::PolicyType;
pub use profile::{
    ActionScope, Charset, Elements, NO_KNOWN_END, PrincipalElement, Profile, Quota, ResourceElement, Sid,
    Unit, Version, WhiteSpace,
};

use crate::source::const_text::{same, skip_space, split};

/// What a policy is for; each kind enters AWS by calls of its own and has limits of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A customer managed policy (`iam:CreatePolicy`).
    Managed,
    /// An AWS managed policy.
    AwsManaged,
    /// An inline policy of a user (`iam:PutUserPolicy`).
    InlineUser,
    /// An inline policy of a role (`iam:PutRolePolicy`).
    InlineRole,
    /// An inline policy of a group (`iam:PutGroupPolicy`).
    InlineGroup,
    /// A managed policy that serves as a permissions boundary.
    Boundary,
    /// A session policy (`sts:AssumeRole` and its relatives).
    Session,
    /// The inline policy of an IAM Identity Center permission set.
    PermissionSet,
    /// A role trust policy (`iam:CreateRole`).
    Trust,
    /// A resource-based policy.
    Resource,
    /// A service control policy of AWS Organizations.
    Scp,
    /// A resource control policy of AWS Organizations.
    Rcp,
    /// A VPC endpoint policy.
    VpcEndpoint,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 13] = [
        Kind::Managed,
        Kind::AwsManaged,
        Kind::InlineUser,
        Kind::InlineRole,
        Kind::InlineGroup,
        Kind::Boundary,
        Kind::Session,
        Kind::PermissionSet,
        Kind::Trust,
        Kind::Resource,
        Kind::Scp,
        Kind::Rcp,
        Kind::VpcEndpoint,
    ];

    /// The kind's name as users type it.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Managed => "managed",
            Kind::AwsManaged => "aws-managed",
            Kind::InlineUser => "inline-user",
            Kind::InlineRole => "inline-role",
            Kind::InlineGroup => "inline-group",
            Kind::Boundary => "boundary",
            Kind::Session => "session",
            Kind::PermissionSet => "permission-set",
            Kind::Trust => "trust",
            Kind::Resource => "resource",
            Kind::Scp => "scp",
            Kind::Rcp => "rcp",
            Kind::VpcEndpoint => "vpc-endpoint",
        }
    }

    /// The kind in words, as sentences say it: "managed policy".
    pub const fn title(self) -> &'static str {
        match self {
            Kind::Managed => "managed policy",
            Kind::AwsManaged => "AWS managed policy",
            Kind::InlineUser => "inline policy of a user",
            Kind::InlineRole => "inline policy of a role",
            Kind::InlineGroup => "inline policy of a group",
            Kind::Boundary => "permissions boundary",
            Kind::Session => "session policy",
            Kind::PermissionSet => "permission set's inline policy",
            Kind::Trust => "role trust policy",
            Kind::Resource => "resource-based policy",
            Kind::Scp => "service control policy",
            Kind::Rcp => "resource control policy",
            Kind::VpcEndpoint => "VPC endpoint policy",
        }
    }

    /// The kind in words with its article: "an inline policy of a user".
    pub fn with_article(self) -> String {
        let title = self.title();
        let article = if title.starts_with(['A', 'a', 'i']) { "an" } else { "a" };
        format!("{article} {title}")
    }

    /// Whether the policy belongs to an identity, which is then the principal of all its statements.
    pub const fn is_identity(self) -> bool {
        KindSet::IDENTITY.has(self)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Kind {
    type Err = String;

    /// Reads a kind's name; the error lists the names.
    fn from_str(name: &str) -> Result<Kind, String> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
            let names = Kind::ALL.map(Kind::name).join(", ");
            format!("`{name}` is no kind of policy; the kinds are {names}")
        })
    }
}

/// A set of kinds, as the pages of the rule book write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindSet(u16);

impl KindSet {
    /// Policies of identities: managed, inline, boundary, session, permission set.
    pub const IDENTITY: KindSet = KindSet::of(&[
        Kind::Managed,
        Kind::AwsManaged,
        Kind::InlineUser,
        Kind::InlineRole,
        Kind::InlineGroup,
        Kind::Boundary,
        Kind::Session,
        Kind::PermissionSet,
    ]);
    /// Resource-based policies, VPC endpoint policies among them.
    pub const RESOURCE: KindSet = KindSet::of(&[Kind::Resource, Kind::VpcEndpoint]);
    /// Every kind.
    pub const ALL: KindSet = KindSet::of(&Kind::ALL);

    /// The set of these kinds.
    pub const fn of(kinds: &[Kind]) -> KindSet {
        let mut set = 0;
        let mut index = 0;
        while index < kinds.len() {
            set |= 1 << kinds[index] as u16;
            index += 1;
        }
        KindSet(set)
    }

    /// The kinds of both sets.
    pub const fn and(self, other: KindSet) -> KindSet {
        KindSet(self.0 | other.0)
    }

    /// Whether the kind is in the set.
    pub const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u16) != 0
    }

    /// Reads `identity, trust, scp` while compiling: kinds by name, and the families `all`, `identity` and `resource`.
    pub(crate) const fn read(names: &str) -> KindSet {
        let (name, rest) = match split(names, b',') {
            Some((name, rest)) => (name, Some(skip_space(rest))),
            None => (names, None),
        };
        let set = if same(name, "all") {
            KindSet::ALL
        } else if same(name, "identity") {
            KindSet::IDENTITY
        } else if same(name, "resource") {
            KindSet::RESOURCE
        } else {
            KindSet::of(&[KindSet::kind_named(name)])
        };
        match rest {
            Some(rest) => KindSet(set.0 | KindSet::read(rest).0),
            None => set,
        }
    }

    #[expect(clippy::panic, reason = "it runs while compiling, where a panic is an error of the compiler")]
    const fn kind_named(name: &str) -> Kind {
        let mut index = 0;
        while index < Kind::ALL.len() {
            if same(Kind::ALL[index].name(), name) {
                return Kind::ALL[index];
            }
            index += 1;
        }
        panic!("an unknown kind of policy in the front matter");
    }
}
