//! The answer of `ValidatePolicy` as the AWS CLI prints it, so that scripts that read the one can read the other.

mod table;
mod text;

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Value;

use super::access_analyzer::Finding;
use super::{escape, pretty};

/// What the AWS CLI calls the answer in its tables.
const TITLE: &str = "ValidatePolicy";

/// An answer of `ValidatePolicy`, or what the AWS CLI makes of several.
#[derive(Debug, Serialize)]
pub struct Answer<'a> {
    /// The findings.
    pub findings: Vec<Finding<'a>>,
    /// Where the next answer begins, in the words of the API.
    #[serde(rename = "nextToken", skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// Where the next output begins, in the words of the AWS CLI.
    #[serde(rename = "NextToken", skip_serializing_if = "Option::is_none")]
    pub resume_token: Option<String>,
}

/// The formats of the AWS CLI.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// Indented JSON.
    Json,
    /// Lines of values with tabs between them.
    Text,
    /// Tables inside of tables, for a terminal of that many columns.
    Table {
        /// The columns of the terminal.
        width: usize,
    },
}

/// Writes an answer.
pub fn write(answer: &Answer<'_>, output: Output, out: &mut dyn Write) -> io::Result<()> {
    match output {
        Output::Json => pretty::write_with_indent(answer, "    ", out),
        Output::Text => text::write(&serde_json::to_value(answer)?, out),
        Output::Table { width } => table::write(TITLE, &serde_json::to_value(answer)?, width, out),
    }
}

/// A value that holds no others, as it is printed; none where it holds others.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Array(_) | Value::Object(_) => None,
        Value::String(text) => Some(escape::line(text).into_owned()),
        other => Some(other.to_string()),
    }
}

/// The members of an object by name, in the order of the names.
struct Members<'v> {
    /// Those that hold no others, as they are printed.
    scalars: Vec<(&'v str, String)>,
    /// Those that do.
    others: Vec<(&'v str, &'v Value)>,
}

fn members(value: &Value) -> Members<'_> {
    let (mut scalars, mut others) = (Vec::new(), Vec::new());
    for (name, member) in value.as_object().into_iter().flatten() {
        match scalar(member) {
            Some(text) => scalars.push((name.as_str(), text)),
            None => others.push((name.as_str(), member)),
        }
    }
    scalars.sort_unstable();
    others.sort_unstable_by_key(|(name, _)| *name);
    Members { scalars, others }
}

/// The names of all that is printed of the objects of a list, sorted; each object is printed with all of them.
fn columns(items: &[Value]) -> Vec<&str> {
    let scalars = |item| members(item).scalars.into_iter().map(|(name, _)| name);
    let mut names: Vec<&str> = items.iter().flat_map(scalars).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// What is printed of an object in these columns; nothing where it has no such member.
fn row(columns: &[&str], scalars: &[(&str, String)]) -> Vec<String> {
    let value = |column: &&str| scalars.iter().find(|(name, _)| name == column).map(|(_, text)| text.clone());
    columns.iter().map(|column| value(column).unwrap_or_default()).collect()
}
