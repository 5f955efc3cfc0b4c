//! A static linter for AWS IAM policy documents.
//!
//! [`check`](fn@check) takes a [`Source`], the text of a file, and [`Settings`], and gives a [`Report`]: the policies of the file and all that is wrong with them, each with its exact place.
//! It needs no network and no credentials, does no input or output, and cannot fail: whatever is wrong with a file is a finding.
//!
//! ```
//! use iamlint::{Kind, Level, Settings, Source, check};
//!
//! let source = Source::new(
//!     "policy.json",
//!     r#"{
//!   "Version": "2012-10-17",
//!   "Statement": [{ "Effect": "allow", "Action": "s3:ListAllMyBuckets", "Resource": "*" }]
//! }"#,
//! );
//! let report = check(&source, &Settings::default().with_kind(Kind::Managed));
//!
//! let finding = &report.findings[0];
//! assert_eq!(finding.diagnostic.page.code, "INVALID_EFFECT");
//! assert_eq!(finding.diagnostic.level, Level::Error);
//! assert_eq!(source.slice(finding.diagnostic.at), r#""allow""#);
//! assert_eq!(source.position(finding.diagnostic.at.start()).line, 3);
//! ```
//!
//! Files of Terraform's that lie in one folder are read together: [`Configuration`] checks them, and tells which other files these read; [`check_read`] checks one of those.
//!
//! # The way of a policy
//!
//! The modules stand in the order in which a policy passes through them; each uses only modules before it.
//!
//! | module | turns | into |
//! |---|---|---|
//! | [`source`] | the bytes of a file | text and places in it |
//! | [`syntax`] | text | a tree, and what is wrong with the text |
//! | [`find`] | a tree | the policies in it, and what kind each is |
//! | [`policy`] | a policy's tree | statements, principals, actions, resources, conditions |
//! | [`catalog`] | | what AWS has: services, actions, resource types, condition keys |
//! | [`diagnostic`] | | what can be said of a policy |
//! | [`rules`] | a policy | findings |
//! | [`settings`] | | what the user wants |
//! | [`check`](mod@check) | a source and settings | a report |
//! | [`render`] | reports | text, JSON, SARIF |
//!
//! The rules are described in the rule book, one page per rule; [`rules::pages`] lists them.

pub mod source;
pub mod syntax;
pub mod find;
pub mod policy;
pub mod catalog;
pub mod diagnostic;
pub mod rules;
pub mod settings;
pub mod check;
pub mod render;
#[doc(hidden)]
pub mod cli;

pub use check::{Configuration, Finding, PolicyReport, Report, Skipped, check, check_read};
pub use diagnostic::{Diagnostic, Edit, Fix, Label, Level, Page, Safety};
pub use find::{Kind, Profile};
pub use settings::Settings;
pub use source::{Position, Source, Span};
