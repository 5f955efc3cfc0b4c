//! What the engine finds while it parses.

use crate::rules::rule;

rule!(SYNTAX_ERROR, "grammar/json-syntax-error", Engine);
