//! Text to tree, never failing.
//!
//! Parsing gives a [`Tree`] whatever the text is: as much of a tree as there is, and a list of what is wrong with the text.
//! Every node and every byte of every string knows where it was written.

pub mod hcl;
pub mod inside;
pub mod json;
mod node;
mod partial;
pub mod path;
pub mod percent;
mod pieces;
mod problem;
mod text;
pub mod yaml;

pub use node::{Member, Node, Tree, Value};
pub use partial::{Hidden, Hole, Partial};
pub use pieces::Pieces;
pub use problem::{Flaw, Problem};
pub use text::Text;
