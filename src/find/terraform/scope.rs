//! What references stand for, seen from one file of a module.

use std::borrow::Cow;

use super::each::{Each, Item, is_of_path};
use super::names::Names;
use super::value::unknown;
use crate::find::attribute;
use crate::source::Span;
use crate::syntax::hcl::{Body, Expression, Form, Part, Step};
use crate::syntax::{Hidden, Node, Pieces, Text, Value};

/// What may be named where an expression stands.
#[derive(Clone, Copy)]
pub(super) struct Scope<'f, 't> {
    pub(super) names: &'f Names<'f, 't>,
    /// The file in which it stands.
    pub(super) file: usize,
    bound: Option<&'f Bound<'f, 't>>,
    /// What `each` is.
    each: Option<&'f Each<'f, 't>>,
    /// Whether `path.module` and the like have a value, as they have in the path of a file that is read.
    has_folders: bool,
}

/// Names that only a part of a file has: those of a loop, or what a template is given.
pub(super) struct Bound<'f, 't> {
    pub(super) values: Vec<(Cow<'f, str>, Node<'t>)>,
    /// Whether the values stand in another file.
    pub(super) are_foreign: bool,
    pub(super) outer: Option<&'f Bound<'f, 't>>,
}

/// What begins a value that stands for a folder; no path has such a character.
pub(super) const FOLDER: char = '\u{1}';

impl<'f, 't> Scope<'f, 't> {
    pub(super) fn new(names: &'f Names<'f, 't>, file: usize) -> Scope<'f, 't> {
        Scope { names, file, bound: None, each: None, has_folders: false }
    }

    /// The same with more names.
    pub(super) fn with<'s>(&self, bound: &'s Bound<'s, 't>) -> Scope<'s, 't>
    where
        'f: 's,
    {
        Scope { bound: Some(bound), ..*self }
    }

    /// The same for one item of those for each of which a resource is made.
    pub(super) fn with_each<'s>(&self, each: &'s Each<'s, 't>) -> Scope<'s, 't>
    where
        'f: 's,
    {
        Scope { each: Some(each), ..*self }
    }

    pub(super) fn bound(&self) -> Option<&'f Bound<'f, 't>> {
        self.bound
    }

    /// Whether this is the path of a file, or what such paths are put together from.
    pub(super) fn is_in_path(&self) -> bool {
        self.has_folders
    }

    /// The same for the path of a file.
    pub(super) fn with_folders(&self) -> Scope<'f, 't> {
        Scope { has_folders: true, ..*self }
    }

    /// The expression that `local.NAME`, `var.NAME` or `each.value` stands for by itself, where it stands, and the steps behind the name.
    pub(super) fn named<'s>(
        &self,
        steps: &'s [Step<'t>],
    ) -> Option<(Scope<'f, 't>, &'f Expression<'t>, &'s [Step<'t>])> {
        let [Step::Name(kind), Step::Name(name), rest @ ..] = steps else { return None };
        let (file, expression) = match (*kind, *name) {
            ("local", name) => self.names.local(name, self.file)?,
            ("var", name) => self.names.default_of(name, self.file)?,
            ("each", "value") => {
                let Item::Written(home, value) = &self.each?.value else { return None };
                (home.file, *value)
            }
            _ => return None,
        };
        let home = Scope { file, bound: None, each: None, ..*self };
        let (expression, rest) = self.descend(expression, rest);
        Some((home, expression, rest))
    }

    /// The document whose text a reference names, as an index.
    pub(super) fn document(&self, steps: &[Step<'_>]) -> Option<usize> {
        match names(steps).as_slice() {
            ["data", "aws_iam_policy_document", name, "json" | "minified_json"] => {
                self.names.document(name, self.file)
            }
            _ => None,
        }
    }

    /// The `data "template_file"` whose text a reference names, and where it stands.
    pub(super) fn template_file(&self, steps: &[Step<'_>]) -> Option<(Scope<'f, 't>, &'f Body<'t>)> {
        let names = names(steps);
        let ["data", "template_file", name, "rendered"] = names.as_slice() else { return None };
        let (file, body) = self.names.template(name, self.file)?;
        Some((Scope { file, bound: None, each: None, ..*self }, body))
    }

    /// The arguments of the resource that a reference names as a whole, and where they stand.
    pub(super) fn resource(&self, steps: &[Step<'_>]) -> Option<(Scope<'f, 't>, &'f Body<'t>)> {
        let [Step::Name(of), Step::Name(name)] = steps else { return None };
        let (file, body) = self.names.resource(of, name, self.file)?;
        Some((Scope { file, bound: None, each: None, ..*self }, body))
    }

    /// What a reference stands for; unknown where only Terraform or its users tell.
    pub(super) fn reference(&self, steps: &[Step<'t>], at: Span) -> Node<'t> {
        if let [Step::Name(name), rest @ ..] = steps
            && let Some((value, are_foreign)) = self.bound_to(name)
        {
            let value = if are_foreign { value.standing_at(at) } else { value.clone() };
            return self.access(self.counted(value), rest, at);
        }
        if let ([Step::Name("each"), Step::Name(name), rest @ ..], Some(each)) = (steps, self.each)
            && let Some(value) = self.of_each(name, each, at)
        {
            return self.access(self.counted(value), rest, at);
        }
        if let [Step::Name("path"), Step::Name(folder @ ("module" | "root" | "cwd"))] = steps
            && self.has_folders
        {
            let value = Value::Text(Text::standing_for(at, &format!("{FOLDER}{folder}")));
            return Node { at, value };
        }
        let Some((home, expression, rest)) = self.named(steps) else { return of_aws(steps, at) };
        let Some(mut value) = self.names.follow(|| home.value(expression)) else { return unknown(at) };
        if is_variable(steps) {
            forget_empty(&mut value);
        }
        if home.file != self.file {
            value = value.standing_at(at);
        }
        self.access(self.counted(value), rest, at)
    }

    /// What the steps behind a value lead to.
    pub(super) fn access(&self, node: Node<'t>, steps: &[Step<'t>], at: Span) -> Node<'t> {
        let Some((step, rest)) = steps.split_first() else { return node };
        let next = match (step, node.value) {
            (Step::Splat, Value::Array(items)) => {
                let items = items.into_iter().map(|item| self.access(item, rest, at));
                return Node { at: node.at, value: Value::Array(items.collect()) };
            }
            (Step::Name(name), value) => member(value, name),
            (Step::Index(index), value) => match (self.value(index).value, value) {
                (Value::Text(name), value) => member(value, name.as_str()),
                (Value::Number(digits), Value::Array(items)) => {
                    digits.parse().ok().and_then(|index| item(items, index))
                }
                _ => None,
            },
            _ => None,
        };
        next.map_or(Node { at, value: Value::Unknown }, |next| self.access(next, rest, at))
    }

    /// What `each.key` and `each.value` are; none where the value is an expression, which is worked out where it stands.
    fn of_each(&self, name: &str, each: &Each<'_, 't>, at: Span) -> Option<Node<'t>> {
        let value = match (name, &each.value) {
            ("key", _) => Node { at, value: Value::Text(Text::standing_for(at, each.key.as_str())) },
            ("value", Item::Known(file, value)) if *file == self.file => value.clone(),
            ("value", Item::Known(_, value)) => value.standing_at(at),
            ("value", Item::Resource) => unknown(at),
            _ => return None,
        };
        Some(if is_of_path(&value) && !self.has_folders { unknown(at) } else { value })
    }

    fn bound_to(&self, name: &str) -> Option<(&'f Node<'t>, bool)> {
        let mut next = self.bound;
        while let Some(bound) = next {
            if let Some((_, value)) = bound.values.iter().find(|(other, _)| *other == name) {
                return Some((value, bound.are_foreign));
            }
            next = bound.outer;
        }
        None
    }

    /// Goes to members of objects without working out the other members.
    fn descend<'s>(
        &self,
        mut expression: &'f Expression<'t>,
        mut steps: &'s [Step<'t>],
    ) -> (&'f Expression<'t>, &'s [Step<'t>]) {
        while let (Form::Object(items), [step, rest @ ..]) = (&expression.form, steps) {
            let name = match step {
                Step::Name(name) => Some((*name).to_owned()),
                Step::Index(index) => self.value(index).text().map(|text| text.as_str().to_owned()),
                Step::Splat => None,
            };
            let (Some(name), true) = (name, items.iter().all(|(name, _)| plain_name(name).is_some())) else {
                break;
            };
            let found = items.iter().rev().find(|(other, _)| plain_name(other) == Some(name.as_str()));
            let Some((_, value)) = found else { break };
            (expression, steps) = (value, rest);
        }
        (expression, steps)
    }

    /// The value, if it is not too large for all that was worked out so far.
    fn counted(&self, node: Node<'t>) -> Node<'t> {
        let bytes = match &node.value {
            Value::Text(text) => text.as_str().len(),
            Value::Partial(partial) => partial.as_written().len(),
            _ => 0,
        };
        match self.names.count(bytes) {
            Some(()) => node,
            None => Node { at: node.at, value: Value::Unknown },
        }
    }
}

/// What a resource or a data source gives of which only AWS knows the value; unknown where nothing is known of it.
fn of_aws<'t>(steps: &[Step<'_>], at: Span) -> Node<'t> {
    let hidden = match names(steps).as_slice() {
        ["data", "aws_caller_identity", _, "account_id" | "id"] => Hidden::Account,
        ["data", "aws_partition", _, "partition" | "id"] => Hidden::Partition,
        ["data", "aws_partition", _, "dns_suffix"] => Hidden::DnsSuffix,
        ["data", "aws_region", _, "name" | "region" | "id"] => Hidden::Region,
        // With a splat it is a list.
        _ if steps.iter().any(|step| matches!(step, Step::Splat)) => Hidden::Anything,
        // Other attributes of a data source are what it was asked by, which may be written in several ways.
        ["data", of, _, "arn"] => attribute::hidden(of, "arn"),
        ["data", ..] => Hidden::Anything,
        [of, _, attribute] => attribute::hidden(of, attribute),
        _ => Hidden::Anything,
    };
    let mut pieces = Pieces::new();
    pieces.push_hole(at, hidden, Some(&names(steps).join(".")));
    Node { at, value: pieces.finish(at).into_value() }
}

/// Whether users may set what a reference names.
pub(super) fn is_variable(steps: &[Step<'_>]) -> bool {
    matches!(steps.first(), Some(Step::Name("var")))
}

/// The names of a reference, without what picks items between them.
fn names<'s>(steps: &'s [Step<'_>]) -> Vec<&'s str> {
    let name = |step: &'s Step<'_>| match step {
        Step::Name(name) => Some(*name),
        Step::Index(_) | Step::Splat => None,
    };
    steps.iter().filter_map(name).collect()
}

/// What an expression that only names something is called, without what picks items.
pub(super) fn called(expression: &Expression<'_>) -> Option<String> {
    match &expression.form {
        Form::Reference(steps) => Some(names(steps).join(".")),
        _ => None,
    }
}

/// The name of a member of an object, where it is written as such.
pub(super) fn plain_name<'e>(name: &'e Expression<'_>) -> Option<&'e str> {
    match &name.form {
        Form::Reference(steps) => match steps.as_slice() {
            // One in parentheses is that of a value.
            [Step::Name(word)] if name.at.len() == word.len() => Some(word),
            _ => None,
        },
        Form::Template(parts) => match parts.as_slice() {
            [Part::Literal(text)] => Some(text.as_str()),
            _ => None,
        },
        _ => None,
    }
}

fn member<'t>(value: Value<'t>, name: &str) -> Option<Node<'t>> {
    let Value::Object(members) = value else { return None };
    members.into_iter().rev().find(|member| member.name.as_str() == name).map(|member| member.value)
}

/// An item of a list; what is not known in front of it may be several.
pub(super) fn item(items: Vec<Node<'_>>, index: usize) -> Option<Node<'_>> {
    let is_counted = items.iter().take(index).all(|item| item.value != Value::Unknown);
    items.into_iter().nth(index).filter(|_| is_counted)
}

/// What is empty in the default of a variable is there to be set.
pub(super) fn forget_empty(node: &mut Node<'_>) {
    let is_empty = match &mut node.value {
        Value::Null => true,
        Value::Text(text) => matches!(text.as_str().trim(), "" | "{}" | "[]"),
        Value::Array(items) => {
            items.iter_mut().for_each(forget_empty);
            items.is_empty()
        }
        Value::Object(members) => {
            members.iter_mut().for_each(|member| forget_empty(&mut member.value));
            members.is_empty()
        }
        _ => false,
    };
    if is_empty {
        node.value = Value::Unknown;
    }
}
