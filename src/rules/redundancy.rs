//! How rules tell of entries of a list that say nothing that another entry does not say.

use super::Context;
use super::wording::quoted;
use crate::diagnostic::{Edit, Fix, Safety};
use crate::policy::pattern::Group;
use crate::source::Span;

/// A list of which some entries are redundant.
pub(super) struct List<'l> {
    /// What an entry is: "action".
    pub(super) noun: &'static str,
    /// The entries that are strings, each with its place.
    pub(super) entries: &'l [(Span, &'l str)],
    /// The places of all entries, whatever they are; empty where it is no list.
    pub(super) places: &'l [Span],
}

/// Reports a group, and offers to remove what is redundant where that changes nothing.
///
/// Two placeholders may become two different things.
pub(super) fn report(list: &List<'_>, group: &Group, changes_nothing: bool, ctx: &mut Context<'_>) {
    let text = |index: usize| list.entries[index].1;
    let cover = text(group.cover);
    if cover.is_empty() || ctx.placeholders().are_in(cover) {
        return;
    }
    let is_repeated = group.members.iter().all(|member| text(*member).eq_ignore_ascii_case(cover));
    let [first, others @ ..] = group.members.as_slice() else { return };
    let others_than_cover = || group.members.iter().filter(|member| **member != group.cover);
    let count = others_than_cover().count();
    let noun = list.noun;
    let message = match (is_repeated, count) {
        (true, 1) => format!("{} stands in the list twice", quoted(cover)),
        (true, _) => format!("{} stands in the list {} times", quoted(cover), count + 1),
        (false, 1) => {
            let covered = others_than_cover().next().map_or("", |other| text(*other));
            format!("{} covers {}", quoted(cover), quoted(covered))
        }
        (false, _) => format!("{} covers {count} other {noun}s of the list", quoted(cover)),
    };
    let label = |member: usize| match (member == group.cover, is_repeated) {
        (true, true) => "it stands here first".to_owned(),
        (true, false) if count == 1 => format!("this {noun} covers the other one"),
        (true, false) => format!("this {noun} covers the others"),
        (false, true) => format!("the same {noun} again"),
        (false, false) if changes_nothing => "this one adds nothing".to_owned(),
        (false, false) => "as text, this one is covered".to_owned(),
    };
    let help = match (is_repeated, count) {
        (true, 1) => "remove one of the two".to_owned(),
        (true, _) => "keep one of them".to_owned(),
        (false, _) if !changes_nothing => {
            "check which is right: a `*` would have to reach over a colon, and IAM compares ARNs part by part"
                .to_owned()
        }
        (false, 1) => {
            format!("remove the {noun} that is covered, or narrow the other one if it covers too much")
        }
        (false, _) => {
            format!("remove the {noun}s that are covered, or narrow {} if it covers too much", quoted(cover))
        }
    };
    let is_removed = |at: Span| others_than_cover().any(|other| list.entries[*other].0 == at);
    let edits = changes_nothing.then(|| removal(list.places, is_removed, ctx)).flatten();
    let finding = ctx.report(list.entries[*first].0, message).here(label(*first)).help(help);
    for other in others {
        finding.also(list.entries[*other].0, label(*other));
    }
    if let Some(edits) = edits {
        let title = if count == 1 {
            format!("remove the redundant {noun}")
        } else {
            format!("remove the redundant {noun}s")
        };
        finding.fix(Fix { title, safety: Safety::Safe, edits });
    }
}

/// The edits that remove items of a list, each with one of the commas beside it.
///
/// None where all are removed, or where something besides blanks and a comma stands between them, such as a comment.
pub(super) fn removal(
    places: &[Span],
    is_removed: impl Fn(Span) -> bool,
    ctx: &Context<'_>,
) -> Option<Vec<Edit>> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut kept: Option<Span> = None;
    let mut removed: Option<Span> = None;
    let is_plain = |gap: Span| ctx.slice(gap).trim_matches([' ', '\t', '\n', '\r']) == ",";
    let mut before: Option<Span> = None;
    for place in places {
        let gap = before.map(|before| Span::new(before.end(), place.start()));
        let is_gone = is_removed(*place);
        if (is_gone || removed.is_some()) && !gap.is_none_or(is_plain) {
            return None;
        }
        match (is_gone, removed, kept) {
            (true, None, None) => removed = Some(*place),
            (true, None, Some(kept)) => removed = Some(Span::new(kept.end(), place.end())),
            (true, Some(from), _) => removed = Some(from.to(*place)),
            // What stands before the first item that is kept goes with the comma behind it.
            (false, Some(from), None) => {
                edits.push(Edit { at: Span::new(from.start(), place.start()), text: String::new() });
                removed = None;
            }
            (false, Some(from), Some(_)) => {
                edits.push(Edit { at: from, text: String::new() });
                removed = None;
            }
            (false, None, _) => {}
        }
        if !is_gone {
            kept = Some(*place);
        }
        before = Some(*place);
    }
    kept?;
    edits.extend(removed.map(|at| Edit { at, text: String::new() }));
    (!edits.is_empty()).then_some(edits)
}
