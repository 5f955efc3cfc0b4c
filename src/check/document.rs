//! What the engine finds about a document as a whole: that it is no policy, or one of another kind.

use super::text::json::{not_json, repeated_name};
use super::text::of_problems;
use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::find::{self, Evidence, Profile};
use crate::rules::grammar::file;
use crate::rules::wording::quoted;
use crate::source::{Source, Span};
use crate::syntax::{Flaw, Node, Problem, Text, Value};

/// A file that was named as a policy holds none.
pub(super) fn no_policy(root: &Node<'_>) -> Diagnostic {
    let new = |message: String| Diagnostic::new(&file::NOT_A_POLICY.page, root.at, message);
    if let Some(diagnostic) = no_object("file", root) {
        return diagnostic;
    }
    let wrapped = find::wrapped_policies(root);
    let mut diagnostic = match &root.value {
        Value::Object(_) if find::is_skeleton(root) => {
            let mut diagnostic = new("the file is a request that nobody has filled in".to_owned());
            diagnostic.help("write the policy as the value of the document, and the other parameters that the request needs");
            return diagnostic;
        }
        Value::Object(members) if members.is_empty() => new("the object is empty".to_owned()),
        Value::Object(_) => match wrapped.first() {
            Some(name) => {
                new(format!("the file is no policy, but {} in it seems to be one", quoted(name.as_str())))
            }
            None => new("the file is no policy: it has no element of one".to_owned()),
        },
        _ => new("the file is no policy".to_owned()),
    };
    const SHOWN: usize = 4;
    for name in wrapped.iter().take(SHOWN) {
        diagnostic.label(name.at(), "a policy seems to stand in here");
    }
    match wrapped.first() {
        Some(name) => diagnostic.help(format!(
            "write what {} holds in a file of its own; policies inside of documents of this form are not read",
            quoted(name.as_str())
        )),
        None => diagnostic.help("write an object with `Version` and `Statement`"),
    };
    diagnostic
}

/// A document is written in another language than that of IAM, whose rules are not checked.
pub(super) fn foreign(root: &Node<'_>, language: &str) -> Diagnostic {
    let message = format!("the file is {language}, not a policy of IAM");
    let mut diagnostic = Diagnostic::new(&file::NOT_A_POLICY.page, root.at, message);
    diagnostic.help(
        "leave the file out; to check it by the rules of IAM all the same, name a kind: `--kind managed`",
    );
    diagnostic
}

/// A value that should be a policy is no object: what it is instead.
pub(super) fn no_object(what: &str, node: &Node<'_>) -> Option<Diagnostic> {
    let new = |message: String| Diagnostic::new(&file::NOT_A_POLICY.page, node.at, message);
    let diagnostic = match &node.value {
        Value::Array(items) if items.iter().any(find::surely_looks_like_statement) => statements(what, node),
        Value::Array(items) if items.iter().any(find::looks_like_policy) => {
            let mut diagnostic = new(match items.len() {
                1 => format!("the {what} is a list of one policy"),
                count => format!("the {what} is a list of {count} documents"),
            });
            diagnostic.here("a policy begins with `{`").help(match what {
                "file" => "write each policy in a file of its own, without the list",
                _ => "write one policy, without the list",
            });
            diagnostic
        }
        Value::Text(text) if find::holds_policy(text.as_str()) => {
            let mut diagnostic = new("the policy is inside a string".to_owned());
            diagnostic.here("a policy begins with `{`");
            diagnostic.help("write the policy itself, without quotes around it and backslashes in it");
            diagnostic
        }
        Value::Object(_) => return None,
        _ => {
            let mut diagnostic = new(format!("the {what} is {}, and a policy is an object", node.describe()));
            diagnostic.help("write an object with `Version` and `Statement`");
            diagnostic
        }
    };
    Some(diagnostic)
}

/// What is wrong with the text in a string that should hold a policy.
pub(super) fn in_string(
    source: &Source,
    node: &Node<'_>,
    text: &Text<'_>,
    problems: &[Problem],
) -> Vec<Diagnostic> {
    if let Some(finding) = no_text(node, text.as_str(), problems) {
        return vec![finding];
    }
    let (names, others): (Vec<_>, Vec<_>) =
        problems.iter().cloned().partition(|problem| matches!(problem.flaw, Flaw::RepeatedName { .. }));
    let mut found = of_problems(source, &others);
    for Problem { at, flaw } in names {
        // The name is the one in the text, whatever escapes the string has for its quotes.
        let name = text.range_of(at).and_then(|range| text.as_str().get(range));
        if let (Some(name), Flaw::RepeatedName { first }) = (name, flaw) {
            found.push(repeated_name(at, name, first));
        }
    }
    found
}

/// A text that is no attempt at a policy.
fn no_text(node: &Node<'_>, text: &str, problems: &[Problem]) -> Option<Diagnostic> {
    let is_there = |flaw| problems.iter().find(|problem| problem.flaw == flaw);
    if is_there(Flaw::Empty).is_some() {
        return Some(empty(node, text));
    }
    let problem = is_there(Flaw::NotJson)?;
    Some(not_json("string", text.trim_start(), problem.at))
}

/// A string that should hold a policy holds nothing.
fn empty(node: &Node<'_>, text: &str) -> Diagnostic {
    let message = match text.trim() {
        _ if text.is_empty() => "the document is an empty string",
        "" => "the document is nothing but white space",
        _ => "the document is nothing but comments",
    };
    let mut diagnostic = Diagnostic::new(&file::EMPTY.page, node.at, message);
    diagnostic.here("a policy belongs here").help("write the policy into it, as JSON");
    diagnostic
}

fn statements(what: &str, root: &Node<'_>) -> Diagnostic {
    let page = &file::NOT_A_POLICY.page;
    let message = format!("the {what} is a list of statements without a policy around it");
    let mut diagnostic = Diagnostic::new(page, root.at, message);
    let insert = |offset, text: &str| Edit { at: Span::point(offset), text: text.to_owned() };
    let edits = vec![
        insert(root.at.start(), "{ \"Version\": \"2012-10-17\", \"Statement\": "),
        insert(root.at.end(), " }"),
    ];
    diagnostic
        .here("a policy begins with `{`")
        .help("write it as the value of `Statement`: `{ \"Version\": \"2012-10-17\", \"Statement\": [ … ] }`")
        .fix(Fix { title: "write a policy around it".to_owned(), safety: Safety::Suggested, edits });
    diagnostic
}

/// The kind that the settings ask for is one that the document is evidently not of.
pub(super) fn contradiction(root: &Node<'_>, asked: &Profile, evidence: &Evidence) -> Option<Diagnostic> {
    if !evidence.contradicts.has(asked.kind) {
        return None;
    }
    let Evidence { kind, because, .. } = evidence;
    let message =
        format!("checked as {} as asked, but it reads as {}", asked.with_article(), kind.with_article());
    let start = root.at.start();
    let mut diagnostic = Diagnostic::new(&file::KIND_MISMATCH.page, Span::new(start, start + 1), message);
    diagnostic
        .here(because.clone())
        .help(format!("if it is {}, ask for the kind `{kind}`: `--kind {kind}`", kind.with_article()));
    Some(diagnostic)
}
