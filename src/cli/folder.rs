//! Folders of Terraform's: the files of one are read together, and what they read is found.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Component, Path, PathBuf};

use super::read::{Content, read};
use super::walk::{Input, repository_of, shown};
use crate::find::terraform;
use crate::policy::pattern;
use crate::source::Source;

/// The endings of the files that Terraform and OpenTofu read of a folder.
const EXTENSIONS: [&str; 2] = ["tf", "tofu"];

/// The files of one folder that are to be checked.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// At least one.
    pub inputs: Vec<Input>,
}

/// Where the file is that a configuration reads.
#[derive(Debug)]
pub enum Target {
    /// Here.
    File {
        /// Its real path.
        path: PathBuf,
        /// The path that reports show.
        shown: String,
    },
    /// Outside of the repository, where nothing is read.
    Outside,
}

/// Puts the files of Terraform's together by their folders, apart from all other files.
pub fn part(inputs: Vec<Input>) -> (Vec<Folder>, Vec<Input>) {
    let mut folders: BTreeMap<PathBuf, Vec<Input>> = BTreeMap::new();
    let mut others = Vec::new();
    for input in inputs {
        let path = input.path.as_deref().filter(|path| is_configuration(path));
        match path.and_then(Path::parent).map(Path::to_owned) {
            Some(folder) => folders.entry(folder).or_default().push(input),
            None => others.push(input),
        }
    }
    (folders.into_iter().map(|(path, inputs)| Folder { path, inputs }).collect(), others)
}

impl Folder {
    /// The other files that Terraform reads here; one that cannot be read defines nothing.
    pub fn neighbours(&self) -> Vec<Source> {
        let Ok(entries) = fs::read_dir(&self.path) else { return Vec::new() };
        let is_input = |path: &PathBuf| self.inputs.iter().any(|input| input.path.as_ref() == Some(path));
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| {
            (is_configuration(path) || sets_variables(path)) && path.is_file() && !is_input(path)
        });
        paths.sort();
        let content = |path: PathBuf| match read(Some(&path)) {
            Ok(Content::Whole(bytes)) => Some(Source::from_bytes(path.to_string_lossy(), bytes)),
            _ => None,
        };
        paths.into_iter().filter_map(content).collect()
    }

    /// The files that a configuration of this folder names, of which there is more than one only where it names a pattern; `roots` are the folders that the user named.
    pub fn targets(&self, path: &terraform::Path, roots: &[PathBuf]) -> Vec<Target> {
        let here = env::current_dir().unwrap_or_default();
        let root = self.root(roots, &here);
        let bases = self.path.ancestors().take_while(|base| base.starts_with(&root));
        let bases = bases.take(match path.folder {
            terraform::Folder::Module => 1,
            terraform::Folder::Run => usize::MAX,
        });
        for base in bases {
            let ways = if path.is_pattern { matching(base, &path.way) } else { vec![path.way.clone()] };
            let targets: Vec<Target> =
                ways.iter().filter_map(|way| self.target(base, way, &root, &here)).collect();
            if !targets.is_empty() {
                return targets;
            }
        }
        Vec::new()
    }

    fn target(&self, base: &Path, way: &str, root: &Path, here: &Path) -> Option<Target> {
        let real = fs::canonicalize(base.join(way)).ok().filter(|real| real.is_file())?;
        if !real.starts_with(root) {
            return Some(Target::Outside);
        }
        let shown =
            if base == self.path && !real.starts_with(here) { self.beside(way) } else { shown(&real, here) };
        Some(Target::File { path: real, shown })
    }

    /// The folder within which files are read: the repository, or what the user named.
    fn root(&self, roots: &[PathBuf], here: &Path) -> PathBuf {
        let named = || roots.iter().find(|root| self.path.starts_with(root)).cloned();
        let root = repository_of(&self.path).or_else(named);
        root.unwrap_or_else(|| if self.path.starts_with(here) { here.to_owned() } else { self.path.clone() })
    }

    /// A path from this folder, as reports show the folder's own files.
    fn beside(&self, way: &str) -> String {
        let own = self.inputs.first().map(|input| input.shown.as_str()).unwrap_or_default();
        let mut path = PathBuf::new();
        for component in Path::new(own).with_file_name(way).components() {
            match component {
                Component::CurDir => {}
                Component::ParentDir
                    if matches!(path.components().next_back(), Some(Component::Normal(_))) =>
                {
                    path.pop();
                }
                component => path.push(component),
            }
        }
        shown(&path, Path::new(""))
    }
}

/// The ways to the files whose names match the pattern at the end of a way.
fn matching(base: &Path, way: &str) -> Vec<String> {
    let (folder, wanted) = way.rsplit_once('/').unwrap_or((".", way));
    let Ok(entries) = fs::read_dir(base.join(folder)) else { return Vec::new() };
    let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| pattern::matches(wanted, name)).collect();
    names.sort();
    names.iter().map(|name| format!("{folder}/{name}")).collect()
}

fn is_configuration(path: &Path) -> bool {
    path.extension().is_some_and(|own| EXTENSIONS.iter().any(|extension| own.eq_ignore_ascii_case(extension)))
}

/// Whether Terraform takes the values of variables from a file without being told.
fn sets_variables(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name == "terraform.tfvars" || name.ends_with(".auto.tfvars")
}
