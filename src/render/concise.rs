//! One line per finding, for editors, `grep` and people who know the rules: `path:line:column: level[rule] message`.

use std::io::{self, Write};

use super::{Role, Run, Style, escape, notes};

/// Writes a run.
pub fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for file in &run.files {
        if style.verbose {
            notes::policies(file, style, out)?;
        }
        for finding in &file.report.findings {
            let diagnostic = &finding.diagnostic;
            let place = file.place(diagnostic.at.start());
            let level = style.paint(Role::Level(diagnostic.level), diagnostic.level.name());
            let name = diagnostic.page.name;
            writeln!(out, "{place}: {level}[{name}] {}", escape::line(&diagnostic.message))?;
        }
    }
    notes::summary(run, style, out)
}
