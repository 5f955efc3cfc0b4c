//! The report for people: what is wrong, where, what to do and why it matters.

use std::collections::HashSet;
use std::fmt;
use std::io::{self, Write};

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};

use super::excerpt::{Excerpt, Frame, Mark};
use super::summary::counted;
use super::{FileReport, Role, Run, Style, escape, notes};
use crate::check::Finding;
use crate::diagnostic::{Diagnostic, Level, Page};
use crate::source::Source;

/// The most places of one finding that are shown; one misused character may have hundreds.
const MOST_PLACES: usize = 8;
/// The widest paragraph that reads well.
const WIDEST_PARAGRAPH: usize = 100;
/// What stands left of an excerpt's text: the line's number, a line, spaces.
const GUTTER: usize = 8;

/// Writes a run.
pub fn write(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut explained = HashSet::new();
    for file in &run.files {
        if style.verbose {
            notes::policies(file, style, out)?;
        }
        for finding in &file.report.findings {
            write_finding(file, finding, style, out)?;
            // What holds for every finding of a rule is said once.
            if style.explanations && explained.insert(finding.diagnostic.page.name) {
                write_explanation(finding.diagnostic.page, style, out)?;
            }
            writeln!(out)?;
        }
        if notes::answers(file, style, out)? {
            writeln!(out)?;
        }
    }
    notes::summary(run, style, out)
}

fn write_finding(file: &FileReport, finding: &Finding, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let diagnostic = &finding.diagnostic;
    let shown = Shown::new(file, diagnostic, style);
    let mut report = String::new();
    handler(diagnostic, &shown.excerpt.marks, style)
        .render_report(&mut report, &shown)
        .map_err(|_| io::Error::other("a finding could not be drawn"))?;
    // The header would be indented, and is the one line that begins a finding.
    for line in report.strip_prefix("  ").unwrap_or(&report).lines() {
        writeln!(out, "{}", line.trim_end())?;
    }
    let hidden = (diagnostic.labels.len() + 1).saturating_sub(MOST_PLACES);
    if hidden > 0 {
        write_paragraph("more", &format!("{} not shown", counted(hidden, "place")), style, out)?;
    }
    let fix = diagnostic.fix.as_ref().map(|fix| &fix.title);
    if let Some(help) = diagnostic.help.as_ref().or(fix) {
        write_paragraph("help", &escape::line(help), style, out)?;
    }
    let owner = finding.policy.and_then(|policy| file.report.policies.get(policy)?.owner.as_ref());
    if let Some(owner) = owner {
        write_paragraph("in", &escape::line(owner), style, out)?;
    }
    Ok(())
}

fn write_explanation(page: &Page, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    write_paragraph("why", &page.why(), style, out)?;
    write_paragraph("see", &format!("iamlint explain {}", page.name), style, out)
}

/// Writes `  help: ...`, wrapped at spaces.
fn write_paragraph(keyword: &str, text: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let indent = "        ";
    let columns = style.width.clamp(40, WIDEST_PARAGRAPH) - indent.len();
    let keyword_indent = " ".repeat(indent.len().saturating_sub(keyword.len() + 2));
    write!(out, "{keyword_indent}{} ", style.paint(Role::Keyword, &format!("{keyword}:")))?;
    let mut used = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        // A line that begins with `::` would be a command of GitHub Actions, which passes over white space before it.
        let seen = word.trim_start();
        let may_begin_line = !seen.is_empty() && !seen.starts_with("::");
        if used > 0 && used + 1 + length > columns && may_begin_line {
            write!(out, "\n{indent}")?;
            used = 0;
        } else if used > 0 {
            write!(out, " ")?;
            used += 1;
        }
        write!(out, "{word}")?;
        used += length;
    }
    writeln!(out)
}

/// The drawing of one finding; the header is `level[rule]: message`.
fn handler(diagnostic: &Diagnostic, marks: &[Mark], style: &Style) -> GraphicalReportHandler {
    let mut theme = GraphicalTheme {
        characters: if style.unicode { ThemeCharacters::unicode() } else { ThemeCharacters::ascii() },
        styles: ThemeStyles::none(),
    };
    theme.characters.error = format!("{}[{}]:", diagnostic.level, diagnostic.page.name);
    if style.color {
        let plain = theme.styles.error;
        let level = match diagnostic.level {
            Level::Error => plain.red(),
            Level::SecurityWarning => plain.magenta(),
            Level::Warning => plain.yellow(),
            Level::Suggestion => plain.cyan(),
        };
        theme.styles.error = level.bold();
        theme.styles.link = plain.bold();
        theme.styles.linum = plain.dimmed();
        theme.styles.highlights =
            marks.iter().map(|mark| if mark.primary { level.bold() } else { plain.blue().bold() }).collect();
    }
    GraphicalReportHandler::new_themed(theme)
        .with_links(false)
        .with_wrap_lines(false)
        .without_cause_chain()
        .without_syntax_highlighting()
}

/// A finding as the drawing library reads it.
#[derive(Debug)]
struct Shown {
    message: String,
    path: String,
    excerpt: Excerpt,
}

impl Shown {
    fn new(file: &FileReport, diagnostic: &Diagnostic, style: &Style) -> Shown {
        let own = (diagnostic.at, diagnostic.here.as_deref());
        let others = diagnostic.labels.iter().map(|label| (label.at, Some(label.message.as_str())));
        let places: Vec<_> = std::iter::once(own).chain(others).take(MOST_PLACES).collect();
        let frame = Frame {
            columns: style.width.saturating_sub(GUTTER).max(40),
            ellipsis: if style.unicode { "…" } else { "..." },
        };
        let nothing = Source::new("", "");
        Shown {
            message: escape::line(&diagnostic.message).into_owned(),
            path: escape::line(&file.path).into_owned(),
            excerpt: Excerpt::new(file.source.as_ref().unwrap_or(&nothing), &places, frame),
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.excerpt.marks.iter().map(|mark| {
            let message = (!mark.messages.is_empty()).then(|| mark.messages.join("\n"));
            if mark.primary {
                LabeledSpan::new_primary_with_span(message, mark.at.clone())
            } else {
                LabeledSpan::new_with_span(message, mark.at.clone())
            }
        })))
    }
}

impl SourceCode for Shown {
    /// Gives lines of the excerpt; the path, line and column that it tells are those of the source.
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        lines_before: usize,
        lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let Excerpt { text, lines, marks } = &self.excerpt;
        let line_of = |offset: usize| lines.partition_point(|line| line.start <= offset).saturating_sub(1);
        let (mut first, mut last) = (line_of(span.offset()), line_of(span.offset() + span.len()));
        let follows = |line: usize| lines[line].number + 1 == lines[line + 1].number;
        for _ in 0..lines_before {
            first -= usize::from(first > 0 && follows(first - 1));
        }
        for _ in 0..lines_after {
            last += usize::from(last + 1 < lines.len() && follows(last));
        }
        let (Some(line), Some(mark)) =
            (lines.get(first), marks.iter().find(|mark| mark.at.start == span.offset()))
        else {
            return Err(MietteError::OutOfBounds);
        };
        let end = lines.get(last + 1).map_or(text.len(), |next| next.start);
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            &text.as_bytes()[line.start..end],
            (line.start, end - line.start).into(),
            line.number,
            mark.position.column - 1,
            last + 1 - first,
        )))
    }
}
