//! YAML (YAML 1.2, and what of YAML 1.1 people write in templates), as the same tree as JSON.
//!
//! The tokens come from `granit-parser`, which is named in `events.rs` only; the tree is built here.
//! An alias is what its anchor stands for, with the anchor's places; a merge key is what it merges.
//! The short forms of CloudFormation's functions (`!Ref x`) are read as the long ones (`{"Ref": "x"}`), so that nobody after this has to know both.

mod build;
mod events;
mod flaw;
mod lines;
mod quotes;
mod scalar;
mod tag;
#[cfg(test)]
mod tests;

pub use flaw::Flaw;

use super::Tree;

/// The most values that aliases may stand for in one text.
///
/// Aliases of aliases grow beyond all bounds in a few lines; no template comes near it.
pub const MAX_ALIASED: usize = 100_000;

/// Parses all documents of a text, each by itself: one that is broken costs no other.
pub fn parse(text: &str) -> Vec<Tree<'_>> {
    build::documents(text)
}
