//! `iamlint check`: reads files, checks them and prints what was found.

use std::fs::{self, File};
use std::io::{self, Read};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::time::Instant;

use super::args::{CheckArgs, FailOn, Format};
use super::output::{self, Failure};
use super::paint::Color;
use super::progress::Progress;
use super::walk::{self, Found, Input};
use super::{Outcome, catalog, clock};
use crate::check;
use crate::diagnostic::Origin;
use crate::render::{FileReport, Run, Style, escape};
use crate::settings::Settings;
use crate::source::Source;

/// The most bytes of a file that are read; a thousand times the largest policy that any service takes.
const MAX_FILE_BYTES: u64 = 64 << 20;

/// What reports call standard input, unless the user says it.
const STDIN: &str = "<stdin>";

/// Runs the command.
pub fn run(args: &CheckArgs, color: Color) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let stdin_name = args.stdin_filename.as_deref().unwrap_or(STDIN);
    let Found { inputs, mut failures, broken_links } = walk::find(&args.paths(), stdin_name, !args.no_ignore);

    let catalog = catalog::open(args.catalog.as_deref())?;
    if !args.quiet {
        catalog::warn_of_age(args.catalog.as_deref(), &catalog, color);
    }
    let catalog_date = catalog.date();
    let job = Job::new(args, args.settings(catalog, clock::today()?));
    let progress = Progress::new(inputs.len(), args.quiet, started);
    let results = walk::in_parallel(args.jobs, &inputs, |input| {
        let result = job.check(input);
        progress.step();
        result
    });
    progress.end();

    let mut files = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(file) => files.push(file),
            Err(failure) => failures.push(failure),
        }
    }
    if args.verbose {
        for link in broken_links {
            output::say(&format!("note: passed over `{}`: the link leads nowhere", escape::line(&link)));
        }
    }
    let run = Run { files, catalog_date, milliseconds: started.elapsed().as_millis() };
    let printed = print(args, color, &run);
    if args.format == Format::AccessAnalyzer {
        say_what_has_no_code(&run, color);
    }
    failures.iter().for_each(|failure| output::complain(failure, color));
    printed?;
    Ok(match failures.as_slice() {
        [] => args.fail_on.judge(&run),
        _ => Outcome::Failed,
    })
}

impl FailOn {
    fn judge(self, run: &Run) -> Outcome {
        match (run.worst(), self.0) {
            (Some(worst), Some(level)) if worst >= level => Outcome::Found,
            _ => Outcome::Clean,
        }
    }
}

/// Access Analyzer has no words for files that it would never be sent, and they should not seem to be clean.
fn say_what_has_no_code(run: &Run, color: Color) {
    for file in &run.files {
        let findings = file.report.findings.iter().map(|finding| &finding.diagnostic);
        for diagnostic in findings.filter(|diagnostic| diagnostic.page.origin != Origin::AccessAnalyzer) {
            let path = escape::line(&file.path);
            output::complain(
                &Failure::new(format!("`{path}`: {}", escape::line(&diagnostic.message))),
                color,
            );
        }
    }
}

/// What is the same for all files of a run.
struct Job {
    named: Settings,
    walked: Settings,
    tells_policies: bool,
}

impl Job {
    fn new(args: &CheckArgs, settings: Settings) -> Job {
        Job {
            // Most JSON files are no policies, but a file that was named should be one.
            walked: Settings { expect_policy: false, ..settings.clone() },
            named: Settings { expect_policy: !args.pass_over, ..settings },
            // Then the report tells where each policy is, findings or not.
            tells_policies: args.verbose || args.format == Format::Json,
        }
    }

    fn check(&self, input: &Input) -> Result<FileReport, Failure> {
        let content = read(input.path.as_deref()).map_err(|error| {
            Failure::new(format!("cannot read `{}`: {error}", escape::line(&input.shown)))
        })?;
        let settings = if input.named { &self.named } else { &self.walked };
        let (source, report) = match content {
            Content::Whole(bytes) => {
                let source = Source::from_bytes(&input.shown, bytes);
                // A bug that one file wakes costs the other files nothing; the source is only read, so it stays whole.
                let report = panic::catch_unwind(AssertUnwindSafe(|| check::check(&source, settings)));
                let report = report.map_err(|_| {
                    let path = escape::line(&input.shown);
                    Failure::new(format!("cannot check `{path}`: this is a bug of iamlint, please report it"))
                })?;
                (source, report)
            }
            Content::TooLarge(bytes) => {
                (Source::new(&input.shown, ""), check::too_large(bytes, MAX_FILE_BYTES))
            }
        };
        // A run over many files holds only the texts that it will print from.
        let is_needed = !report.findings.is_empty() || (self.tells_policies && !report.policies.is_empty());
        Ok(FileReport { path: input.shown.clone(), source: is_needed.then_some(source), report })
    }
}

/// What a file holds.
pub enum Content {
    /// All of it.
    Whole(Vec<u8>),
    /// At least so many bytes, too many to read.
    TooLarge(u64),
}

/// Reads a file, or standard input; never more than the limit, whatever the file's size seems to be.
pub fn read(path: Option<&Path>) -> io::Result<Content> {
    let Some(path) = path else { return read_bounded(io::stdin().lock(), 0) };
    let length = fs::metadata(path)?.len();
    if length > MAX_FILE_BYTES {
        return Ok(Content::TooLarge(length));
    }
    read_bounded(File::open(path)?, length)
}

/// A file may grow while it is read, and a device may never end.
fn read_bounded(input: impl Read, expected: u64) -> io::Result<Content> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0));
    let count = input.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    let count = count as u64;
    Ok(if count > MAX_FILE_BYTES { Content::TooLarge(count) } else { Content::Whole(bytes) })
}

fn print(args: &CheckArgs, color: Color, run: &Run) -> Result<Outcome, Failure> {
    let to_file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let style = Style {
        color: if to_file.is_some() { color.in_files() } else { color.on(&io::stdout()) },
        unicode: output::unicode(),
        width: if to_file.is_some() { output::WIDTH } else { output::width() },
        verbose: args.verbose,
        explanations: true,
        answers: !args.quiet,
        summary: !args.quiet,
    };
    let write = |out: &mut dyn io::Write| output::render(args.format, run, &style, out);
    match to_file {
        Some(path) => output::to_file(path, write),
        None => output::to_stdout(write),
    }
}
