use crate::syntax::{Node, Text, Value};

/// All strings of a document, names of members among them, in the order of the document.
pub(super) fn of_node<'n>(node: &'n Node<'n>, texts: &mut Vec<&'n Text<'n>>) {
    match &node.value {
        Value::Text(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| of_node(item, texts)),
        Value::Object(members) => {
            for member in members {
                texts.push(&member.name);
                of_node(&member.value, texts);
            }
        }
        Value::Unknown | Value::Partial(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
