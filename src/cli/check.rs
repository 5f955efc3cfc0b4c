//! `iamlint check`: reads files, checks them and prints what was found.

use std::io;
use std::path::Path;
use std::time::Instant;

use super::args::{CheckArgs, FailOn, Format};
use super::folder;
use super::job::{Job, Targets};
use super::output::{self, Failure};
use super::paint::Color;
use super::progress::Progress;
use super::walk::{self, Found};
use super::{Outcome, catalog, clock};
use crate::diagnostic::Origin;
use crate::render::{Run, Style, escape};

/// What reports call standard input, unless the user says it.
const STDIN: &str = "<stdin>";

/// Runs the command.
pub fn run(args: &CheckArgs, color: Color) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let stdin_name = args.stdin_filename.as_deref().unwrap_or(STDIN);
    let Found { inputs, mut failures, broken_links, roots } =
        walk::find(&args.paths(), stdin_name, !args.no_ignore);

    let catalog = catalog::open(args.catalog.as_deref())?;
    if !args.quiet {
        catalog::warn_of_age(args.catalog.as_deref(), &catalog, color);
    }
    let catalog_date = catalog.date();
    let job = Job::new(args, args.settings(catalog, clock::today()?));
    let progress = Progress::new(inputs.len(), args.quiet, started);
    let (folders, inputs) = folder::part(inputs);
    let configurations = walk::in_parallel(args.jobs, &folders, |folder| {
        let result = job.folder(folder, &roots);
        folder.inputs.iter().for_each(|_| progress.step());
        result
    });
    let mut results = Vec::new();
    let mut targets = Targets::default();
    for configuration in configurations {
        results.extend(configuration.results);
        targets.add(configuration.targets);
    }
    let inputs = targets.among(inputs);
    results.extend(walk::in_parallel(args.jobs, &inputs, |input| {
        let result = job.check(input, targets.readings(input));
        progress.step();
        result
    }));
    progress.end();

    let mut files = Vec::with_capacity(results.len());
    for result in results {
        match result {
            Ok(file) => files.push(file),
            Err(failure) => failures.push(failure),
        }
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    if args.verbose {
        for link in broken_links {
            output::say(&format!("note: passed over `{}`: the link leads nowhere", escape::line(&link)));
        }
        for target in &targets.outside {
            output::say(&format!("note: passed over {target}: it lies outside of the repository"));
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
