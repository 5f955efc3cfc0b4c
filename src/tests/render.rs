//! Whole outputs of the renderers, from reports that are made by hand.

mod excerpts;
mod formats;
mod hostile;
mod sarif;
mod summary;

use iamlint::catalog::Date;
use iamlint::check::{Finding, PolicyReport, Report, Skipped};
use iamlint::render::{FileReport, Run, Style, concise, text};
use iamlint::rules::page_named;
use iamlint::{Diagnostic, Kind, Page, Profile, Source, Span};

/// A rule to make findings of.
fn page() -> &'static Page {
    page_named("missing-effect").expect("the rule book has the page")
}

/// The first place of a piece of text.
fn place(text: &str, piece: &str) -> Span {
    let start = text.find(piece).expect("the piece is in the text");
    Span::new(start, start + piece.len())
}

/// A finding at a place.
fn found(at: Span, message: &str) -> Diagnostic {
    Diagnostic::new(page(), at, message)
}

/// A file that is one policy, and what is wrong with it.
fn file(path: &str, text: &str, diagnostics: Vec<Diagnostic>) -> FileReport {
    let policy = PolicyReport {
        profile: Profile::of_kind(Kind::Managed),
        because: "no other kind fits".to_owned(),
        owner: None,
        at: Span::new(0, text.len()),
        holes: 0,
    };
    let findings = diagnostics
        .into_iter()
        .map(|diagnostic| Finding { diagnostic, policy: Some(0), location: Vec::new(), further: Vec::new() })
        .collect();
    FileReport {
        path: path.to_owned(),
        source: Some(Source::new(path, text)),
        report: Report { policies: vec![policy], findings, ..Report::default() },
    }
}

/// A file that was passed over.
fn passed_over(path: &str) -> FileReport {
    let report = Report { skipped: Some(Skipped::NoPolicy), ..Report::default() };
    FileReport { path: path.to_owned(), source: None, report }
}

fn run(files: Vec<FileReport>) -> Run {
    let catalog_date = Date::new(2026, 10, 20).expect("a day");
    Run { files, catalog_date, milliseconds: 12 }
}

/// What a format writes.
fn written(write: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("memory takes everything");
    String::from_utf8(out).expect("reports are UTF-8")
}

fn as_text(run: &Run, style: &Style) -> String {
    written(|out| text::write(run, style, out))
}

fn as_concise(run: &Run, style: &Style) -> String {
    written(|out| concise::write(run, style, out))
}

/// The report of one file's findings without what is said once per rule, and without the summary.
fn drawn(text: &str, diagnostics: Vec<Diagnostic>) -> String {
    let style = Style { summary: false, ..Style::default() };
    let report = as_text(&run(vec![file("policy.json", text, diagnostics)]), &style);
    let mut lines: Vec<_> = report.lines().collect();
    if let Some(why) = lines.iter().position(|line| line.starts_with("   why:")) {
        let see = lines.iter().position(|line| line.starts_with("   see:")).expect("a page to see follows");
        lines.drain(why..=see);
    }
    lines.join("\n") + "\n"
}
