//! `iamlint catalog`: what AWS has, where that comes from, and which catalog is asked.

mod action;
mod arn;
mod file;
mod key;
mod print;
mod resource;
mod service;
mod refresh;
mod download;
mod sources;
mod target;
mod summary;

use std::io;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::output::{self, Failure};
use super::paint::{Color, Paint};
use super::{Outcome, suggest};
use crate::catalog::Catalog;
use crate::policy::pattern;
use crate::rules::wording::{nearest, one_of};
pub use file::{open, warn_of_age};
use print::Answer;
use refresh::RefreshArgs;

const ACTION_EXAMPLES: &str = "\
Examples:
  iamlint catalog action s3:GetObject        all that is known of one action
  iamlint catalog action 's3:Get*'           what a pattern stands for
  iamlint catalog action '*:PassRole' '*:CreateServiceLinkedRole'
  iamlint catalog action --verbose 'sqs:*'   with condition keys and ARN formats";

const RESOURCE_EXAMPLES: &str = "\
Examples:
  iamlint catalog resource s3:bucket
  iamlint catalog resource 'dynamodb:*'
  iamlint catalog resource 'arn:aws:s3:::example-bucket/*'   what this may be the ARN of";

const KEY_EXAMPLES: &str = "\
Examples:
  iamlint catalog key s3:prefix
  iamlint catalog key 'aws:Source*'
  iamlint catalog key aws:ResourceTag/team";

const SERVICE_EXAMPLES: &str = "\
Examples:
  iamlint catalog service s3
  iamlint catalog service '*connect*'        prefixes and names that hold the word";

/// What to do with the catalog.
#[derive(Debug, Subcommand)]
pub enum CatalogCommand {
    /// Tell what an action is, or which actions a pattern stands for
    #[command(after_help = ACTION_EXAMPLES)]
    Action(LookupArgs),
    /// Tell what a resource type is, or which types an ARN may be of
    #[command(after_help = RESOURCE_EXAMPLES)]
    Resource(LookupArgs),
    /// Tell what a condition key is, and which actions have it
    #[command(after_help = KEY_EXAMPLES)]
    Key(LookupArgs),
    /// Tell what a service has, or when it ended
    #[command(after_help = SERVICE_EXAMPLES)]
    Service(LookupArgs),
    /// Bring the catalog up to date from what AWS or others publish
    #[command(after_help = refresh::EXAMPLES)]
    Refresh(RefreshArgs),
}

/// What is looked up, and how it is told.
#[derive(Debug, Args)]
pub struct LookupArgs {
    /// Names in any case; `*` and `?` stand for other characters
    #[arg(value_name = "PATTERN", required = true)]
    patterns: Vec<String>,

    /// How to print what is found
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = LookupFormat::Text)]
    format: LookupFormat,

    /// Tell all of each, even where many are found
    #[arg(long, short)]
    verbose: bool,

    /// Ask this catalog instead of the one in the program
    #[arg(long, value_name = "FILE")]
    catalog: Option<PathBuf>,
}

/// How what is found is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LookupFormat {
    /// For people
    Text,
    /// One JSON document
    Json,
}

/// Runs the command.
pub fn run(command: &CatalogCommand, color: Color) -> Result<Outcome, Failure> {
    match command {
        CatalogCommand::Action(args) => look_up(args, color, action::look_up),
        CatalogCommand::Resource(args) => look_up(args, color, resource::look_up),
        CatalogCommand::Key(args) => look_up(args, color, key::look_up),
        CatalogCommand::Service(args) => look_up(args, color, service::look_up),
        CatalogCommand::Refresh(args) => refresh::run(args),
    }
}

fn look_up(
    args: &LookupArgs,
    color: Color,
    find: fn(&Catalog, &[Pattern<'_>]) -> Answer,
) -> Result<Outcome, Failure> {
    let catalog = open(args.catalog.as_deref())?;
    warn_of_age(args.catalog.as_deref(), &catalog, color);
    let patterns: Vec<Pattern<'_>> = args.patterns.iter().map(|written| Pattern::of(written)).collect();
    let answer = find(&catalog, &patterns);
    let paint = Paint { on: color.on(&io::stdout()) };
    output::to_stdout(|out| match args.format {
        LookupFormat::Text => print::text(&answer, args.verbose, paint, out),
        LookupFormat::Json => print::json(&answer, catalog.date(), out),
    })?;
    answer.missing.iter().for_each(|missing| output::say(&missing.message));
    Ok(if answer.missing.is_empty() { Outcome::Clean } else { Outcome::Nothing })
}

/// What the user asks for: a prefix and a name, each with wildcards.
pub struct Pattern<'a> {
    written: &'a str,
    /// None where only a name is written, which then may be of any service.
    prefix: Option<&'a str>,
    name: &'a str,
}

impl<'a> Pattern<'a> {
    fn of(written: &'a str) -> Pattern<'a> {
        match written.split_once(':') {
            Some((prefix, name)) => Pattern { written, prefix: Some(prefix), name },
            None => Pattern { written, prefix: None, name: written },
        }
    }

    fn takes_prefix(&self, prefix: &str) -> bool {
        self.prefix.is_none_or(|wanted| pattern::matches_ignoring_case(wanted, prefix))
    }

    fn takes_name(&self, name: &str) -> bool {
        pattern::matches_ignoring_case(self.name, name)
    }

    fn is_exact(&self) -> bool {
        !pattern::has_wildcard(self.written)
    }
}

/// The one name of which the wrong one is a slip; without one, names that are somewhat like it.
fn did_you_mean(wrong: &str, names: &[&str]) -> Option<String> {
    match nearest(wrong, names.iter().copied()) {
        Some(name) => Some(format!("did you mean `{name}`?")),
        None => suggest::did_you_mean(wrong, names),
    }
}

/// Why a prefix is that of no service.
fn no_service(catalog: &Catalog, prefix: &str) -> String {
    if let Some(retired) = catalog.retired_service(prefix) {
        let successor = match retired.successor {
            "" => String::new(),
            successor => format!("; `{successor}` took its place"),
        };
        return format!("the service `{}` was retired{}{successor}", retired.prefix, when(retired.end));
    }
    let prefixes: Vec<_> = catalog.services().map(|service| service.prefix()).collect();
    let mut aliased = catalog.service_aliases(prefix).peekable();
    let called = aliased.peek().is_some().then(|| format!("did you mean {}?", one_of(aliased)));
    let hint = called
        .or_else(|| did_you_mean(prefix, &prefixes))
        .unwrap_or_else(|| "`iamlint catalog service '*'` lists them".to_owned());
    format!("no service has the prefix {}; {hint}", print::quoted(prefix))
}

/// A date that may be a day, a month, a year or not known: " on 2025-12-15", " in 2024".
fn when(date: &str) -> String {
    match date.len() {
        0 => String::new(),
        10 => format!(" on {date}"),
        _ => format!(" in {date}"),
    }
}
