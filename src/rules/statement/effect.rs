use crate::diagnostic::{Fix, Safety};
use crate::policy::Statement;
use crate::rules::wording::{nearest, quoted};
use crate::rules::{Context, rule};

rule!(INVALID, "statement/invalid-effect", Statement if NO_EFFECT, invalid_effect);

/// Words that people write for the two effects.
const OTHER_WORDS: [(&str, &str); 9] = [
    ("allowed", "Allow"),
    ("permit", "Allow"),
    ("grant", "Allow"),
    ("accept", "Allow"),
    ("denied", "Deny"),
    ("forbid", "Deny"),
    ("reject", "Deny"),
    ("block", "Deny"),
    ("disallow", "Deny"),
];

fn invalid_effect(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(text) = statement.effect.and_then(|effect| effect.text()) else { return };
    let written = text.as_str();
    if statement.effect().is_some() || written.contains("${") || ctx.placeholders().are_in(written) {
        return;
    }
    let Some(meant) = meant_by(written) else {
        let message = match written {
            "" => "the effect is empty".to_owned(),
            _ => format!("{} is no effect", quoted(written)),
        };
        ctx.report(text.at(), message).here("neither `Allow` nor `Deny`").help("write `Allow` or `Deny`");
        return;
    };
    let is_case_only = written.eq_ignore_ascii_case(meant);
    let (here, safety) = if is_case_only {
        ("the case of the letters matters", Safety::Safe)
    } else {
        ("neither `Allow` nor `Deny`", Safety::Suggested)
    };
    ctx.report(text.at(), format!("{} is no effect", quoted(written)))
        .here(here)
        .help(format!("write `{meant}`"))
        .fix(Fix::replace(format!("write `{meant}`"), safety, text.content(), meant));
}

fn meant_by(written: &str) -> Option<&'static str> {
    let written = written.trim();
    let other = OTHER_WORDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(written));
    other.map(|(_, meant)| *meant).or_else(|| nearest(written, ["Allow", "Deny"]))
}
