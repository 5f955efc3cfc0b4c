//! Rules that read the document as a whole: its JSON, its elements and their types, its version and its characters.

pub(crate) mod file;
pub(crate) mod hcl;
pub(crate) mod json;
mod missing_statement;
mod data_type;
mod unknown_element;
mod version;
mod characters;
pub(super) mod placeholder;

use super::Rule;

pub(super) static RULES: &[&Rule] = &[
    &json::SYNTAX_ERROR,
    &json::QUOTES,
    &json::MISSING_COMMA,
    &json::TRAILING_COMMA,
    &json::COMMENT,
    &json::NUMBER,
    &json::CONTROL_CHARACTER,
    &json::WHITE_SPACE,
    &json::DUPLICATE_ELEMENT,
    &json::YAML_SYNTAX_ERROR,
    &json::NESTING_TOO_DEEP,
    &json::BYTE_ORDER_MARK,
    &hcl::SYNTAX_ERROR,
    &file::INVALID_ENCODING,
    &file::EMPTY,
    &file::TOO_LARGE,
    &file::NOT_A_POLICY,
    &file::KIND_MISMATCH,
    &missing_statement::MISSING_STATEMENT,
    &data_type::MISMATCH,
    &unknown_element::INVALID,
    &version::MISSING,
    &version::INVALID,
    &version::OUTDATED,
    &characters::DISALLOWED,
    &placeholder::PLACEHOLDER,
];
