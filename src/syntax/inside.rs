//! Documents inside of strings: a policy as the value of a request's parameter, a template's property, a heredoc.

use std::ops::Range;

use super::{Flaw, Member, Node, Problem, Text, Tree, Value, json, yaml};
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

/// The same for a value of which some ranges, in their order, are not known: each value with such a part is unknown.
///
/// There is no root where it would be a guess, and no problem where what is not known may be what lacks.
pub(super) fn parse_with_holes<'n>(text: &'n Text<'_>, holes: &[Range<usize>]) -> Tree<'n> {
    let Tree { root, problems } = json::parse(text.as_str());
    let is_harmless =
        |problem: &Problem| problem.flaw.is_dialect() || matches!(problem.flaw, Flaw::RepeatedName { .. });
    // A hole that is no part of a string may be anything: several values, or none.
    let are_parts = holes.iter().all(|hole| !text.as_str()[hole.clone()].starts_with('"'));
    if !problems.is_empty() && !are_parts {
        return Tree { root: None, problems: Vec::new() };
    }
    let root = root.filter(|_| problems.iter().all(is_harmless)).map(|mut root| {
        forget(&mut root, holes);
        lift_node(root, text)
    });
    Tree { root, problems: problems.into_iter().map(|problem| lift_problem(problem, text)).collect() }
}

/// Makes unknown what has a hole; an object with a hole in a name may have any member.
fn forget(node: &mut Node<'_>, holes: &[Range<usize>]) {
    let has_hole = |at: Span| {
        let next = holes.partition_point(|hole| hole.end <= at.start());
        holes.get(next).is_some_and(|hole| hole.start < at.end())
    };
    if !has_hole(node.at) {
        return;
    }
    let is_unknown = match &node.value {
        Value::Array(_) => false,
        Value::Object(members) => members.iter().any(|member| has_hole(member.name.at())),
        _ => true,
    };
    if is_unknown {
        node.value = Value::Unknown;
        return;
    }
    match &mut node.value {
        Value::Array(items) => items.iter_mut().for_each(|item| forget(item, holes)),
        Value::Object(members) => members.iter_mut().for_each(|member| forget(&mut member.value, holes)),
        _ => {}
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
