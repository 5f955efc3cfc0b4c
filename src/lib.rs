//! skeleton
pub mod check;
pub mod diagnostic;
pub mod find;
pub mod policy;
pub mod render;
pub mod rules;
pub mod settings;
pub mod source;
pub mod syntax;

pub use check::{Finding, PolicyReport, Report, Skipped, check};
pub use diagnostic::{Diagnostic, Edit, Fix, Label, Level, Page, Safety};
pub use find::{Kind, Profile};
pub use settings::Settings;
pub use source::{Position, Source, Span};
