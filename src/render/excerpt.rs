use std::ops::Range;

use super::escape;
use crate::source::{Encoding, Position, SUBSTITUTE, Source, Span};

/// The lines of a source that show some places, made ready for a terminal.
///
/// The text of an excerpt is not the source's: each of its lines is cut around the places if it is long, and what a terminal would obey is shown as its code point.
/// So all places of an excerpt count the bytes of its own text; only [`Mark::position`] speaks of the source.
/// It is built from the lines it shows alone, however long the source is.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    /// The lines, each ending with a line feed.
    pub text: String,
    /// The lines, in their order.
    pub lines: Vec<Line>,
    /// The places that are shown, in the order of the text, none touching another.
    pub marks: Vec<Mark>,
}

/// One line of an excerpt.
#[derive(Debug)]
pub(super) struct Line {
    /// The line's number in the source, from 0.
    pub number: usize,
    /// Where it begins in the excerpt's text.
    pub start: usize,
}

/// A place that an excerpt shows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Where it is in the excerpt's text; always within one line.
    pub at: Range<usize>,
    /// Where it begins in the source.
    pub position: Position,
    /// What is to be seen there.
    pub messages: Vec<String>,
    /// Whether it is the first of the places that were asked for.
    pub primary: bool,
}

/// How an excerpt may look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The most columns of a line, where the places in it can be shown in so many.
    pub columns: usize,
    /// What stands for text that was left out.
    pub ellipsis: &'static str,
}

/// The fewest columns that are shown of a line for each of its places.
const FEWEST_COLUMNS: usize = 24;

impl Excerpt {
    /// Shows the places, and the line before and after each of them.
    ///
    /// A place of several lines is marked to the end of its first one.
    pub fn new(source: &Source, places: &[(Span, Option<&str>)], frame: Frame) -> Excerpt {
        let mut found = find(source, places);
        let mut excerpt = Excerpt::default();
        let mut numbers: Vec<_> = found
            .iter()
            .map(|mark| mark.position.line - 1)
            .flat_map(|line| line.saturating_sub(1)..=line + 1)
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        for number in numbers {
            let line = line_range(source, number);
            let marks = found.extract_if(.., |mark| mark.position.line - 1 == number).collect();
            excerpt.add_line(source, number, line, marks, frame);
        }
        excerpt
    }

    /// Adds a line and the marks in it, which come in the order of the source.
    fn add_line(
        &mut self,
        source: &Source,
        number: usize,
        line: Range<usize>,
        marks: Vec<Mark>,
        frame: Frame,
    ) {
        let text = source.text();
        let exists = number < source.lines().count();
        if marks.is_empty() && (!exists || line.start == text.len()) {
            return;
        }
        self.lines.push(Line { number, start: self.text.len() });
        // For each character that is shown: where it is in the source, and where in the excerpt.
        let mut shown = Vec::new();
        let mut end = line.start;
        for window in windows(text, &line, &marks, frame.columns) {
            if window.start > end {
                self.text += frame.ellipsis;
            }
            self.add_window(source, &window, &mut shown);
            end = window.end;
        }
        if end < line.end {
            self.text += frame.ellipsis;
        }
        self.text.push('\n');
        let shown_at = |offset: usize| {
            let next = shown.partition_point(|(source, _)| *source <= offset);
            shown.get(next.saturating_sub(1)).map_or(0, |(_, excerpt)| *excerpt)
        };
        self.marks.extend(
            marks.into_iter().map(|mark| Mark { at: shown_at(mark.at.start)..shown_at(mark.at.end), ..mark }),
        );
    }

    fn add_window(&mut self, source: &Source, window: &Range<usize>, shown: &mut Vec<(usize, usize)>) {
        let broken = matches!(source.encoding(), Encoding::Broken(_));
        let text = &source.text()[window.clone()];
        for (index, character) in text.char_indices() {
            shown.push((window.start + index, self.text.len()));
            match character {
                '\t' => self.text.push('\t'),
                SUBSTITUTE if broken => self.text.push(char::REPLACEMENT_CHARACTER),
                _ if escape::is_unsafe(text, index, character) => {
                    escape::push_code(&mut self.text, character)
                }
                _ => self.text.push(character),
            }
        }
        shown.push((window.end, self.text.len()));
    }
}

/// Finds where the places are in the source, each within its first line, in order and without overlap.
///
/// Places that begin together become one; a place that another one begins in ends there.
fn find(source: &Source, places: &[(Span, Option<&str>)]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::with_capacity(places.len());
    for (index, (at, message)) in places.iter().enumerate() {
        let position = source.position(at.start());
        let line = line_range(source, position.line - 1);
        let start = position.offset.min(line.end);
        let end = source.position(at.end()).offset.clamp(start, line.end);
        let messages = message.iter().map(|message| escape::line(message).into_owned());
        match marks.iter_mut().find(|mark| mark.at.start == start && mark.position.line == position.line) {
            Some(mark) => {
                mark.at.end = mark.at.end.max(end);
                mark.messages.extend(messages);
            }
            None => marks.push(Mark {
                at: start..end,
                position,
                messages: messages.collect(),
                primary: index == 0,
            }),
        }
    }
    marks.sort_by_key(|mark| mark.at.start);
    for index in 1..marks.len() {
        let next = marks[index].at.start;
        let mark = &mut marks[index - 1];
        mark.at.end = mark.at.end.min(next);
    }
    marks
}

/// The bytes of a line, counted from 0, without its end.
fn line_range(source: &Source, number: usize) -> Range<usize> {
    let (text, lines) = (source.text(), source.lines());
    let start = lines.start(number);
    let end = if number + 1 < lines.count() { lines.start(number + 1) } else { text.len() };
    let line = &text[start..end];
    start..start + line.trim_end_matches(['\r', '\n']).len()
}

/// Which parts of a line are shown: all of a short one, else the surroundings of each mark.
fn windows(text: &str, line: &Range<usize>, marks: &[Mark], columns: usize) -> Vec<Range<usize>> {
    let mut windows: Vec<Range<usize>> = Vec::with_capacity(marks.len().max(1));
    let end = forward(text, line.start, line.end, columns);
    if end == line.end || marks.is_empty() {
        windows.push(line.start..end);
        return windows;
    }
    let share = (columns / marks.len()).max(FEWEST_COLUMNS);
    for mark in marks {
        let start = back(text, mark.at.start, line.start, share / 3);
        // Whatever is not needed before the place is shown after it.
        let end = forward(text, start, line.end, share);
        match windows.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => windows.push(start..end),
        }
    }
    windows
}

/// So many columns on from `from`, but not beyond `to`.
fn forward(text: &str, from: usize, to: usize, columns: usize) -> usize {
    walk(text[from..to].chars(), columns).map_or(to, |bytes| from + bytes)
}

/// So many columns back from `from`, but not beyond `to`.
fn back(text: &str, from: usize, to: usize, columns: usize) -> usize {
    walk(text[to..from].chars().rev(), columns).map_or(to, |bytes| from - bytes)
}

/// How many bytes fill that many columns; none if there are fewer.
fn walk(characters: impl Iterator<Item = char>, columns: usize) -> Option<usize> {
    let (mut used, mut bytes) = (0, 0);
    for character in characters {
        // East Asian characters and pictures take two columns; no line is too long for taking some others for wide.
        used += match character {
            '\t' => 4,
            '\u{1100}'.. => 2,
            _ => 1,
        };
        if used > columns {
            return Some(bytes);
        }
        bytes += character.len_utf8();
    }
    None
}
