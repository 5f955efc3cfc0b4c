//! The files that a refresh reads.

use std::fs;
use std::io;
use std::path::Path;

use super::super::output::Failure;
use super::refresh::failure;
use crate::catalog::refresh::{Document, INDEXES, index};
use crate::render::escape;

/// The file that says the catalog's day, and with it that a folder holds a catalog.
pub(super) const HEAD: &str = "catalog.tsv";

/// The folder of the services, below that of the catalog.
pub(super) const SERVICES: &str = "services";

/// The Service Reference in a folder: its index, and the files that the index names.
pub fn service_reference(folder: &Path) -> Result<Vec<Document>, Failure> {
    let name = INDEXES.into_iter().find(|name| folder.join(name).exists()).unwrap_or(INDEXES[0]);
    let list = read(folder, name)?;
    let entries = index(&list).map_err(|fault| failure(&fault))?;
    let mut documents = vec![list];
    for entry in entries {
        documents.push(read(folder, &format!("{}.json", entry.name))?);
    }
    Ok(documents)
}

/// The package in a folder, or in the folder `package` of it, as an unpacked archive has it.
pub fn iam_data(folder: &Path) -> Result<Vec<Document>, Failure> {
    let inner = folder.join("package");
    let folder = if inner.join("package.json").exists() { &inner } else { folder };
    let names = ["package.json", "data/services.json", "data/serviceNames.json"];
    let mut documents = names.iter().map(|name| read(folder, name)).collect::<Result<Vec<_>, _>>()?;
    for kind in ["actions", "conditionKeys", "resourceTypes"] {
        let below = folder.join("data").join(kind);
        for name in names_with(&below, ".json").map_err(|error| unreadable(&below, &error))? {
            documents.push(read(folder, &format!("data/{kind}/{name}"))?);
        }
    }
    Ok(documents)
}

/// A catalog: a file, or the files of a folder one after another.
pub fn catalog(path: &Path) -> Result<String, Failure> {
    if !path.is_dir() {
        return fs::read_to_string(path).map_err(|error| unreadable(path, &error));
    }
    let mut text = read(path, HEAD)?.text;
    for folder in [path.to_owned(), path.join(SERVICES)] {
        for name in names_with(&folder, ".tsv").map_err(|error| unreadable(&folder, &error))? {
            if name != HEAD {
                text.push_str(&read(&folder, &name)?.text);
            }
        }
    }
    Ok(text)
}

/// A file below a folder.
pub fn read(folder: &Path, name: &str) -> Result<Document, Failure> {
    let path = folder.join(name);
    let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
    Ok(Document { name: name.to_owned(), text })
}

/// The names of a folder's files with that ending, sorted.
pub(super) fn names_with(folder: &Path, ending: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        names.extend(name.to_str().filter(|name| name.ends_with(ending)).map(str::to_owned));
    }
    names.sort();
    Ok(names)
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("cannot read `{}`: {error}", escape::line(&path.to_string_lossy())))
}
