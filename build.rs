//! Packs the text of the catalog, so that the program need not read it at each start.
//!
//! The modules are those of the crate itself: they use the standard library only.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[allow(dead_code)]
#[path = "src/catalog/date.rs"]
mod date;
#[allow(dead_code)]
#[path = "src/catalog/pack.rs"]
mod pack;
#[allow(dead_code, unused_imports)]
#[path = "src/catalog/text/mod.rs"]
mod text;

const FOLDER: &str = "src/catalog/data";

fn main() -> Result<(), Box<dyn Error>> {
    for path in [FOLDER, "build.rs", "src/catalog/date.rs", "src/catalog/pack.rs", "src/catalog/text"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let mut catalog = String::new();
    let mut lines = 0;
    let mut first_lines = Vec::new();
    for path in files()? {
        let text = fs::read_to_string(&path)?;
        first_lines.push((lines, path));
        lines += text.lines().count();
        catalog.push_str(&text);
    }
    let facts = text::Facts::read(&catalog).map_err(|damage| match damage.line {
        Some(line) => {
            let file = first_lines.iter().rfind(|(first, _)| *first < line);
            file.map_or(String::new(), |(first, path)| {
                format!("{}:{}: {}", path.display(), line - first, damage.what)
            })
        }
        None => damage.what,
    })?;
    let packed = pack::pack(&facts)?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("the build has no place to write to")?);
    fs::write(out.join("catalog.words"), packed.words.as_flattened())?;
    fs::write(out.join("catalog.names"), packed.names)?;
    Ok(())
}

/// All files of the catalog, the one that says the day first, in one order on every machine.
fn files() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    let head = Path::new(FOLDER).join("catalog.tsv");
    for folder in [Path::new(FOLDER).to_owned(), Path::new(FOLDER).join("services")] {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "tsv") && path != head {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.insert(0, head);
    Ok(paths)
}
