//! The `Condition` element: operators, keys and values.

mod operator;
pub mod value;

pub use operator::{BASE_OPERATORS, BaseOperator, Family, Operator, Qualifier};

use super::Items;
use super::element::Element;
use super::misfit::{self, Misfits};
use crate::source::{Signs, Span};
use crate::syntax::{Member, Node, Text, Value};

/// `Condition`.
#[derive(Debug)]
pub struct Condition<'n> {
    /// The element.
    pub element: Element<'n>,
    /// One block per operator, in the order of the document.
    pub blocks: Vec<Block<'n>>,
}

/// An operator, and the keys that it compares.
#[derive(Debug)]
pub struct Block<'n> {
    /// The operator.
    pub operator: Operator<'n>,
    /// The operator's object.
    pub node: &'n Node<'n>,
    /// The keys with their values.
    pub entries: Items<Entry<'n>>,
}

/// A condition key, compared by an operator with values.
#[derive(Debug)]
pub struct Entry<'n> {
    /// The operator of the block.
    pub operator: Operator<'n>,
    /// The key.
    pub key: &'n Text<'n>,
    /// The value or the list of values.
    pub node: &'n Node<'n>,
    /// The values: strings, numbers and booleans.
    pub values: Items<&'n Node<'n>>,
    colon: Option<u32>,
    /// Whether any value may hold a policy variable.
    may_vary: bool,
}

impl<'n> Condition<'n> {
    /// Whether a block has this operator, spelt like this.
    pub fn has_operator(&self, name: &str) -> bool {
        self.blocks.iter().any(|block| block.operator.as_str() == name)
    }

    /// Whether any operator compares this key; case does not matter.
    pub fn has_key(&self, key: &str) -> bool {
        self.blocks.iter().flat_map(|block| &block.entries).any(|entry| entry.has_key(key))
    }

    pub(super) fn read(element: Element<'n>, misfits: &mut Misfits<'n>) -> Condition<'n> {
        let mut condition = Condition { element, blocks: Vec::new() };
        match element.value.members() {
            Some(members) => {
                condition.blocks = members.iter().map(|member| Block::read(member, misfits)).collect();
            }
            None => misfit::note(misfits, element.value, element.title(), "an object"),
        }
        condition
    }
}

impl<'n> Block<'n> {
    fn read(member: &'n Member<'n>, misfits: &mut Misfits<'n>) -> Block<'n> {
        let operator = Operator::read(&member.name);
        let node = &member.value;
        let entries = match node.members() {
            Some(members) => {
                Items::of(members.len(), members.iter().map(|entry| Entry::read(operator, entry, misfits)))
            }
            None => {
                // Below an unknown operator the name is the mistake, such as a key in the operator's place.
                if operator.base.is_some() {
                    misfit::note(misfits, node, "a condition operator", "an object of condition keys");
                }
                Items::Many(Vec::new())
            }
        };
        Block { operator, node, entries }
    }
}

impl<'n> Entry<'n> {
    fn read(operator: Operator<'n>, member: &'n Member<'n>, misfits: &mut Misfits<'n>) -> Entry<'n> {
        let node = &member.value;
        let items = match &node.value {
            Value::Array(items) => items,
            _ => std::slice::from_ref(node),
        };
        let is_value =
            |item: &&Node<'_>| matches!(item.value, Value::Text(_) | Value::Number(_) | Value::Bool(_));
        if operator.base.is_some() {
            for item in items.iter().filter(|item| !is_value(item)) {
                misfit::note(misfits, item, "a condition value", "a string, a number or a boolean");
            }
        }
        let values = Items::of(items.len(), items.iter().filter(is_value));
        let may_vary =
            values.iter().filter_map(|value| value.text()).any(|text| text.signs().has(Signs::DOLLAR));
        let key = &member.name;
        let colon = (0..).zip(key.as_str().bytes()).find(|(_, byte)| *byte == b':').map(|(colon, _)| colon);
        Entry { operator, key, node, values, colon, may_vary }
    }

    /// What stands before and behind the first colon of the key: `aws` and `SourceIp`.
    pub fn key_parts(&self) -> Option<(&'n str, &'n str)> {
        let (prefix, name) = self.key.as_str().split_at(self.colon? as usize);
        Some((prefix, &name[1..]))
    }

    /// Whether the key is this one; case does not matter.
    pub fn has_key(&self, key: &str) -> bool {
        self.key.as_str().eq_ignore_ascii_case(key)
    }

    /// Whether the key begins with this, as `aws:ResourceTag/` begins `aws:ResourceTag/team`; case does not matter.
    pub fn key_starts_with(&self, prefix: &str) -> bool {
        let start = self.key.as_str().get(..prefix.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    }

    /// Whether a request without the key can never meet the condition.
    pub fn needs_key(&self) -> bool {
        let operator = &self.operator;
        let Some(base) = operator.base else { return false };
        let is_there = || self.texts().all(|(_, value)| value.eq_ignore_ascii_case("false"));
        !base.negated
            && !operator.if_exists
            && operator.qualifier != Some(Qualifier::ForAllValues)
            && !self.values.is_empty()
            && (base.name != "Null" || is_there())
    }

    /// The values that are strings, numbers and booleans, each as the text that it is compared as.
    pub fn texts(&self) -> impl Iterator<Item = (Span, &'n str)> {
        self.values.iter().filter_map(|value| Some((value.at, value::as_str(value)?)))
    }

    /// The values of [`Entry::texts`] that say themselves what they are: those without a policy variable.
    pub fn literals(&self) -> impl Iterator<Item = (Span, &'n str)> {
        self.texts().filter(|(_, text)| !self.may_vary || !text.contains("${"))
    }
}
