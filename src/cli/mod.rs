//! The command line: a front end over [`check`](mod@crate::check).
//!
//! It finds and reads files, hands them over, and prints what comes back; what is wrong with a policy is decided elsewhere.
//! Whatever is wrong with the user's files is a finding; an error here says only that the tool could not do its work.

mod args;
mod suggest;
mod check;
mod catalog;
mod validate_policy;
mod clock;
mod walk;
mod progress;
mod read;
mod explain;
mod folder;
mod job;
mod markdown;
mod rules;
mod output;
mod paint;

use std::process::ExitCode;

use args::{Cli, Command};
use output::Failure;

/// Runs the program on the arguments of this process.
pub fn main() -> ExitCode {
    let outcome = match Cli::read() {
        Ok(cli) => run(&cli).unwrap_or_else(|failure| {
            output::complain(&failure, cli.color);
            Outcome::Failed
        }),
        Err(usage) => match output::usage(&usage) {
            Outcome::Failed if args::stands_for_aws_cli() => Outcome::Misused,
            outcome => outcome,
        },
    };
    outcome.into()
}

fn run(cli: &Cli) -> Result<Outcome, Failure> {
    match &cli.command {
        Command::Check(args) => check::run(args, cli.color),
        Command::ValidatePolicy(args) => Ok(validate_policy::run(args, cli.color)),
        Command::Explain(args) => explain::run(args, cli.color),
        Command::Catalog(command) => catalog::run(command, cli.color),
        Command::Rules(args) => rules::run(args, cli.color),
        Command::Completions(args) => output::to_stdout(|out| args.write(out)),
    }
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing was found at or above the level that fails.
    Clean,
    /// Something was.
    Found,
    /// What was looked up is not there.
    Nothing,
    /// The tool could not do its work, or not all of it.
    Failed,
    /// As the AWS CLI ends: the command line is wrong.
    Misused,
    /// As the AWS CLI ends: the service refuses the request.
    Refused,
    /// As the AWS CLI ends: anything else went wrong.
    Broken,
}

impl From<Outcome> for ExitCode {
    /// The only place where exit codes are decided.
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Clean => ExitCode::SUCCESS,
            Outcome::Found | Outcome::Nothing => ExitCode::from(1),
            Outcome::Failed => ExitCode::from(2),
            // AWS CLI User Guide, "Command line return codes in the AWS CLI".
            Outcome::Misused => ExitCode::from(252),
            Outcome::Refused => ExitCode::from(254),
            Outcome::Broken => ExitCode::from(255),
        }
    }
}
