//! No finding depends on a value that cannot be known.

use std::collections::BTreeSet;

use super::run::{Selection, run};
use crate::find::{self, Profile};
use crate::policy::Policy;
use crate::rules::{self, Measure, Written};
use crate::settings::Settings;
use crate::source::Span;
use crate::syntax::{Node, Value, json};

/// The examples of the rule book: what stands behind `json` on the fence, and the text.
fn examples() -> Vec<(String, &'static str)> {
    let mut examples = Vec::new();
    for page in rules::pages() {
        let mut rest = page.body;
        while let Some((_, after)) = rest.split_once("```json") {
            let Some((info, after)) = after.split_once('\n') else { break };
            let Some((text, after)) = after.split_once("```") else { break };
            examples.push((info.trim_start_matches('c').trim().to_owned(), text));
            rest = after;
        }
    }
    examples
}

/// All places of a tree at which a value stands.
fn places(node: &Node<'_>, places: &mut Vec<Span>) {
    places.push(node.at);
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| self::places(item, places)),
        Value::Object(members) => members.iter().for_each(|member| self::places(&member.value, places)),
        _ => {}
    }
}

/// The tree with a hole at a place.
fn with_hole<'t>(node: &Node<'t>, at: Span) -> Node<'t> {
    let value = match &node.value {
        _ if node.at == at => Value::Unknown,
        Value::Array(items) => Value::Array(items.iter().map(|item| with_hole(item, at)).collect()),
        Value::Object(members) => {
            let mut members = members.clone();
            members.iter_mut().for_each(|member| member.value = with_hole(&member.value, at));
            Value::Object(members)
        }
        other => other.clone(),
    };
    Node { at: node.at, value }
}

/// The names of the rules that find something in a policy.
fn findings(root: &Node<'_>, profile: &'static Profile, text: &str) -> BTreeSet<&'static str> {
    let settings = Settings::default();
    let text = &text[root.at.start()..root.at.end()];
    let written = Written { text, is_json: false, measure: Measure::Tree };
    let found = run(&Policy::read(root), profile, written, &Selection::of(&settings));
    found.into_iter().map(|diagnostic| diagnostic.page.name).collect()
}

#[test]
fn no_finding_depends_on_a_hole() {
    let mut wrong = Vec::new();
    for (info, text) in examples() {
        let tree = json::parse(text);
        let Some(root) = tree.root.filter(|root| tree.problems.is_empty() && root.members().is_some()) else {
            continue;
        };
        let named = Profile::of_resource_type(&info).or(info.parse().ok().map(Profile::of_kind));
        let profile = named.unwrap_or_else(|| find::kind_of(&root).profile);
        let whole = findings(&root, profile, text);
        let mut all = Vec::new();
        places(&root, &mut all);
        // The rest of a policy tells nothing where there is no policy.
        for at in all.into_iter().skip(1) {
            let more = findings(&with_hole(&root, at), profile, text);
            // An old version is out of date whatever else is known; where a variable shows that it does not fit, that is said instead.
            for name in more.difference(&whole).filter(|name| **name != "outdated-version") {
                let hole = &text[at.start()..at.end()];
                wrong.push(format!("{name} ({}) where this is a hole: {hole}\n  in {text}", profile.kind));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{} findings", wrong.join("\n"), wrong.len());
}
