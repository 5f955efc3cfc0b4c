//! What the engine finds while it parses.

use crate::rules::rule;

rule!(SYNTAX_ERROR, "grammar/json-syntax-error", Engine);
rule!(COMMENT, "grammar/json-comment", Engine);
rule!(TRAILING_COMMA, "grammar/json-trailing-comma", Engine);
rule!(MISSING_COMMA, "grammar/json-missing-comma", Engine);
rule!(QUOTES, "grammar/json-quotes", Engine);
rule!(NUMBER, "grammar/json-number", Engine);
rule!(CONTROL_CHARACTER, "grammar/json-control-character", Engine);
rule!(WHITE_SPACE, "grammar/json-white-space", Engine);
rule!(BYTE_ORDER_MARK, "grammar/byte-order-mark", Engine);
rule!(DUPLICATE_ELEMENT, "grammar/duplicate-element", Engine);
rule!(YAML_SYNTAX_ERROR, "grammar/yaml-syntax-error", Engine);
rule!(NESTING_TOO_DEEP, "grammar/nesting-too-deep", Engine);
