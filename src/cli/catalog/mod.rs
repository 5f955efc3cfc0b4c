//! `iamlint catalog`: what AWS has, where that comes from, and which catalog is asked.

mod file;
mod refresh;
mod download;
mod sources;
mod target;
mod summary;

use clap::Subcommand;

use super::Outcome;
use super::output::Failure;
pub use file::{open, warn_of_age};
use refresh::RefreshArgs;

/// What to do with the catalog.
#[derive(Debug, Subcommand)]
pub enum CatalogCommand {
    /// Bring the catalog up to date from what AWS or others publish
    #[command(after_help = refresh::EXAMPLES)]
    Refresh(RefreshArgs),
}

/// Runs the command.
pub fn run(command: &CatalogCommand) -> Result<Outcome, Failure> {
    match command {
        CatalogCommand::Refresh(args) => refresh::run(args),
    }
}
