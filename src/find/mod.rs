//! Files to policies: which nodes of a file are policies, and what kind each is.
mod kind;

pub use kind::*;
