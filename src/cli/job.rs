//! The work of a run: files to reports.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;

use super::args::{CheckArgs, Format};
use super::folder::{Folder, Target};
use super::output::Failure;
use super::read::{Content, MAX_FILE_BYTES, read};
use super::walk::{Input, takes};
use crate::check::{self, Configuration, Report};
use crate::find::terraform::{Reading, Reference};
use crate::render::{FileReport, escape};
use crate::settings::Settings;
use crate::source::Source;

/// What was found in the files of a folder.
#[derive(Debug, Default)]
pub struct Checked {
    /// For each of the files that were to be checked.
    pub results: Vec<Result<FileReport, Failure>>,
    /// What else has to be checked.
    pub targets: Targets,
}

/// Files that configurations read.
#[derive(Debug, Default)]
pub struct Targets {
    /// By their real paths: the paths that reports show, and what they are read as.
    files: BTreeMap<PathBuf, (String, Vec<Reading>)>,
    /// Those that are not read, in words.
    pub outside: BTreeSet<String>,
}

impl Targets {
    fn read(&mut self, path: PathBuf, shown: String, reading: Reading) {
        self.files.entry(path).or_insert_with(|| (shown, Vec::new())).1.push(reading);
    }

    /// Takes more.
    pub fn add(&mut self, more: Targets) {
        self.outside.extend(more.outside);
        for (path, (shown, readings)) in more.files {
            self.files.entry(path).or_insert_with(|| (shown, Vec::new())).1.extend(readings);
        }
    }

    /// The inputs, and those of these files that are none.
    pub fn among(&self, mut inputs: Vec<Input>) -> Vec<Input> {
        let known: BTreeSet<PathBuf> = inputs.iter().filter_map(|input| input.path.clone()).collect();
        let others = self.files.iter().filter(|(path, _)| !known.contains(*path));
        inputs.extend(others.map(|(path, (shown, _))| Input {
            shown: shown.clone(),
            path: Some(path.clone()),
            named: false,
        }));
        inputs
    }

    /// What an input is read as; nothing where no configuration reads it.
    pub fn readings(&self, input: &Input) -> &[Reading] {
        let target = input.path.as_ref().and_then(|path| self.files.get(path));
        target.map_or(&[], |(_, readings)| readings)
    }
}

/// What is the same for all files of a run.
pub struct Job {
    named: Settings,
    walked: Settings,
    tells_policies: bool,
}

impl Job {
    pub fn new(args: &CheckArgs, settings: Settings) -> Job {
        Job {
            // Most JSON files are no policies, but a file that was named should be one.
            walked: Settings { expect_policy: false, ..settings.clone() },
            named: Settings { expect_policy: !args.pass_over, ..settings },
            // Then the report tells where each policy is, findings or not.
            tells_policies: args.verbose || args.format == Format::Json,
        }
    }

    fn settings(&self, input: &Input) -> &Settings {
        if input.named { &self.named } else { &self.walked }
    }

    /// Checks a file by itself, or as what configurations read it as.
    pub fn check(&self, input: &Input, readings: &[Reading]) -> Result<FileReport, Failure> {
        let settings = self.settings(input);
        let source = match content(input)? {
            Content::Whole(bytes) => Source::from_bytes(&input.shown, bytes),
            Content::TooLarge(bytes) => return Ok(self.too_large(input, bytes)),
        };
        let report = alone(input, || {
            let read = (!readings.is_empty()).then(|| check::check_read(&source, readings, settings));
            // What is no policy in the eyes of Terraform may hold some of its own.
            let is_other = read.as_ref().is_none_or(|read| read.skipped.is_some() && takes(input));
            read.filter(|_| !is_other).unwrap_or_else(|| check::check(&source, settings))
        })?;
        Ok(self.file(input, source, report))
    }

    /// Checks the files of a folder of Terraform's together.
    pub fn folder(&self, folder: &Folder, roots: &[PathBuf]) -> Checked {
        let mut checked = Checked::default();
        let mut inputs = Vec::with_capacity(folder.inputs.len());
        let mut sources = Vec::with_capacity(folder.inputs.len());
        for input in &folder.inputs {
            match content(input) {
                Ok(Content::Whole(bytes)) => {
                    sources.push(Source::from_bytes(&input.shown, bytes));
                    inputs.push(input);
                }
                Ok(Content::TooLarge(bytes)) => checked.results.push(Ok(self.too_large(input, bytes))),
                Err(failure) => checked.results.push(Err(failure)),
            }
        }
        sources.extend(folder.neighbours());
        let together = panic::catch_unwind(AssertUnwindSafe(|| {
            let configuration = Configuration::of(&sources);
            let each = inputs.iter().enumerate();
            let reports = each.map(|(file, input)| configuration.check(file, self.settings(input)));
            (reports.collect::<Vec<_>>(), configuration.references())
        }));
        let (mut reports, references) = match together {
            Ok((reports, references)) => (reports.into_iter().map(Ok).collect(), references),
            // What one file wakes, the others do not pay for.
            Err(_) => {
                let of_file = |(input, source): (&&Input, &Source)| {
                    alone(input, || check::check(source, self.settings(input)))
                };
                (inputs.iter().zip(&sources).map(of_file).collect::<Vec<_>>(), Vec::new())
            }
        };
        for Reference { file, at, path, reading } in references {
            let Some(Ok(report)) = reports.get_mut(file) else { continue };
            for target in folder.targets(&path, roots) {
                match target {
                    Target::File { path, shown } => {
                        report.is_read_elsewhere(at);
                        checked.targets.read(path, shown, reading.clone());
                    }
                    Target::Outside => {
                        let (way, reader) = (escape::line(&path.way), escape::line(&inputs[file].shown));
                        checked.targets.outside.insert(format!("`{way}`, which `{reader}` reads"));
                    }
                }
            }
        }
        for ((input, source), report) in inputs.into_iter().zip(sources).zip(reports) {
            checked.results.push(report.map(|report| self.file(input, source, report)));
        }
        checked
    }

    fn too_large(&self, input: &Input, bytes: u64) -> FileReport {
        self.file(input, Source::new(&input.shown, ""), check::too_large(bytes, MAX_FILE_BYTES))
    }

    /// A run over many files holds only the texts that it will print from.
    fn file(&self, input: &Input, source: Source, report: Report) -> FileReport {
        let has_policies = !report.policies.is_empty() || !report.unresolved.is_empty();
        let is_needed = !report.findings.is_empty() || (self.tells_policies && has_policies);
        FileReport { path: input.shown.clone(), source: is_needed.then_some(source), report }
    }
}

/// A bug that one file wakes costs the other files nothing; its source is only read, so it stays whole.
fn alone(input: &Input, check: impl FnOnce() -> Report) -> Result<Report, Failure> {
    panic::catch_unwind(AssertUnwindSafe(check)).map_err(|_| {
        let path = escape::line(&input.shown);
        Failure::new(format!("cannot check `{path}`: this is a bug of iamlint, please report it"))
    })
}

fn content(input: &Input) -> Result<Content, Failure> {
    read(input.path.as_deref())
        .map_err(|error| Failure::new(format!("cannot read `{}`: {error}", escape::line(&input.shown))))
}
