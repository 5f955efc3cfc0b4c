//! Prints what a refresh changed.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::target::Written;
use crate::catalog::refresh::{Changes, Summary};
use crate::render::escape;

/// As many names as a line shows; the diff of the files has all of them.
const SHOWN: usize = 20;

/// Writes the summary, and how many files were written.
pub fn write(summary: &Summary, written: &Written, out: &mut dyn Write) -> io::Result<()> {
    let mut text = Vec::new();
    write_lines(summary, written, &mut text)?;
    // Names may come from a file that somebody sent.
    String::from_utf8_lossy(&text).lines().try_for_each(|line| writeln!(out, "{}", escape::line(line)))
}

fn write_lines(summary: &Summary, written: &Written, out: &mut dyn Write) -> io::Result<()> {
    match summary.is_unchanged() {
        true => {
            writeln!(out, "catalog of {}: nothing differs from that of {}", summary.after, summary.before)?
        }
        false => writeln!(out, "catalog of {}, against that of {}:", summary.after, summary.before)?,
    }
    for (sign, services) in [('+', &summary.services_came), ('-', &summary.services_went)] {
        for (prefix, actions) in services {
            writeln!(out, "  {sign} service {prefix} ({actions} actions)")?;
        }
    }
    for (prefix, changes) in &summary.services {
        writeln!(out, "  {prefix}")?;
        write_changes("action", &changes.actions, out)?;
        write_changes("key", &changes.keys, out)?;
        write_changes("resource", &changes.resources, out)?;
    }
    let rows = [('+', by_record(&summary.rows_came)), ('-', by_record(&summary.rows_went))];
    if rows.iter().any(|(_, rows)| !rows.is_empty()) {
        writeln!(out, "  tables")?;
    }
    for (sign, rows) in rows {
        for (record, names) in rows {
            writeln!(out, "    {sign} {record} {}", cut(&names))?;
        }
    }
    write_kept("condition keys", &summary.kept_keys, out)?;
    write_kept("resource types", &summary.kept_resources, out)?;
    let Written { changed, removed, unchanged } = written;
    writeln!(out, "files: {changed} written, {removed} removed, {unchanged} as they were")
}

fn write_changes(kind: &str, changes: &Changes, out: &mut dyn Write) -> io::Result<()> {
    for (sign, names) in [('+', &changes.came), ('-', &changes.went), ('~', &changes.changed)] {
        if !names.is_empty() {
            writeln!(out, "    {sign} {kind} {}", cut(names))?;
        }
    }
    Ok(())
}

/// The first fields of the rows behind the name of their record.
fn by_record(rows: &[String]) -> BTreeMap<&str, Vec<&str>> {
    let mut records: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in rows {
        let mut fields = row.split('\t');
        if let (Some(record), Some(name)) = (fields.next(), fields.next()) {
            records.entry(record).or_default().push(name);
        }
    }
    records
}

/// Tells where something was kept, the services with the most of it first.
fn write_kept(
    what: &str,
    kept: &BTreeMap<String, Vec<(String, String)>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    if kept.is_empty() {
        return Ok(());
    }
    let mut services: Vec<_> = kept.iter().map(|(prefix, pairs)| (pairs.len(), prefix)).collect();
    services.sort_by(|left, right| right.0.cmp(&left.0).then_with(|| left.1.cmp(right.1)));
    let total: usize = services.iter().map(|(count, _)| count).sum();
    let services: Vec<_> = services.iter().map(|(count, prefix)| format!("{prefix} {count}")).collect();
    writeln!(out, "  kept {total} {what} of actions that the source does not list there: {}", cut(&services))
}

fn cut<T: AsRef<str>>(names: &[T]) -> String {
    let shown: Vec<&str> = names.iter().take(SHOWN).map(AsRef::as_ref).collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{}, and {more} more", shown.join(", ")),
    }
}
