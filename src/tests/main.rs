//! The suite: what the repository promises, held by tests.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod access_analyzer;
mod answer;
mod architecture;
mod catalog;
mod cli;
mod documents;
mod expect;
mod golden;
mod hosts;
mod properties;
mod render;
mod rulebook;
mod syntax;
mod terraform;
