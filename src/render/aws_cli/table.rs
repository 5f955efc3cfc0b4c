use std::io::{self, Write};
use std::iter;

use serde_json::Value;
use unicode_width::UnicodeWidthChar;

use super::{Members, columns, members, row};

/// The blanks on both sides of what stands in a cell.
const PADDING: usize = 4;

/// Writes a table, with those that its members are inside of it.
///
/// Where it is wider than the terminal, tables of one row have a line for each column instead.
pub(super) fn write(title: &str, answer: &Value, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut sections = Vec::new();
    collect(title, answer, 0, &mut sections);
    if widest(&sections) > width {
        sections.iter_mut().for_each(Section::turn);
    }
    let width = widest(&sections);
    writeln!(out, "{}", "-".repeat(width))?;
    sections.iter().try_for_each(|section| section.write(width, out))
}

/// A title with the cells below it.
#[derive(Default)]
struct Section<'v> {
    title: &'v str,
    /// In how many other tables it stands.
    depth: usize,
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn collect<'v>(title: &'v str, value: &'v Value, depth: usize, sections: &mut Vec<Section<'v>>) {
    let new = |headers: &[&str], rows| {
        let headers = headers.iter().map(|header| (*header).to_owned()).collect();
        Section { title, depth, headers, rows }
    };
    if let Value::Array(items) = value {
        let columns = columns(items);
        let holds_others = items.iter().any(|item| !members(item).others.is_empty());
        for (index, item) in items.iter().enumerate() {
            let Members { scalars, others } = members(item);
            let row = row(&columns, &scalars);
            match sections.last_mut() {
                // Rows that hold nothing stand in one table.
                Some(last) if index > 0 && !holds_others => last.rows.push(row),
                _ => sections.push(new(&columns, vec![row])),
            }
            others.into_iter().for_each(|(name, value)| collect(name, value, depth + 1, sections));
        }
        return;
    }
    let Members { scalars, others } = members(value);
    sections.push(match scalars.as_slice() {
        [] => new(&[], Vec::new()),
        // One value stands beside its name.
        [(name, text)] => new(&[], vec![vec![(*name).to_owned(), text.clone()]]),
        several => {
            let (names, row): (Vec<&str>, Vec<String>) = several.iter().cloned().unzip();
            new(&names, vec![row])
        }
    });
    others.into_iter().for_each(|(name, value)| collect(name, value, depth + 1, sections));
}

fn widest(sections: &[Section<'_>]) -> usize {
    sections.iter().map(Section::width).max().unwrap_or(0)
}

impl Section<'_> {
    /// Writes each column of the only row as a row of two.
    fn turn(&mut self) {
        if let ([_], [_, ..]) = (self.rows.as_slice(), self.headers.as_slice()) {
            let values = self.rows.remove(0);
            let headers = std::mem::take(&mut self.headers);
            self.rows = headers.into_iter().zip(values).map(|(header, value)| vec![header, value]).collect();
        }
    }

    /// The widths of the columns as their cells demand them.
    fn cells(&self) -> Vec<usize> {
        let mut widths = Vec::new();
        let header = Some(&self.headers).filter(|headers| !headers.is_empty());
        for row in header.into_iter().chain(&self.rows) {
            widths.resize(widths.len().max(row.len()), 0);
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(columns_of(cell));
            }
        }
        widths
    }

    /// The width that the whole table needs for this section.
    fn width(&self) -> usize {
        let cells: usize = self.cells().iter().map(|cell| cell + PADDING).sum();
        cells.max(columns_of(self.title)) + 2 + 2 * self.depth
    }

    fn write(&self, width: usize, out: &mut dyn Write) -> io::Result<()> {
        let width = width - 2 * self.depth;
        let edge = "|".repeat(self.depth);
        let mut line = |text: &str| writeln!(out, "{edge}{text}{edge}");
        line(&centred(self.title, width, "|"))?;
        if self.headers.is_empty() && self.rows.is_empty() {
            return line(&format!("+{}+", "-".repeat(width - 2)));
        }
        let widths = stretched(&self.cells(), width);
        if widths.is_empty() {
            return Ok(());
        }
        let rule: String = "+".to_owned()
            + &edges(&widths)
                .map(|(width, edge)| "-".repeat(width - 1 - edge.len()) + "+")
                .collect::<String>();
        if !self.headers.is_empty() {
            line(&rule)?;
            let cells = edges(&widths).zip(&self.headers);
            line(&cells.map(|((width, edge), header)| centred(header, width, edge)).collect::<String>())?;
        }
        line(&rule)?;
        for row in &self.rows {
            let cells = edges(&widths).zip(row);
            line(&cells.map(|((width, edge), text)| to_the_left(text, width, edge)).collect::<String>())?;
        }
        line(&rule)
    }
}

/// Each width with the left edge of its column: only the first has one, the others begin where the one before ends.
fn edges(widths: &[usize]) -> impl Iterator<Item = (usize, &'static str)> + '_ {
    widths.iter().copied().zip(iter::once("|").chain(iter::repeat("")))
}

/// The widths of the columns, each as much wider as it is wide, so that together they fill the table.
fn stretched(cells: &[usize], width: usize) -> Vec<usize> {
    let needed: usize = cells.iter().map(|cell| cell + PADDING).sum();
    let factor = width as f64 / needed.max(1) as f64;
    let scale = |cell: &usize| (factor * (cell + PADDING) as f64).round_ties_even() as usize;
    let mut widths: Vec<usize> = cells.iter().map(scale).collect();
    // What rounding took or gave is made up for, a column at a time: from the right what is missing, from the left what is too much.
    let count = widths.len();
    for step in 0..count {
        let sum: usize = widths.iter().sum();
        match sum {
            _ if sum < width => widths[count - 1 - step] += 1,
            _ if sum > width => widths[step] -= 1,
            _ => break,
        }
    }
    widths
}

/// How many columns of a terminal a text takes; characters that take one or two count as two.
fn columns_of(text: &str) -> usize {
    text.chars().map(|character| if character.width_cjk() == Some(2) { 2 } else { 1 }).sum()
}

fn centred(text: &str, width: usize, edge: &str) -> String {
    let length = columns_of(text);
    let before = (width / 2).saturating_sub(length / 2 + 1);
    let behind = width.saturating_sub(1 + edge.len() + before + length);
    format!("{edge}{}{text}{}|", " ".repeat(before), " ".repeat(behind))
}

fn to_the_left(text: &str, width: usize, edge: &str) -> String {
    let behind = width.saturating_sub(1 + edge.len() + 2 + columns_of(text));
    format!("{edge}  {text}{}|", " ".repeat(behind))
}
