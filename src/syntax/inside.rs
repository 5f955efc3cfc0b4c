//! Documents inside of strings: a policy as the value of a request's parameter, a template's property, a heredoc.

use super::{Flaw, Hole, Member, Node, Partial, Problem, Text, Tree, Value, json, yaml};
use crate::source::Span;

/// Parses the value of a string as JSON; all places of the tree are those where the string's bytes were written.
///
/// So a document may lie in a string at any depth, behind any escapes, and every place is still one of the file.
pub fn parse<'n>(text: &'n Text<'_>) -> Tree<'n> {
    lift(json::parse(text.as_str()), text)
}

/// Parses the value of a string as YAML in the same way.
pub fn parse_yaml<'n>(text: &'n Text<'_>) -> Vec<Tree<'n>> {
    yaml::parse(text.as_str()).into_iter().map(|tree| lift(tree, text)).collect()
}

fn lift<'n>(tree: Tree<'n>, text: &Text<'_>) -> Tree<'n> {
    let Tree { root, problems } = tree;
    let root = root.map(|root| lift_node(root, text));
    let problems = problems.into_iter().map(|problem| lift_problem(problem, text)).collect();
    Tree { root, problems }
}

/// The same for a value with holes, in their order: each string with a part that is not known is such a string again.
///
/// There is no root where it would be a guess, and no problem where what is not known may be what lacks.
pub(super) fn parse_with_holes<'n>(text: &'n Text<'_>, holes: &[Hole]) -> Tree<'n> {
    let Tree { root, problems } = json::parse(text.as_str());
    let is_harmless =
        |problem: &Problem| problem.flaw.is_dialect() || matches!(problem.flaw, Flaw::RepeatedName { .. });
    // A hole that is no part of a string may be anything: several values, or none.
    let are_parts = holes.iter().all(|hole| !text.as_str()[hole.range.clone()].starts_with('"'));
    if !problems.is_empty() && !are_parts {
        return Tree { root: None, problems: Vec::new() };
    }
    let root = root.filter(|_| problems.iter().all(is_harmless)).map(|mut root| {
        dig(&mut root, holes);
        lift_node(root, text)
    });
    Tree { root, problems: problems.into_iter().map(|problem| lift_problem(problem, text)).collect() }
}

/// Puts the holes in again; an object with a hole in a name may have any member.
fn dig(node: &mut Node<'_>, holes: &[Hole]) {
    let within = |at: Span| {
        let start = holes.partition_point(|hole| hole.range.end <= at.start());
        let count = holes[start..].partition_point(|hole| hole.range.start < at.end());
        &holes[start..start + count]
    };
    let holes = within(node.at);
    if holes.is_empty() {
        return;
    }
    let value = std::mem::replace(&mut node.value, Value::Unknown);
    node.value = match value {
        Value::Array(mut items) => {
            items.iter_mut().for_each(|item| dig(item, holes));
            Value::Array(items)
        }
        Value::Object(mut members) if members.iter().all(|member| within(member.name.at()).is_empty()) => {
            members.iter_mut().for_each(|member| dig(&mut member.value, holes));
            Value::Object(members)
        }
        Value::Text(text) => with_holes(text, holes),
        _ => Value::Unknown,
    };
}

/// The string with the holes that it has as a part of the text; unknown where a hole is more than a part of it.
fn with_holes<'n>(text: Text<'n>, holes: &[Hole]) -> Value<'n> {
    let inner = |hole: &Hole| {
        let range = text.range_of(Span::new(hole.range.start, hole.range.end))?;
        Some(Hole { range, ..hole.clone() })
    };
    match holes.iter().map(inner).collect() {
        Some(holes) => Partial { text, holes }.into_value(),
        None => Value::Unknown,
    }
}

fn lift_span(at: Span, outer: &Text<'_>) -> Span {
    outer.part(at.start()..at.end())
}

fn lift_problem(problem: Problem, outer: &Text<'_>) -> Problem {
    Problem { at: lift_span(problem.at, outer), flaw: problem.flaw.moved(|at| lift_span(at, outer)) }
}

fn lift_node<'n>(node: Node<'n>, outer: &Text<'_>) -> Node<'n> {
    let value = match node.value {
        Value::Text(text) => Value::Text(text.inside(outer)),
        // The holes' places are those of the file already.
        Value::Partial(partial) => {
            let Partial { text, holes } = *partial;
            Value::Partial(Box::new(Partial { text: text.inside(outer), holes }))
        }
        Value::Array(items) => Value::Array(items.into_iter().map(|item| lift_node(item, outer)).collect()),
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .map(|Member { name, value }| Member {
                    name: name.inside(outer),
                    value: lift_node(value, outer),
                })
                .collect(),
        ),
        other => other,
    };
    Node { at: lift_span(node.at, outer), value }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The source text that stands at each string of a tree, in its order.
    fn written<'s>(source: &'s str, node: &Node<'_>) -> Vec<&'s str> {
        let slice = |text: &Text<'_>| &source[text.content().start()..text.content().end()];
        match &node.value {
            Value::Text(text) => vec![slice(text)],
            Value::Array(items) => items.iter().flat_map(|item| written(source, item)).collect(),
            Value::Object(members) => members
                .iter()
                .flat_map(|member| {
                    let mut all = vec![slice(&member.name)];
                    all.extend(written(source, &member.value));
                    all
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn places_are_those_of_the_file() {
        let source =
            r#"{"Doc": "{\"A\": [\"s3:Get*\", \"a\\\"b\\n\\u00e9\"],\n \"B\": \"{\\\"C\\\": \\\"d\\\"}\"}"}"#;
        let tree = json::parse(source);
        let outer = tree.root.as_ref().and_then(|root| root.member("Doc")).and_then(Node::text);
        let outer = outer.expect("the outer string");
        let inner = parse(outer);
        assert_eq!(inner.problems, []);
        let root = inner.root.expect("a document");
        assert_eq!(
            written(source, &root),
            ["A", "s3:Get*", r#"a\\\"b\\n\\u00e9"#, "B", r#"{\\\"C\\\": \\\"d\\\"}"#]
        );
        let action = root.member("A").and_then(Node::items).and_then(|items| items[1].text());
        let action = action.expect("an action");
        assert_eq!(action.as_str(), "a\"b\n\u{e9}");
        let place = action.part(1..2);
        assert_eq!(&source[place.start()..place.end()], r#"\\\""#);

        let deepest = parse(root.member("B").and_then(Node::text).expect("a string"));
        assert_eq!(written(source, &deepest.root.expect("a document")), ["C", "d"]);
    }
}
