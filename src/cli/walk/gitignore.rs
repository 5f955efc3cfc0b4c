//! Which paths git would ignore.

use std::fs;
use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The patterns that are in force at one place of a walk: those of its folder and of the folders above.
///
/// Patterns that git itself could not read are passed over, as git does.
#[derive(Debug)]
pub struct Patterns {
    /// From the outermost folder to the innermost.
    folders: Vec<Folder>,
    /// How many of them lie above the folder in which the walk began.
    above: usize,
}

/// The patterns of one folder.
#[derive(Debug)]
struct Folder {
    patterns: Gitignore,
    /// Whether it is the top of a repository, which knows nothing of the patterns above it.
    is_top: bool,
}

impl Patterns {
    /// The patterns above a folder, up to the top of its repository; none if it lies in no repository.
    pub fn above(root: &Path) -> Patterns {
        let mut folders = Vec::new();
        if let Some(top) = repository_of(root) {
            let above = root.ancestors().skip(1).take_while(|folder| folder.starts_with(&top));
            folders.extend(above.map(Folder::read));
            folders.reverse();
        }
        Patterns { above: folders.len(), folders }
    }

    /// Leaves the folders that are not on the way to an entry of this depth, counted from the walk's beginning.
    pub fn leave(&mut self, depth: usize) {
        self.folders.truncate(self.above + depth);
    }

    /// Enters a folder.
    pub fn enter(&mut self, folder: &Path) {
        self.folders.push(Folder::read(folder));
    }

    /// Whether an entry of the innermost folder is ignored; the innermost pattern that speaks of it decides.
    pub fn ignore(&self, path: &Path, is_dir: bool) -> bool {
        for folder in self.folders.iter().rev() {
            match folder.patterns.matched(path, is_dir) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None if folder.is_top => return false,
                Match::None => {}
            }
        }
        false
    }
}

impl Folder {
    fn read(folder: &Path) -> Folder {
        let is_top = is_top(folder);
        let mut builder = GitignoreBuilder::new(folder);
        // The later pattern wins, and `.gitignore` beats the repository's own list.
        // A file that is absent or cannot be read has no patterns.
        if is_top {
            let _ = builder.add(repository(folder).join("info/exclude"));
        }
        let _ = builder.add(folder.join(".gitignore"));
        Folder { patterns: builder.build().unwrap_or_else(|_| Gitignore::empty()), is_top }
    }
}

/// The top of the repository in which a folder lies.
pub fn repository_of(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| is_top(folder)).map(Path::to_owned)
}

fn is_top(folder: &Path) -> bool {
    folder.join(".git").exists()
}

/// Where git keeps what belongs to the repository: in `.git`, or, for worktrees and submodules, where the file `.git` says.
fn repository(top: &Path) -> PathBuf {
    let git = top.join(".git");
    let Some(own) = pointer(&git, "gitdir:") else { return git };
    let own = top.join(own);
    match pointer(&own.join("commondir"), "") {
        Some(common) => own.join(common),
        None => own,
    }
}

/// The path that a file of git's holds behind a prefix.
fn pointer(file: &Path, prefix: &str) -> Option<PathBuf> {
    let text = fs::read_to_string(file).ok()?;
    Some(PathBuf::from(text.strip_prefix(prefix)?.trim()))
}
