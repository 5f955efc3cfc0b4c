mod lookalikes;

use std::collections::HashSet;
use std::ops::Range;

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
}

fn disallowed_character(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    let charset = ctx.profile.charset;
    if ctx.text.bytes().all(|byte| is_allowed_start(charset, byte)) {
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
        let base = policy.at().start();
        let range = content.start().saturating_sub(base)..content.end().saturating_sub(base);
        let written = ctx.text.get(range).unwrap_or_default();
        if !written.bytes().all(|byte| is_allowed_start(charset, byte)) {
            let is_sid = sids.contains(&text.at());
            look_into(written, content.start(), charset, is_sid, &mut groups);
        }
    }
    groups
}

fn look_into(written: &str, start: usize, charset: Charset, is_sid: bool, groups: &mut Vec<Group>) {
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
            let instead = instead.map(|text| fit(text, is_sid));
            let at = start + index..start + index + character.len_utf8();
            add(groups, cause, character, at, instead, running == Some(cause));
            running = Some(cause);
        }
        before = Some(character);
    }
}

/// The replacement as it may stand there: escaped for JSON, and without what a `Sid` may not hold.
fn fit(text: String, is_sid: bool) -> String {
    match is_sid {
        true => text.chars().filter(char::is_ascii_alphanumeric).collect(),
        false => text.replace('\\', "\\\\").replace('"', "\\\""),
    }
}

fn add(
    groups: &mut Vec<Group>,
    cause: Cause,
    character: char,
    at: Range<usize>,
    instead: Option<String>,
    runs_on: bool,
) {
    let index = groups.iter().position(|group| group.cause == cause).unwrap_or_else(|| {
        groups.push(Group { cause, count: 0, runs: Vec::new() });
        groups.len() - 1
    });
    let group = &mut groups[index];
    group.count += 1;
    let at = Span::new(at.start, at.end);
    match group.runs.last_mut().filter(|_| runs_on) {
        Some(run) => {
            run.at = run.at.to(at);
            run.count += 1;
            run.instead = run.instead.take().zip(instead).map(|(run, more)| run + &more);
        }
        None => group.runs.push(Run { at, first: character, count: 1, instead }),
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
    let help = match remedy(group) {
        Some(remedy) => format!("{remedy}; {allowed}"),
        None => format!("{allowed}; in a pattern `?` can stand for one such character"),
    };
    let edits: Option<Vec<Edit>> =
        group.runs.iter().map(|run| Some(Edit { at: run.at, text: run.instead.clone()? })).collect();
    let safety = if group.cause == Cause::Invisible { Safety::Safe } else { Safety::Suggested };
    let finding = ctx.report(first.at, message).here(first.name()).help(help);
    for run in others.iter().take(MOST_LABELS - 1) {
        finding.label(run.at, run.name());
    }
    if let Some(edits) = edits {
        finding.fix(Fix { title: group.cause.fix().to_owned(), safety, edits });
    }
}

/// What to write, where it is the same at all places.
fn remedy(group: &Group) -> Option<String> {
    let first = group.runs.first()?.instead.as_deref()?;
    if first.is_empty() {
        return Some("remove it".to_owned());
    }
    Some(format!("write `{first}` instead"))
}

impl Run {
    fn name(&self) -> String {
        match self.count {
            1 => named(self.first),
            count => format!("{} and {} more", named(self.first), count - 1),
        }
    }
}

/// A character by its code point and its name; itself before them where it can be seen.
fn named(character: char) -> String {
    let code = format!("U+{:04X}", u32::from(character));
    let name = match unicode_names2::name(character) {
        Some(name) => format!("{code} {name}"),
        None => code,
    };
    if lookalikes::is_visible(character) { format!("`{character}` ({name})") } else { name }
}
