//! The suite: what the repository promises, held by tests.

mod architecture;
mod properties;
mod rulebook;
