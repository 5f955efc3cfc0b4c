//! `iamlint explain`: shows a rule's page.

use std::io::{self, Write};

use super::Outcome;
use super::args::ExplainArgs;
use super::markdown;
use super::output::{self, Failure};
use super::paint::{Color, Paint};
use crate::diagnostic::Page;

/// Runs the command.
pub fn run(args: &ExplainArgs, color: Color) -> Result<Outcome, Failure> {
    let paint = Paint { on: color.on(&io::stdout()) };
    // Longer lines are hard to read.
    let width = output::width().min(output::WIDTH);
    output::to_stdout(|out| write(args.rule, paint, width, out))
}

fn write(page: &Page, paint: Paint, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let runs = match (page.retired, page.default) {
        (Some(_), _) => "never",
        (None, true) => "by default",
        (None, false) => "only if selected",
    };
    let (since, day) = match page.retired {
        Some(day) => ("retired", day),
        None => ("since", page.since),
    };
    let level = paint.level(page.level, page.level.name());
    writeln!(out, "{}\n", paint.bold(page.title))?;
    let facts = [
        ("name", page.name),
        ("code", page.code),
        ("level", level.as_str()),
        ("group", page.group),
        ("kinds", page.kinds),
        ("origin", page.origin.name()),
        (since, day),
        ("runs", runs),
    ];
    for (name, value) in facts {
        writeln!(out, "  {} {value}", paint.dim(&format!("{name:7}")))?;
    }
    writeln!(out, "\n{}", markdown::to_terminal(page.body, paint, width).trim_end())
}
