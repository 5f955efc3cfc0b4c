use std::fmt;

use super::{Kind, table};

/// What AWS demands of one kind of policy, or of the policy of one type of resource.
#[derive(Debug, PartialEq, Eq)]
pub struct Profile {
    /// The kind that it is about.
    pub kind: Kind,
    /// What the policy belongs to, in words, where the kind alone does not say it: "S3 bucket".
    pub of: Option<&'static str>,
    /// The CloudFormation types of the resources that it is about; empty for kinds that have none.
    pub resource_types: &'static [&'static str],
    /// What may stand in `Version`.
    pub version: Version,
    /// Which elements a statement needs and which it must not have.
    pub elements: Elements,
    /// Which actions the policy may have.
    pub actions: ActionScope,
    /// The ARN formats of the resources that a statement may name, and `*` where that may stand for the one that the policy belongs to; empty where any may be named, as far as is known.
    pub resources: &'static [&'static str],
    /// What may stand in `Sid`.
    pub sid: Sid,
    /// Which characters the document may hold.
    pub charset: Charset,
    /// The most characters of the parameter that carries the document, white space included.
    pub parameter: Option<u32>,
    /// The most that the document itself may hold.
    pub quota: Option<Quota>,
    /// Condition keys that have the same value in every request that the policy is asked about.
    pub irrelevant_keys: &'static [&'static str],
    /// The page of AWS's documentation that says so.
    pub source: &'static str,
}

impl Profile {
    /// The profile of a kind without regard to a resource type.
    pub fn of_kind(kind: Kind) -> &'static Profile {
        let found = table::PROFILES.iter().find(|profile| profile.kind == kind);
        found.unwrap_or(&table::RESOURCE)
    }

    /// The profile of the policy of a resource of that CloudFormation type, such as `AWS::S3::Bucket`.
    ///
    /// None for types that no policy is known of; case does not matter.
    pub fn of_resource_type(name: &str) -> Option<&'static Profile> {
        table::PROFILES
            .iter()
            .find(|profile| profile.resource_types.iter().any(|known| known.eq_ignore_ascii_case(name)))
    }

    /// All resource types that a profile is known of, sorted.
    pub fn resource_types() -> Vec<&'static str> {
        let mut names: Vec<_> =
            table::PROFILES.iter().flat_map(|profile| profile.resource_types).copied().collect();
        names.sort_unstable();
        names
    }

    /// The kind in words with its article, and what the policy belongs to: "a resource-based policy (S3 bucket)".
    pub fn with_article(&self) -> String {
        match self.of {
            Some(of) => format!("{} ({of})", self.kind.with_article()),
            None => self.kind.with_article(),
        }
    }

    /// The policy in words, as that of one resource where it belongs to one: "the policy of the S3 bucket".
    pub fn of_resource(&self) -> String {
        match self.of {
            Some(of) => format!("the policy of the {of}"),
            None => self.kind.with_article(),
        }
    }

    /// All profiles.
    pub fn all() -> &'static [Profile] {
        table::PROFILES
    }
}

impl fmt::Display for Profile {
    /// The kind in words, and what the policy belongs to: "resource-based policy (S3 bucket)".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.title())?;
        match self.of {
            Some(of) => write!(f, " ({of})"),
            None => Ok(()),
        }
    }
}

/// What may stand in `Version`, and what its absence means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// Only 2012-10-17; the service refuses a policy without it.
    Must2012,
    /// The documentation asks for 2012-10-17; what the service does otherwise is not known.
    Should2012,
    /// 2012-10-17 or 2008-10-17; no version means 2008-10-17.
    Either,
}

/// Which elements a statement needs and which it must not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Elements {
    /// What is demanded of `Principal` and `NotPrincipal`.
    pub principal: PrincipalElement,
    /// What is demanded of `Resource` and `NotResource`.
    pub resource: ResourceElement,
    /// Whether `NotAction` may stand for `Action`.
    pub not_action: bool,
}

/// What is demanded of `Principal` and `NotPrincipal`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrincipalElement {
    /// Neither may stand there.
    Forbidden,
    /// `Principal` must stand there, and `NotPrincipal` must not.
    Required,
    /// `Principal` must stand there and be `"*"`.
    RequiredStar,
    /// One of the two must stand there, `NotPrincipal` only with `Deny`.
    Either,
}

/// What is demanded of `Resource` and `NotResource`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResourceElement {
    /// Neither may stand there.
    Forbidden,
    /// One of the two must stand there.
    Required,
    /// Both may be absent.
    Optional,
}

/// Which actions a policy may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionScope {
    /// Any, as far as is known.
    Any,
    /// Those of the service with this prefix: no other action applies to the resource.
    Service(&'static str),
    /// These.
    Only(&'static [&'static str]),
}

/// What may stand in `Sid`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sid {
    /// Letters and digits of ASCII, each value once.
    Alphanumeric,
    /// What the service allows; each value should stand there once.
    Free,
}

/// Which characters the document may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// IAM's pattern: tab, line feed, carriage return, and U+0020 to U+00FF.
    Iam,
    /// ASCII only.
    Ascii,
    /// Every character, as far as is known.
    Any,
}

impl Charset {
    /// Whether the character may stand in the document.
    pub const fn has(self, character: char) -> bool {
        match self {
            Charset::Iam => matches!(character, '\t' | '\n' | '\r' | ' '..='\u{FF}'),
            Charset::Ascii => character.is_ascii(),
            Charset::Any => true,
        }
    }

    /// Whether all characters of a text may stand in the document.
    pub fn has_all(self, text: &str) -> bool {
        // Nearly all texts are printable ASCII, which every document takes; to look at all of it is faster than to stop.
        let is_usual = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
        let are_usual = text.bytes().fold(true, |are_usual, byte| are_usual & is_usual(byte));
        are_usual || text.chars().all(|character| self.has(character))
    }
}

/// The most that a document may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// The limit.
    pub limit: u32,
    /// What is counted.
    pub unit: Unit,
    /// Whether white space counts.
    pub white_space: WhiteSpace,
    /// The highest limit that AWS grants on request, where there is one; [`NO_KNOWN_END`] where AWS does not say which.
    pub raisable_to: Option<u32>,
    /// A second limit, of what is not white space, where there is one.
    pub without_white_space: Option<u32>,
}

/// The highest limit of a quota that AWS raises on request without saying how far.
pub const NO_KNOWN_END: u32 = u32::MAX;

/// What a quota counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Characters.
    Characters,
    /// Bytes of UTF-8.
    Bytes,
}

impl Unit {
    /// The unit in words.
    pub const fn name(self) -> &'static str {
        match self {
            Unit::Characters => "characters",
            Unit::Bytes => "bytes",
        }
    }
}

/// Whether a quota counts white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhiteSpace {
    /// It counts.
    Counted,
    /// It does not.
    NotCounted,
    /// AWS does not say; then nothing between the two counts is certain.
    Unstated,
}
