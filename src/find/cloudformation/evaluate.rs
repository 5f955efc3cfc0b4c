//! What a template's functions give, as far as the template itself tells.
//!
//! Parameters, resources and other stacks are known to AWS alone; what depends on them is unknown.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

use super::defaults::{Defaults, members};
use crate::source::Span;
use crate::syntax::{Member, Node, Value};

/// What is known of a template while its values are evaluated.
#[derive(Debug, Clone, Default)]
pub(super) struct Template<'n> {
    mappings: Option<&'n Node<'n>>,
    /// The types of the resources, by their names.
    types: Rc<HashMap<&'n str, &'n str>>,
    pub(super) defaults: Rc<Defaults<'n>>,
    /// The conditions that are taken to hold, or not to.
    pub(super) conditions: Vec<(&'n str, bool)>,
    /// The variables of the loops around a value.
    loops: Vec<&'n str>,
    /// What evaluating has cost so far; functions within functions can ask for more than any machine has.
    spent: Rc<Cell<usize>>,
}

/// The most values that evaluating one template may make, so many bytes counting as one; what comes after is unknown.
///
/// CloudFormation takes templates of 1 MB, which no policies fill.
const MOST: usize = 1 << 20;
const BYTES: usize = 16;

/// The function that an object is a call of, and its argument.
pub(super) fn function<'n, 't>(node: &'n Node<'t>) -> Option<(&'n str, &'n Node<'t>)> {
    match node.members()? {
        [only] if is_function(only.name.as_str()) => Some((only.name.as_str(), &only.value)),
        _ => None,
    }
}

fn is_function(name: &str) -> bool {
    name == "Ref" || name.starts_with("Fn::")
}

/// Whether there is anything to evaluate in a value.
pub(super) fn has_function(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Text(text) => is_dynamic(text.as_str()),
        Value::Array(items) => items.iter().any(has_function),
        Value::Object(members) => {
            members.iter().any(|member| is_function(member.name.as_str()) || has_function(&member.value))
        }
        _ => false,
    }
}

/// Whether a string refers to a value of another service: `{{resolve:ssm:/name}}`.
fn is_dynamic(text: &str) -> bool {
    text.contains("{{resolve:")
}

/// What is left of a list or an object; that one is left empty is the doing of functions, of which nothing is said.
fn unless_emptied(is_kept: bool, value: Value<'_>) -> Value<'_> {
    if is_kept { value } else { Value::Unknown }
}

/// Whether two values say the same, wherever they are written.
pub(super) fn alike(left: &Node<'_>, right: &Node<'_>) -> bool {
    match (&left.value, &right.value) {
        (Value::Text(left), Value::Text(right)) => left.as_str() == right.as_str(),
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| alike(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            let same = |(left, right): (&Member<'_>, &Member<'_>)| {
                left.name.as_str() == right.name.as_str() && alike(&left.value, &right.value)
            };
            left.len() == right.len() && left.iter().zip(right).all(same)
        }
        (left, right) => left == right,
    }
}

pub(super) fn unknown<'n>(at: Span) -> Node<'n> {
    Node { at, value: Value::Unknown }
}

impl<'n> Template<'n> {
    pub(super) fn of(root: &'n Node<'n>) -> Template<'n> {
        let types = members(root.member("Resources")).iter().filter_map(|resource| {
            Some((resource.name.as_str(), super::resource::type_of(&resource.value)?))
        });
        Template {
            mappings: root.member("Mappings"),
            types: Rc::new(types.collect()),
            defaults: Rc::new(Defaults::of(root)),
            ..Template::default()
        }
    }

    /// The type of a resource of the template.
    pub(super) fn type_of(&self, resource: &str) -> Option<&'n str> {
        self.types.get(resource).copied()
    }

    pub(super) fn within_loop(&self, variable: &'n str) -> Template<'n> {
        let mut template = self.clone();
        template.loops.push(variable);
        template
    }

    pub(super) fn where_condition(&self, condition: &'n str, holds: bool) -> Template<'n> {
        let mut template = self.clone();
        template.conditions.push((condition, holds));
        template
    }

    /// Whether a condition holds, where that is settled.
    pub(super) fn holds(&self, condition: &str) -> Option<bool> {
        let settled = self.conditions.iter().find(|(name, _)| *name == condition);
        settled.map(|(_, holds)| *holds)
    }

    /// The value with its functions evaluated; none where it is none (`AWS::NoValue`).
    pub(super) fn evaluate(&self, node: &'n Node<'n>) -> Option<Node<'n>> {
        if !self.may_spend(0) {
            return Some(unknown(node.at));
        }
        if let Some((name, argument)) = function(node) {
            return self.call(node.at, name, argument);
        }
        let value = match &node.value {
            Value::Array(items) => {
                let left: Vec<_> = items.iter().filter_map(|item| self.evaluate(item)).collect();
                unless_emptied(items.is_empty() == left.is_empty(), Value::Array(left))
            }
            // What a macro or a loop adds to an object is not known.
            Value::Object(members) if members.iter().any(|member| is_function(member.name.as_str())) => {
                Value::Unknown
            }
            Value::Object(members) => {
                let evaluated = |member: &'n Member<'n>| {
                    let value = self.evaluate(&member.value)?;
                    Some(Member { name: member.name.clone(), value })
                };
                let left: Vec<_> = members.iter().filter_map(evaluated).collect();
                unless_emptied(members.is_empty() == left.is_empty(), Value::Object(left))
            }
            Value::Text(text) if self.is_replaced(text.as_str()) => Value::Unknown,
            other => other.clone(),
        };
        Some(Node { at: node.at, value })
    }

    pub(super) fn has_no_loops(&self) -> bool {
        self.loops.is_empty()
    }

    /// Whether a value of so many bytes may be made.
    pub(super) fn may_spend(&self, bytes: usize) -> bool {
        let spent = self.spent.get().saturating_add(1 + bytes / BYTES);
        let may = spent <= MOST;
        if may {
            self.spent.set(spent);
        }
        may
    }

    /// Whether a string is not what is deployed: a loop or a dynamic reference replaces a part of it.
    pub(super) fn is_replaced(&self, text: &str) -> bool {
        is_dynamic(text) || self.names_loop_variable(text)
    }

    fn names_loop_variable(&self, text: &str) -> bool {
        let names = |variable: &&str| {
            text.match_indices(*variable).any(|(start, _)| {
                let before = text.get(..start).unwrap_or_default();
                before.ends_with("${") || before.ends_with("&{")
            })
        };
        self.loops.iter().any(names)
    }

    fn call(&self, at: Span, name: &str, argument: &'n Node<'n>) -> Option<Node<'n>> {
        match name {
            "Ref" => {
                let is_none = argument.text().is_some_and(|text| text.as_str() == "AWS::NoValue");
                let name = argument.text().map_or("", |name| name.as_str());
                let value = || self.defaults.value(name, at).unwrap_or(self.reference(at, name).into_value());
                (!is_none).then(|| Node { at, value: value() })
            }
            "Fn::GetAtt" => {
                let attribute = match &argument.value {
                    Value::Text(attribute) => Cow::Borrowed(attribute.as_str()),
                    Value::Array(names) => {
                        let names: Vec<&str> =
                            names.iter().filter_map(Node::text).map(|name| name.as_str()).collect();
                        Cow::Owned(names.join("."))
                    }
                    _ => return Some(unknown(at)),
                };
                Some(Node { at, value: self.reference(at, &attribute).into_value() })
            }
            "Fn::If" => self.branch(at, argument),
            "Fn::FindInMap" => Some(self.look_up(argument).cloned().unwrap_or_else(|| unknown(at))),
            "Fn::Select" => Some(self.select(argument).unwrap_or_else(|| unknown(at))),
            "Fn::Split" => Some(self.split(at, argument).unwrap_or_else(|| unknown(at))),
            "Fn::Sub" | "Fn::Join" => Some(self.string(at, name, argument)),
            _ => Some(unknown(at)),
        }
    }

    /// The value of the branch that is taken, or of both where they say the same.
    fn branch(&self, at: Span, argument: &'n Node<'n>) -> Option<Node<'n>> {
        let Some([condition, then, otherwise]) = argument.items() else { return Some(unknown(at)) };
        let holds = condition.text().and_then(|condition| self.holds(condition.as_str()));
        match holds {
            Some(true) => self.evaluate(then),
            Some(false) => self.evaluate(otherwise),
            None => match (self.evaluate(then), self.evaluate(otherwise)) {
                (None, None) => None,
                (Some(then), Some(otherwise)) if alike(&then, &otherwise) => Some(then),
                _ => Some(unknown(at)),
            },
        }
    }

    /// What a mapping has under two names that are known.
    fn look_up(&self, argument: &'n Node<'n>) -> Option<&'n Node<'n>> {
        let [mapping, first, second, ..] = argument.items()? else { return None };
        let key = |node: &'n Node<'n>| node.text().map(|text| text.as_str());
        let mapping = self.mappings?.member(key(mapping)?)?;
        let found = mapping.member(key(first)?)?.member(key(second)?)?;
        (self.may_spend(found.at.len()) && !has_function(found)).then_some(found)
    }

    fn select(&self, argument: &'n Node<'n>) -> Option<Node<'n>> {
        let [index, list] = argument.items()? else { return None };
        let index: usize = match &index.value {
            Value::Number(number) => number.parse().ok()?,
            Value::Text(text) => text.as_str().parse().ok()?,
            _ => return None,
        };
        let Value::Array(mut items) = self.evaluate(list)?.value else { return None };
        // An item that may not be there moves those behind it.
        let is_known = items.iter().all(|item| item.value != Value::Unknown || function(item).is_none());
        (is_known && index < items.len()).then(|| items.swap_remove(index))
    }
}
