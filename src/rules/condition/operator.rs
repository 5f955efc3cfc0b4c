use super::operator_name::{Meant, meant};
use crate::diagnostic::{Edit, Fix, Level, Safety};
use crate::policy::condition::{BASE_OPERATORS, Block};
use crate::policy::{Condition, Statement};
use crate::rules::wording::{one_of, quoted};
use crate::rules::{Context, rule};

rule!(INVALID, "condition/invalid-condition-operator", Statement if CONDITION, invalid_operator);

fn invalid_operator(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(condition) = &statement.condition else { return };
    for block in &condition.blocks {
        let written = block.operator.as_str();
        if block.operator.base.is_some() || written.contains("${") {
            continue;
        }
        match meant(written) {
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
    finding.here("AWS documents no operator of this spelling");
    if is_only_case {
        // Whether AWS minds the case of operators is not documented.
        finding.level(Level::Warning);
    }
    // Two blocks of one operator would be a repeated name.
    if condition.has_operator(name) {
        finding.help(format!("move the keys to `{name}`, which stands in the condition already"));
        return;
    }
    let safety = if is_only_case { Safety::Safe } else { Safety::Suggested };
    let title = format!("write `{name}`");
    finding.help(title.clone());
    finding.fix(Fix::replace(title, safety, at, format!("\"{name}\"")));
}

fn key_in_its_place(block: &Block<'_>, ctx: &mut Context<'_>) {
    let at = block.operator.text.at();
    let key = block.operator.as_str();
    let finding = ctx.report(at, format!("{} is a condition key, not an operator", quoted(key)));
    finding.here("an operator has to stand here");
    match &*block.entries {
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
            let operator = likely_operator(key);
            finding.help(format!("put the key inside an operator: `\"{operator}\": {{ \"{key}\": ... }}`"));
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

/// The operator that a key most often goes with, by the name of the key.
fn likely_operator(key: &str) -> &'static str {
    const BY_ENDING: [(&str, &str); 9] = [
        ("ip", "IpAddress"),
        ("arn", "ArnLike"),
        ("authage", "NumericLessThan"),
        ("currenttime", "DateLessThan"),
        ("issuetime", "DateLessThan"),
        ("securetransport", "Bool"),
        ("authpresent", "Bool"),
        ("viaawsservice", "Bool"),
        ("isawsservice", "Bool"),
    ];
    let key = key.to_ascii_lowercase();
    BY_ENDING.iter().find(|(end, _)| key.ends_with(end)).map_or("StringEquals", |(_, operator)| operator)
}

fn is_operator(name: &str) -> bool {
    BASE_OPERATORS.iter().any(|operator| operator.name == name)
}

/// Whether a string is written in JSON as it is.
fn is_plain(text: &str) -> bool {
    !text.contains(|character: char| matches!(character, '"' | '\\') || character < ' ')
}
