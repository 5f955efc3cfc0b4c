//! Documents that look like policies of IAM and are none.

use super::plain::statements;
use crate::syntax::{Node, Text, Value};

/// In which other language of AWS a document is written, with its article; none where it may be a policy of IAM.
pub fn language(root: &Node<'_>) -> Option<&'static str> {
    if is_stack_policy(root) {
        return Some("a stack policy of CloudFormation");
    }
    // What has an effect is a statement of IAM or of a language much like it.
    for statement in statements(root).filter(|statement| statement.member("Effect").is_none()) {
        if is_of_data_protection(statement) {
            return Some("a data protection policy");
        }
        if is_of_waf(statement) {
            return Some("a rule of AWS WAF");
        }
    }
    is_policy_of_iot(root).then_some("a policy of AWS IoT Core")
}

/// All actions are updates of a stack (CloudFormation User Guide, "Prevent updates to stack resources").
fn is_stack_policy(root: &Node<'_>) -> bool {
    has_only_actions(root, "Update:")
}

/// Whether there are actions, and all begin so.
fn has_only_actions(root: &Node<'_>, prefix: &str) -> bool {
    let mut is_any = false;
    for statement in statements(root) {
        let Some(action) = statement.member("Action").or(statement.member("NotAction")) else { continue };
        let items = action.items().unwrap_or(std::slice::from_ref(action));
        for action in items.iter().filter_map(Node::text) {
            if !action.as_str().starts_with(prefix) {
                return false;
            }
            is_any = true;
        }
    }
    is_any
}

/// A statement says which data it is about, and what happens to it (Amazon SNS Developer Guide, "Message data protection").
fn is_of_data_protection(statement: &Node<'_>) -> bool {
    statement.member("DataIdentifier").is_some() && statement.member("Operation").is_some()
}

/// A statement is named after what it matches (AWS WAF Developer Guide, "Rule statements").
fn is_of_waf(statement: &Node<'_>) -> bool {
    match statement.members() {
        Some([only]) => only.name.as_str().strip_suffix("Statement").is_some_and(|what| !what.is_empty()),
        _ => false,
    }
}

/// It has variables or condition keys that only policies of things have (AWS IoT Core Developer Guide, "Policy variables").
fn is_policy_of_iot(root: &Node<'_>) -> bool {
    const NAMES: [&str; 4] = ["iot:Connection.", "iot:ClientId", "iot:Certificate.", "iot:Thing."];
    let is_name = |text: &str| NAMES.iter().any(|name| text.starts_with(name));
    let has_variable = |text: &str| text.split("${").skip(1).any(is_name);
    has_only_actions(root, "iot:")
        && statements(root).any(|statement| has(statement, &|text| has_variable(text) || is_name(text)))
}

/// Whether a document is a policy of another cloud, which has versions of its own and no ARNs of AWS.
pub(super) fn is_of_other_cloud(root: &Node<'_>) -> bool {
    /// Those of Alibaba Cloud, Huawei Cloud and Tencent Cloud.
    const VERSIONS: [&str; 4] = ["1", "1.1", "5.0", "2.0"];
    let version = root.member("Version").or(root.member("version")).and_then(Node::text).map(Text::as_str);
    version.is_some_and(|version| VERSIONS.contains(&version))
        && !has(root, &|text| text.starts_with("arn:aws"))
}

/// Whether a string or a name somewhere in a value passes a test.
fn has(node: &Node<'_>, test: &dyn Fn(&str) -> bool) -> bool {
    match &node.value {
        Value::Text(text) => test(text.as_str()),
        Value::Array(items) => items.iter().any(|item| has(item, test)),
        Value::Object(members) => {
            members.iter().any(|member| test(member.name.as_str()) || has(&member.value, test))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::find::looks_like_policy;
    use crate::syntax::json;

    #[test]
    fn other_languages_are_told_from_that_of_iam() {
        for (text, expected) in [
            (
                r#"{"Statement": [{"Effect": "Allow", "Action": ["Update:*"], "Principal": "*", "Resource": "*"}]}"#,
                Some("a stack policy of CloudFormation"),
            ),
            (r#"{"Statement": {"Effect": "Allow", "Action": ["Update:*", "s3:*"], "Resource": "*"}}"#, None),
            (
                r#"{"Statement": [{"DataIdentifier": [], "Operation": {"Deny": {}}, "Principal": ["*"]}]}"#,
                Some("a data protection policy"),
            ),
            (
                r#"{"Statement": [{"Effect": "Allow", "Action": "iot:Connect", "Resource": "arn:aws:iot:us-east-1:111122223333:client/${iot:ClientId}"}]}"#,
                Some("a policy of AWS IoT Core"),
            ),
            (
                r#"{"Statement": [{"Effect": "Allow", "Action": "iot:Connect", "Resource": "*", "Condition": {"Bool": {"iot:Connection.Thing.IsAttached": "true"}}}]}"#,
                Some("a policy of AWS IoT Core"),
            ),
            (r#"{"Statement": [{"Effect": "Allow", "Action": "iot:Publish", "Resource": "*"}]}"#, None),
            (
                r#"{"Name": "a", "Action": {"Block": {}}, "Statement": {"GeoMatchStatement": {}}}"#,
                Some("a rule of AWS WAF"),
            ),
            (r#"{"Statement": [{"Statement": []}, {"Effect": "Allow"}]}"#, None),
            (r#"{"Statement": []}"#, None),
        ] {
            let tree = json::parse(text);
            let root = tree.root.expect("a value");
            assert_eq!(language(&root), expected, "{text}");
        }
    }

    #[test]
    fn policies_of_other_clouds_do_not_look_like_those_of_aws() {
        for (text, expected) in [
            (
                r#"{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "ecs:*", "Resource": "*"}]}"#,
                false,
            ),
            (
                r#"{"version": "2.0", "statement": [{"effect": "allow", "action": "cos:*", "resource": "*"}]}"#,
                false,
            ),
            (
                r#"{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::a"}]}"#,
                true,
            ),
            (
                r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}"#,
                true,
            ),
            (r#"{"Statement": [{"Action": "deposit", "Amount": 5}]}"#, false),
            (r#"{"Statement": [{"Action": "s3:*", "Resource": "*"}]}"#, true),
            (r#"{"Version": "2012-10-17", "Statement": [{"Action": "s3:*"}]}"#, true),
        ] {
            let tree = json::parse(text);
            assert_eq!(looks_like_policy(&tree.root.expect("a value")), expected, "{text}");
        }
    }
}
