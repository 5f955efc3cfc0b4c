//! What parameters are, where nobody says otherwise.

use crate::source::Span;
use crate::syntax::{Node, Text, Value};

/// The parameters of a template, and its conditions.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Defaults<'n> {
    parameters: Option<&'n Node<'n>>,
    conditions: Option<&'n Node<'n>>,
}

impl<'n> Defaults<'n> {
    pub(super) fn of(root: &'n Node<'n>) -> Defaults<'n> {
        Defaults { parameters: root.member("Parameters"), conditions: root.member("Conditions") }
    }

    /// The default of a parameter that is used as a part of a string; none where it is there to be replaced.
    ///
    /// What is empty, or looks like a gap in a form, is to be set; so is what a condition asks for, which tells whether it was.
    pub(super) fn in_string(&self, parameter: &str) -> Option<&'n str> {
        let definition = self.parameters?.member(parameter)?;
        // The default of a parameter that is kept elsewhere is its name there.
        let is_kept = definition.member("Type")?.text()?.as_str().starts_with("AWS::SSM::");
        let default = match &definition.member("Default")?.value {
            Value::Text(text) => text.as_str(),
            Value::Number(digits) => digits,
            _ => return None,
        };
        let is_gap = default.is_empty()
            || default.contains(['<', '>', '{', '}', '[', ']', '$'])
            || default.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        let is_asked = self.conditions.is_some_and(|conditions| mentions(conditions, parameter));
        (!is_kept && !is_gap && !is_asked).then_some(default)
    }

    /// The default of a parameter that is a whole value, at a place.
    ///
    /// A mere word in the place of an ARN, an action or a principal is there to be replaced, too.
    pub(super) fn value(&self, parameter: &str, at: Span) -> Option<Value<'n>> {
        let default = self.in_string(parameter)?;
        let text = |value: &str| Node { at, value: Value::Text(Text::standing_for(at, value)) };
        let is_word = |value: &str| {
            value
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | b' '))
        };
        let of = self.parameters?.member(parameter)?.member("Type")?.text()?.as_str();
        if of != "CommaDelimitedList" && !of.starts_with("List<") {
            return (!is_word(default)).then(|| text(default).value);
        }
        let items: Vec<&str> = default.split(',').map(str::trim).collect();
        let is_list = items.iter().all(|item| !is_word(item));
        is_list.then(|| Value::Array(items.into_iter().map(text).collect()))
    }
}

/// Whether a value refers to a parameter.
fn mentions(node: &Node<'_>, parameter: &str) -> bool {
    match &node.value {
        Value::Text(text) => text.as_str().contains(parameter),
        Value::Array(items) => items.iter().any(|item| mentions(item, parameter)),
        Value::Object(members) => members.iter().any(|member| mentions(&member.value, parameter)),
        _ => false,
    }
}
