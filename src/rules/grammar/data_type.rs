use crate::diagnostic::{Diagnostic, Edit, Fix, Level, Safety};
use crate::policy::{Misfit, Policy};
use crate::rules::{Context, rule};
use crate::source::Span;

rule!(MISMATCH, "grammar/data-type-mismatch", Policy, mismatches);

fn mismatches(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    for misfit in &policy.misfits.list {
        mismatch(policy, misfit, ctx);
    }
}

fn mismatch(policy: &Policy<'_>, misfit: &Misfit<'_>, ctx: &mut Context<'_>) {
    let Misfit { what, expected, .. } = misfit;
    let found = misfit.node.describe();
    let item = if misfit.in_list { "an item of " } else { "" };
    let written = text_at(policy, misfit.at(), ctx.text);
    let finding = ctx.report(misfit.at(), format!("{item}{what} is {found}, not {expected}"));
    finding.here(found);
    let takes_string = expected.starts_with("a string");
    if *what == "`Version`" {
        version(misfit, written, finding);
    } else if let Some(function) = misfit.node.members().and_then(|members| match members {
        [only] => Some(only.name.as_str()).filter(|name| *name == "Ref" || name.starts_with("Fn::")),
        _ => None,
    }) {
        finding.help(format!(
            "write the value itself; `{function}` means something only in a CloudFormation template"
        ));
    } else if *what == "`Effect`" {
        finding.help("write `\"Allow\"` or `\"Deny\"`");
        unwrap_single(misfit, finding);
    } else if takes_string && is_scalar(written) {
        let string = format!("\"{written}\"");
        finding.help(format!("write it in quotes: `{string}`")).fix(Fix::replace(
            "write it in quotes",
            Safety::Safe,
            misfit.at(),
            string,
        ));
    } else if misfit.node.items().is_some() {
        finding.help(match (misfit.in_list, takes_string) {
            (true, _) => "write its items into the list around it; a list inside a list means nothing",
            (false, true) => "write one string, without brackets",
            (false, false) => "write what is in the brackets, without the brackets",
        });
        unwrap_single(misfit, finding);
    } else {
        finding.help(help(misfit, found));
    }
    if misfit.in_list && found == "null" {
        // IAM is known to pass over it, so that the policy may still do what it should.
        finding.level(Level::Warning);
    }
}

fn help(misfit: &Misfit<'_>, found: &str) -> String {
    let Misfit { what, expected, .. } = misfit;
    match (*what, found) {
        (_, "null") if misfit.in_list => "remove it, or write the string that belongs here".to_owned(),
        ("a condition value", "null") => {
            "to ask whether a key is absent, use the operator `Null`: `\"Null\": { \"aws:TokenIssueTime\": \"true\" }`"
                .to_owned()
        }
        ("`Condition`", _) => {
            "write an operator with its keys and values: `{ \"StringEquals\": { \"aws:PrincipalTag/team\": \"blue\" } }`"
                .to_owned()
        }
        ("a condition operator", _) => {
            "write the key and its value as an object: `{ \"aws:PrincipalTag/team\": \"blue\" }`".to_owned()
        }
        ("a statement" | "`Statement`", _) => {
            "write the statement as an object: `{ \"Effect\": \"Allow\", \"Action\": \"…\", \"Resource\": \"…\" }`"
                .to_owned()
        }
        (_, "null") => format!("write {expected}, or remove {what}"),
        _ => format!("write {expected}"),
    }
}

/// A date without quotes is read as a number by people and by YAML.
fn version(misfit: &Misfit<'_>, written: &str, finding: &mut Diagnostic) {
    let meant = if written.starts_with("2008") { "\"2008-10-17\"" } else { "\"2012-10-17\"" };
    finding.help(format!("write it as the string `{meant}`")).fix(Fix::replace(
        "write the date as a string",
        Safety::Suggested,
        misfit.at(),
        meant,
    ));
}

/// A list of one item where the item has to stand without a list.
fn unwrap_single(misfit: &Misfit<'_>, finding: &mut Diagnostic) {
    let Some([item]) = misfit.node.items() else { return };
    let fits = match item.text() {
        Some(_) => misfit.expected.starts_with("a string"),
        None => item.members().is_some() && misfit.expected.contains("object"),
    };
    if !fits {
        return;
    }
    let list = misfit.at();
    let remove = |start, end| Edit { at: Span::new(start, end), text: String::new() };
    let edits = vec![remove(list.start(), item.at.start()), remove(item.at.end(), list.end())];
    finding.fix(Fix { title: "remove the brackets".to_owned(), safety: Safety::Safe, edits });
}

/// The text of a place inside the policy; `text` is the policy's.
fn text_at<'t>(policy: &Policy<'_>, at: Span, text: &'t str) -> &'t str {
    let start = policy.at().start();
    text.get(at.start().saturating_sub(start)..at.end().saturating_sub(start)).unwrap_or_default()
}

fn is_scalar(written: &str) -> bool {
    !written.is_empty() && written != "null" && !written.starts_with(['{', '[', '"', '\''])
}
