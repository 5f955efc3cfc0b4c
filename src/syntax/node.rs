use super::path::Step;
use super::{Partial, Problem, Text};
use crate::source::Span;

/// What parsing gives: a tree, and what is wrong with the text.
#[derive(Debug)]
pub struct Tree<'t> {
    /// The document's root; none where the text holds no value at all.
    pub root: Option<Node<'t>>,
    /// What is wrong with the text, in the order of the text.
    pub problems: Vec<Problem>,
}

/// One value of a document, and where it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'t> {
    /// The value's token, quotes and brackets included.
    pub at: Span,
    /// What stands there.
    pub value: Value<'t>,
}

/// What stands at a place of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'t> {
    /// Something that cannot be known: the text is broken here, or only AWS can resolve it.
    Unknown,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it is written.
    Number(&'t str),
    /// A string.
    Text(Text<'t>),
    /// A string of which some parts are not known; no rule judges it before they are supposed to be something.
    Partial(Box<Partial<'t>>),
    /// A list of values.
    Array(Vec<Node<'t>>),
    /// A list of named values, in the order of the text; names may repeat.
    Object(Vec<Member<'t>>),
}

/// A named value of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member<'t> {
    /// The name.
    pub name: Text<'t>,
    /// The value.
    pub value: Node<'t>,
}

impl Member<'_> {
    /// From the name to the end of the value.
    pub fn at(&self) -> Span {
        self.name.at().to(self.value.at)
    }
}

impl<'t> Node<'t> {
    /// The string that stands here.
    pub fn text(&self) -> Option<&Text<'t>> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items of the list that stands here.
    pub fn items(&self) -> Option<&[Node<'t>]> {
        match &self.value {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The members of the object that stands here.
    pub fn members(&self) -> Option<&[Member<'t>]> {
        match &self.value {
            Value::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The value of the member of that name; the last one where the name repeats, as most readers of JSON take it.
    pub fn member(&self, name: &str) -> Option<&Node<'t>> {
        let members = self.members()?;
        members.iter().rev().find(|member| member.name.as_str() == name).map(|member| &member.value)
    }

    /// The way from this node to a place below it.
    ///
    /// A place that is no whole value, name or part of a string leads to the smallest value around it.
    pub fn path_to(&self, place: Span) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut node = self;
        while node.at != place {
            let next = match &node.value {
                Value::Array(items) => step_into_item(items, place, &mut steps),
                Value::Object(members) => step_into_member(members, place, &mut steps),
                Value::Text(text) => {
                    steps.extend(text.range_of(place).map(|part| {
                        let characters = |value: &str| value.chars().count();
                        let start = characters(&text.as_str()[..part.start]);
                        Step::Part { start, length: characters(&text.as_str()[part]) }
                    }));
                    None
                }
                _ => None,
            };
            match next {
                Some(next) => node = next,
                None => break,
            }
        }
        steps
    }

    /// The same value, borrowing from nothing; numbers, which only borrow, are unknown then.
    pub fn detached(&self) -> Node<'static> {
        let value = match &self.value {
            Value::Unknown | Value::Number(_) => Value::Unknown,
            Value::Null => Value::Null,
            Value::Bool(value) => Value::Bool(*value),
            Value::Text(text) => Value::Text(text.detached()),
            Value::Partial(partial) => Value::Partial(Box::new(partial.detached())),
            Value::Array(items) => Value::Array(items.iter().map(Node::detached).collect()),
            Value::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|member| Member { name: member.name.detached(), value: member.value.detached() })
                    .collect(),
            ),
        };
        Node { at: self.at, value }
    }

    /// The same with other values in the places of some; what is told for a value is not looked into.
    pub fn with(&self, change: &mut dyn FnMut(&Node<'t>) -> Option<Value<'t>>) -> Node<'t> {
        let value = change(self).unwrap_or_else(|| match &self.value {
            Value::Array(items) => Value::Array(items.iter().map(|item| item.with(change)).collect()),
            Value::Object(members) => {
                let mut member = |member: &Member<'t>| Member {
                    name: member.name.clone(),
                    value: member.value.with(change),
                };
                Value::Object(members.iter().map(&mut member).collect())
            }
            other => other.clone(),
        });
        Node { at: self.at, value }
    }

    /// Whether nothing in it is unknown, not even a part of a string.
    pub fn is_known(&self) -> bool {
        match &self.value {
            Value::Unknown | Value::Partial(_) => false,
            Value::Array(items) => items.iter().all(Node::is_known),
            Value::Object(members) => members.iter().all(|member| member.value.is_known()),
            _ => true,
        }
    }

    /// The same value as one that stands as a whole at another place, which stands for it there.
    pub fn standing_at(&self, at: Span) -> Node<'t> {
        let value = match &self.value {
            Value::Text(text) => Value::Text(Text::standing_for(at, text.as_str())),
            Value::Partial(partial) => Value::Partial(Box::new(partial.standing_at(at))),
            Value::Array(items) => Value::Array(items.iter().map(|item| item.standing_at(at)).collect()),
            Value::Object(members) => {
                let member = |member: &Member<'t>| Member {
                    name: Text::standing_for(at, member.name.as_str()),
                    value: member.value.standing_at(at),
                };
                Value::Object(members.iter().map(member).collect())
            }
            other => other.clone(),
        };
        Node { at, value }
    }

    /// In words, what kind of value stands here: "a number".
    pub fn describe(&self) -> &'static str {
        match self.value {
            Value::Unknown => "an unknown value",
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) | Value::Partial(_) => "a string",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        }
    }
}

fn step_into_item<'n, 't>(items: &'n [Node<'t>], place: Span, steps: &mut Vec<Step>) -> Option<&'n Node<'t>> {
    let index = items.partition_point(|item| item.at.end() < place.end());
    let item = items.get(index).filter(|item| item.at.contains(place))?;
    steps.push(Step::Item(index));
    Some(item)
}

fn step_into_member<'n, 't>(
    members: &'n [Member<'t>],
    place: Span,
    steps: &mut Vec<Step>,
) -> Option<&'n Node<'t>> {
    let index = members.partition_point(|member| member.value.at.end() < place.end());
    let member = members.get(index)?;
    let name = || member.name.as_str().to_owned();
    if member.name.at().contains(place) {
        steps.push(Step::Name(name()));
        return None;
    }
    if !member.value.at.contains(place) {
        return None;
    }
    steps.push(Step::Member(name()));
    Some(&member.value)
}
