//! The suite: what the repository promises, held by tests.

mod properties;
mod rulebook;
