//! What expressions are worth, as far as the file alone tells.

use std::collections::HashSet;

use super::scope::{Bound, Scope, called, plain_name};
use super::{each, functions};
use crate::source::Span;
use crate::syntax::hcl::{Directive, Expression, Form, Loop, Part};
use crate::syntax::{Hidden, Member, Node, Partial, Pieces, Text, Value};

impl<'t> Scope<'_, 't> {
    /// The value of an expression, as `jsonencode` writes it.
    pub(super) fn value(&self, expression: &Expression<'t>) -> Node<'t> {
        let at = expression.at;
        if self.names.count(0).is_none() {
            return Node { at, value: Value::Unknown };
        }
        let value = match &expression.form {
            Form::Null => Value::Null,
            Form::Bool(value) => Value::Bool(*value),
            Form::Number(digits) => Value::Number(digits),
            Form::Template(parts) => return self.template(parts, at),
            Form::Tuple(items) => Value::Array(items.iter().map(|item| self.value(item)).collect()),
            Form::Object(items) => self.object(items),
            Form::Call(name, arguments) => return self.call(name, arguments, at),
            Form::Reference(steps) => return self.reference(steps, at),
            Form::Access(of, steps) => return self.access(self.value(of), steps, at),
            Form::Loop(each) => self.looped(each),
            Form::Conditional(values) => self.either(values),
            Form::Other(_) => Value::Unknown,
        };
        Node { at, value }
    }

    fn template(&self, parts: &[Part<'t>], at: Span) -> Node<'t> {
        match parts {
            [] => Node { at, value: Value::Text(Text::standing_for(at, "")) },
            [Part::Literal(text)] => Node { at, value: Value::Text(text.clone()) },
            // What is put in alone keeps its type.
            [Part::Value(_, value)] => self.value(value),
            _ => Node { at, value: self.string(parts, at).map_or(Value::Unknown, Partial::into_value) },
        }
    }

    /// A string with what is put in; none where more than a few letters of it may be there or not.
    pub(super) fn string(&self, parts: &[Part<'t>], at: Span) -> Option<Partial<'t>> {
        let mut pieces = Pieces::new();
        let mut parts = parts.iter();
        while let Some(part) = parts.next() {
            match part {
                Part::Literal(text) => pieces.push_text(text),
                Part::Directive(start, Directive::Opens) => {
                    let end = behind_directive(&mut parts)?;
                    pieces.push_hole(start.to(end), Hidden::Anything, None);
                }
                Part::Directive(..) => return None,
                Part::Value(place, value) => match self.value(value).value {
                    Value::Text(text) => pieces.push_as(text.as_str(), *place),
                    Value::Bool(value) => pieces.push_as(if value { "true" } else { "false" }, *place),
                    Value::Number(digits) if is_canonical(digits) => pieces.push_as(digits, *place),
                    Value::Partial(partial) => pieces.push_partial_as(&partial, *place),
                    _ => pieces.push_hole(*place, Hidden::Anything, called(value).as_deref()),
                },
            }
        }
        Some(pieces.finish(at))
    }

    /// An object; nothing is known of one that has a name that is not known.
    fn object(&self, items: &[(Expression<'t>, Expression<'t>)]) -> Value<'t> {
        let mut members: Vec<Member<'t>> = Vec::with_capacity(items.len());
        for (name, value) in items {
            let Some(name) = self.name(name) else { return Value::Unknown };
            members.push(Member { name, value: self.value(value) });
        }
        Value::Object(last_of_each(members))
    }

    /// The name of a member, where it is known.
    pub(super) fn name(&self, name: &Expression<'t>) -> Option<Text<'t>> {
        if let (Form::Reference(_), Some(word)) = (&name.form, plain_name(name)) {
            return Some(Text::standing_for(name.at, word));
        }
        match self.value(name).value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    fn call(&self, name: &str, arguments: &[Expression<'t>], at: Span) -> Node<'t> {
        let values = || arguments.iter().map(|argument| self.value(argument));
        let value = match (name, arguments) {
            ("tolist" | "tomap" | "tostring" | "sensitive" | "nonsensitive", [value]) => {
                return self.value(value);
            }
            ("concat", _) => concat(values()),
            ("flatten", [list]) => match self.value(list).value {
                Value::Array(items) => flatten(items),
                _ => Value::Unknown,
            },
            ("merge", _) => merge(values()),
            ("fileset", [_, pattern]) if self.is_in_path() => {
                each::files(&self.value(pattern)).unwrap_or(Value::Unknown)
            }
            ("join", [separator, list]) => self.join(separator, list, at),
            _ => functions::call(name, &values().collect::<Vec<_>>(), at),
        };
        Node { at, value }
    }

    /// The value of a condition, where it is the same whether or not the condition holds.
    fn either(&self, values: &[Expression<'t>; 2]) -> Value<'t> {
        let [one, other] = values.each_ref().map(|value| self.value(value));
        if functions::are_same(&one, &other) { one.value } else { Value::Unknown }
    }

    /// What a loop makes, where it goes over items that are known.
    fn looped(&self, each: &Loop<'t>) -> Value<'t> {
        let Loop { names, over, key, value, condition: None, groups: false } = each else {
            return Value::Unknown;
        };
        let unknown_key = |at: Span| Node { at, value: Value::Unknown };
        let items: Vec<(Node<'t>, Node<'t>)> = match self.value(over).value {
            Value::Array(items) => items.into_iter().map(|item| (unknown_key(item.at), item)).collect(),
            Value::Object(members) => {
                let name = |name: Text<'t>| Node { at: name.at(), value: Value::Text(name) };
                members.into_iter().map(|member| (name(member.name), member.value)).collect()
            }
            _ => return Value::Unknown,
        };
        let mut list = Vec::new();
        let mut members: Vec<Member<'t>> = Vec::new();
        for (name, item) in items {
            // In the place of an item that is not known there may be several or none.
            let is_known = item.value != Value::Unknown;
            let at = item.at;
            let values = match names.as_slice() {
                [of_item] => vec![((*of_item).into(), item)],
                [of_name, of_item] => vec![((*of_name).into(), name), ((*of_item).into(), item)],
                _ => return Value::Unknown,
            };
            let bound = Bound { values, are_foreign: false, outer: self.bound() };
            let scope = self.with(&bound);
            match key {
                Some(key) => match scope.value(key).value {
                    Value::Text(name) if is_known => members.push(Member { name, value: scope.value(value) }),
                    _ => return Value::Unknown,
                },
                None if is_known => list.push(scope.value(value)),
                None => list.push(unknown(at)),
            }
        }
        if key.is_some() { Value::Object(last_of_each(members)) } else { Value::Array(list) }
    }

    fn join(&self, separator: &Expression<'t>, list: &Expression<'t>, at: Span) -> Value<'t> {
        let (separator, list) = (self.value(separator), self.value(list));
        let (Some(separator), Some(items)) = (separator.text(), list.items()) else { return Value::Unknown };
        let mut pieces = Pieces::new();
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                pieces.push_as(separator.as_str(), separator.at());
            }
            match &item.value {
                Value::Text(text) => pieces.push_as(text.as_str(), text.at()),
                Value::Partial(partial) => pieces.push_partial_as(partial, item.at),
                Value::Unknown => pieces.push_hole(item.at, Hidden::Anything, None),
                _ => return Value::Unknown,
            }
        }
        pieces.finish(at).into_value()
    }
}

/// Goes behind the directive that closes the one that was just read, and tells where that stands; none where a string of the text may end in between.
fn behind_directive<'e, 't: 'e>(parts: &mut impl Iterator<Item = &'e Part<'t>>) -> Option<Span> {
    let mut open = 1;
    for part in parts {
        match part {
            Part::Literal(text) if text.as_str().contains(['"', '\n']) => return None,
            Part::Directive(_, Directive::Opens) => open += 1,
            Part::Directive(at, Directive::Closes) => {
                open -= 1;
                if open == 0 {
                    return Some(*at);
                }
            }
            Part::Directive(_, Directive::Other) => return None,
            Part::Literal(_) | Part::Value(..) | Part::Directive(_, Directive::Turns) => {}
        }
    }
    None
}

pub(super) fn unknown<'t>(at: Span) -> Node<'t> {
    Node { at, value: Value::Unknown }
}

/// Whether Terraform writes a number as it stands here.
fn is_canonical(digits: &str) -> bool {
    digits == "0" || (!digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The items of all lists; in the place of lists that are not known, next to each other, stands one item that is not.
pub(super) fn concat<'t>(lists: impl Iterator<Item = Node<'t>>) -> Value<'t> {
    let mut all: Vec<Node<'t>> = Vec::new();
    for list in lists {
        let items = match list.value {
            Value::Array(items) => items,
            _ => vec![unknown(list.at)],
        };
        for item in items {
            let follows_hole = all.last().is_some_and(|last| last.value == Value::Unknown);
            if item.value != Value::Unknown || !follows_hole {
                all.push(item);
            }
        }
    }
    Value::Array(all)
}

fn flatten(items: Vec<Node<'_>>) -> Value<'_> {
    let flat = items.into_iter().flat_map(|item| match item.value {
        Value::Array(inner) => match flatten(inner) {
            Value::Array(inner) => inner,
            _ => Vec::new(),
        },
        _ => vec![item],
    });
    Value::Array(flat.collect())
}

/// The members of all objects, where all are known; `null` adds nothing.
fn merge<'t>(objects: impl Iterator<Item = Node<'t>>) -> Value<'t> {
    let mut all: Vec<Member<'t>> = Vec::new();
    for object in objects {
        match object.value {
            Value::Null => {}
            Value::Object(members) => all.extend(members),
            _ => return Value::Unknown,
        }
    }
    Value::Object(last_of_each(all))
}

/// Of members with one name the last one.
fn last_of_each(mut members: Vec<Member<'_>>) -> Vec<Member<'_>> {
    let mut seen = HashSet::new();
    let is_last: Vec<bool> = members.iter().rev().map(|member| seen.insert(member.name.as_str())).collect();
    if is_last.contains(&false) {
        let mut is_last = is_last.into_iter().rev();
        members.retain(|_| is_last.next().unwrap_or(true));
    }
    members
}
