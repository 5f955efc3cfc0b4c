//! JSON and what people write instead of it.
//!
//! JSON is built straight from its bytes; all else is read token by token.
//! The tokens come from `jsonc-parser`, but for the plain ones, which are told by their first byte; the tree is built here.
//! A text whose brackets, commas and colons are in order is built at once.
//! Any other is mended first, so that one mistake hides neither the next one nor the rest of the policy.
//! Whatever the parser can guess the meaning of it takes, and lists each place where the text is not JSON (RFC 8259).

mod build;
mod decode;
mod machine;
mod mend;
mod problems;
mod start;
mod strict;
mod token;

use super::Tree;
use build::Builder;

/// The deepest nesting that is read; what lies deeper is [`Flaw::TooDeep`](super::Flaw::TooDeep).
///
/// It is what most readers of JSON allow; no policy comes near it.
pub const MAX_DEPTH: usize = 128;

/// The most problems that are listed of one text; then reading stops with [`Flaw::TooMany`](super::Flaw::TooMany).
pub const MAX_PROBLEMS: usize = 30;

/// The most problems of a dialect ([`Flaw::is_dialect`](super::Flaw::is_dialect)) that are listed of one text, for they do not hinder reading.
pub const MAX_DIALECT: usize = 100_000;

/// Parses a text.
pub fn parse(text: &str) -> Tree<'_> {
    strict::parse(text).unwrap_or_else(|| lenient(text))
}

/// Parses a text that need not be JSON.
fn lenient(text: &str) -> Tree<'_> {
    let mut builder = Builder::new(start::tokens(text));
    let mut root = builder.document();
    if root.is_none() {
        builder = Builder::new(mend::tokens(start::tokens(text)));
        root = builder.document();
    }
    let mut problems = builder.into_problems();
    problems.sort_by_key(|problem| problem.at);
    Tree { root: root.flatten(), problems }
}
