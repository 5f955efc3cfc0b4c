//! The values of flags that name files, as the AWS CLI reads them.

use std::env;
use std::path::Path;

use super::Refusal;
use crate::cli::read::{self, Content};
use crate::source::{Encoding, Source};

/// What reports would call a text that is in no file.
const TEXT: &str = "<text>";

/// Reads the value of a flag: JSON text, a file behind `file://` or `fileb://`, or the path of a file.
///
/// The AWS CLI takes a path alone for the text of the policy, which no path is.
pub fn read(value: &str) -> Result<Source, Refusal> {
    if let Some(path) = value.strip_prefix("fileb://") {
        return read_file(&expanded(path, |name| env::var(name).ok()));
    }
    if let Some(path) = value.strip_prefix("file://") {
        return read_file(&expanded(path, |name| env::var(name).ok())).map(with_line_feeds);
    }
    if value.trim_start().starts_with(['{', '[', '"']) || value.trim().is_empty() {
        return Ok(Source::new(TEXT, value));
    }
    read_file(value).map(with_line_feeds)
}

fn read_file(path: &str) -> Result<Source, Refusal> {
    let content = read::read(Some(Path::new(path)))
        .map_err(|error| Refusal::Usage(format!("cannot read `{path}`: {error}")))?;
    let Content::Whole(bytes) = content else {
        return Err(Refusal::Service(format!("`{path}` is too large for a policy")));
    };
    let source = Source::from_bytes(path, bytes);
    match source.encoding() {
        Encoding::Utf8 => Ok(source),
        _ => Err(Refusal::Usage(format!("`{path}` is not UTF-8, as JSON has to be"))),
    }
}

/// The AWS CLI sends every line end as a line feed, so the places of findings count it as one character.
fn with_line_feeds(source: Source) -> Source {
    if !source.text().contains('\r') {
        return source;
    }
    let text = source.text().replace("\r\n", "\n").replace('\r', "\n");
    Source::new(source.name(), text)
}

/// The path with the user's home in the place of `~`, and with the values of variables; what is not set stays as it is.
fn expanded(path: &str, variable: impl Fn(&str) -> Option<String>) -> String {
    let (mut out, mut rest) = (String::new(), path);
    if let Some(below) = path.strip_prefix('~').filter(|below| below.is_empty() || below.starts_with('/')) {
        out += &variable("HOME").unwrap_or_else(|| "~".to_owned());
        rest = below;
    }
    while let Some((before, after)) = rest.split_once('$') {
        out += before;
        let is_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
        let (name, written) = match after.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
            Some((name, _)) => (name, name.len() + 2),
            None => {
                let end = after.find(|character| !is_name(character)).unwrap_or(after.len());
                (&after[..end], end)
            }
        };
        match variable(name) {
            Some(value) => out += &value,
            None => {
                out.push('$');
                out += &after[..written];
            }
        }
        rest = &after[written..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::expanded;

    #[test]
    fn paths_are_expanded_as_the_aws_cli_does_it() {
        let variable = |name: &str| match name {
            "HOME" => Some("/home/a".to_owned()),
            "DIR" => Some("d".to_owned()),
            _ => None,
        };
        for (path, expected) in [
            ("policy.json", "policy.json"),
            ("~/policy.json", "/home/a/policy.json"),
            ("~", "/home/a"),
            ("~other/policy.json", "~other/policy.json"),
            ("$DIR/${DIR}x/$DIRx.json", "d/dx/$DIRx.json"),
            ("a$", "a$"),
            ("${DIR", "${DIR"),
            ("$NONE/${NONE}/é$DIR", "$NONE/${NONE}/éd"),
        ] {
            assert_eq!(expanded(path, variable), expected);
        }
    }
}
