//! The rows of [`Profile`]: one per kind, and one per service that takes a resource-based policy.
//!
//! A figure stands here only where AWS's documentation or the service's API model says it; where neither does, there is no quota, and nothing is reported.

use super::Kind;
use super::profile::*;

const IDENTITY_ELEMENTS: Elements = Elements {
    principal: PrincipalElement::Forbidden,
    resource: ResourceElement::Required,
    not_action: true,
};

const RESOURCE_ELEMENTS: Elements =
    Elements { principal: PrincipalElement::Either, resource: ResourceElement::Required, not_action: true };

/// The actions by which a role is assumed, or that accompany one of them.
///
/// IAM takes no others in a trust policy, where it says that it "may only specify STS AssumeRole actions".
const ROLE_ASSUMPTION: &[&str] = &[
    "sts:AssumeRole",
    "sts:AssumeRoleWithSAML",
    "sts:AssumeRoleWithWebIdentity",
    "sts:SetContext",
    "sts:SetSourceIdentity",
    "sts:TagSession",
];

/// The key of the account that has the S3 resource, which is one for each resource.
const OF_S3_ACCOUNT: &[&str] = &["s3:ResourceAccount"];

const fn characters(limit: u32, white_space: WhiteSpace) -> Quota {
    Quota { limit, unit: Unit::Characters, white_space, raisable_to: None, without_white_space: None }
}

const fn bytes(limit: u32, white_space: WhiteSpace) -> Quota {
    Quota { unit: Unit::Bytes, ..characters(limit, white_space) }
}

/// What the policies of identities share; the figures are those of an inline policy of a role.
const IDENTITY: Profile = Profile {
    kind: Kind::InlineRole,
    of: None,
    resource_types: &[],
    version: Version::Either,
    elements: IDENTITY_ELEMENTS,
    actions: ActionScope::Any,
    resources: &[],
    sid: Sid::Alphanumeric,
    charset: Charset::Iam,
    parameter: Some(131_072),
    quota: Some(characters(10_240, WhiteSpace::NotCounted)),
    irrelevant_keys: &[],
    source: "IAM User Guide, IAM and AWS STS quotas",
};

/// A customer managed policy.
const MANAGED: Profile = Profile {
    kind: Kind::Managed,
    version: Version::Must2012,
    quota: Some(characters(6_144, WhiteSpace::NotCounted)),
    ..IDENTITY
};

/// A resource-based policy of which the service is not known.
pub(super) const RESOURCE: Profile = Profile {
    kind: Kind::Resource,
    elements: RESOURCE_ELEMENTS,
    sid: Sid::Free,
    charset: Charset::Any,
    parameter: None,
    quota: None,
    source: "IAM User Guide, Grammar of the IAM JSON policy language",
    ..IDENTITY
};

/// All profiles; the first of a kind is the one without regard to a resource type.
pub(super) static PROFILES: &[Profile] = &[
    MANAGED,
    Profile { kind: Kind::AwsManaged, quota: None, ..MANAGED },
    Profile { kind: Kind::InlineUser, quota: Some(characters(2_048, WhiteSpace::NotCounted)), ..IDENTITY },
    IDENTITY,
    Profile { kind: Kind::InlineGroup, quota: Some(characters(5_120, WhiteSpace::NotCounted)), ..IDENTITY },
    Profile { kind: Kind::Boundary, ..MANAGED },
    Profile {
        kind: Kind::Session,
        quota: Some(characters(2_048, WhiteSpace::Counted)),
        parameter: None,
        source: "AWS STS API Reference, AssumeRole",
        ..IDENTITY
    },
    Profile {
        kind: Kind::PermissionSet,
        parameter: Some(32_768),
        quota: Some(Quota { without_white_space: Some(10_240), ..bytes(32_768, WhiteSpace::Counted) }),
        source: "IAM Identity Center User Guide, IAM Identity Center quotas",
        ..IDENTITY
    },
    Profile {
        kind: Kind::Trust,
        resource_types: &["AWS::IAM::AssumeRolePolicyDocument"],
        elements: Elements {
            principal: PrincipalElement::Required,
            resource: ResourceElement::Forbidden,
            not_action: false,
        },
        actions: ActionScope::Only(ROLE_ASSUMPTION),
        quota: Some(Quota { raisable_to: Some(8_192), ..characters(2_048, WhiteSpace::NotCounted) }),
        ..IDENTITY
    },
    RESOURCE,
    Profile {
        kind: Kind::Scp,
        version: Version::Should2012,
        charset: Charset::Any,
        parameter: None,
        quota: Some(characters(10_240, WhiteSpace::Counted)),
        source: "AWS Organizations User Guide, Quotas and service limits",
        ..IDENTITY
    },
    Profile {
        kind: Kind::Rcp,
        version: Version::Should2012,
        elements: Elements {
            principal: PrincipalElement::RequiredStar,
            resource: ResourceElement::Required,
            not_action: false,
        },
        charset: Charset::Any,
        parameter: None,
        quota: Some(characters(5_120, WhiteSpace::Counted)),
        source: "AWS Organizations User Guide, Quotas and service limits",
        ..IDENTITY
    },
    Profile {
        kind: Kind::VpcEndpoint,
        resource_types: &["AWS::EC2::VPCEndpoint"],
        elements: RESOURCE_ELEMENTS,
        quota: Some(characters(20_480, WhiteSpace::Counted)),
        source: "AWS PrivateLink Guide, Quotas for AWS PrivateLink",
        ..RESOURCE
    },
    Profile {
        of: Some("Organizations delegation"),
        resource_types: &["AWS::Organizations::ResourcePolicy"],
        parameter: Some(40_000),
        quota: Some(characters(40_000, WhiteSpace::Counted)),
        source: "Organizations user guide: orgs_reference_limits",
        ..RESOURCE
    },
    Profile {
        of: Some("WAF rule group"),
        resource_types: &["AWS::WAFv2::RuleGroup"],
        version: Version::Must2012,
        elements: Elements {
            principal: PrincipalElement::Required,
            resource: ResourceElement::Forbidden,
            not_action: false,
        },
        parameter: Some(395_000),
        quota: Some(characters(395_000, WhiteSpace::Counted)),
        source: "WAFv2 API: PutPermissionPolicy",
        ..RESOURCE
    },
    Profile {
        of: Some("S3 bucket"),
        resource_types: &["AWS::S3::Bucket", "AWS::S3::BucketPolicy"],
        actions: ActionScope::Service("s3"),
        resources: &[
            "arn:${Partition}:s3:::${BucketName}",
            "arn:${Partition}:s3:::${BucketName}/${ObjectName}",
        ],
        quota: Some(bytes(20_480, WhiteSpace::Unstated)),
        irrelevant_keys: OF_S3_ACCOUNT,
        source: "S3 user guide: bucket-policies (20 KB)",
        ..RESOURCE
    },
    Profile {
        of: Some("S3 access point"),
        resource_types: &["AWS::FSx::S3AccessPointAttachment", "AWS::S3::AccessPoint"],
        actions: ActionScope::Service("s3"),
        resources: &[
            "*",
            "arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}",
            "arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}/object/${ObjectName}",
        ],
        quota: Some(bytes(20_480, WhiteSpace::Unstated)),
        irrelevant_keys: OF_S3_ACCOUNT,
        source: "S3 user guide: access-points-restrictions-limitations (20 KB)",
        ..RESOURCE
    },
    Profile {
        of: Some("S3 multi-Region access point"),
        resource_types: &["AWS::S3::MultiRegionAccessPoint", "AWS::S3::MultiRegionAccessPointPolicy"],
        actions: ActionScope::Service("s3"),
        resources: &[
            "*",
            "arn:${Partition}:s3::${Account}:accesspoint/${AccessPointAlias}",
            "arn:${Partition}:s3::${Account}:accesspoint/${AccessPointAlias}/object/${ObjectName}",
        ],
        quota: Some(bytes(20_480, WhiteSpace::Unstated)),
        source: "IAM Access Analyzer User Guide: access-analyzer-reference-policy-checks (20 KB)",
        ..RESOURCE
    },
    Profile {
        of: Some("S3 Object Lambda access point"),
        resource_types: &["AWS::S3ObjectLambda::AccessPoint", "AWS::S3ObjectLambda::AccessPointPolicy"],
        actions: ActionScope::Service("s3-object-lambda"),
        resources: &[
            "*",
            "arn:${Partition}:s3-object-lambda:${Region}:${Account}:accesspoint/${AccessPointName}",
        ],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("S3 on Outposts resource"),
        resource_types: &[
            "AWS::S3Outposts::AccessPoint",
            "AWS::S3Outposts::Bucket",
            "AWS::S3Outposts::BucketPolicy",
        ],
        actions: ActionScope::Service("s3-outposts"),
        resources: &[
            "*",
            "arn:${Partition}:s3-outposts:${Region}:${Account}:outpost/${OutpostId}/${Resource}",
        ],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("S3 Access Grants instance"),
        resource_types: &["AWS::S3::AccessGrantsInstance"],
        parameter: Some(350_000),
        quota: Some(characters(350_000, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("S3 directory bucket"),
        resource_types: &[
            "AWS::S3Express::AccessPoint",
            "AWS::S3Express::BucketPolicy",
            "AWS::S3Express::DirectoryBucket",
        ],
        actions: ActionScope::Service("s3express"),
        resources: &[
            "*",
            "arn:${Partition}:s3express:${Region}:${Account}:bucket/${BucketName}",
            "arn:${Partition}:s3express:${Region}:${Account}:accesspoint/${AccessPointName}",
        ],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("S3 Files file system"),
        resource_types: &["AWS::S3Files::FileSystem", "AWS::S3Files::FileSystemPolicy"],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("S3 Tables"),
        resource_types: &[
            "AWS::S3Tables::Table",
            "AWS::S3Tables::TableBucket",
            "AWS::S3Tables::TableBucketPolicy",
            "AWS::S3Tables::TablePolicy",
        ],
        parameter: Some(20_480),
        quota: Some(characters(20_480, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("S3 vector bucket"),
        resource_types: &["AWS::S3Vectors::VectorBucket", "AWS::S3Vectors::VectorBucketPolicy"],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("SNS topic"),
        resource_types: &["AWS::SNS::Topic", "AWS::SNS::TopicInlinePolicy", "AWS::SNS::TopicPolicy"],
        actions: ActionScope::Service("sns"),
        resources: &["*", "arn:${Partition}:sns:${Region}:${Account}:${TopicName}"],
        quota: Some(bytes(30_720, WhiteSpace::Unstated)),
        source: "SNS developer guide: policy constraints (30 KB)",
        ..RESOURCE
    },
    Profile {
        of: Some("SQS queue"),
        resource_types: &["AWS::SQS::Queue", "AWS::SQS::QueueInlinePolicy", "AWS::SQS::QueuePolicy"],
        actions: ActionScope::Service("sqs"),
        resources: &["*", "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}"],
        quota: Some(bytes(8_192, WhiteSpace::Unstated)),
        source: "SQS developer guide: quotas-policies",
        ..RESOURCE
    },
    Profile {
        of: Some("KMS key"),
        resource_types: &["AWS::KMS::Key", "AWS::KMS::ReplicaKey"],
        actions: ActionScope::Service("kms"),
        resources: &["*", "arn:${Partition}:kms:${Region}:${Account}:${Resource}"],
        charset: Charset::Iam,
        parameter: Some(131_072),
        quota: Some(bytes(32_768, WhiteSpace::Unstated)),
        source: "KMS developer guide: resource-limits, key-policy-overview",
        ..RESOURCE
    },
    Profile {
        of: Some("Secrets Manager secret"),
        resource_types: &["AWS::SecretsManager::ResourcePolicy", "AWS::SecretsManager::Secret"],
        actions: ActionScope::Service("secretsmanager"),
        resources: &["*", "arn:${Partition}:secretsmanager:${Region}:${Account}:secret:${SecretId}"],
        parameter: Some(20_480),
        quota: Some(characters(20_480, WhiteSpace::Counted)),
        source: "Secrets Manager user guide: reference_limits",
        ..RESOURCE
    },
    Profile {
        of: Some("Lambda function"),
        resource_types: &["AWS::Lambda::Function", "AWS::Lambda::ResourcePolicy"],
        parameter: Some(20_480),
        quota: Some(bytes(20_480, WhiteSpace::Counted)),
        source: "Lambda developer guide: gettingstarted-limits",
        ..RESOURCE
    },
    Profile {
        of: Some("ECR repository"),
        resource_types: &["AWS::ECR::Repository", "AWS::ECR::RepositoryCreationTemplate"],
        elements: Elements { resource: ResourceElement::Optional, ..RESOURCE_ELEMENTS },
        parameter: Some(10_240),
        quota: Some(characters(10_240, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("ECR registry"),
        resource_types: &["AWS::ECR::RegistryPolicy"],
        parameter: Some(10_240),
        quota: Some(characters(10_240, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("public ECR repository"),
        resource_types: &["AWS::ECR::PublicRepository"],
        elements: Elements { resource: ResourceElement::Optional, ..RESOURCE_ELEMENTS },
        parameter: Some(10_240),
        quota: Some(characters(10_240, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("API Gateway REST API"),
        resource_types: &["AWS::ApiGateway::DomainNameV2", "AWS::ApiGateway::RestApi"],
        quota: Some(Quota { raisable_to: Some(NO_KNOWN_END), ..characters(8_192, WhiteSpace::Unstated) }),
        source: "API Gateway developer guide: limits (8192)",
        ..RESOURCE
    },
    Profile {
        of: Some("API Gateway portal product"),
        resource_types: &[],
        parameter: Some(307_200),
        quota: Some(characters(307_200, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("EventBridge event bus"),
        resource_types: &["AWS::Events::EventBus", "AWS::Events::EventBusPolicy"],
        quota: Some(Quota { raisable_to: Some(NO_KNOWN_END), ..characters(10_240, WhiteSpace::Unstated) }),
        source: "EventBridge user guide: eb-quota",
        ..RESOURCE
    },
    Profile {
        of: Some("EventBridge resource"),
        resource_types: &["AWS::EventsV2::ResourcePolicy"],
        parameter: Some(389_120),
        quota: Some(Quota { raisable_to: Some(389_120), ..bytes(20_480, WhiteSpace::Unstated) }),
        source: "EventBridge user guide: eb-quota",
        ..RESOURCE
    },
    Profile {
        of: Some("Glue Data Catalog"),
        resource_types: &["AWS::Glue::DataCatalog"],
        quota: Some(bytes(10_240, WhiteSpace::Unstated)),
        source: "Glue developer guide: Data Catalog resource policies (10 KB)",
        ..RESOURCE
    },
    Profile {
        of: Some("CloudWatch Logs"),
        resource_types: &["AWS::Logs::LogGroup", "AWS::Logs::ResourcePolicy"],
        parameter: Some(51_200),
        quota: Some(characters(51_200, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("CloudWatch Logs destination"),
        resource_types: &["AWS::Logs::Destination"],
        quota: Some(bytes(5_120, WhiteSpace::Unstated)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("CloudWatch Logs delivery destination"),
        resource_types: &["AWS::Logs::DeliveryDestination"],
        parameter: Some(51_200),
        quota: Some(characters(51_200, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Backup vault"),
        resource_types: &["AWS::Backup::BackupVault", "AWS::Backup::LogicallyAirGappedBackupVault"],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("Backup access point"),
        resource_types: &[],
        parameter: Some(200_000),
        quota: Some(characters(200_000, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("EFS file system"),
        resource_types: &["AWS::EFS::FileSystem"],
        elements: Elements { resource: ResourceElement::Optional, ..RESOURCE_ELEMENTS },
        parameter: Some(20_000),
        quota: Some(characters(20_000, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("OpenSearch Service domain"),
        resource_types: &["AWS::Elasticsearch::Domain", "AWS::OpenSearchService::Domain"],
        quota: Some(bytes(102_400, WhiteSpace::Counted)),
        source: "OpenSearch Service developer guide: limits (100 KiB)",
        ..RESOURCE
    },
    Profile {
        of: Some("CloudSearch domain"),
        resource_types: &[],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("MediaStore container"),
        resource_types: &["AWS::MediaStore::Container"],
        charset: Charset::Ascii,
        parameter: Some(8_192),
        quota: Some(characters(8_192, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("CodeArtifact domain or repository"),
        resource_types: &["AWS::CodeArtifact::Domain", "AWS::CodeArtifact::Repository"],
        parameter: Some(7_168),
        quota: Some(characters(7_168, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("CodeBuild resource"),
        resource_types: &["AWS::CodeBuild::Project"],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("Kinesis stream"),
        resource_types: &["AWS::Kinesis::ResourcePolicy", "AWS::Kinesis::Stream"],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("DynamoDB table"),
        resource_types: &["AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table"],
        actions: ActionScope::Service("dynamodb"),
        resources: &["*", "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}"],
        quota: Some(bytes(20_480, WhiteSpace::Counted)),
        source: "DynamoDB API: PutResourcePolicy (20 KB, white space counts)",
        ..RESOURCE
    },
    Profile {
        of: Some("MSK cluster"),
        resource_types: &["AWS::MSK::Cluster", "AWS::MSK::ClusterPolicy"],
        quota: Some(bytes(20_480, WhiteSpace::Unstated)),
        source: "CloudFormation reference AWS::MSK::ClusterPolicy",
        ..RESOURCE
    },
    Profile {
        of: Some("SES identity"),
        resource_types: &["AWS::SES::EmailIdentity"],
        quota: Some(bytes(4_096, WhiteSpace::Unstated)),
        source: "SES developer guide: sending authorization policies (4 KB)",
        ..RESOURCE
    },
    Profile {
        of: Some("S3 Glacier vault"),
        resource_types: &[],
        quota: Some(bytes(20_480, WhiteSpace::Unstated)),
        source: "S3 Glacier developer guide: vault access / vault lock policy (20 KB)",
        ..RESOURCE
    },
    Profile {
        of: Some("Private CA"),
        resource_types: &["AWS::ACMPCA::CertificateAuthority"],
        charset: Charset::Iam,
        parameter: Some(81_920),
        quota: Some(characters(81_920, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Network Firewall"),
        resource_types: &["AWS::NetworkFirewall::FirewallPolicy", "AWS::NetworkFirewall::RuleGroup"],
        parameter: Some(395_000),
        quota: Some(characters(395_000, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("VPC Lattice auth policy"),
        resource_types: &[
            "AWS::VpcLattice::AuthPolicy",
            "AWS::VpcLattice::Service",
            "AWS::VpcLattice::ServiceNetwork",
        ],
        parameter: Some(102_400),
        quota: Some(characters(102_400, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("VPC Lattice resource"),
        resource_types: &["AWS::VpcLattice::ResourcePolicy"],
        parameter: Some(10_000),
        quota: Some(characters(10_000, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Bedrock resource"),
        resource_types: &["AWS::Bedrock::ResourcePolicy"],
        charset: Charset::Iam,
        parameter: Some(20_480),
        quota: Some(characters(20_480, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Bedrock knowledge base"),
        resource_types: &["AWS::Bedrock::KnowledgeBase", "AWS::Bedrock::KnowledgeBasePolicy"],
        charset: Charset::Iam,
        parameter: Some(20_480),
        quota: Some(characters(20_480, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Bedrock AgentCore resource"),
        resource_types: &["AWS::BedrockAgentCore::ResourcePolicy"],
        parameter: Some(20_480),
        quota: Some(characters(20_480, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("SageMaker model package group"),
        resource_types: &["AWS::SageMaker::ModelPackageGroup"],
        parameter: Some(20_480),
        quota: Some(characters(20_480, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Comprehend model"),
        resource_types: &["AWS::Comprehend::DocumentClassifier", "AWS::Comprehend::EntityRecognizer"],
        charset: Charset::Iam,
        parameter: Some(20_000),
        quota: Some(characters(20_000, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Rekognition project"),
        resource_types: &["AWS::Rekognition::Project"],
        charset: Charset::Iam,
        parameter: Some(2_000),
        quota: Some(characters(2_000, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("CloudTrail resource"),
        resource_types: &[
            "AWS::CloudTrail::Channel",
            "AWS::CloudTrail::EventDataStore",
            "AWS::CloudTrail::ResourcePolicy",
        ],
        parameter: Some(8_192),
        quota: Some(bytes(8_192, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("CloudFront resource"),
        resource_types: &[],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("CloudHSM backup"),
        resource_types: &["AWS::CloudHSM::Backup"],
        parameter: Some(20_000),
        quota: Some(characters(20_000, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Payment Cryptography key"),
        resource_types: &["AWS::PaymentCryptography::Key"],
        charset: Charset::Iam,
        parameter: Some(20_480),
        quota: Some(characters(20_480, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Aurora DSQL cluster"),
        resource_types: &["AWS::DSQL::Cluster"],
        parameter: Some(20_480),
        quota: Some(characters(20_480, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("OpenSearch Ingestion pipeline"),
        resource_types: &["AWS::OSIS::Pipeline"],
        parameter: Some(204_800),
        quota: Some(characters(204_800, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("CloudWatch sink"),
        resource_types: &["AWS::Oam::Sink"],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("Prometheus workspace"),
        resource_types: &["AWS::APS::ResourcePolicy", "AWS::APS::Workspace"],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("investigation group"),
        resource_types: &["AWS::AIOps::InvestigationGroup"],
        charset: Charset::Iam,
        parameter: Some(32_768),
        quota: Some(characters(32_768, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("RUM app monitor"),
        resource_types: &["AWS::RUM::AppMonitor"],
        quota: Some(bytes(4_096, WhiteSpace::Unstated)),
        source: "CloudWatch RUM API: PutResourcePolicy (4 KB)",
        ..RESOURCE
    },
    Profile {
        of: Some("X-Ray"),
        resource_types: &["AWS::XRay::ResourcePolicy"],
        quota: Some(bytes(5_120, WhiteSpace::Unstated)),
        source: "X-Ray API: PutResourcePolicy (5 KB)",
        ..RESOURCE
    },
    Profile {
        of: Some("Redshift namespace"),
        resource_types: &["AWS::Redshift::Cluster", "AWS::RedshiftServerless::Namespace"],
        elements: Elements { resource: ResourceElement::Optional, ..RESOURCE_ELEMENTS },
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("EventBridge schema registry"),
        resource_types: &["AWS::EventSchemas::Registry", "AWS::EventSchemas::RegistryPolicy"],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("Systems Manager resource"),
        resource_types: &["AWS::SSM::ResourcePolicy"],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("Incident Manager response plan"),
        resource_types: &["AWS::SSMIncidents::ResponsePlan"],
        parameter: Some(4_000),
        quota: Some(characters(4_000, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Incident Manager contact"),
        resource_types: &["AWS::SSMContacts::Contact"],
        parameter: Some(395_000),
        quota: Some(characters(395_000, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("End User Messaging SMS"),
        resource_types: &["AWS::SMSVOICE::ResourcePolicy"],
        parameter: Some(10_000),
        quota: Some(characters(10_000, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("HealthOmics S3 access"),
        resource_types: &["AWS::Omics::SequenceStore"],
        parameter: Some(100_000),
        quota: Some(characters(100_000, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("MediaPackage"),
        resource_types: &[
            "AWS::MediaPackageV2::Channel",
            "AWS::MediaPackageV2::ChannelPolicy",
            "AWS::MediaPackageV2::OriginEndpoint",
            "AWS::MediaPackageV2::OriginEndpointPolicy",
        ],
        parameter: Some(6_144),
        quota: Some(characters(6_144, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("MediaTailor channel"),
        resource_types: &["AWS::MediaTailor::Channel", "AWS::MediaTailor::ChannelPolicy"],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("Lex bot"),
        resource_types: &["AWS::Lex::Bot", "AWS::Lex::ResourcePolicy"],
        source: "no figure is documented",
        ..RESOURCE
    },
    Profile {
        of: Some("Refactor Spaces environment"),
        resource_types: &["AWS::RefactorSpaces::Environment"],
        parameter: Some(300_000),
        quota: Some(characters(300_000, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Route 53 Resolver"),
        resource_types: &[
            "AWS::Route53Resolver::FirewallRuleGroup",
            "AWS::Route53Resolver::ResolverQueryLoggingConfig",
            "AWS::Route53Resolver::ResolverRule",
        ],
        parameter: Some(30_000),
        quota: Some(characters(30_000, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Clean Rooms ML model"),
        resource_types: &["AWS::CleanRoomsML::ConfiguredModelAlgorithm"],
        parameter: Some(20_480),
        quota: Some(characters(20_480, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Entity Resolution workflow"),
        resource_types: &[
            "AWS::EntityResolution::IdMappingWorkflow",
            "AWS::EntityResolution::MatchingWorkflow",
        ],
        parameter: Some(40_960),
        quota: Some(characters(40_960, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Well-Architected agent profile"),
        resource_types: &[],
        charset: Charset::Iam,
        parameter: Some(51_200),
        quota: Some(characters(51_200, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Continuum"),
        resource_types: &[],
        parameter: Some(131_072),
        quota: Some(characters(131_072, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
    Profile {
        of: Some("Elemental Inference feed"),
        resource_types: &[],
        parameter: Some(2_048),
        quota: Some(characters(2_048, WhiteSpace::Counted)),
        source: "API model",
        ..RESOURCE
    },
];
