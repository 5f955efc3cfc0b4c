use crate::diagnostic::{Diagnostic, Edit, Fix, Safety};
use crate::policy::{Policy, Statement};
use crate::rules::{Context, rule};
use crate::source::Span;

rule!(MISSING_STATEMENT, "grammar/missing-statement", Policy, missing_statement);

const EXAMPLE: &str =
    "add `\"Statement\": [{ \"Effect\": \"Allow\", \"Action\": \"…\", \"Resource\": \"…\" }]`";

fn missing_statement(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    match policy.statement {
        Some(element) if element.value.items().is_some_and(<[_]>::is_empty) => {
            ctx.report(policy.at(), "`Statement` is empty")
                .label(element.at(), "this list holds no statement")
                .help("write at least one statement: `{ \"Effect\": \"Allow\", \"Action\": \"…\", \"Resource\": \"…\" }`");
        }
        Some(_) => {}
        None => match policy.statements.first() {
            Some(statement) if policy.bare_statement => bare_statement(policy, statement, ctx),
            _ => {
                ctx.report(policy.at(), "the policy has no `Statement`").help(EXAMPLE);
            }
        },
    }
    if !ctx.tells_each_cause_once() {
        return;
    }
    for statement in policy.statements.iter().filter(|statement| statement.is_empty()) {
        ctx.report(statement.at, "a statement without any element")
            .here("it says nothing")
            .help("write `Effect`, `Action` and `Resource` into it, or remove it");
    }
}

/// The elements of a statement stand in the policy itself: one mistake, whatever else the policy lacks for it.
fn bare_statement(policy: &Policy<'_>, statement: &Statement<'_>, ctx: &mut Context<'_>) {
    const SHOWN: usize = 4;
    let mut elements: Vec<_> = statement.elements().collect();
    elements.sort_by_key(|element| element.name.at());
    let finding = ctx.report(policy.at(), "the policy has no `Statement` around its elements");
    for element in elements.iter().take(SHOWN) {
        finding.label(element.name.at(), format!("{} belongs in a statement", element.title()));
    }
    finding.help("put them into a statement: `\"Statement\": [{ … }]`");
    let others = [policy.version, policy.id].into_iter().flatten();
    let others = others.chain(policy.unknown.iter().map(|unknown| unknown.element));
    let is_apart = others.map(|element| element.whole()).all(|other| !statement.at.overlaps(other));
    if is_apart {
        wrap(statement.at, finding);
    }
}

fn wrap(at: Span, finding: &mut Diagnostic) {
    let insert = |offset, text: &str| Edit { at: Span::point(offset), text: text.to_owned() };
    let edits = vec![insert(at.start(), "\"Statement\": [{ "), insert(at.end(), " }]")];
    finding.fix(Fix { title: "put them into a statement".to_owned(), safety: Safety::Safe, edits });
}
