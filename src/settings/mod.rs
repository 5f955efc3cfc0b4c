//! What the user wants: which kind of policy to expect, and which rules to run.

use std::borrow::Cow;

use crate::catalog::{Catalog, Date};
use crate::find::{Kind, Profile};

/// What the user wants of a check.
///
/// ```
/// use iamlint::{Kind, Settings};
///
/// let settings = Settings::default().with_kind(Kind::InlineRole);
/// assert_eq!(settings.profile.map(|profile| profile.kind), Some(Kind::InlineRole));
/// ```
#[derive(Debug, Clone)]
pub struct Settings {
    /// What the policies are; `None` decides by evidence in each document.
    pub profile: Option<&'static Profile>,
    /// The only rules to run, by name, code or group; empty for all that run by default.
    pub select: Vec<String>,
    /// Rules not to run, by name, code or group.
    pub ignore: Vec<String>,
    /// Whether a file that holds no policy is a finding.
    pub expect_policy: bool,
    /// Whether every object is a policy, whatever stands in it, because somebody said so of this document.
    pub is_policy: bool,
    /// Whether to check as IAM Access Analyzer does: only its rules, and of a text that is not JSON only that.
    pub as_access_analyzer: bool,
    /// Whether to check also the versions of a managed policy that an account keeps beside the one that holds.
    pub all_versions: bool,
    /// What AWS has.
    pub catalog: Cow<'static, Catalog>,
    /// The day of the check; with it, what an old catalog does not know is said with care.
    pub today: Option<Date>,
}

impl Default for Settings {
    /// Every kind by evidence, all rules that run by default, the embedded catalog, and a file without a policy is a finding.
    fn default() -> Settings {
        Settings {
            profile: None,
            select: Vec::new(),
            ignore: Vec::new(),
            expect_policy: true,
            is_policy: false,
            as_access_analyzer: false,
            all_versions: false,
            catalog: Cow::Borrowed(Catalog::embedded()),
            today: None,
        }
    }
}

impl Settings {
    /// The same settings for policies of one kind.
    pub fn with_kind(self, kind: Kind) -> Settings {
        Settings { profile: Some(Profile::of_kind(kind)), ..self }
    }
}
