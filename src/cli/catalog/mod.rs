//! The catalog at the command line: which one is asked.

mod file;

pub use file::{open, warn_of_age};
