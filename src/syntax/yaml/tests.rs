//! Small texts and what is read of them.

use super::super::{Node, Value};
use super::*;

/// A node as JSON would write it, each string behind the text at its place, where that is another.
fn shown(source: &str, node: &Node<'_>) -> String {
    let at = |at: crate::source::Span| &source[at.start()..at.end()];
    match &node.value {
        Value::Unknown => "?".to_owned(),
        Value::Partial(partial) => partial.supposing(|_| "?".to_owned()).as_str().to_owned(),
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(number) => (*number).to_owned(),
        Value::Text(text) => {
            let written = at(text.content());
            let value = text.as_str();
            if written == value { format!("{value:?}") } else { format!("{value:?}<{written:?}") }
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(|item| shown(source, item)).collect::<Vec<_>>().join(", "))
        }
        Value::Object(members) => {
            let member = |member: &super::super::Member<'_>| {
                format!("{}: {}", member.name.as_str(), shown(source, &member.value))
            };
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
    }
}

fn read(source: &str) -> String {
    let trees = parse(source);
    let root = |tree: &Tree<'_>| tree.root.as_ref().map_or("none".to_owned(), |root| shown(source, root));
    trees.iter().map(root).collect::<Vec<_>>().join(" --- ")
}

#[test]
fn texts_are_read() {
    for (text, expected) in [
        ("a: b\nc: [d, 'e''f', \"g\\u00e9\"]\n", r#"{a: "b", c: ["d", "e'f"<"e''f", "gé"<"g\\u00e9"]}"#),
        (
            "Version: 2012-10-17\nn: 12\nneg: -1.5e3\nz:\n",
            r#"{Version: "2012-10-17", n: 12, neg: -1.5e3, z: null}"#,
        ),
        (
            "a: yes\nA: 'yes'\nb: true\nc: ~\nd: 0777\ne: 0x1F\nf: 111122223333\n",
            r#"{a: ?, A: "yes", b: true, c: null, d: ?, e: ?, f: "111122223333"}"#,
        ),
        ("a: !!str 5\nb: !other 5\nc: !Ref X\n", r#"{a: "5", b: ?, c: {Ref: "X"}}"#),
        (
            "a: !GetAtt Role.Arn\nb: !GetAtt \"R\\x6Fle.Arn\"\n",
            r#"{a: {Fn::GetAtt: ["Role", "Arn"]}, b: {Fn::GetAtt: ["Role"<"R\\x6Fle", "Arn"]}}"#,
        ),
        ("a: !Sub\n  - x${A}\n  - A: 1\n", r#"{a: {Fn::Sub: ["x${A}", {A: 1}]}}"#),
        ("a: &x {b: 1}\nc: *x\n", "{a: {b: 1}, c: {b: 1}}"),
        ("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n", "{a: {b: 1, c: 2}, d: {b: 1, c: 3}}"),
        (
            "a: &x {b: 1}\ny: &y {b: 2, c: 3}\nd: {<<: [*x, *y]}\n",
            "{a: {b: 1}, y: {b: 2, c: 3}, d: {b: 1, c: 3}}",
        ),
        ("a: 1\n---\nb: 2\n", "{a: 1} --- {b: 2}"),
        ("a: [1\n---\nb: 2\n", "none --- {b: 2}"),
        ("a: &x [*x]\n", "{a: [?]}"),
        ("d: {<<: *x, c: 3}\n", "none"),
        ("? [a, b]\n: c\n", r#"{[a, b]: "c"}"#),
        ("", ""),
        ("# nothing\n", ""),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

/// The parts of a value that stand on the lines of the source, one behind the other.
#[test]
fn every_byte_of_a_string_is_where_it_was_written() {
    for (text, expected) in [
        ("a: |\n  {\"x\": 1,\n\n     \"y\": \"é\"}\nb: c\n", "{\"x\": 1,\n\n   \"y\": \"é\"}\n"),
        ("a: |+\n\n\n  x\n   z\n\n\nb: c\n", "\n\nx\n z\n\n\n"),
        ("a: >-\n  one\n  two\n\n  three\n    more\n  end\nb: c\n", "one two\nthree\n  more\nend"),
        ("a: one\n   two\n\n   three\nb: c\n", "one two\nthree"),
        ("a: \"one\\n\n   two \\\n   three  \n\n\n   four\"\nb: c\n", "one\n two three\n\nfour"),
        ("a: 'one\n   t''wo'\nb: c\n", "one t'wo"),
        ("a: |\r\n  one\r\n  two\r\nb: c\r\n", "one\ntwo\n"),
        ("a: \"\\uD834\\uDD1E \\x41\\U00000042\\_\"\n", "\u{1d11e} AB\u{a0}"),
    ] {
        let trees = parse(text);
        let root = trees[0].root.as_ref().expect("a document");
        let value = root.member("a").and_then(Node::text).expect("a string");
        assert_eq!(value.as_str(), expected);
        for (index, character) in expected.char_indices() {
            let at = value.part(index..index + character.len_utf8());
            let written = &text[at.start()..at.end()];
            let is_there = written.starts_with(character)
                || written.starts_with('\\')
                || character.is_whitespace()
                || character == '\'' && written == "''";
            assert!(is_there, "{character:?} of {text:?} stands at {written:?}");
        }
        let word = expected.rfind("two").or(expected.find('é')).or(expected.find('z'));
        if let Some(start) = word {
            let end = start + expected[start..].chars().next().map_or(0, char::len_utf8);
            let at = value.part(start..end);
            assert_eq!(&text[at.start()..at.end()], &expected[start..end]);
        }
    }
}

#[test]
fn places_are_those_of_what_is_written() {
    let text = "a:\n  b: [1, 2]\n  c: &x\n    - d\n    - e  # f\n\ng: *x\nh:\n  i: |\n    j\n\nk: l\n";
    let trees = parse(text);
    let root = trees[0].root.as_ref().expect("a document");
    let at = |node: &Node<'_>| text[node.at.start()..node.at.end()].to_owned();
    let member = |name| root.member(name).expect("a member");
    assert_eq!(at(member("a")), "b: [1, 2]\n  c: &x\n    - d\n    - e");
    assert_eq!(at(member("g")), "- d\n    - e");
    assert_eq!(at(member("h")), "i: |\n    j");
    assert_eq!(at(root), text.trim_end());
}

#[test]
fn mistakes_are_told() {
    for (text, line, flaw) in [
        ("a: *\n", 1, Flaw::Star),
        ("a: *x\n", 1, Flaw::UnknownAlias),
        ("a:\n\tb: c\n", 2, Flaw::Tab),
        ("a: \"b\nc: d\n", 2, Flaw::UnclosedString),
        ("a: [b, c\nd: e\n", 2, Flaw::Bracket),
        ("a: b: c\n", 1, Flaw::Colon),
        ("a: @b\n", 1, Flaw::Reserved),
        ("a: \"\\q\"\n", 1, Flaw::Escape),
        ("a:\n  b: 1\n c: 2\n", 3, Flaw::Indentation),
        ("a: 1\nb\nc: 2\n", 2, Flaw::MissingColon),
    ] {
        let trees = parse(text);
        let problems = &trees[0].problems;
        assert_eq!(problems.len(), 1, "{text}");
        assert_eq!(problems[0].flaw, super::super::Flaw::Yaml(flaw), "{text}");
        assert_eq!(text[..problems[0].at.start()].matches('\n').count() + 1, line, "{text}");
    }
}

#[test]
fn repeated_names_are_told_once_each() {
    let trees = parse("a: 1\nb: 2\na: 3\na: 4\n");
    let at: Vec<usize> = trees[0].problems.iter().map(|problem| problem.at.start()).collect();
    assert_eq!(at, [10, 15]);
}

#[test]
fn what_grows_without_bounds_is_cut() {
    let bomb: String = (1..40).fold("a0: &a0 [x, x]\n".to_owned(), |text, index| {
        text + &format!("a{index}: &a{index} [*a{0}, *a{0}, *a{0}]\n", index - 1)
    });
    assert!(
        parse(&bomb)[0]
            .problems
            .iter()
            .any(|problem| problem.flaw == super::super::Flaw::Yaml(Flaw::TooManyAliased))
    );
    let chain: String = (1..2000).fold("a0: &a0 [x]\n".to_owned(), |text, index| {
        text + &format!("a{index}: &a{index} [*a{}]\n", index - 1)
    });
    assert!(parse(&chain)[0].problems.iter().any(|problem| problem.flaw == super::super::Flaw::TooDeep));
    let deep = format!("a: {}x{}\n", "[".repeat(5000), "]".repeat(5000));
    assert_eq!(parse(&deep)[0].problems[0].flaw, super::super::Flaw::TooDeep);
}
