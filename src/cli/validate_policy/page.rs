use std::num::NonZeroUsize;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::Refusal;
use super::args::ValidatePolicyArgs;
use super::request::Parameters;
use crate::render::access_analyzer::Finding;
use crate::render::aws_cli::Answer;

/// Which findings are asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    start: usize,
    most: Option<NonZeroUsize>,
    token: TokenKind,
}

/// Who made the token that goes on behind a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TokenKind {
    /// The AWS CLI, which asks for all pages and cuts what it prints.
    CommandLine,
    /// The service.
    Service,
}

/// A token of the AWS CLI: the one of the service, and how much of the answer was printed.
///
/// The service has given all findings at once, so there is none of it.
#[derive(Deserialize)]
struct Token {
    boto_truncate_amount: usize,
}

impl Page {
    pub fn read(args: &ValidatePolicyArgs, parameters: &Parameters) -> Result<Page, Refusal> {
        let max_results = args.max_results.or(parameters.max_results);
        let next_token = args.next_token.as_ref().or(parameters.next_token.as_ref());
        let by_hand = args.no_paginate || max_results.is_some() || next_token.is_some();
        let flags = [
            ("--max-items", args.max_items.is_some()),
            ("--starting-token", args.starting_token.is_some()),
            ("--page-size", args.page_size.is_some()),
        ];
        if let Some((flag, _)) = flags.into_iter().find(|(_, is_set)| by_hand && *is_set) {
            let by_hand = "--no-paginate, --max-results or --next-token";
            return Err(Refusal::Usage(format!("{flag} cannot be used with {by_hand}")));
        }
        if by_hand {
            let token = next_token.map(|token| read_token(token));
            let start = token.unwrap_or(Some(0)).ok_or_else(|| {
                Refusal::Service("the token is none with which a page of this policy ends".to_owned())
            })?;
            return Ok(Page { start, most: max_results, token: TokenKind::Service });
        }
        let token = args.starting_token.as_ref().map(|token| read_token(token));
        let start = token.unwrap_or(Some(0)).ok_or_else(|| {
            Refusal::Usage("--starting-token takes a token that an output ended with".to_owned())
        })?;
        Ok(Page { start, most: args.max_items, token: TokenKind::CommandLine })
    }

    /// The findings of the page, and the token that goes on behind them.
    pub fn cut(self, mut findings: Vec<Finding<'_>>) -> Answer<'_> {
        findings.drain(..self.start.min(findings.len()));
        let most = self.most.map_or(usize::MAX, NonZeroUsize::get);
        let token = (findings.len() > most).then(|| write_token(self.start + most));
        findings.truncate(most);
        match self.token {
            TokenKind::CommandLine => Answer { findings, next_token: None, resume_token: token },
            TokenKind::Service => Answer { findings, next_token: token, resume_token: None },
        }
    }
}

fn write_token(start: usize) -> String {
    STANDARD.encode(format!(r#"{{"nextToken": null, "boto_truncate_amount": {start}}}"#))
}

fn read_token(token: &str) -> Option<usize> {
    let token: Token = serde_json::from_slice(&STANDARD.decode(token).ok()?).ok()?;
    Some(token.boto_truncate_amount)
}
