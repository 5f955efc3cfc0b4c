//! Properties that hold for every text, against an oracle or an inverse where there is one.

mod json;
mod pattern;
mod requests;
pub(crate) mod yaml;
