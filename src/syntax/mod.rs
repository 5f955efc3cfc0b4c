//! Text to tree, never failing.
pub mod path;
