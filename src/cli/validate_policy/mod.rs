//! `iamlint validate-policy`: takes the flags of `aws accessanalyzer validate-policy`, and prints and ends as that does.

mod args;
mod page;
mod request;
mod value;

use std::fmt;
use std::panic::{self, AssertUnwindSafe};

pub use args::ValidatePolicyArgs;
use request::Request;

use super::output::{self, Failure};
use super::paint::Color;
use super::{Outcome, clock};
use crate::check;
use crate::diagnostic::Origin;
use crate::render::{FileReport, access_analyzer, aws_cli, escape};
use crate::settings::Settings;

/// Why there is no answer; the AWS CLI ends differently for each.
#[derive(Debug)]
enum Refusal {
    /// The command line is wrong.
    Usage(String),
    /// The service would not take the request.
    Service(String),
    /// Anything else.
    Other(Failure),
}

/// Runs the command.
pub fn run(args: &ValidatePolicyArgs, color: Color) -> Outcome {
    answer(args).unwrap_or_else(|refusal| {
        output::complain(&Failure::new(refusal.to_string()), color);
        refusal.into()
    })
}

fn answer(args: &ValidatePolicyArgs) -> Result<Outcome, Refusal> {
    let output = args.output()?;
    let Request { document, profile, page } = Request::read(args)?;
    let today = clock::today().map_err(Refusal::Other)?;
    let settings = Settings {
        profile: Some(profile),
        is_policy: true,
        as_access_analyzer: true,
        today,
        ..Settings::default()
    };
    // The source is only read, so it stays whole.
    let report =
        panic::catch_unwind(AssertUnwindSafe(|| check::check(&document, &settings))).map_err(|_| {
            Refusal::Other(Failure::new(
                "cannot check the policy: this is a bug of iamlint, please report it",
            ))
        })?;
    let unchecked = report.findings.iter().find(|found| found.diagnostic.page.origin == Origin::Iamlint);
    if let Some(reason) = unchecked {
        return Err(Refusal::Service(reason.diagnostic.message.clone()));
    }
    let file = FileReport { path: document.name().to_owned(), source: Some(document), report };
    let answer = page.cut(access_analyzer::findings(&file));
    output::to_stdout(|out| aws_cli::write(&answer, output, out)).map_err(Refusal::Other)
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Usage(message) => f.write_str(&escape::line(message)),
            // Scripts look for these words of the AWS CLI.
            Refusal::Service(message) => write!(
                f,
                "An error occurred (ValidationException) when calling the ValidatePolicy operation: {}",
                escape::line(message)
            ),
            Refusal::Other(failure) => failure.fmt(f),
        }
    }
}

impl From<Refusal> for Outcome {
    fn from(refusal: Refusal) -> Outcome {
        match refusal {
            Refusal::Usage(_) => Outcome::Misused,
            Refusal::Service(_) => Outcome::Refused,
            Refusal::Other(_) => Outcome::Broken,
        }
    }
}
