//! Files to policies: which values of a file are policies, what kind each is, and whom it belongs to.

mod evidence;
mod kind;
mod plain;

pub use evidence::{Evidence, kind_of};
pub use kind::*;
pub use plain::{holds_policy, looks_like_policy, looks_like_statement, may_be_policy, wrapped_policies};
