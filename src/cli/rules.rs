//! `iamlint rules`: lists the rules.

use std::io::{self, Write};

use serde_json::json;

use super::Outcome;
use super::args::{ListFormat, RulesArgs};
use super::output::{self, Failure};
use super::paint::{Color, Paint};
use crate::diagnostic::Page;
use crate::rules;

/// Runs the command.
pub fn run(args: &RulesArgs, color: Color) -> Result<Outcome, Failure> {
    let paint = Paint { on: color.on(&io::stdout()) };
    let pages: Vec<_> = rules::pages().collect();
    output::to_stdout(|out| match args.format {
        ListFormat::Text => text(&pages, paint, out),
        ListFormat::Json => json(&pages, out),
        ListFormat::Markdown => markdown(&pages, out),
    })
}

fn text(pages: &[&Page], paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let names = pages.iter().map(|page| page.name.len()).max().unwrap_or(0);
    for (group, pages) in groups(pages) {
        writeln!(out, "{}", paint.bold(group))?;
        for page in pages {
            let level = format!("{:16}", page.level.name());
            let level = paint.level(page.level, &level);
            let off = if page.default { "" } else { " (only if selected)" };
            writeln!(out, "  {:names$}  {level}  {}{off}", page.name, page.title)?;
        }
        writeln!(out)?;
    }
    writeln!(out, "`iamlint explain RULE` tells more of a rule")
}

fn json(pages: &[&Page], out: &mut dyn Write) -> io::Result<()> {
    let rules: Vec<_> = pages
        .iter()
        .map(|page| {
            json!({
                "name": page.name,
                "code": page.code,
                "group": page.group,
                "level": page.level.name(),
                "title": page.title,
                "kinds": page.kinds.split(',').map(str::trim).collect::<Vec<_>>(),
                "origin": page.origin.name(),
                "since": page.since,
                "default": page.default,
                "why": page.why(),
            })
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &json!({ "version": 1, "rules": rules }))?;
    writeln!(out)
}

fn markdown(pages: &[&Page], out: &mut dyn Write) -> io::Result<()> {
    for (index, (group, pages)) in groups(pages).into_iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "## {group}\n\n| Rule | Code | Level | Title |\n|---|---|---|---|")?;
        for Page { name, code, level, title, .. } in pages {
            writeln!(out, "| [{name}]({group}/{name}.md) | `{code}` | {level} | {title} |")?;
        }
    }
    Ok(())
}

/// The pages by group, the groups and the pages of each in the order of the rule book.
fn groups<'a>(pages: &[&'a Page]) -> Vec<(&'a str, Vec<&'a Page>)> {
    let mut groups: Vec<(&str, Vec<&Page>)> = Vec::new();
    for page in pages {
        match groups.iter_mut().find(|(group, _)| *group == page.group) {
            Some((_, members)) => members.push(page),
            None => groups.push((page.group, vec![page])),
        }
    }
    groups
}
