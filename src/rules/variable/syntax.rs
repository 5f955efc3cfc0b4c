use std::ops::Range;

use super::{has_variables, is_of_iam};
use crate::diagnostic::{Fix, Level, Safety};
use crate::policy::{Place, Variable};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(MISSING_BRACE, "variable/missing-brace-in-variable", Variable, missing_brace);
rule!(EMPTY, "variable/empty-variable", Variable, empty);
rule!(SPACE, "variable/unsupported-space-in-variable", Variable, space);
rule!(MISSING_QUOTE, "variable/missing-quote-in-variable", Variable, missing_quote);

fn missing_brace(variable: &Variable<'_>, ctx: &mut Context<'_>) {
    if !is_judged(variable, ctx) || variable.closed {
        return;
    }
    let name = likely_name(variable.body());
    let is_nested = variable.text.as_str()[variable.range.end..].starts_with("${");
    let here = if is_nested { "another variable begins before it is closed" } else { "nothing closes this" };
    let finding =
        ctx.report(variable.at(), format!("the variable {} has no closing brace", quoted(variable.as_str())));
    finding.here(here);
    match (is_nested, name) {
        (true, _) => finding.help("close it with `}`; variables do not stand inside one another"),
        (false, "") => {
            finding.help("close it with `}`, or write `${$}{` if the characters themselves are meant")
        }
        (false, name) => finding.help(format!("write `${{{name}}}`")),
    };
}

fn empty(variable: &Variable<'_>, ctx: &mut Context<'_>) {
    if is_judged(variable, ctx) && variable.closed && variable.key().trim().is_empty() {
        ctx.report(variable.at(), format!("the variable {} names no key", quoted(variable.as_str())))
            .here("nothing stands between the braces")
            .help("name a condition key, such as `${aws:username}`, or remove the braces");
    }
}

fn space(variable: &Variable<'_>, ctx: &mut Context<'_>) {
    if !is_judged(variable, ctx) || !variable.closed {
        return;
    }
    let key = match variable.default() {
        // A blank before the comma stands at the default, where blanks may stand.
        Some(_) => variable.key().trim_end(),
        None => variable.key(),
    };
    let Some(blank) = key.find(char::is_whitespace).filter(|_| !key.trim().is_empty()) else { return };
    let is_in_tag_key = key.find('/').is_some_and(|slash| slash < blank);
    let squeezed: String = key.chars().filter(|character| !character.is_whitespace()).collect();
    let finding =
        ctx.report(variable.at(), format!("there is a space in the variable {}", quoted(variable.as_str())));
    finding.here("a variable's name holds no space");
    if is_in_tag_key {
        // Keys of tags may hold spaces; whether such a variable works is not documented.
        finding.level(Level::Warning).help("use a tag whose key holds no space");
        return;
    }
    finding.help(format!("write `${{{squeezed}}}`"));
    if is_plain(&squeezed) {
        let written = part(variable, 2..2 + key.len());
        finding.fix(Fix::replace("remove the space", Safety::Safe, variable.text.part(written), squeezed));
    }
}

fn missing_quote(variable: &Variable<'_>, ctx: &mut Context<'_>) {
    let Some(default) = variable.default().filter(|_| variable.closed) else { return };
    let trimmed = default.trim();
    let is_quoted = trimmed.len() >= 2 && trimmed.starts_with('\'') && trimmed.ends_with('\'');
    if !is_judged(variable, ctx) || is_quoted || variable.key().trim().is_empty() {
        return;
    }
    let bare = trimmed.trim_matches(['\'', '"', '’', '‘']);
    let key = variable.key();
    let finding = ctx.report(
        variable.at(),
        format!("the default of the variable {} is not in single quotes", quoted(variable.as_str())),
    );
    finding.here("the default stands without its quotes");
    finding.help(format!("write `${{{key}, '{bare}'}}`"));
    if !trimmed.is_empty() && is_plain(trimmed) {
        let start = variable.as_str().len() - 1 - default.trim_start().len();
        let written = part(variable, start..start + trimmed.len());
        let title = format!("write `'{bare}'`");
        finding.fix(Fix::replace(title, Safety::Suggested, variable.text.part(written), format!("'{bare}'")));
    }
}

/// Whether it stands where variables may stand and is read as one; elsewhere its place is the mistake.
fn is_judged(variable: &Variable<'_>, ctx: &Context<'_>) -> bool {
    matches!(variable.place, Place::Resource | Place::ConditionValue)
        && is_of_iam(variable, ctx.placeholders())
        && has_variables(ctx.policy)
}

/// Whether a text is written in JSON as it is.
fn is_plain(text: &str) -> bool {
    !text.contains(|character: char| matches!(character, '"' | '\\') || character < ' ')
}

/// A range of the variable as a range of the string that it stands in.
fn part(variable: &Variable<'_>, range: Range<usize>) -> Range<usize> {
    variable.range.start + range.start..variable.range.start + range.end
}

/// What of an unclosed variable is its name: up to the first character that is in no name.
///
/// Behind the slash of a tag comes the tag's key.
fn likely_name(body: &str) -> &str {
    let end_of = |text: &str| {
        let is_part = |character: char| character.is_ascii_alphanumeric() || ":-_.".contains(character);
        text.find(|character| !is_part(character)).unwrap_or(text.len())
    };
    let end = end_of(body);
    match body[end..].strip_prefix('/') {
        Some(rest) if body[..end].to_ascii_lowercase().ends_with("tag") => &body[..end + 1 + end_of(rest)],
        _ => &body[..end],
    }
}
