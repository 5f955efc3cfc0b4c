use std::io::{self, Write};

use serde_json::Value;

use super::{Members, columns, members, row};

/// The name of the token that the AWS CLI prints behind what it has printed of a cut answer.
const RESUME_TOKEN: &str = "NextToken";

/// Writes a line for each object: the name of the list or the member that it stands in, and its values.
pub(super) fn write(answer: &Value, out: &mut dyn Write) -> io::Result<()> {
    let Members { scalars, others } = members(answer);
    let (resume, scalars): (Vec<_>, Vec<_>) =
        scalars.into_iter().partition(|(name, _)| *name == RESUME_TOKEN);
    let values: Vec<String> = scalars.into_iter().map(|(_, text)| text).collect();
    line(None, &values, out)?;
    others.into_iter().try_for_each(|(name, value)| write_named(name, value, out))?;
    resume.into_iter().try_for_each(|(name, token)| line(Some(name), &[token], out))
}

fn write_named(name: &str, value: &Value, out: &mut dyn Write) -> io::Result<()> {
    let (items, columns) = match value {
        Value::Array(items) => (items.as_slice(), columns(items)),
        single => (std::slice::from_ref(single), columns(std::slice::from_ref(single))),
    };
    for item in items {
        let Members { scalars, others } = members(item);
        line(Some(name), &row(&columns, &scalars), out)?;
        others.into_iter().try_for_each(|(name, value)| write_named(name, value, out))?;
    }
    Ok(())
}

fn line(name: Option<&str>, values: &[String], out: &mut dyn Write) -> io::Result<()> {
    if values.is_empty() {
        return Ok(());
    }
    let name = name.map(str::to_uppercase);
    let cells: Vec<&str> = name.iter().chain(values).map(String::as_str).collect();
    writeln!(out, "{}", cells.join("\t"))
}
