use std::fmt;
use std::str::FromStr;

use super::{Kind, Profile};

/// What IAM Access Analyzer's `ValidatePolicy` takes a policy for: its `policyType`.
///
/// It knows fewer kinds than AWS has: every policy of an identity is one type, and every resource-based policy another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyType {
    /// A policy of an identity, a permissions boundary or a session policy.
    Identity,
    /// A resource-based policy, the trust policy of a role among them.
    Resource,
    /// A service control policy.
    ServiceControl,
    /// A resource control policy.
    ResourceControl,
}

impl PolicyType {
    /// All types.
    pub const ALL: [PolicyType; 4] =
        [PolicyType::Identity, PolicyType::Resource, PolicyType::ServiceControl, PolicyType::ResourceControl];

    /// The values of `validatePolicyResourceType`: the resources of whose policies Access Analyzer knows more than of others.
    pub const RESOURCE_TYPES: [&str; 6] = [
        "AWS::S3::Bucket",
        "AWS::S3::AccessPoint",
        "AWS::S3::MultiRegionAccessPoint",
        "AWS::S3ObjectLambda::AccessPoint",
        "AWS::IAM::AssumeRolePolicyDocument",
        "AWS::DynamoDB::Table",
    ];

    /// The type's name in the API.
    pub const fn name(self) -> &'static str {
        match self {
            PolicyType::Identity => "IDENTITY_POLICY",
            PolicyType::Resource => "RESOURCE_POLICY",
            PolicyType::ServiceControl => "SERVICE_CONTROL_POLICY",
            PolicyType::ResourceControl => "RESOURCE_CONTROL_POLICY",
        }
    }

    /// What AWS demands of a policy of this type, as far as Access Analyzer knows; of the resource type, where there is one.
    ///
    /// Of identity policies it measures what the roles' inline policies may hold together.
    pub fn profile(self, resource_type: Option<&str>) -> &'static Profile {
        match self {
            PolicyType::Identity => Profile::of_kind(Kind::InlineRole),
            PolicyType::ServiceControl => Profile::of_kind(Kind::Scp),
            PolicyType::ResourceControl => Profile::of_kind(Kind::Rcp),
            PolicyType::Resource => resource_type
                .and_then(Profile::of_resource_type)
                .unwrap_or_else(|| Profile::of_kind(Kind::Resource)),
        }
    }
}

impl Profile {
    /// What Access Analyzer takes such a policy for, and its `validatePolicyResourceType` where it has one.
    pub fn access_analyzer(&self) -> (PolicyType, Option<&'static str>) {
        let policy_type = match self.kind {
            Kind::Scp => PolicyType::ServiceControl,
            Kind::Rcp => PolicyType::ResourceControl,
            Kind::Trust | Kind::Resource | Kind::VpcEndpoint => PolicyType::Resource,
            _ => PolicyType::Identity,
        };
        let known = PolicyType::RESOURCE_TYPES.into_iter().find(|name| self.resource_types.contains(name));
        (policy_type, known)
    }
}

impl fmt::Display for PolicyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for PolicyType {
    type Err = String;

    /// Reads a type's name; the error lists the names.
    fn from_str(name: &str) -> Result<PolicyType, String> {
        PolicyType::ALL.into_iter().find(|known| known.name() == name).ok_or_else(|| {
            let names = PolicyType::ALL.map(PolicyType::name).join(", ");
            format!("`{name}` is no policy type; the types are {names}")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_resource_type_leads_to_its_profile_and_back() {
        for name in PolicyType::RESOURCE_TYPES {
            let profile = PolicyType::Resource.profile(Some(name));
            assert_eq!(profile.access_analyzer(), (PolicyType::Resource, Some(name)));
        }
        for policy_type in PolicyType::ALL {
            assert_eq!(policy_type.profile(None).access_analyzer(), (policy_type, None));
            assert_eq!(policy_type.name().parse(), Ok(policy_type));
        }
    }
}
