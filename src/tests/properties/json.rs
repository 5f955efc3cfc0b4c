//! The parser against `serde_json`, and its places against the text.

use iamlint::source::Span;
use iamlint::syntax::{Flaw, Node, Tree, Value, json};
use proptest::prelude::*;

/// Texts made of the pieces that JSON and its lookalikes are made of.
fn json_like() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec!["{", "}", "[", "]", ",", ":", " ", "\n", "\r\n", "\t"]),
        4 => prop::sample::select(vec!["\"a\"", "\"b\"", "\"\"", "\"\\u00e9\"", "\"\\ud83d\\ude00\"", "\"é😀\"", "\"a\\\"b\""]),
        3 => prop::sample::select(vec!["0", "-1", "1.5e3", "true", "false", "null", "{\"k\":1}", "[1,2]"]),
        1 => prop::sample::select(vec![
            "012", "+1", ".5", "5.", "0x1F", "NaN", "Infinity", "2012-10-17", "True", "None", "word", "'q'", "“c”",
            "// c\n", "/* c */", "/*", "\"open", "\"\\d\"", "\"\\ud800\"", "\"\\u12\"", "\u{feff}", "\u{a0}", "\u{c}",
            "\u{1a}", "\"\u{1}\"", "\"\n\"", "\\", "é", "#", "-", "1.", "\"\\", "'", "”", "\u{2028}",
            "`b`", "${x}", "{{ x }}", "<a b>", "<<<<<<< a\n", "\n=======\n", "(", ")", "...", "=", ";", "word\"", "\"a\"b\"",
        ]),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn strict_problems(tree: &Tree<'_>) -> Vec<Flaw> {
    let flaws = tree.problems.iter().map(|problem| problem.flaw);
    flaws.filter(|flaw| !matches!(flaw, Flaw::RepeatedName { .. })).collect()
}

fn to_serde(node: &Node<'_>) -> serde_json::Value {
    match &node.value {
        Value::Unknown | Value::Partial(_) => serde_json::Value::Null,
        Value::Null => serde_json::Value::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => serde_json::from_str(number).expect("a number of strict JSON"),
        Value::Text(text) => text.as_str().into(),
        Value::Array(items) => items.iter().map(to_serde).collect(),
        Value::Object(members) => {
            let members =
                members.iter().map(|member| (member.name.as_str().to_owned(), to_serde(&member.value)));
            serde_json::Value::Object(members.collect())
        }
    }
}

/// Every place lies inside its parent's, between characters, and leads back to its node.
fn check_places(text: &str, node: &Node<'_>, parent: Span) {
    assert!(parent.contains(node.at), "{:?} in {parent:?} of {text:?}", node.at);
    assert!(text.get(node.at.start()..node.at.end()).is_some(), "{:?} cuts a character of {text:?}", node.at);
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| check_places(text, item, node.at)),
        Value::Object(members) => {
            for member in members {
                assert!(node.at.contains(member.name.at()), "{text:?}");
                check_places(text, &member.value, node.at);
            }
        }
        Value::Text(value) => {
            assert!(node.at.contains(value.content()));
            let boundaries = value.as_str().char_indices().map(|(index, _)| index);
            let mut last = value.content().start();
            for index in boundaries {
                let part = value.part(index..index + 1);
                assert!(part.start() >= last && text.is_char_boundary(part.start()), "{text:?} {index}");
                last = part.start();
                assert_eq!(value.range_of(Span::point(part.start())).map(|range| range.start), Some(index));
            }
        }
        _ => {}
    }
}

fn check(text: &str) {
    let tree = json::parse(text);
    for problem in &tree.problems {
        assert!(text.get(problem.at.start()..problem.at.end()).is_some(), "{problem:?} of {text:?}");
    }
    if let Some(root) = &tree.root {
        check_places(text, root, Span::new(0, text.len()));
    }
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(value) => {
            assert_eq!(strict_problems(&tree), [], "{text:?} is JSON");
            let root = tree.root.as_ref().map(to_serde);
            assert_eq!(root, Some(value), "{text:?}");
        }
        // A reader may have a largest number; JSON has none.
        Err(error) if error.to_string().starts_with("number out of range") => {}
        Err(error) => assert_ne!(strict_problems(&tree), [], "{text:?} is no JSON: {error}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_json_has_no_problem_and_what_is_not_has_one(text in json_like()) {
        check(&text);
    }

    #[test]
    fn any_text_at_all_is_parsed(text in "\\PC*") {
        check(&text);
    }
}

#[test]
fn deep_nesting_is_a_problem_and_not_a_crash() {
    let depth = 100_000;
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let text = format!("{}1{}", open.repeat(depth), close.repeat(depth));
        let flaws: Vec<_> = json::parse(&text).problems.into_iter().map(|problem| problem.flaw).collect();
        assert_eq!(flaws, [Flaw::TooDeep]);
    }
}

#[test]
fn a_text_full_of_problems_is_given_up() {
    let text = format!("[{}", "@ ".repeat(200_000));
    let tree = json::parse(&text);
    assert_eq!(tree.problems.len(), json::MAX_PROBLEMS + 1);
    assert_eq!(tree.problems.last().map(|problem| problem.flaw), Some(Flaw::TooMany));
}
