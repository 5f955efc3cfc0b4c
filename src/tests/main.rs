//! The suite: what the repository promises, held by tests.

mod documents;
mod properties;
mod rulebook;
