//! What Terraform's functions make of values that are known; anything else is not known.

use std::collections::HashSet;

use super::scope::item;
use super::value::concat;
use crate::source::Span;
use crate::syntax::{Hidden, Node, Pieces, Text, Value, inside};

/// The most bytes of a string that a function makes.
const MAX_BYTES: usize = 1 << 20;

/// What a function makes of its arguments (Terraform documentation, "Built-in Functions").
pub(super) fn call<'t>(name: &str, arguments: &[Node<'t>], at: Span) -> Value<'t> {
    let value = match (name, arguments) {
        ("lower", [text]) => mapped(text, |text| Some(text.to_lowercase())),
        ("upper", [text]) => mapped(text, |text| Some(text.to_uppercase())),
        ("trimspace", [text]) => mapped(text, |text| Some(text.trim().to_owned())),
        ("chomp", [text]) => mapped(text, |text| Some(text.trim_end_matches(['\r', '\n']).to_owned())),
        ("trimprefix", [text, prefix]) => cut(text, prefix, |text, prefix| text.strip_prefix(prefix)),
        ("trimsuffix", [text, suffix]) => cut(text, suffix, |text, suffix| text.strip_suffix(suffix)),
        ("replace", [text, from, to]) => replaced(text, from, to),
        ("split", [separator, text]) => split(separator, text),
        ("format", [format, values @ ..]) => formatted(format, values, at),
        ("formatlist", [format, values @ ..]) => formatted_list(format, values, at),
        ("jsonencode", [value]) => encoded(value).map(|text| Value::Text(Text::standing_for(at, &text))),
        ("jsondecode", [text]) => text.text().and_then(decoded),
        ("element", [list, index]) => element(list, index),
        ("one", [Node { value: Value::Array(items), .. }]) if items.len() == 1 => {
            item(items.clone(), 0).map(|item| item.value)
        }
        ("lookup", [map, name, rest @ ..]) => lookup(map, name, rest.first()),
        ("keys", [Node { value: Value::Object(members), .. }]) => {
            let mut names: Vec<_> = members.iter().map(|member| &member.name).collect();
            names.sort_by_key(|name| name.as_str());
            let node = |name: &Text<'t>| Node { at: name.at(), value: Value::Text(name.clone()) };
            Some(Value::Array(names.into_iter().map(node).collect()))
        }
        ("values", [Node { value: Value::Object(members), .. }]) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|member| member.name.as_str());
            Some(Value::Array(members.into_iter().map(|member| member.value.clone()).collect()))
        }
        ("coalesce", values) => first(values, |value| match value {
            Value::Null => false,
            Value::Text(text) => !text.as_str().is_empty(),
            _ => true,
        }),
        ("coalescelist", values) => {
            first(values, |value| !matches!(value, Value::Array(items) if items.is_empty()))
        }
        // An error in the first one would be something that is not known.
        ("try", values) => first(values, |_| true),
        ("sort", [list]) => sorted(list),
        ("distinct" | "toset", [list]) => list.items().map(|items| distinct(items.to_vec())),
        ("setunion", lists) => match concat(lists.iter().cloned()) {
            Value::Array(items) => Some(distinct(items)),
            _ => None,
        },
        ("compact", [list]) => list.items().map(|items| {
            let is_something = |item: &&Node<'_>| match &item.value {
                Value::Null => false,
                Value::Text(text) => !text.as_str().is_empty(),
                _ => true,
            };
            Value::Array(items.iter().filter(is_something).cloned().collect())
        }),
        _ => None,
    };
    value.unwrap_or(Value::Unknown)
}

/// Whether two values are known, and the same.
pub(super) fn are_same(one: &Node<'_>, other: &Node<'_>) -> bool {
    match (&one.value, &other.value) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(one), Value::Bool(other)) => one == other,
        (Value::Number(one), Value::Number(other)) => one == other,
        (Value::Text(one), Value::Text(other)) => one.as_str() == other.as_str(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| are_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| {
                    one.name.as_str() == other.name.as_str() && are_same(&one.value, &other.value)
                })
        }
        _ => false,
    }
}

fn mapped<'t>(text: &Node<'t>, make: impl Fn(&str) -> Option<String>) -> Option<Value<'t>> {
    let text = text.text()?;
    let made = make(text.as_str()).filter(|made| made.len() <= MAX_BYTES)?;
    Some(Value::Text(Text::standing_for(text.at(), &made)))
}

/// What is left of a string, which keeps its end where it has not the prefix or suffix.
fn cut<'t>(
    text: &Node<'t>,
    end: &Node<'t>,
    strip: impl for<'a> Fn(&'a str, &str) -> Option<&'a str>,
) -> Option<Value<'t>> {
    let end = end.text()?;
    mapped(text, |text| Some(strip(text, end.as_str()).unwrap_or(text).to_owned()))
}

fn replaced<'t>(text: &Node<'t>, from: &Node<'t>, to: &Node<'t>) -> Option<Value<'t>> {
    let (from, to) = (from.text()?.as_str(), to.text()?.as_str());
    let is_pattern = from.len() > 1 && from.starts_with('/') && from.ends_with('/');
    let count = text.text()?.as_str().matches(from).count();
    if is_pattern || from.is_empty() || count.saturating_mul(to.len()) > MAX_BYTES {
        return None;
    }
    mapped(text, |text| Some(text.replace(from, to)))
}

fn split<'t>(separator: &Node<'t>, text: &Node<'t>) -> Option<Value<'t>> {
    let (separator, text) = (separator.text()?, text.text()?);
    if separator.as_str().is_empty() {
        return None;
    }
    let parts = text.as_str().split(separator.as_str());
    let parts =
        parts.map(|part| Node { at: text.at(), value: Value::Text(Text::standing_for(text.at(), part)) });
    Some(Value::Array(parts.collect()))
}

/// A string with values in the places of `%s`, `%d` and `%v`; none where other verbs stand there.
fn formatted<'t>(format: &Node<'t>, values: &[Node<'t>], at: Span) -> Option<Value<'t>> {
    let format = format.text()?;
    let mut values = values.iter();
    let mut pieces = Pieces::new();
    let mut start = 0;
    for (index, _) in format.as_str().match_indices('%') {
        // The second sign of `%%`.
        if index < start {
            continue;
        }
        pieces.push_part(format, start..index);
        let verb = format.as_str()[index + 1..].chars().next()?;
        start = index + 1 + verb.len_utf8();
        let place = format.part(index..start);
        match verb {
            '%' => pieces.push_as("%", place),
            's' | 'v' | 'd' => {
                let value = values.next()?;
                match &value.value {
                    Value::Text(text) if verb != 'd' => pieces.push_as(text.as_str(), place),
                    Value::Number(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                        pieces.push_as(digits, place);
                    }
                    Value::Bool(value) if verb != 'd' => {
                        pieces.push_as(if *value { "true" } else { "false" }, place);
                    }
                    Value::Partial(partial) if verb != 'd' => pieces.push_partial_as(partial, place),
                    _ => pieces.push_hole(place, Hidden::Anything, None),
                }
            }
            _ => return None,
        }
    }
    pieces.push_part(format, start..format.as_str().len());
    let made = pieces.finish(at);
    (made.as_written().len() <= MAX_BYTES).then(|| made.into_value())
}

/// The same for each item of lists; other values are the same for all.
fn formatted_list<'t>(format: &Node<'t>, values: &[Node<'t>], at: Span) -> Option<Value<'t>> {
    let count = values.iter().find_map(Node::items)?.len();
    let each = |index: usize| {
        let value = |value: &Node<'t>| match value.items() {
            Some(items) => items.get(index).cloned(),
            None => Some(value.clone()),
        };
        let row: Vec<Node<'t>> = values.iter().map(value).collect::<Option<_>>()?;
        let is_known = row.iter().all(|value| value.value != Value::Unknown);
        let made = if is_known { formatted(format, &row, at)? } else { Value::Unknown };
        Some(Node { at, value: made })
    };
    (0..count).map(each).collect::<Option<_>>().map(Value::Array)
}

/// The JSON of a value of which all is known.
pub(super) fn encoded(node: &Node<'_>) -> Option<String> {
    let mut out = String::new();
    encode(node, &mut out)?;
    (out.len() <= MAX_BYTES).then_some(out)
}

fn encode(node: &Node<'_>, out: &mut String) -> Option<()> {
    match &node.value {
        Value::Unknown | Value::Partial(_) => return None,
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(digits) => out.push_str(digits),
        Value::Text(text) => out.push_str(&serde_json::to_string(text.as_str()).ok()?),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                encode(item, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            out.push('{');
            for (index, member) in members.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                out.push_str(&serde_json::to_string(member.name.as_str()).ok()?);
                out.push(':');
                encode(&member.value, out)?;
            }
            out.push('}');
        }
    }
    Some(())
}

/// The value that a string holds as JSON.
fn decoded<'t>(text: &Text<'t>) -> Option<Value<'t>> {
    let tree = inside::parse(text);
    let root = tree.root.filter(|_| tree.problems.is_empty())?;
    Some(root.detached().value)
}

fn element<'t>(list: &Node<'t>, index: &Node<'t>) -> Option<Value<'t>> {
    let (items, Value::Number(digits)) = (list.items()?, &index.value) else { return None };
    // An index beyond the list begins again; that is known only where the list is.
    let index: usize = digits.parse().ok().filter(|index| *index < items.len())?;
    item(items.to_vec(), index).map(|item| item.value)
}

fn lookup<'t>(map: &Node<'t>, name: &Node<'t>, default: Option<&Node<'t>>) -> Option<Value<'t>> {
    let (_, name) = (map.members()?, name.text()?);
    map.member(name.as_str()).or(default).map(|found| found.value.clone())
}

/// The first value that passes, where all before it are known.
fn first<'t>(values: &[Node<'t>], passes: impl Fn(&Value<'t>) -> bool) -> Option<Value<'t>> {
    values.iter().map(|value| &value.value).find(|value| **value == Value::Unknown || passes(value)).cloned()
}

/// The strings of a list, in their order.
fn sorted<'t>(list: &Node<'t>) -> Option<Value<'t>> {
    let mut items: Vec<&Node<'t>> = list.items()?.iter().filter(|item| item.text().is_some()).collect();
    if items.len() < list.items()?.len() {
        return None;
    }
    items.sort_by_key(|item| item.text().map(Text::as_str));
    Some(Value::Array(items.into_iter().cloned().collect()))
}

/// The items without repetitions.
fn distinct(items: Vec<Node<'_>>) -> Value<'_> {
    let mut seen = HashSet::new();
    let is_new = |item: &Node<'_>| item.text().is_none_or(|text| seen.insert(text.as_str().to_owned()));
    Value::Array(items.into_iter().filter(is_new).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_of_values_stands_where_the_call_does() {
        let at = Span::new(3, 9);
        let node = Node { at, value: Value::Unknown };
        assert_eq!(call("lower", std::slice::from_ref(&node), at), Value::Unknown);
        let text = |value: &str| Node { at, value: Value::Text(Text::standing_for(at, value)) };
        let made = call("format", &[text("a%sb%%%s"), text("x"), text("y")], at);
        assert!(matches!(&made, Value::Text(made) if made.as_str() == "axb%y" && made.at() == at));
        assert_eq!(call("format", &[text("a%05s"), text("x")], at), Value::Unknown);
        assert_eq!(call("replace", &[text("aaa"), text("/a/"), text("b")], at), Value::Unknown);
    }
}
