use std::env;
use std::num::NonZeroUsize;

use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};

use super::Refusal;
use crate::render::aws_cli::Output;

const EXAMPLES: &str = "\
Examples:
  iamlint validate-policy --policy-type IDENTITY_POLICY --policy-document file://policy.json
  iamlint validate-policy --policy-type RESOURCE_POLICY --policy-document file://bucket.json \\
      --validate-policy-resource-type AWS::S3::Bucket --output text

Exit status, as of the AWS CLI:
  0    there is an answer, with findings or without
  252  the command line is wrong
  254  the service would refuse the request
  255  anything else went wrong

Not supported: --query, --cli-input-yaml, --generate-cli-skeleton, the output formats yaml and yaml-stream.";

/// The columns of what is no terminal, as the AWS CLI takes it.
const WIDTH: usize = 80;

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, args_override_self = true)]
pub struct ValidatePolicyArgs {
    /// The policy: its text, `file://PATH`, or the path alone
    #[arg(long, value_name = "TEXT|FILE")]
    pub policy_document: Option<String>,

    /// IDENTITY_POLICY, RESOURCE_POLICY, SERVICE_CONTROL_POLICY or RESOURCE_CONTROL_POLICY
    #[arg(long, value_name = "TYPE")]
    pub policy_type: Option<String>,

    /// What a resource policy belongs to, such as AWS::S3::Bucket or AWS::IAM::AssumeRolePolicyDocument
    #[arg(long, value_name = "TYPE")]
    pub validate_policy_resource_type: Option<String>,

    /// The language of the findings: EN
    #[arg(long, value_name = "LOCALE")]
    pub locale: Option<String>,

    /// The parameters of the API as JSON: text, `file://PATH`, or the path alone; flags win over it
    #[arg(long, value_name = "TEXT|FILE")]
    pub cli_input_json: Option<String>,

    /// How to print the answer [default: AWS_DEFAULT_OUTPUT, or json]
    #[arg(long, value_enum, value_name = "FORMAT")]
    output: Option<Format>,

    /// Print no more findings than this, and a token to go on with
    #[arg(long, value_name = "N")]
    pub max_items: Option<NonZeroUsize>,

    /// The token with which an output ended
    #[arg(long, value_name = "TOKEN")]
    pub starting_token: Option<String>,

    /// How many findings to ask for at a time; all of them are at hand
    #[arg(long, value_name = "N")]
    pub page_size: Option<NonZeroUsize>,

    /// Ask for the first page alone
    #[arg(long)]
    pub no_paginate: bool,

    /// How many findings a page has
    #[arg(long, value_name = "N")]
    pub max_results: Option<NonZeroUsize>,

    /// The token with which a page ended
    #[arg(long, value_name = "TOKEN")]
    pub next_token: Option<String>,

    #[command(flatten)]
    _connection: ConnectionArgs,
}

/// Flags of the AWS CLI about the way to the service and the terminal.
#[derive(Debug, Args)]
#[command(next_help_heading = "Without effect, for scripts")]
struct ConnectionArgs {
    /// There is no Region to ask in
    #[arg(long, value_name = "NAME")]
    region: Option<String>,

    /// There are no credentials
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,

    /// There is no service
    #[arg(long, value_name = "URL")]
    endpoint_url: Option<String>,

    #[arg(long, hide = true)]
    no_verify_ssl: bool,

    #[arg(long, hide = true)]
    no_sign_request: bool,

    #[arg(long, hide = true, value_name = "FILE")]
    ca_bundle: Option<String>,

    #[arg(long, hide = true, value_name = "SECONDS")]
    cli_read_timeout: Option<u32>,

    #[arg(long, hide = true, value_name = "SECONDS")]
    cli_connect_timeout: Option<u32>,

    #[arg(long, hide = true, value_parser = PossibleValuesParser::new(["base64", "raw-in-base64-out"]))]
    cli_binary_format: Option<String>,

    /// There is no pager
    #[arg(long)]
    no_cli_pager: bool,

    #[arg(long, hide = true)]
    no_cli_auto_prompt: bool,

    #[arg(long, hide = true)]
    debug: bool,
}

/// The formats of the AWS CLI.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Indented JSON
    Json,
    /// Lines of values with tabs between them
    Text,
    /// Tables inside of tables
    Table,
}

impl ValidatePolicyArgs {
    /// How to print the answer.
    pub(super) fn output(&self) -> Result<Output, Refusal> {
        /// Where the AWS CLI looks for the format that a user likes best.
        const DEFAULT: &str = "AWS_DEFAULT_OUTPUT";
        let liked = || env::var(DEFAULT).ok().filter(|name| !name.is_empty());
        let format = match (self.output, liked()) {
            (Some(format), _) => format,
            (None, None) => Format::Json,
            (None, Some(name)) => Format::from_str(&name, false).map_err(|_| {
                Refusal::Usage(format!(
                    "`{name}`, as {DEFAULT} says, is no format here: write `--output json`, `text` or `table`"
                ))
            })?,
        };
        Ok(match format {
            Format::Json => Output::Json,
            Format::Text => Output::Text,
            Format::Table => Output::Table {
                width: terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0)),
            },
        })
    }
}
