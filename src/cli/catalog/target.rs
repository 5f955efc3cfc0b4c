//! Where a refresh writes to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::super::output::{self, Failure};
use super::sources::{HEAD, SERVICES, names_with};
use crate::catalog::Facts;
use crate::render::escape;

/// Where a catalog is written to.
pub enum Target {
    /// One file.
    File(PathBuf),
    /// A folder with a file for each table and each service.
    Folder(PathBuf),
}

/// What was written.
#[derive(Debug, Default)]
pub struct Written {
    pub changed: usize,
    pub removed: usize,
    pub unchanged: usize,
}

impl Target {
    /// A file, or a folder that is there or whose name ends in `/`.
    ///
    /// A folder that holds other things is none for a catalog: files would be lost in it, or it is a mistake.
    pub fn new(path: &Path) -> Result<Target, Failure> {
        let written = path.as_os_str().to_string_lossy();
        if !path.is_dir() && !written.ends_with(['/', std::path::MAIN_SEPARATOR]) {
            return Ok(Target::File(path.to_owned()));
        }
        let is_new = fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none()) || !path.exists();
        match is_new || path.join(HEAD).is_file() {
            true => Ok(Target::Folder(path.to_owned())),
            false => Err(Failure::new(format!(
                "`{}` holds files, but no `{HEAD}`: it is no catalog's folder",
                escape::line(&written)
            ))),
        }
    }

    pub fn write(&self, facts: &Facts<'_>) -> Result<Written, Failure> {
        match self {
            Target::File(path) => {
                let files = facts.write();
                output::to_file(path, |out| {
                    files.iter().try_for_each(|file| out.write_all(file.text.as_bytes()))
                })?;
                Ok(Written { changed: 1, ..Written::default() })
            }
            Target::Folder(folder) => write_folder(folder, facts).map_err(|error| {
                Failure::new(format!(
                    "cannot write to `{}`: {error}",
                    escape::line(&folder.to_string_lossy())
                ))
            }),
        }
    }
}

/// Writes all files beside their places before the first one takes its place.
fn write_folder(folder: &Path, facts: &Facts<'_>) -> io::Result<Written> {
    fs::create_dir_all(folder.join(SERVICES))?;
    let stage = tempfile::Builder::new().prefix(".iamlint-").tempdir_in(folder)?;
    fs::create_dir(stage.path().join(SERVICES))?;
    let mut written = Written::default();
    let (mut staged, mut stale) = (Vec::new(), Vec::new());
    for file in facts.write() {
        let old = fs::read(folder.join(&file.path)).ok();
        if file.text.is_empty() {
            stale.extend(old.map(|_| file.path));
        } else if old.is_some_and(|old| old == file.text.as_bytes()) {
            written.unchanged += 1;
        } else {
            fs::write(stage.path().join(&file.path), &file.text)?;
            staged.push(file.path);
        }
    }
    for name in names_with(&folder.join(SERVICES), ".tsv")? {
        let listed = facts.services.iter().any(|service| name.strip_suffix(".tsv") == Some(&service.prefix));
        if !listed {
            stale.push(format!("{SERVICES}/{name}"));
        }
    }
    for path in &staged {
        fs::rename(stage.path().join(path), folder.join(path))?;
    }
    for path in &stale {
        fs::remove_file(folder.join(path))?;
    }
    Ok(Written { changed: staged.len(), removed: stale.len(), ..written })
}
