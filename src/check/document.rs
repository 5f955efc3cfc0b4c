//! What the engine finds about a document as a whole: that it is no policy, or one of another kind.

use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::find::{self, Evidence, Profile};
use crate::rules::grammar::file;
use crate::rules::wording::quoted;
use crate::source::Span;
use crate::syntax::{Node, Value};

/// A file that was named as a policy holds none.
pub(super) fn no_policy(root: &Node<'_>) -> Diagnostic {
    let wrapped = find::wrapped_policies(root);
    let new = |message: String| Diagnostic::new(&file::NOT_A_POLICY.page, root.at, message);
    let mut diagnostic = match &root.value {
        Value::Array(items) if items.iter().any(find::looks_like_statement) => return statements(root),
        Value::Array(items) if items.iter().any(find::looks_like_policy) => {
            let mut diagnostic = new(match items.len() {
                1 => "the file is a list of one policy".to_owned(),
                count => format!("the file is a list of {count} documents"),
            });
            diagnostic
                .here("a policy begins with `{`")
                .help("write each policy in a file of its own, without the list");
            return diagnostic;
        }
        Value::Text(text) if find::holds_policy(text.as_str()) => {
            let mut diagnostic = new("the policy is inside a string".to_owned());
            diagnostic.here("a policy begins with `{`");
            diagnostic.help("write the policy itself, without quotes around it and backslashes in it");
            return diagnostic;
        }
        Value::Object(members) if members.is_empty() => new("the object is empty".to_owned()),
        Value::Object(_) => match wrapped.first() {
            Some(name) => {
                new(format!("the file is no policy, but {} in it seems to be one", quoted(name.as_str())))
            }
            None => new("the file is no policy: it has no element of one".to_owned()),
        },
        _ => new(format!("the file is {}, and a policy is an object", root.describe())),
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

/// A string that should hold a policy holds nothing.
pub(super) fn empty(node: &Node<'_>) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(&file::EMPTY.page, node.at, "the document is an empty string");
    diagnostic.here("a policy belongs here").help("write the policy into it, as JSON");
    diagnostic
}

fn statements(root: &Node<'_>) -> Diagnostic {
    let page = &file::NOT_A_POLICY.page;
    let mut diagnostic =
        Diagnostic::new(page, root.at, "the file is a list of statements without a policy around it");
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
