//! What the engine finds about a file before it parses it, and about what kind of document it is.

use crate::rules::rule;

rule!(EMPTY, "grammar/empty-file", Engine);
rule!(INVALID_ENCODING, "grammar/invalid-encoding", Engine);
rule!(TOO_LARGE, "grammar/file-too-large", Engine);
rule!(NOT_A_POLICY, "grammar/not-a-policy", Engine);
rule!(KIND_MISMATCH, "grammar/kind-mismatch", Engine);
