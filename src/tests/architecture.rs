//! The order of the modules, and what each may touch, as `src/README.md` tells it.
//!
//! The compiler does not stop cycles between the modules of a crate, so this test does.

use std::path::{Path, PathBuf};

/// The modules in the order in which a policy passes through them, each with the modules that it may use.
const MODULES: [(&str, &[&str]); 11] = [
    ("source", &[]),
    ("syntax", &["source"]),
    ("find", &["source", "syntax"]),
    ("policy", &["source", "syntax"]),
    ("catalog", &["policy"]),
    ("diagnostic", &["source"]),
    ("rules", &["source", "find", "policy", "catalog", "diagnostic"]),
    ("settings", &["source", "syntax", "find", "catalog", "diagnostic"]),
    ("check", &["source", "syntax", "find", "policy", "catalog", "diagnostic", "rules", "settings"]),
    ("render", &["source", "syntax", "catalog", "diagnostic", "rules", "check"]),
    ("cli", &["source", "find", "policy", "catalog", "diagnostic", "rules", "settings", "check", "render"]),
];

/// What only some files may name, with the paths below `src/` that may.
const FENCES: [(&str, &[&str]); 14] = [
    ("jsonc_parser", &["syntax/json/token"]),
    ("granit_parser", &["syntax/yaml/events"]),
    ("miette", &["render/text"]),
    ("serde_sarif", &["render/sarif"]),
    ("walkdir", &["cli/walk"]),
    ("ignore::", &["cli/walk"]),
    ("rayon", &["cli/walk"]),
    ("std::fs", &["cli/"]),
    ("std::env", &["cli/"]),
    ("println!", &["cli/"]),
    ("print!", &["cli/"]),
    ("Command::new", &["cli/catalog/download"]),
    ("crate::syntax", &["find/", "policy/", "settings/", "check/", "render/"]),
    ("lsp_types", &[]),
];

/// Files longer than this hold more than one idea; tables of data are as long as they are.
const LONGEST_FILE: usize = 400;

const TABLES: [&str; 1] = ["find/kind/table.rs"];

struct File {
    /// The path below `src/`, with `/` between its parts.
    path: String,
    text: String,
}

impl File {
    /// The lines of code, without comments, each with its number.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<PathBuf> = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of the sources") {
            let path = entry.expect("a file of the sources").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(&root).expect("a path below the sources");
                let text = std::fs::read_to_string(&path).expect("a readable file");
                files.push(File { path: below.to_string_lossy().replace('\\', "/"), text });
            }
        }
    }
    files.retain(|file| !file.path.starts_with("tests/"));
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}

/// The modules of the crate that a line names.
fn modules_named(line: &str) -> Vec<&str> {
    let mut named = Vec::new();
    for (start, path) in line.match_indices("crate::") {
        let rest = &line[start + path.len()..];
        let group = rest.strip_prefix('{').and_then(|rest| rest.split('}').next());
        let names = group.map_or(vec![rest], |group| group.split(',').map(str::trim).collect());
        named.extend(names.into_iter().map(|name| {
            let end = name.find(|character: char| !character.is_alphanumeric() && character != '_');
            &name[..end.unwrap_or(name.len())]
        }));
    }
    named
}

#[test]
fn every_module_uses_only_those_it_may() {
    let mut wrong = Vec::new();
    for file in files() {
        let Some((_, may_use)) = MODULES.iter().find(|(module, _)| *module == file.module()) else {
            assert!(
                matches!(file.path.as_str(), "lib.rs" | "main.rs"),
                "{} lies in no module of the table",
                file.path
            );
            continue;
        };
        for (number, line) in file.code() {
            for named in modules_named(line) {
                let is_module = MODULES.iter().any(|(module, _)| *module == named);
                if is_module && named != file.module() && !may_use.contains(&named) {
                    wrong.push(format!("src/{}:{number} may not use `{named}`", file.path));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_is_in_the_order_of_the_crate() {
    let lib = files().into_iter().find(|file| file.path == "lib.rs").expect("the crate's root");
    let declared: Vec<&str> = lib
        .code()
        .filter_map(|(_, line)| line.strip_prefix("pub mod ").or_else(|| line.strip_prefix("mod ")))
        .map(|module| module.trim_end_matches(';'))
        .collect();
    assert_eq!(declared, MODULES.map(|(module, _)| module));
    for (index, (module, may_use)) in MODULES.iter().enumerate() {
        for used in *may_use {
            let before = MODULES[..index].iter().any(|(earlier, _)| earlier == used);
            assert!(before, "`{module}` uses `{used}`, which comes after it");
        }
    }
}

#[test]
fn what_is_fenced_in_is_named_nowhere_else() {
    let mut wrong = Vec::new();
    for file in files() {
        for (word, paths) in FENCES {
            if paths.iter().any(|path| file.path.starts_with(path)) {
                continue;
            }
            let names = file.code().filter(|(_, line)| line.contains(word));
            wrong
                .extend(names.map(|(number, _)| format!("src/{}:{number} may not name `{word}`", file.path)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_file_is_a_drawer() {
    let long: Vec<_> = files()
        .into_iter()
        .filter(|file| !TABLES.contains(&file.path.as_str()) && file.text.lines().count() > LONGEST_FILE)
        .map(|file| format!("src/{} has {} lines", file.path, file.text.lines().count()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}
