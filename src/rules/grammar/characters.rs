mod lookalikes;

use std::collections::HashSet;

use crate::diagnostic::{Edit, Fix, Safety};
use crate::find::{Charset, Sid};
use crate::policy::Policy;
use crate::rules::{Context, rule};
use crate::source::Span;
use lookalikes::Cause;

rule!(DISALLOWED, "grammar/disallowed-character", Policy, disallowed_character);

/// The most places that one finding points at.
const MOST_LABELS: usize = 10;

/// Characters of one cause: one finding.
struct Group {
    cause: Cause,
    /// How many characters there are.
    count: usize,
    runs: Vec<Run>,
}

/// Characters of one cause that stand side by side.
struct Run {
    at: Span,
    first: char,
    count: usize,
    /// What may stand there instead, as it is written inside a JSON string; none where nothing is known.
    instead: Option<String>,
    /// Whether they stand in a `Sid` that takes letters and digits only.
    is_in_sid: bool,
}

fn disallowed_character(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    let charset = ctx.profile.charset;
    // Nearly every policy is ASCII, which is told many bytes at a time.
    if ctx.text.is_ascii() || ctx.text.bytes().all(|byte| is_allowed_start(charset, byte)) {
        return;
    }
    let groups = find(policy, ctx);
    for group in groups {
        report(&group, ctx);
    }
}

/// Whether a character that begins with this byte of UTF-8 may be an allowed one; exact for all but control characters.
fn is_allowed_start(charset: Charset, byte: u8) -> bool {
    match charset {
        // The bytes from 0xC4 on begin the characters behind U+00FF.
        Charset::Iam => byte < 0xC4,
        Charset::Ascii => byte.is_ascii(),
        Charset::Any => true,
    }
}

/// The characters inside the strings of the policy; what stands outside of them is a mistake in the JSON.
fn find(policy: &Policy<'_>, ctx: &Context<'_>) -> Vec<Group> {
    let charset = ctx.profile.charset;
    let sids: HashSet<Span> = match ctx.profile.sid {
        Sid::Alphanumeric => {
            policy.statements.iter().filter_map(|statement| Some(statement.sid?.text()?.at())).collect()
        }
        Sid::Free => HashSet::new(),
    };
    let mut groups = Vec::new();
    for text in policy.texts() {
        let content = text.content();
        let written = ctx.slice(content);
        if !written.bytes().all(|byte| is_allowed_start(charset, byte)) {
            let is_in_sid = sids.contains(&text.at());
            look_into(written, content.start(), charset, is_in_sid, &mut groups);
        }
    }
    groups
}

fn look_into(written: &str, start: usize, charset: Charset, is_in_sid: bool, groups: &mut Vec<Group>) {
    let mut before = None;
    let mut rest = written.char_indices().peekable();
    // The cause of the character right before this one, where that one is not allowed either.
    let mut running: Option<Cause> = None;
    while let Some((index, character)) = rest.next() {
        let after = rest.peek().map(|(_, after)| *after);
        // A control character is a mistake in the JSON already.
        if charset.has(character) || character < ' ' {
            running = None;
        } else {
            let (mut cause, mut instead) = lookalikes::of(character, before, after);
            // Joiners and selectors belong to the letter or emoji before them.
            if cause == Cause::Invisible && running == Some(Cause::Foreign) {
                (cause, instead) = (Cause::Foreign, None);
            }
            let at = Span::new(start + index, start + index + character.len_utf8());
            let instead = instead.map(|text| fit(text, is_in_sid));
            let run = Run { at, first: character, count: 1, instead, is_in_sid };
            add(groups, cause, run, running == Some(cause));
            running = Some(cause);
        }
        before = Some(character);
    }
}

/// The replacement as it may stand there: escaped for JSON, and without what a `Sid` may not hold.
fn fit(text: String, is_in_sid: bool) -> String {
    match is_in_sid {
        true => text.chars().filter(char::is_ascii_alphanumeric).collect(),
        false => text.replace('\\', "\\\\").replace('"', "\\\""),
    }
}

/// Adds one character to the group of its cause, and to the last run of it where it stands right behind it.
fn add(groups: &mut Vec<Group>, cause: Cause, one: Run, runs_on: bool) {
    let index = groups.iter().position(|group| group.cause == cause).unwrap_or_else(|| {
        groups.push(Group { cause, count: 0, runs: Vec::new() });
        groups.len() - 1
    });
    let group = &mut groups[index];
    group.count += 1;
    match group.runs.last_mut().filter(|_| runs_on) {
        Some(run) => {
            run.at = run.at.to(one.at);
            run.count += 1;
            run.instead = run.instead.take().zip(one.instead).map(|(run, more)| run + &more);
        }
        None => group.runs.push(one),
    }
}

fn report(group: &Group, ctx: &mut Context<'_>) {
    let Some((first, others)) = group.runs.split_first() else { return };
    let kind = ctx.kind().with_article();
    let message = match group.count {
        1 => format!("{} is not allowed in {kind}", named(first.first)),
        count if group.runs.iter().all(|run| run.first == first.first && run.count == 1) => {
            format!("{} is not allowed in {kind}; it stands there {count} times", named(first.first))
        }
        count => format!("{count} {} are not allowed in {kind}", group.cause.plural()),
    };
    let allowed = match ctx.profile.charset {
        Charset::Ascii => "only ASCII characters are allowed",
        Charset::Iam | Charset::Any => "only tabs, line ends and U+0020 to U+00FF are allowed",
    };
    let edits: Option<Vec<Edit>> =
        group.runs.iter().map(|run| Some(Edit { at: run.at, text: run.instead.clone()? })).collect();
    let help = match &edits {
        Some(_) => format!("{}; {allowed}", remedy(group)),
        None => format!("{allowed}; in a pattern `?` can stand for one such character"),
    };
    let safety = if group.cause == Cause::Invisible { Safety::Safe } else { Safety::Suggested };
    let finding = ctx.report(first.at, message).help(help);
    if group.count > 1 {
        finding.here(first.name());
    }
    for run in others.iter().take(MOST_LABELS - 1) {
        finding.label(run.at, run.name());
    }
    if let Some(edits) = edits {
        finding.fix(Fix { title: group.cause.remedy().to_owned(), safety, edits });
    }
}

/// What to write, exactly where it is the same at all places.
fn remedy(group: &Group) -> String {
    let mut texts = group.runs.iter().filter_map(|run| run.instead.as_deref());
    let first = texts.next().unwrap_or_default();
    let mut remedy = match texts.all(|text| text == first) {
        true if first.is_empty() => "remove it".to_owned(),
        true => format!("write `{first}` instead"),
        false => group.cause.remedy().to_owned(),
    };
    if group.runs.iter().any(|run| run.is_in_sid) {
        remedy += "; a `Sid` takes letters and digits only";
    }
    remedy
}

impl Run {
    fn name(&self) -> String {
        match self.count {
            1 => name_and_code(self.first),
            count => format!("{} and {} more", name_and_code(self.first), count - 1),
        }
    }
}

/// A character by its name and its code point, and itself before them where it can be seen.
fn named(character: char) -> String {
    let name = name_and_code(character);
    if lookalikes::is_visible(character) { format!("`{character}`, {name},") } else { name }
}

fn name_and_code(character: char) -> String {
    let code = u32::from(character);
    match unicode_names2::name(character) {
        Some(name) => format!("{name} (U+{code:04X})"),
        None => format!("a character without a name (U+{code:04X})"),
    }
}
