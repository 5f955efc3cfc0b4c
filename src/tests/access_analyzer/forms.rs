//! Policies that say the same in another form, in which a check has to find the same.

use serde_json::{Value, json};

/// Another form of a policy.
pub struct Form {
    /// What is different, for the message of a test.
    pub name: &'static str,
    /// Rewrites a policy; whether it could be.
    pub rewrite: fn(&mut Value, neutral: Option<Value>) -> bool,
    /// What is replaced in the text of the rewritten policy, and by what.
    replaced: &'static [(&'static str, &'static str)],
    /// Where a place of the policy is in the rewritten one.
    place: fn(&str) -> String,
}

impl Form {
    /// The text of a rewritten policy.
    pub fn text(&self, policy: &Value) -> String {
        self.replaced.iter().fold(policy.to_string(), |text, (old, new)| text.replace(old, new))
    }

    /// Where a place of the policy has to be found.
    pub fn expected_at(&self, place: &str) -> String {
        self.found_at(&(self.place)(place))
    }

    /// A place that was found, as it is compared.
    ///
    /// Of a list of one, some checks tell the string and some the list, so that both are the same here.
    pub fn found_at(&self, place: &str) -> String {
        place.strip_suffix("[0]").unwrap_or(place).to_owned()
    }
}

pub static FORMS: [Form; 7] = [
    Form { name: "behind another statement", rewrite: behind_another, place: one_further, ..AS_IT_IS },
    Form { name: "without a list of statements", rewrite: without_list, place: in_no_list, ..AS_IT_IS },
    Form { name: "with lists of one string", rewrite: with_lists, ..AS_IT_IS },
    AS_IT_IS,
    // The letter is one that no word of JSON itself has.
    Form { name: "with escapes", replaced: &[("o", "\\u006f")], ..AS_IT_IS },
    Form {
        name: "in China",
        replaced: &[("arn:aws:", "arn:aws-cn:"), ("eu-west-1", "cn-north-1")],
        ..AS_IT_IS
    },
    Form {
        name: "in GovCloud",
        replaced: &[("arn:aws:", "arn:aws-us-gov:"), ("eu-west-1", "us-gov-west-1")],
        ..AS_IT_IS
    },
];

const AS_IT_IS: Form =
    Form { name: "with its members sorted", rewrite: |_, _| true, replaced: &[], place: str::to_owned };

fn statements(policy: &mut Value) -> impl Iterator<Item = &mut Value> {
    match policy.get_mut("Statement") {
        Some(Value::Array(statements)) => statements.iter_mut().collect::<Vec<_>>().into_iter(),
        Some(statement) => vec![statement].into_iter(),
        None => Vec::new().into_iter(),
    }
}

fn behind_another(policy: &mut Value, neutral: Option<Value>) -> bool {
    let statements = policy.get_mut("Statement").and_then(Value::as_array_mut);
    let Some((statements, neutral)) = statements.filter(|list| !list.is_empty()).zip(neutral) else {
        return false;
    };
    statements.insert(0, neutral);
    true
}

/// A statement of which no check has anything to say, whatever stands beside it.
///
/// None for the policies of one type of resource, where it would have to name such a resource.
pub fn neutral(policy_type: &str, resource_type: Option<&str>) -> Option<Value> {
    match (policy_type, resource_type) {
        ("RESOURCE_CONTROL_POLICY", _) => {
            Some(json!({"Effect": "Deny", "Principal": "*", "Action": "wafv2:DeleteWebACL", "Resource": "*"}))
        }
        ("RESOURCE_POLICY", Some("AWS::IAM::AssumeRolePolicyDocument")) => Some(
            json!({"Effect": "Allow", "Principal": {"Service": "glue.amazonaws.com"}, "Action": "sts:AssumeRole"}),
        ),
        ("RESOURCE_POLICY", Some(_)) => None,
        ("RESOURCE_POLICY", None) => Some(
            json!({"Effect": "Deny", "Principal": {"AWS": "777788889999"}, "Action": "sns:Publish", "Resource": "*"}),
        ),
        _ => Some(json!({"Effect": "Deny", "Action": "cloudwatch:PutMetricData", "Resource": "*"})),
    }
}

fn one_further(place: &str) -> String {
    let index = place.strip_prefix("Statement[").and_then(|rest| rest.split_once(']'));
    match index.and_then(|(index, rest)| Some((index.parse::<usize>().ok()?, rest))) {
        Some((index, rest)) => format!("Statement[{}]{rest}", index + 1),
        None => place.to_owned(),
    }
}

fn without_list(policy: &mut Value, _: Option<Value>) -> bool {
    let Some(statement) = policy.get_mut("Statement") else { return false };
    match statement.as_array().map(Vec::as_slice) {
        Some([only]) if only.is_object() => {
            *statement = only.clone();
            true
        }
        _ => false,
    }
}

fn in_no_list(place: &str) -> String {
    place.replacen("Statement[0]", "Statement", 1)
}

fn with_lists(policy: &mut Value, _: Option<Value>) -> bool {
    for statement in statements(policy) {
        for element in ["Action", "NotAction", "Resource", "NotResource"] {
            statement.get_mut(element).into_iter().for_each(enclose);
        }
        for principals in ["Principal", "NotPrincipal"] {
            members(statement.get_mut(principals)).for_each(enclose);
        }
        members(statement.get_mut("Condition")).flat_map(|block| members(Some(block))).for_each(enclose);
    }
    true
}

fn members(value: Option<&mut Value>) -> impl Iterator<Item = &mut Value> {
    value.and_then(Value::as_object_mut).into_iter().flat_map(|members| members.values_mut())
}

fn enclose(value: &mut Value) {
    if value.is_string() {
        *value = Value::Array(vec![value.take()]);
    }
}
