//! Files to policies: which values of a file are policies, what kind each is, and whom it belongs to.

mod answer;
mod attribute;
mod cloudformation;
mod evidence;
mod foreign;
mod host;
mod identity;
mod kind;
mod location;
mod openapi;
mod plain;
mod request;
mod serverless;
mod site;
mod syntax;
pub mod terraform;

pub use answer::other_versions;
pub use cloudformation::evaluated;
pub use evidence::{Evidence, kind_of};
pub use foreign::language;
pub use host::{requests, sites};
pub use identity::{Identity, identities};
pub use kind::*;
pub use plain::{
    holds_policy, looks_like_policy, may_be_policy, surely_holds_policy, surely_looks_like_statement,
    wrapped_policies,
};
pub use request::{Parameter, Request, Shape, Tag, is_skeleton};
pub use site::Site;
pub use syntax::Syntax;
