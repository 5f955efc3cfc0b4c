//! What parameters are, where nobody says otherwise.

use std::collections::HashMap;

use crate::source::Span;
use crate::syntax::{Member, Node, Text, Value};

/// The parameters of a template, by their names, but for those that a condition asks for.
#[derive(Debug, Default)]
pub(super) struct Defaults<'n> {
    parameters: HashMap<&'n str, &'n Node<'n>>,
}

impl<'n> Defaults<'n> {
    pub(super) fn of(root: &'n Node<'n>) -> Defaults<'n> {
        let mut parameters: HashMap<_, _> = members(root.member("Parameters"))
            .iter()
            .map(|member| (member.name.as_str(), &member.value))
            .collect();
        if let Some(conditions) = root.member("Conditions") {
            forget_named(conditions, &mut parameters);
        }
        Defaults { parameters }
    }

    /// The default of a parameter that is used as a part of a string; none where it is there to be replaced.
    ///
    /// What is empty, or looks like a gap in a form, is to be set; so is what a condition asks for, which tells whether it was.
    pub(super) fn in_string(&self, parameter: &str) -> Option<&'n str> {
        let definition = self.parameters.get(parameter)?;
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
        (!is_kept && !is_gap).then_some(default)
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
        let of = self.parameters.get(parameter)?.member("Type")?.text()?.as_str();
        if of != "CommaDelimitedList" && !of.starts_with("List<") {
            return (!is_word(default)).then(|| text(default).value);
        }
        let items: Vec<&str> = default.split(',').map(str::trim).collect();
        let is_list = items.iter().all(|item| !is_word(item));
        is_list.then(|| Value::Array(items.into_iter().map(text).collect()))
    }
}

/// The members of an object that may be there.
pub(super) fn members<'n>(node: Option<&'n Node<'n>>) -> &'n [Member<'n>] {
    node.and_then(Node::members).unwrap_or_default()
}

/// Forgets the parameters whose names are words of a string somewhere in a value.
fn forget_named(node: &Node<'_>, parameters: &mut HashMap<&str, &Node<'_>>) {
    match &node.value {
        Value::Text(text) => {
            text.as_str().split(|sign: char| !sign.is_ascii_alphanumeric()).for_each(|word| {
                parameters.remove(word);
            })
        }
        Value::Array(items) => items.iter().for_each(|item| forget_named(item, parameters)),
        Value::Object(members) => {
            members.iter().for_each(|member| forget_named(&member.value, parameters));
        }
        _ => {}
    }
}
