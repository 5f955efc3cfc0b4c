//! Rules that read the document as a whole: its JSON, its elements and their types, its version and its characters.

pub(crate) mod json;
pub(crate) mod placeholder;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[&json::SYNTAX_ERROR];
