//! Rules that read the document as a whole: its JSON, its elements and their types, its version and its characters.

mod characters;
pub(crate) mod json;
pub(super) mod placeholder;
mod version;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[
    &json::SYNTAX_ERROR,
    &version::MISSING,
    &version::INVALID,
    &version::OUTDATED,
    &characters::DISALLOWED,
    &placeholder::PLACEHOLDER,
];
