//! The forms in which a policy may stand among other things.

use iamlint::syntax::json;
use iamlint::{Kind, Profile};
use serde_json::{Value, json};

use crate::properties::yaml;

/// A policy inside of a document.
pub(super) struct Form {
    pub(super) name: &'static str,
    /// What the document's file is called.
    pub(super) file: &'static str,
    pub(super) hosted: String,
    /// What the policy is there.
    pub(super) profile: &'static Profile,
    /// Whether the policy's text is there as it is, so that what counts its characters finds as many.
    pub(super) keeps_text: bool,
    /// What is written there, as the policy has it.
    pub(super) decode: fn(&str) -> String,
}

/// All forms that a policy may stand in.
pub(super) fn forms_of(profile: &'static Profile, text: &str) -> Vec<Form> {
    let mut forms = Vec::new();
    let mut add = |name, file, hosted: Option<String>, profile, keeps_text, decode| {
        forms.extend(hosted.map(|hosted| Form { name, file, hosted, profile, keeps_text, decode }));
    };
    let as_it_is: fn(&str) -> String = str::to_owned;
    if let Some(resource) = Resource::of(profile) {
        // In YAML an escape of JSON is the character, which some services take and others do not.
        let is_yaml = !yaml::means_something_else(text) && !text.contains('\\');
        let yaml = |hosted: String| is_yaml.then_some(hosted);
        add(
            "template, block style",
            "t.yaml",
            yaml(resource.in_yaml(&in_block_style(text))),
            profile,
            false,
            as_it_is,
        );
        let flow = format!(" {}", text.trim().replace('\n', "\n            "));
        add("template, flow style", "t.yaml", yaml(resource.in_yaml(&flow)), profile, false, as_it_is);
        let lines = text.lines().map(|line| format!("            {line}\n"));
        let scalar = format!(" |-\n{}", lines.collect::<String>());
        let literal = (!text.starts_with(char::is_whitespace)).then(|| resource.in_yaml(&scalar));
        add("template, block scalar", "t.yaml", literal, profile, true, as_it_is);
        let is_json = !yaml::means_something_else(text);
        add("template, JSON", "t.json", is_json.then(|| resource.in_json(text)), profile, false, as_it_is);
        let string = json!(text.trim_end()).to_string();
        add(
            "template, JSON in a string",
            "t.json",
            Some(resource.in_json(&string)),
            profile,
            true,
            unescaped,
        );
    }
    let request = |document: &Value| request(profile, document).map(|request| request.to_string());
    add("request", "r.json", request(&json!(text.trim_end())), profile, true, unescaped);
    let percent = percent_encoded(text);
    let answer_of = |document: &str| answer(profile, document);
    add("account, objects", "a.json", answer_of(text), profile, false, as_it_is);
    // Percent-encoded, characters that AWS refuses are none of these, and AWS tells of none that it has refused.
    let encoded = text.is_ascii().then(|| answer_of(&format!("\"{percent}\""))).flatten();
    add("account, encoded", "a.json", encoded, profile, true, decoded);
    if profile.kind == Kind::Resource {
        let of_api = Profile::of_resource_type("AWS::ApiGateway::RestApi").expect("a profile");
        let document = format!("{{\"openapi\": \"3.0.1\", \"x-amazon-apigateway-policy\": {}}}", text.trim());
        add("OpenAPI", "o.json", Some(document), of_api, false, as_it_is);
    }
    forms
}

/// A resource of CloudFormation that has a policy.
struct Resource {
    of: &'static str,
    /// The names of the properties on the way to the policy.
    path: Vec<&'static str>,
    /// What else has to be said.
    beside: Option<(&'static str, &'static str)>,
}

impl Resource {
    fn of(profile: &Profile) -> Option<Resource> {
        let new = |of, path: &'static str| Resource { of, path: path.split('.').collect(), beside: None };
        let typed = |value| Some(("Type", value));
        Some(match profile.kind {
            Kind::Managed => new("AWS::IAM::ManagedPolicy", "PolicyDocument"),
            Kind::InlineUser => new("AWS::IAM::UserPolicy", "PolicyDocument"),
            Kind::InlineRole => new("AWS::IAM::RolePolicy", "PolicyDocument"),
            Kind::InlineGroup => new("AWS::IAM::GroupPolicy", "PolicyDocument"),
            Kind::Trust => new("AWS::IAM::Role", "AssumeRolePolicyDocument"),
            Kind::PermissionSet => new("AWS::SSO::PermissionSet", "InlinePolicy"),
            Kind::Session => new("AWS::Transfer::User", "Policy"),
            Kind::VpcEndpoint => new("AWS::EC2::VPCEndpoint", "PolicyDocument"),
            Kind::Scp => Resource {
                beside: typed("SERVICE_CONTROL_POLICY"),
                ..new("AWS::Organizations::Policy", "Content")
            },
            Kind::Rcp => Resource {
                beside: typed("RESOURCE_CONTROL_POLICY"),
                ..new("AWS::Organizations::Policy", "Content")
            },
            Kind::Resource => {
                let table = include_str!("../../find/cloudformation/documents.tsv");
                let mut rows = table.lines().map(|line| line.split('\t').collect::<Vec<_>>());
                let row = rows.find(|row| {
                    row.len() == 4 && !row[1].contains('[') && profile.resource_types.contains(&row[3])
                })?;
                new(row[0], row[1])
            }
            Kind::Boundary | Kind::AwsManaged => return None,
        })
    }

    fn in_json(&self, policy: &str) -> String {
        let before: String = self.path.iter().map(|name| format!("{{\"{name}\": ")).collect();
        let beside =
            self.beside.map(|(name, value)| format!(", \"{name}\": \"{value}\"")).unwrap_or_default();
        let after = "}".repeat(self.path.len() - 1);
        let of = self.of;
        format!(
            "{{\"Resources\": {{\"X\": {{\"Type\": \"{of}\", \"Properties\": {before}{}{after}{beside}}}}}}}}}\n",
            policy.trim()
        )
    }

    /// The policy, indented by twelve, stands behind the name of its property.
    fn in_yaml(&self, policy: &str) -> String {
        let mut out = format!("Resources:\n  X:\n    Type: {}\n    Properties:", self.of);
        if let Some((name, value)) = self.beside {
            out += &format!("\n      {name}: {value}");
        }
        for (depth, name) in self.path.iter().enumerate() {
            out += &format!("\n{}{name}:", " ".repeat(6 + 2 * depth));
        }
        out + policy + "\n"
    }
}

fn in_block_style(text: &str) -> String {
    let tree = json::parse(text);
    let mut out = String::new();
    yaml::write(text, tree.root.as_ref().expect("a value"), 12, &mut out);
    out
}

/// A request that carries such a policy.
fn request(profile: &Profile, document: &Value) -> Option<Value> {
    Some(match profile.kind {
        Kind::Managed => json!({ "PolicyName": "p", "PolicyDocument": document }),
        Kind::InlineUser => json!({ "UserName": "u", "PolicyName": "p", "PolicyDocument": document }),
        Kind::InlineRole => json!({ "RoleName": "r", "PolicyName": "p", "PolicyDocument": document }),
        Kind::InlineGroup => json!({ "GroupName": "g", "PolicyName": "p", "PolicyDocument": document }),
        Kind::Trust => json!({ "RoleName": "r", "AssumeRolePolicyDocument": document }),
        _ if !document.to_string().contains("Statement") => return None,
        Kind::Scp => json!({ "Name": "p", "Type": "SERVICE_CONTROL_POLICY", "Content": document }),
        Kind::Rcp => json!({ "Name": "p", "Type": "RESOURCE_CONTROL_POLICY", "Content": document }),
        Kind::Session => json!({ "RoleArn": "r", "RoleSessionName": "s", "Policy": document }),
        Kind::VpcEndpoint => json!({ "VpcEndpointId": "v", "PolicyDocument": document }),
        Kind::Resource => match profile.of? {
            _ if profile.resource_types.contains(&"AWS::S3::Bucket") => {
                json!({ "Bucket": "b", "Policy": document })
            }
            _ if profile.resource_types.contains(&"AWS::KMS::Key") => {
                json!({ "KeyId": "k", "Policy": document })
            }
            _ if profile.resource_types.contains(&"AWS::SQS::Queue") => {
                json!({ "QueueUrl": "q", "Attributes": { "Policy": document } })
            }
            _ if profile.resource_types.contains(&"AWS::SNS::Topic") => {
                json!({ "TopicArn": "t", "AttributeName": "Policy", "AttributeValue": document })
            }
            _ => return None,
        },
        Kind::PermissionSet => {
            json!({ "InstanceArn": "i", "PermissionSetArn": "p", "InlinePolicy": document })
        }
        Kind::Boundary | Kind::AwsManaged => return None,
    })
}

/// What `get-account-authorization-details` tells of such a policy.
fn answer(profile: &Profile, document: &str) -> Option<String> {
    let document = document.trim();
    let inline = |list: &str, name: &str, policies: &str| {
        format!(
            r#"{{"{list}": [{{"{name}": "x", "{policies}": [{{"PolicyName": "p", "PolicyDocument": {document}}}]}}]}}"#
        )
    };
    Some(match profile.kind {
        Kind::Managed => format!(
            r#"{{"Policies": [{{"PolicyName": "p", "PolicyVersionList": [{{"VersionId": "v1", "Document": {document}}}]}}]}}"#
        ),
        Kind::InlineUser => inline("UserDetailList", "UserName", "UserPolicyList"),
        Kind::InlineRole => inline("RoleDetailList", "RoleName", "RolePolicyList"),
        Kind::InlineGroup => inline("GroupDetailList", "GroupName", "GroupPolicyList"),
        Kind::Trust => {
            format!(r#"{{"RoleDetailList": [{{"RoleName": "r", "AssumeRolePolicyDocument": {document}}}]}}"#)
        }
        _ => return None,
    })
}

fn percent_encoded(text: &str) -> String {
    let encoded = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.trim().bytes().map(encoded).collect()
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The value of a part of a string of JSON.
fn unescaped(text: &str) -> String {
    let quoted = if text.starts_with('"') { text.to_owned() } else { format!("\"{text}\"") };
    serde_json::from_str(&quoted).unwrap_or_else(|error| panic!("{error}: {text}"))
}
