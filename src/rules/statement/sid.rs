use std::ops::Range;

use crate::diagnostic::{Fix, Safety};
use crate::find::Sid;
use crate::policy::pattern::{Case, repeated};
use crate::policy::{Policy, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(UNSUPPORTED, "statement/unsupported-sid", Statement if ODD_SID, unsupported_sid);
rule!(REQUIRED_UNIQUE, "statement/unique-sids-required", Policy, unique_sids_required);
rule!(RECOMMENDED_UNIQUE, "statement/unique-sids-recommended", Policy, unique_sids_recommended);
rule!(EMPTY, "statement/empty-sid-value", Statement if ODD_SID, empty_sid_value);

fn unsupported_sid(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(text) = statement.sid.and_then(|sid| sid.text()) else { return };
    let sid = text.as_str();
    // A variable in a Sid is a mistake of its own.
    if ctx.profile.sid != Sid::Alphanumeric
        || sid.bytes().all(|byte| byte.is_ascii_alphanumeric())
        || sid.contains("${")
    {
        return;
    }
    let is_offending = |&(index, character): &(usize, char)| {
        let written = text.part(index..index + character.len_utf8());
        !character.is_ascii_alphanumeric() && !ctx.is_disallowed_character(character, written)
    };
    let offending = runs(sid.char_indices().filter(is_offending));
    if offending.is_empty() {
        return;
    }
    let message = format!("the Sid {} holds more than letters and digits", quoted(sid));
    let finding = ctx.report(text.at(), message).here("only letters and digits may stand here");
    for run in &offending {
        finding.label(text.part(run.clone()), described(&sid[run.clone()]));
    }
    match joined(sid) {
        Some(better) => finding
            .help(format!("name it with letters and digits only, such as {}", quoted(&better)))
            .fix(Fix::replace("keep only letters and digits", Safety::Suggested, text.content(), better)),
        None => finding.help("name it with letters and digits only, or remove `Sid`"),
    };
}

/// The ranges of characters that follow one another.
fn runs(characters: impl Iterator<Item = (usize, char)>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (index, character) in characters {
        let end = index + character.len_utf8();
        match runs.last_mut() {
            Some(last) if last.end == index => last.end = end,
            _ => runs.push(index..end),
        }
    }
    runs
}

fn described(run: &str) -> String {
    if run.chars().all(|character| character == ' ') {
        return "a blank is not allowed".to_owned();
    }
    format!("{} is not allowed", quoted(run))
}

/// The Sid without what is neither letter nor digit, each word with a capital: `ReadLogs` for `read-logs`.
fn joined(sid: &str) -> Option<String> {
    let words = sid.split(|character: char| !character.is_ascii_alphanumeric());
    let mut name = String::with_capacity(sid.len());
    for word in words.filter(|word| !word.is_empty()) {
        let (first, rest) = word.split_at(1);
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(rest);
    }
    (!name.is_empty()).then_some(name)
}

fn unique_sids_required(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    report_repeated(policy, "each statement needs a Sid of its own", ctx);
}

fn unique_sids_recommended(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    report_repeated(policy, "no one can tell the statements apart by it", ctx);
}

fn report_repeated(policy: &Policy<'_>, here: &str, ctx: &mut Context<'_>) {
    let sids = policy.statements.iter().filter_map(|statement| statement.sid?.text());
    let sids: Vec<_> = sids.filter(|text| !text.as_str().is_empty()).collect();
    let written: Vec<_> = sids.iter().map(|text| text.as_str()).collect();
    for group in repeated(&written, Case::Matters) {
        let [first, others @ ..] = group.members.as_slice() else { continue };
        for other in others {
            let message = format!("the Sid {} is taken by another statement", quoted(written[*other]));
            ctx.report(sids[*other].at(), message)
                .here(here)
                .also(sids[*first].at(), "first used here")
                .help("rename one of the two, or remove one Sid");
        }
    }
}

fn empty_sid_value(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(text) = statement.sid.and_then(|sid| sid.text()) else { return };
    if text.as_str().is_empty() {
        ctx.report(text.at(), "the Sid is empty")
            .here("names nothing")
            .help("give the statement a name, or remove `Sid`");
    }
}
