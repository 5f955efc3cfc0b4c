//! The arguments, each defined once.

use std::borrow::Cow;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use super::catalog::CatalogCommand;
use super::paint::Color;
use super::suggest::did_you_mean;
use super::validate_policy::ValidatePolicyArgs;
use crate::catalog::{Catalog, Date};
use crate::diagnostic::{Level, Page};
use crate::find::{Kind, Profile};
use crate::rules;
use crate::settings::Settings;

const EXAMPLES: &str = "\
Examples:
  iamlint check                              every policy below the current folder
  iamlint check policy.json                  one file, of whatever kind it is
  iamlint check --kind scp organization/     every policy of a folder, as service control policies
  iamlint check --resource-type AWS::S3::Bucket bucket.json
  aws iam get-policy-version ... | iamlint check -
  iamlint explain missing-effect             why a rule matters, with examples
  iamlint catalog action 's3:Get*'           what a pattern stands for
  iamlint validate-policy --policy-type ...  in the place of `aws accessanalyzer validate-policy`

Exit status:
  0  nothing was found at or above the level of --fail-on
  1  something was, or `catalog` knows of no such thing
  2  the tool could not do its work: bad arguments, an unreadable file, ...
  `validate-policy` ends as the AWS CLI does: 0, 252, 254 or 255";

const CHECK_EXAMPLES: &str = "\
Examples:
  iamlint check                              every policy below the current folder
  iamlint check --kind inline-role role.json
  iamlint check --fail-on error --ignore statement,missing-version .
  iamlint check --format sarif --output iamlint.sarif
  cat policy.json | iamlint check - --stdin-filename policy.json";

/// What `--version` prints behind the name: how old the program's knowledge is belongs to its version.
static VERSION: LazyLock<String> =
    LazyLock::new(|| format!("{} (catalog of {})", env!("CARGO_PKG_VERSION"), Catalog::embedded().date()));

/// Find mistakes in AWS IAM policies, offline
#[derive(Debug, Parser)]
#[command(name = "iamlint", version = VERSION.as_str(), after_help = EXAMPLES, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    /// What to do
    #[command(subcommand)]
    pub command: Command,

    /// When to colour what is printed
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check policy files
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Box<CheckArgs>),
    /// Check one policy in the place of `aws accessanalyzer validate-policy`
    ValidatePolicy(Box<ValidatePolicyArgs>),
    /// Tell why a rule matters, with examples
    Explain(ExplainArgs),
    /// Look up what AWS has, or bring what is known of it up to date
    #[command(subcommand)]
    Catalog(CatalogCommand),
    /// List the rules
    Rules(RulesArgs),
    /// Print a script that teaches a shell to complete the arguments
    Completions(CompletionsArgs),
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files and folders; `-` reads standard input [default: the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// What to call standard input in reports
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,

    /// What the policies are; `auto` decides by evidence in each document
    #[arg(long, value_name = "KIND", default_value = "auto", value_parser = kinds())]
    kind: KindChoice,

    /// The CloudFormation type of the resource that the policies belong to, such as AWS::S3::Bucket
    #[arg(long, value_name = "TYPE", value_parser = resource_type)]
    resource_type: Option<&'static Profile>,

    /// How to print what is found
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    pub format: Format,

    /// Write to this file, at once and as a whole, instead of to standard output
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// The mildest level that makes the exit status 1
    #[arg(long, value_name = "LEVEL", default_value = "warning", value_parser = fail_on())]
    pub fail_on: FailOn,

    /// Run only these rules: names, codes or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule_or_group)]
    select: Vec<String>,

    /// Do not run these rules: names, codes or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule_or_group)]
    ignore: Vec<String>,

    /// Ask this catalog instead of the one in the program, such as one that `iamlint catalog refresh` wrote
    #[arg(long, value_name = "FILE")]
    pub catalog: Option<PathBuf>,

    /// How many files to check at the same time [default: the number of processors]
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,

    /// Print findings and errors only: no summary, no progress
    #[arg(long, short, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Tell what each policy was checked as and why, and which files were passed over
    #[arg(long, short)]
    pub verbose: bool,

    /// Check the files that .gitignore leaves out, too
    #[arg(long)]
    pub no_ignore: bool,

    /// Pass over named files that hold no policy, as in folders; for tools that name every file, such as pre-commit
    #[arg(long)]
    pub pass_over: bool,

    /// Check the versions of managed policies that an account keeps beside the default ones, too
    #[arg(long)]
    all_versions: bool,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The rule's name or code, such as missing-effect or MISSING_EFFECT
    #[arg(value_name = "RULE", value_parser = page)]
    pub rule: &'static Page,
}

#[derive(Debug, Args)]
pub struct RulesArgs {
    /// How to print the list
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: clap_complete::Shell,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people: each finding with its place underlined, and a summary
    Text,
    /// One line for each finding
    Concise,
    /// One JSON document
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// What IAM Access Analyzer's ValidatePolicy would answer for each policy, in one JSON document; only its checks run
    AccessAnalyzer,
}

/// How the list of rules is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people
    Text,
    /// One JSON document
    Json,
    /// A table for each group
    Markdown,
}

/// What `--kind` says; none decides by evidence.
#[derive(Debug, Clone, Copy)]
struct KindChoice(Option<Kind>);

/// The mildest level that makes the exit status 1; none where nothing does.
#[derive(Debug, Clone, Copy)]
pub struct FailOn(pub Option<Level>);

impl Cli {
    /// Reads the arguments of this process; the error is for the user, or the help that was asked for.
    pub fn read() -> Result<Cli, clap::Error> {
        let cli = Cli::try_parse()?;
        if let Command::Check(args) = &cli.command {
            args.agree().map_err(|message| {
                let mut command = Cli::command();
                command.build();
                let check = command.find_subcommand_mut("check");
                match check {
                    Some(check) => check.error(ErrorKind::ArgumentConflict, message),
                    None => command.error(ErrorKind::ArgumentConflict, message),
                }
            })?;
        }
        Ok(cli)
    }
}

impl CheckArgs {
    /// The paths to check; the current folder where none is named.
    pub fn paths(&self) -> Vec<&Path> {
        match self.paths.as_slice() {
            [] => vec![Path::new(".")],
            paths => paths.iter().map(PathBuf::as_path).collect(),
        }
    }

    /// What the arguments ask of the checks, which know this catalog and what day it is.
    pub fn settings(&self, catalog: Cow<'static, Catalog>, today: Option<Date>) -> Settings {
        Settings {
            profile: self.resource_type.or(self.kind.0.map(Profile::of_kind)),
            select: self.select.clone(),
            ignore: self.ignore.clone(),
            all_versions: self.all_versions,
            as_access_analyzer: self.format == Format::AccessAnalyzer,
            catalog,
            today,
            ..Settings::default()
        }
    }

    /// Whether the arguments agree with each other, where that cannot be told from one alone.
    fn agree(&self) -> Result<(), String> {
        if let (Some(kind), Some(profile)) = (self.kind.0, self.resource_type)
            && kind != Kind::Resource
            && kind != profile.kind
        {
            return Err(format!(
                "--kind {kind} cannot be used with a --resource-type that takes {}",
                profile.kind.with_article()
            ));
        }
        if self.stdin_filename.is_some() && !self.paths.iter().any(|path| path == Path::new("-")) {
            return Err("--stdin-filename needs the path `-`, which reads standard input".to_owned());
        }
        Ok(())
    }
}

impl CompletionsArgs {
    /// Writes the script.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "iamlint", &mut script);
        out.write_all(&script)
    }
}

/// Whether the first argument that is no option is the command that ends as the AWS CLI does.
pub fn stands_for_aws_cli() -> bool {
    let mut args = std::env::args_os().skip(1);
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("--color") => drop(args.next()),
            Some(option) if option.starts_with('-') => {}
            word => return word == Some("validate-policy"),
        }
    }
    false
}

fn kinds() -> impl TypedValueParser<Value = KindChoice> {
    let names = std::iter::once("auto").chain(Kind::ALL.map(Kind::name));
    PossibleValuesParser::new(names).map(|name| KindChoice(name.parse().ok()))
}

fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    let names = Level::ALL.map(Level::name).into_iter().chain(["never"]);
    PossibleValuesParser::new(names).map(|name| FailOn(name.parse().ok()))
}

fn resource_type(name: &str) -> Result<&'static Profile, String> {
    let types = Profile::resource_types();
    Profile::of_resource_type(name).ok_or_else(|| {
        let hint = did_you_mean(name, &types)
            .unwrap_or_else(|| "such types are `AWS::S3::Bucket`, `AWS::SQS::Queue`".to_owned());
        format!("no resource of this type is known to have a policy; {hint}")
    })
}

fn page(name: &str) -> Result<&'static Page, String> {
    rules::page_named(name).ok_or_else(|| {
        let names: Vec<_> = rules::pages().chain(rules::retired_pages()).map(|page| page.name).collect();
        format!("no rule has this name; {}", name_hint(name, &names))
    })
}

fn rule_or_group(name: &str) -> Result<String, String> {
    if rules::is_known(name) {
        return Ok(name.to_owned());
    }
    if let Some(Page { name, retired: Some(day), .. }) = rules::page_named(name) {
        return Err(format!(
            "AWS retired this check in {}, and nothing reports it; `iamlint explain {name}` tells why",
            day.get(..7).unwrap_or(day)
        ));
    }
    let names: Vec<_> = rules::pages().flat_map(|page| [page.name, page.group]).collect();
    Err(format!("no rule or group has this name; {}", name_hint(name, &names)))
}

fn name_hint(name: &str, names: &[&str]) -> String {
    did_you_mean(name, names).unwrap_or_else(|| "`iamlint rules` lists them".to_owned())
}
