//! What is not worth saying of a text that is broken.

use crate::diagnostic::Diagnostic;
use crate::source::{Encoding, Source, Span};
use crate::syntax::{Flaw, Problem};

/// The places where a text is so broken that the parser had to guess what was meant.
///
/// Rules read what it guessed; what they find there may be wrong, and would hide the mistake that matters.
pub(super) struct Doubts {
    /// Where the structure is broken: what an object or a list around such a place lacks may stand there.
    structure: Vec<Span>,
    /// Where characters are broken: what a string that holds such a place says is not known.
    text: Vec<Span>,
    /// Where characters that belong to no value were reported.
    reported: Vec<Span>,
    /// From where on brackets are so much out of order that what belongs to what is not known.
    lost: Option<usize>,
}

impl Doubts {
    pub(super) fn of(source: &Source, problems: &[Problem]) -> Doubts {
        let mut doubts = Doubts { structure: Vec::new(), text: Vec::new(), reported: Vec::new(), lost: None };
        if let Encoding::Broken(runs) = source.encoding() {
            doubts.text.extend(runs.iter().map(|run| run.at));
        }
        for Problem { at, flaw } in problems {
            match *flaw {
                Flaw::Unclosed { opened } => doubts.structure.push(opened),
                Flaw::UnclosedComment
                | Flaw::UnexpectedClose
                | Flaw::Unexpected
                | Flaw::NotJson
                | Flaw::MergeConflict
                | Flaw::TooDeep
                | Flaw::TooMany => doubts.structure.push(*at),
                Flaw::UnclosedString => {
                    doubts.structure.push(*at);
                    doubts.text.push(*at);
                }
                Flaw::ControlCharacter | Flaw::Quote | Flaw::Escape | Flaw::LoneSurrogate => {
                    doubts.text.push(*at)
                }
                Flaw::WhiteSpace | Flaw::Comment => doubts.reported.push(*at),
                Flaw::CurlyQuotes => {
                    let quote = |quote: Option<char>| quote.map_or(0, char::len_utf8);
                    let mut written = source.slice(*at).chars();
                    let (first, last) = (quote(written.next()), quote(written.next_back()));
                    doubts.reported.push(Span::new(at.start(), at.start() + first));
                    doubts.reported.push(Span::new(at.end() - last, at.end()));
                }
                _ => {}
            }
        }
        let mut brackets: Vec<usize> = problems
            .iter()
            .filter(|problem| is_bracket(problem.flaw))
            .map(|problem| problem.at.start())
            .collect();
        brackets.dedup();
        let gave_up = problems.iter().any(|problem| problem.flaw == Flaw::TooMany);
        let first = problems.first().map(|problem| problem.at.start()).filter(|_| gave_up);
        doubts.lost = first.or(brackets.first().copied().filter(|_| brackets.len() > 1));
        doubts.text.sort();
        doubts.reported.sort();
        doubts
    }

    /// Whether the structure of the text is broken anywhere.
    pub(super) fn is_broken(&self) -> bool {
        !self.structure.is_empty()
    }

    /// Whether what a rule found lies where nothing is certain.
    pub(super) fn cover(&self, source: &Source, finding: &Diagnostic) -> bool {
        let at = finding.at;
        if self.lost.is_some_and(|lost| at.end() > lost) {
            return true;
        }
        let is_nested = source.slice(at).starts_with(['{', '[']);
        if is_nested && self.structure.iter().any(|broken| at.contains(*broken)) {
            return true;
        }
        let next = |places: &[Span], at: Span| {
            let index = places.partition_point(|place| place.end() <= at.start());
            places.get(index).copied()
        };
        let is_unreadable = |at: Span| next(&self.text, at).is_some_and(|place| place.overlaps(at));
        let in_reported = next(&self.reported, at).is_some_and(|place| place.contains(at));
        in_reported
            || (!is_nested && is_unreadable(at))
            || finding.labels.iter().any(|label| is_unreadable(label.at))
    }
}

fn is_bracket(flaw: Flaw) -> bool {
    matches!(
        flaw,
        Flaw::Unclosed { .. }
            | Flaw::UnexpectedClose
            | Flaw::WrongClose { .. }
            | Flaw::MissingBraces
            | Flaw::MissingBracket
    )
}
