use crate::diagnostic::{Fix, Safety};
use crate::policy::condition::Family;
use crate::policy::{Entry, pattern};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(WITHOUT_LIKE, "condition/wildcard-without-like-operator", Condition if STRING, wildcard_without_like);

fn wildcard_without_like(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if entry.operator.family() != Some(Family::String) {
        return;
    }
    let Some(base) = entry.operator.base else { return };
    let mut values = entry.texts().filter(|(_, text)| has_wildcard(text));
    let Some((at, text)) = values.next() else { return };
    let operator = entry.operator.as_str();
    let like = match base.name {
        "StringEquals" => Some(operator.replace("StringEquals", "StringLike")),
        "StringNotEquals" => Some(operator.replace("StringNotEquals", "StringNotLike")),
        // There is no form with wildcards that ignores case.
        _ => None,
    };
    let can_rename = like.as_ref().is_some_and(|like| {
        let condition = ctx.statement.and_then(|statement| statement.condition.as_ref());
        condition.is_some_and(|condition| !condition.has_operator(like))
    });
    let finding = ctx.report(at, format!("the wildcard in {} is an ordinary character here", quoted(text)));
    finding
        .here("this is compared letter for letter")
        .label(entry.operator.text.at(), "this takes no wildcards");
    for (other, _) in values {
        finding.also(other, "this too");
    }
    match like {
        Some(like) => {
            finding.help(format!(
                "write `{like}`; if the character itself is meant, `${{*}}` or `${{?}}` says so"
            ));
            if can_rename {
                let at = entry.operator.text.at();
                let title = format!("write `{like}`");
                finding.fix(Fix::replace(title, Safety::Suggested, at, format!("\"{like}\"")));
            }
        }
        None => {
            let like = if base.negated { "StringNotLike" } else { "StringLike" };
            finding.help(format!(
                "write `{like}` with each spelling that is meant: no operator takes wildcards and ignores case"
            ));
        }
    }
}

/// Whether there is a wildcard outside all variables.
fn has_wildcard(text: &str) -> bool {
    pattern::wildcards(text).any(|index| match text[..index].rfind("${") {
        Some(open) => text[open..index].contains('}'),
        None => true,
    })
}
