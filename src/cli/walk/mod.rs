//! Paths to files, and files to results.
//!
//! Every file is told by its real path, so that it is checked once however many ways lead to it.

mod gitignore;

use std::collections::{HashSet, VecDeque};
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Component, Path, PathBuf};
use std::{env, io, thread};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use walkdir::WalkDir;

use self::gitignore::Patterns;
pub use self::gitignore::repository_of;
use super::output::Failure;
use crate::render::escape;

/// The endings of the files that a walk takes.
const EXTENSIONS: [&str; 8] = ["json", "jsonc", "yaml", "yml", "template", "tf", "tofu", "hcl"];

/// The folders that a walk never enters: what git keeps, and what Terraform and Terragrunt fetch from elsewhere.
const PASSED_FOLDERS: [&str; 3] = [".git", ".terraform", ".terragrunt-cache"];

/// What there is to check.
#[derive(Debug, Default)]
pub struct Found {
    /// The files, sorted by the path that reports show.
    pub inputs: Vec<Input>,
    /// What could not be looked at.
    pub failures: Vec<Failure>,
    /// Links that lead nowhere, as reports show them.
    pub broken_links: Vec<String>,
    /// The real paths of the folders that were named.
    pub roots: Vec<PathBuf>,
}

/// One file to check.
#[derive(Debug)]
pub struct Input {
    /// The path that reports show.
    pub shown: String,
    /// Where to read; none reads standard input.
    pub path: Option<PathBuf>,
    /// Whether the user named this very file, rather than a folder around it.
    pub named: bool,
}

/// Finds the files to check; `-` stands for standard input.
pub fn find(paths: &[&Path], stdin_name: &str, honour_gitignore: bool) -> Found {
    let mut walk = Walk {
        honour_gitignore,
        here: env::current_dir().unwrap_or_default(),
        seen: HashSet::new(),
        links: VecDeque::new(),
        found: Found::default(),
    };
    let mut folders = Vec::new();
    // Named files come first: a file that is named and lies in a named folder, too, is a named file.
    for path in paths {
        if *path == Path::new("-") {
            if walk.seen.insert(PathBuf::from("-")) {
                walk.found.inputs.push(Input { shown: stdin_name.to_owned(), path: None, named: true });
            }
            continue;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => folders.push(path),
            Ok(_) => walk.take(real(path), path, true),
            Err(error) => walk.fail(path, &error),
        }
    }
    for folder in folders {
        let root = real(folder);
        walk.found.roots.push(root.clone());
        walk.folder(root, folder);
    }
    // Links come last: a file that can be reached without one is shown by its own path.
    while let Some(link) = walk.links.pop_front() {
        walk.link(&link);
    }
    let mut found = walk.found;
    found.inputs.sort_by(|left, right| (&left.shown, &left.path).cmp(&(&right.shown, &right.path)));
    found
}

/// Does the same work for each item, several at a time; the results are in the order of the items.
pub fn in_parallel<I: Sync, T: Send>(
    jobs: Option<NonZeroUsize>,
    items: &[I],
    work: impl Fn(&I) -> T + Sync + Send,
) -> Vec<T> {
    let jobs = jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let jobs = jobs.min(items.len());
    // To start threads takes longer than to check a small policy.
    let pool = if jobs > 1 { ThreadPoolBuilder::new().num_threads(jobs).build().ok() } else { None };
    match pool {
        Some(pool) => pool.install(|| items.par_iter().with_max_len(1).map(work).collect()),
        None => items.iter().map(work).collect(),
    }
}

struct Walk {
    honour_gitignore: bool,
    /// The current folder.
    here: PathBuf,
    /// The real paths of all files and folders so far.
    seen: HashSet<PathBuf>,
    /// Links that were passed on the way, as the user would write them.
    links: VecDeque<PathBuf>,
    found: Found,
}

impl Walk {
    /// Takes all policies below a folder, without following links; `as_given` is what the user would call it.
    fn folder(&mut self, root: PathBuf, as_given: &Path) {
        let mut patterns = self.honour_gitignore.then(|| Patterns::above(&root));
        let given =
            |path: &Path| path.strip_prefix(&root).map_or(path.to_owned(), |rest| as_given.join(rest));
        let mut entries = WalkDir::new(&root).follow_links(false).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().map_or(as_given.to_owned(), given);
                    // Only a loop is no error of the system, and without following links there is none.
                    if let Some(error) = error.io_error() {
                        self.fail(&path, error);
                    }
                    continue;
                }
            };
            let (path, kind) = (entry.path(), entry.file_type());
            let is_wanted = kind.is_dir() || kind.is_symlink() || (kind.is_file() && has_extension(path));
            if !is_wanted {
                continue;
            }
            if let Some(patterns) = &mut patterns {
                patterns.leave(entry.depth());
            }
            let is_ignored = PASSED_FOLDERS.iter().any(|name| entry.file_name() == *name)
                || patterns.as_ref().is_some_and(|patterns| patterns.ignore(path, kind.is_dir()));
            // A folder that was asked for is never passed over.
            let is_passed = is_ignored && entry.depth() > 0;
            if kind.is_dir() {
                if is_passed || !self.seen.insert(path.to_owned()) {
                    entries.skip_current_dir();
                } else if let Some(patterns) = &mut patterns {
                    patterns.enter(path);
                }
                continue;
            }
            if is_passed {
                continue;
            }
            if kind.is_symlink() {
                self.links.push_back(given(path));
            } else {
                self.take(path.to_owned(), &given(path), false);
            }
        }
    }

    /// Follows a link that was found in a folder; loops end because no folder is walked twice.
    fn link(&mut self, link: &Path) {
        match fs::canonicalize(link).and_then(|path| Ok((fs::metadata(&path)?, path))) {
            Ok((metadata, path)) if metadata.is_dir() => self.folder(path, link),
            Ok((metadata, path)) if metadata.is_file() && has_extension(link) => self.take(path, link, false),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => self.fail(link, &error),
            Err(_) => self.found.broken_links.push(shown(link, &self.here)),
        }
    }

    fn take(&mut self, path: PathBuf, as_given: &Path, named: bool) {
        if self.seen.insert(path.clone()) {
            self.found.inputs.push(Input { shown: shown(as_given, &self.here), path: Some(path), named });
        }
    }

    fn fail(&mut self, path: &Path, error: &io::Error) {
        let path = shown(path, &self.here);
        self.found.failures.push(Failure::new(format!("cannot read `{}`: {error}", escape::line(&path))));
    }
}

/// The path without links; that of a pipe, which has none, as it is.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Whether a walk takes a file, or the user did.
pub fn takes(input: &Input) -> bool {
    input.named || input.path.as_deref().is_some_and(has_extension)
}

fn has_extension(path: &Path) -> bool {
    path.extension().is_some_and(|own| EXTENSIONS.iter().any(|extension| own.eq_ignore_ascii_case(extension)))
}

/// The path as reports show it: relative to the current folder if it lies there, with `/` between its parts.
pub fn shown(path: &Path, here: &Path) -> String {
    let path = path.strip_prefix(here).unwrap_or(path);
    let mut out = String::new();
    for component in path.components() {
        if component == Component::CurDir {
            continue;
        }
        if !out.is_empty() && !out.ends_with('/') {
            out.push('/');
        }
        match component {
            Component::RootDir => out.push('/'),
            component => {
                out += &component.as_os_str().to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
            }
        }
    }
    if out.is_empty() { ".".to_owned() } else { out }
}
