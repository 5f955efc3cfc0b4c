use super::operator_name::{Meant, meant};
use crate::diagnostic::{Edit, Fix, Level, Safety};
use crate::policy::condition::{BASE_OPERATORS, Block};
use crate::policy::{Condition, Statement};
use crate::rules::wording::{one_of, quoted};
use crate::rules::{Context, rule};

rule!(INVALID, "condition/invalid-condition-operator", Statement, invalid_operator);

fn invalid_operator(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(condition) = &statement.condition else { return };
    for block in &condition.blocks {
        let is_known = block.operator.base.is_some();
        if is_known || block.operator.as_str().contains("${") {
            continue;
        }
        match meant(block.operator.as_str()) {
            Meant::Operator(name) => misspelt(block, &name, condition, ctx),
            Meant::Key => key_in_its_place(block, ctx),
            Meant::Nothing => unknown(block, ctx),
        }
    }
}

fn misspelt(block: &Block<'_>, name: &str, condition: &Condition<'_>, ctx: &mut Context<'_>) {
    let at = block.operator.text.at();
    let written = block.operator.as_str();
    let is_only_case = name.eq_ignore_ascii_case(written);
    let message = match is_only_case {
        true => format!("the condition operator `{name}` is written {}", quoted(written)),
        false => format!("{} is no condition operator", quoted(written)),
    };
    let finding = ctx.report(at, message);
    finding.here(format!("did you mean `{name}`?")).help(format!("write `{name}`"));
    if is_only_case {
        // Whether AWS minds the case of operators is not documented.
        finding.level(Level::Warning);
    }
    // Two blocks of one operator would be a repeated name.
    if !condition.has_operator(name) {
        let safety = if is_only_case { Safety::Safe } else { Safety::Suggested };
        finding.fix(Fix::replace(format!("write `{name}`"), safety, at, format!("\"{name}\"")));
    }
}

fn key_in_its_place(block: &Block<'_>, ctx: &mut Context<'_>) {
    let at = block.operator.text.at();
    let key = block.operator.as_str();
    let finding = ctx.report(at, format!("{} is a condition key, not an operator", quoted(key)));
    finding.here("an operator has to stand here");
    match block.entries.as_slice() {
        [entry] if is_operator(entry.key.as_str()) && is_plain(key) => {
            let operator = entry.key.as_str();
            finding.label(entry.key.at(), "the operator stands inside");
            finding.help(format!("swap the two: `\"{operator}\": {{ \"{key}\": ... }}`"));
            finding.fix(Fix {
                title: "swap key and operator".to_owned(),
                safety: Safety::Suggested,
                edits: vec![
                    Edit { at, text: format!("\"{operator}\"") },
                    Edit { at: entry.key.at(), text: format!("\"{key}\"") },
                ],
            });
        }
        _ => {
            finding
                .help("put the key inside an operator: `\"StringEquals\": { \"service:key\": \"value\" }`");
        }
    }
}

fn unknown(block: &Block<'_>, ctx: &mut Context<'_>) {
    let written = block.operator.as_str();
    let finding =
        ctx.report(block.operator.text.at(), format!("{} is no condition operator", quoted(written)));
    finding.here("AWS knows no such operator");
    let begins = |name: &str| {
        let length = name.find(|letter: char| letter.is_ascii_lowercase()).map_or(0, |lower| {
            name[lower..]
                .find(|letter: char| letter.is_ascii_uppercase())
                .map_or(name.len(), |end| lower + end)
        });
        written.get(..length).is_some_and(|start| start.eq_ignore_ascii_case(&name[..length]))
    };
    let related: Vec<&str> =
        BASE_OPERATORS.iter().map(|operator| operator.name).filter(|name| begins(name)).collect();
    finding.help(match related.is_empty() {
        true => "write an operator of the IAM User Guide's list, such as `StringEquals` or `StringLike`"
            .to_owned(),
        false => format!("write {}", one_of(related)),
    });
}

fn is_operator(name: &str) -> bool {
    BASE_OPERATORS.iter().any(|operator| operator.name == name)
}

/// Whether a string is written in JSON as it is.
fn is_plain(text: &str) -> bool {
    !text.contains(|character: char| matches!(character, '"' | '\\') || character < ' ')
}
