//! The suite.

mod render;
