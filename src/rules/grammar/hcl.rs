//! What the engine finds while it reads a file of Terraform.

use crate::rules::rule;

rule!(SYNTAX_ERROR, "grammar/hcl-syntax-error", Engine);
