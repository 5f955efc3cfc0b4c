//! What a look-up has found, for people and for programs.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::catalog::{Action, Date};
use crate::cli::output;
use crate::cli::paint::Paint;
use crate::render::escape;
use crate::rules::wording;

/// The version of the JSON form; it grows only if a program that reads it has to change.
const VERSION: u32 = 1;

/// Longer lines are broken where that is possible, so that most terminals show each as one.
const WIDTH: usize = 80;

/// A column of a table is not made wider than this for the sake of a few long names.
const WIDEST: usize = 46;

/// More actions or services than this are counted instead of listed, unless the user wants to see them.
const MANY: usize = 24;

/// What a look-up has found.
pub struct Answer {
    /// The member of the JSON document that holds the entries.
    pub member: &'static str,
    /// The heads of the columns of a table.
    pub columns: &'static [&'static str],
    /// What a table leaves out, or what its signs mean.
    pub legend: &'static str,
    /// What was found, in the order of the catalog.
    pub entries: Vec<Entry>,
    /// The patterns for which nothing was found.
    pub missing: Vec<Missing>,
}

/// One thing that was found.
pub struct Entry {
    /// Its row in a table, the name first.
    pub row: Vec<String>,
    /// All that is known of it.
    pub facts: Vec<(&'static str, Fact)>,
    /// The same for programs.
    pub json: Value,
}

/// Something that is known, for people.
pub enum Fact {
    /// A few words.
    Words(String),
    /// Names, which fill lines.
    Names(Vec<String>),
    /// Lines that are never broken, so that they can be copied.
    Lines(Vec<String>),
    /// Actions: listed, or counted where they are many.
    Actions(Vec<(String, String)>),
}

/// A pattern for which nothing was found.
pub struct Missing {
    /// The pattern.
    pub pattern: String,
    /// Why, and what may be meant.
    pub message: String,
}

impl Fact {
    /// Actions that have something in common.
    pub fn of_actions<'c>(actions: impl IntoIterator<Item = Action<'c>>) -> Fact {
        let names = actions.into_iter().map(|action| {
            let prefix = action.service().prefix();
            (prefix.to_owned(), format!("{prefix}:{}", action.name()))
        });
        Fact::Actions(names.collect())
    }

    fn is_empty(&self) -> bool {
        match self {
            Fact::Words(words) => words.is_empty(),
            Fact::Names(names) | Fact::Lines(names) => names.is_empty(),
            Fact::Actions(actions) => actions.is_empty(),
        }
    }

    fn lines(&self, width: usize, verbose: bool) -> Vec<String> {
        match self {
            Fact::Words(words) => filled(words.split(' '), " ", width),
            Fact::Names(names) => filled(names.iter().map(String::as_str), ", ", width),
            Fact::Lines(lines) => lines.clone(),
            Fact::Actions(actions) if verbose || actions.len() <= MANY => {
                filled(actions.iter().map(|(_, name)| name.as_str()), ", ", width)
            }
            Fact::Actions(actions) => counted(actions, width),
        }
    }
}

/// How many actions there are, and of which services.
fn counted(actions: &[(String, String)], width: usize) -> Vec<String> {
    let services = actions.chunk_by(|left, right| left.0 == right.0);
    let services: Vec<_> = services.map(|group| format!("{} ({})", group[0].0, group.len())).collect();
    if services.len() == 1 {
        return vec![format!("{} actions of `{}`; --verbose lists them", actions.len(), actions[0].0)];
    }
    let head = format!("{} actions of {} services; --verbose lists them", actions.len(), services.len());
    if services.len() > MANY {
        return vec![head];
    }
    let rest = filled(services.iter().map(String::as_str), ", ", width);
    std::iter::once(head).chain(rest).collect()
}

/// A user's text in backticks, short enough for a line and safe to print.
pub fn quoted(text: &str) -> String {
    escape::line(&wording::quoted(text)).into_owned()
}

/// Writes what was found for people: a table, or all that is known where that is little or wanted.
pub fn text(answer: &Answer, verbose: bool, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let width = output::width().min(WIDTH);
    match answer.entries.as_slice() {
        [] => Ok(()),
        [entry] => details(entry, width, verbose, paint, out),
        entries if verbose => {
            for (index, entry) in entries.iter().enumerate() {
                if index > 0 {
                    writeln!(out)?;
                }
                details(entry, width, verbose, paint, out)?;
            }
            Ok(())
        }
        entries => {
            table(answer.columns, entries, width, paint, out)?;
            writeln!(out, "\n{} {}; {}", entries.len(), answer.member.replace('_', " "), answer.legend)
        }
    }
}

fn details(entry: &Entry, width: usize, verbose: bool, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    const INDENT: usize = 13;
    writeln!(out, "{}", paint.bold(entry.row.first().map_or("", String::as_str)))?;
    for (label, fact) in entry.facts.iter().filter(|(_, fact)| !fact.is_empty()) {
        let mut label = *label;
        for line in fact.lines(width.saturating_sub(INDENT), verbose) {
            writeln!(out, "  {}  {line}", paint.dim(&format!("{label:9}")))?;
            label = "";
        }
    }
    Ok(())
}

fn table(
    heads: &[&str],
    entries: &[Entry],
    width: usize,
    paint: Paint,
    out: &mut dyn Write,
) -> io::Result<()> {
    const GAP: usize = 2;
    let Some((last_head, first_heads)) = heads.split_last() else { return Ok(()) };
    let widths: Vec<usize> = first_heads
        .iter()
        .enumerate()
        .map(|(column, head)| {
            let cells = entries.iter().filter_map(|entry| entry.row.get(column)).map(String::len);
            cells.max().unwrap_or(0).min(WIDEST).max(head.len())
        })
        .collect();
    let left: usize = widths.iter().map(|width| width + GAP).sum();
    let head: String =
        first_heads.iter().zip(&widths).map(|(head, width)| format!("{head:width$}  ")).collect();
    writeln!(out, "{}", paint.dim(&format!("{head}{last_head}")))?;
    for Entry { row, .. } in entries {
        let Some((last, first)) = row.split_last() else { continue };
        let cells = first.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}  "));
        let mut cells: Vec<String> = cells.collect();
        if let Some(name) = cells.first_mut() {
            let (name_part, space) = name.split_at(name.trim_end().len());
            *name = format!("{}{space}", paint.cyan(name_part));
        }
        let lines = filled(last.split(' '), " ", width.saturating_sub(left).max(20));
        let mut lines = lines.iter();
        let line = format!("{}{}", cells.concat(), lines.next().map_or("", String::as_str));
        writeln!(out, "{}", line.trim_end())?;
        for line in lines {
            writeln!(out, "{:left$}{line}", "")?;
        }
    }
    Ok(())
}

/// Fills lines with words; what is longer than a line has one of its own.
fn filled<'w>(words: impl Iterator<Item = &'w str>, between: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            // A comma behind the word needs its place, too.
            Some(line) if line.len() + between.len() + word.len() < width => {
                line.push_str(between);
                line.push_str(word);
            }
            Some(line) => {
                line.push_str(between.trim_end());
                lines.push(word.to_owned());
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Writes what was found for programs; `lookup.schema.json` describes it.
pub fn json(answer: &Answer, date: Date, out: &mut dyn Write) -> io::Result<()> {
    let missing = answer.missing.iter();
    let missing: Vec<_> =
        missing.map(|missing| json!({ "pattern": missing.pattern, "message": missing.message })).collect();
    let entries: Vec<&Value> = answer.entries.iter().map(|entry| &entry.json).collect();
    let document = json!({
        "version": VERSION,
        "catalog_date": date.to_string(),
        answer.member: entries,
        "not_found": missing,
    });
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}
