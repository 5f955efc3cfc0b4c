//! Fetches AWS's Service Reference with `curl`, which every current system has, so that the program holds no HTTP client.

use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Stdio};

use super::super::output::Failure;
use super::refresh::failure;
use super::sources;
use crate::catalog::refresh::{Document, INDEXES, Indexed, index};
use crate::render::escape;

/// Where AWS publishes the Service Reference.
const OFFICIAL: &str = "https://servicereference.us-east-1.amazonaws.com/";

/// The index below the root.
const INDEX: &str = "v1/service-list.json";

/// As many files as one run of `curl` fetches: a command line must not become too long.
const AT_ONCE: usize = 40;

/// Reads the argument of `--url`; the root ends in `/`.
pub fn root(written: &str) -> Result<String, String> {
    let schemes = ["https://", "http://", "file://"];
    if !schemes.iter().any(|scheme| written.starts_with(scheme)) || !is_plain(written) {
        return Err("a mirror begins with https://, http:// or file://".to_owned());
    }
    Ok(format!("{}/", written.trim_end_matches('/')))
}

/// The files of the Service Reference, from AWS or from a mirror that begins at that root.
pub fn service_reference(mirror: Option<&str>) -> Result<Vec<Document>, Failure> {
    let root = mirror.unwrap_or(OFFICIAL);
    let folder =
        tempfile::tempdir().map_err(|error| Failure::new(format!("cannot make a folder: {error}")))?;
    let [name, _] = INDEXES;
    fetch(root, folder.path(), &[(name.to_owned(), format!("{root}{INDEX}"))])?;
    let list = sources::read(folder.path(), name)?;
    let entries = index(&list).map_err(|fault| failure(&fault))?;
    let urls: Result<Vec<_>, _> = entries.iter().map(|entry| url(root, entry)).collect();
    for some in urls?.chunks(AT_ONCE) {
        fetch(root, folder.path(), some)?;
    }
    sources::service_reference(folder.path())
}

/// The name and the URL of a service's file: the one that the index says, at the root that was asked.
///
/// An index cannot lead to another host or to files of this machine.
fn url(root: &str, entry: &Indexed) -> Result<(String, String), Failure> {
    let below = entry.url.strip_prefix(OFFICIAL).or_else(|| entry.url.strip_prefix(root));
    match below.filter(|below| is_plain(below) && !below.contains("..")) {
        Some(below) => Ok((format!("{}.json", entry.name), format!("{root}{below}"))),
        None => Err(Failure::new(format!(
            "the index of the Service Reference leads elsewhere: the URL of `{}` is `{}`",
            entry.name,
            escape::line(&entry.url)
        ))),
    }
}

fn is_plain(url: &str) -> bool {
    url.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Fetches each URL into the file of that name.
fn fetch(root: &str, folder: &Path, urls: &[(String, String)]) -> Result<(), Failure> {
    let scheme = root.split_once(':').map_or("https", |(scheme, _)| scheme);
    let mut curl = Command::new("curl");
    // Without its settings file, curl does what is said here and nothing else; redirects are not followed.
    curl.args(["--disable", "--silent", "--show-error", "--fail", "--fail-early", "--globoff", "--parallel"]);
    curl.args(["--proto", &format!("={scheme}"), "--connect-timeout", "30", "--max-time", "600"]);
    for (name, url) in urls {
        curl.arg("--output").arg(folder.join(name)).arg("--url").arg(url);
    }
    let output = curl.stdin(Stdio::null()).output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::new(
            "`curl` is needed to download the Service Reference and is not there; \
             install it, or download the files yourself and name their folder",
        ),
        _ => Failure::new(format!("cannot run `curl`: {error}")),
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    // Some versions print the progress of several downloads even when they are told to be silent.
    let said = said.find("curl: ").map_or(&*said, |start| &said[start..]);
    let said = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("`curl` does not say why");
    let first = urls.first().map_or(root, |(_, url)| url);
    let from = if urls.len() == 1 { first } else { root };
    Err(Failure::new(format!("cannot download from `{}`: {}", escape::line(from), escape::line(said))))
}
