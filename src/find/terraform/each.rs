//! Resources that are made once for each item: `for_each`.

use super::scope::{FOLDER, Scope, plain_name};
use crate::syntax::hcl::{Body, Expression, Form};
use crate::syntax::{Member, Node, Text, Value};

/// The most items that are looked at one by one.
const MAX_ITEMS: usize = 100;

/// One item.
pub(super) struct Each<'f, 't> {
    pub(super) key: Text<'t>,
    pub(super) value: Item<'f, 't>,
}

/// The value of an item.
pub(super) enum Item<'f, 't> {
    /// An expression, with where it stands.
    Written(Scope<'f, 't>, &'f Expression<'t>),
    /// What was worked out in a file, as an index.
    Known(usize, Node<'t>),
    /// A resource, of which nothing is known here.
    Resource,
}

/// What begins a pattern for names of files; no path has such a character.
pub(super) const FILES: char = '\u{2}';

/// The items for each of which a resource is made, where they are written down.
pub(super) fn items<'f, 't>(body: &'f Body<'t>, scope: &Scope<'f, 't>) -> Vec<Each<'f, 't>> {
    let over = body.attribute("for_each").map(|attribute| &attribute.value);
    let mut items = over.and_then(|over| of_expression(over, scope)).unwrap_or_default();
    items.truncate(MAX_ITEMS);
    items
}

/// The names of the files that `fileset` gives for a pattern: which there are is not known here, but what they are like.
pub(super) fn files<'t>(pattern: &Node<'t>) -> Option<Value<'t>> {
    let pattern = pattern.text().filter(|text| !text.as_str().contains(['?', '{', '[', '\\']))?;
    let (folders, names) = match pattern.as_str().rsplit_once('/') {
        Some((folders, _)) if folders.contains('*') => return None,
        Some((folders, names)) => (format!("{folders}/"), names),
        None => (String::new(), pattern.as_str()),
    };
    let name = Text::standing_for(pattern.at(), &format!("{folders}{FILES}{names}"));
    Some(Value::Array(vec![Node { at: pattern.at(), value: Value::Text(name) }]))
}

/// Whether a value is that only for a path: it stands for a folder or for the names of files.
pub(super) fn is_of_path(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Text(text) => text.as_str().contains([FOLDER, FILES]),
        Value::Partial(partial) => partial.as_written().contains([FOLDER, FILES]),
        Value::Array(items) => items.iter().any(is_of_path),
        Value::Object(members) => members
            .iter()
            .any(|Member { name, value }| name.as_str().contains([FOLDER, FILES]) || is_of_path(value)),
        _ => false,
    }
}

fn of_expression<'f, 't>(over: &'f Expression<'t>, scope: &Scope<'f, 't>) -> Option<Vec<Each<'f, 't>>> {
    match &over.form {
        Form::Reference(steps) => match scope.named(steps) {
            Some((home, named, [])) => scope.names.follow(|| of_expression(named, &home))?,
            Some(_) => of_value(over, scope),
            None => {
                let (home, resource) = scope.resource(steps)?;
                let items = scope.names.follow(|| items(resource, &home))?;
                Some(items.into_iter().map(|item| Each { value: Item::Resource, ..item }).collect())
            }
        },
        Form::Call("toset" | "tomap", arguments) => of_expression(arguments.first()?, scope),
        // Whether there are any items is not known, but what they are if there are.
        Form::Conditional(values) => match values.each_ref().map(|value| is_empty(value, scope)) {
            [false, true] => of_expression(&values[0], scope),
            [true, false] => of_expression(&values[1], scope),
            _ => None,
        },
        Form::Tuple(items) => {
            let item = |value: &'f Expression<'t>| {
                Some(Each { key: scope.value(value).text()?.clone(), value: Item::Written(*scope, value) })
            };
            items.iter().map(item).collect()
        }
        Form::Object(items) => {
            let item = |(name, value): &'f (Expression<'t>, Expression<'t>)| {
                let key = Text::standing_for(name.at, plain_name(name)?);
                Some(Each { key, value: Item::Written(*scope, value) })
            };
            items.iter().map(item).collect()
        }
        _ => of_value(over, scope),
    }
}

/// The items of a value that is worked out as a whole.
fn of_value<'f, 't>(over: &Expression<'t>, scope: &Scope<'f, 't>) -> Option<Vec<Each<'f, 't>>> {
    let known = |node: Node<'t>| Item::Known(scope.file, node);
    match scope.with_folders().value(over).value {
        Value::Array(items) => {
            let item = |item: Node<'t>| Some(Each { key: item.text()?.clone(), value: known(item) });
            items.into_iter().map(item).collect()
        }
        Value::Object(members) => {
            let item = |Member { name, value }: Member<'t>| Each { key: name, value: known(value) };
            Some(members.into_iter().map(item).collect())
        }
        _ => None,
    }
}

fn is_empty<'t>(over: &Expression<'t>, scope: &Scope<'_, 't>) -> bool {
    match scope.value(over).value {
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}
