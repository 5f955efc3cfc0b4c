//! Which catalog is asked: the one in the program, or one from a file.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::catalog::{Catalog, Damage};
use crate::cli::output::{self, Failure};
use crate::cli::paint::Color;
use crate::render::escape;

/// The most bytes of a catalog that are read; thirty times the one in the program.
const MAX_BYTES: u64 = 64 << 20;

/// The catalog of that file; without a file, the one in the program.
pub fn open(path: Option<&Path>) -> Result<Cow<'static, Catalog>, Failure> {
    let Some(path) = path else { return Ok(Cow::Borrowed(Catalog::embedded())) };
    let shown = escape::line(&path.to_string_lossy()).into_owned();
    let mut bytes = Vec::new();
    let length = File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes));
    let length = length.map_err(|error| Failure::new(format!("cannot read `{shown}`: {error}")))?;
    if length as u64 > MAX_BYTES {
        return Err(Failure::new(format!("`{shown}` is too long to be a catalog")));
    }
    let read = read(bytes);
    read.map(Cow::Owned)
        .map_err(|damage| Failure::new(format!("{shown}: {}", escape::line(&damage.to_string()))))
}

/// Warns of a file that knows less than the program does.
pub fn warn_of_age(path: Option<&Path>, catalog: &Catalog, color: Color) {
    let embedded = Catalog::embedded().date();
    let Some(path) = path.filter(|_| catalog.date() < embedded) else { return };
    let path = path.to_string_lossy();
    let message = format!(
        "the catalog `{}` is of {}; the one in the program is newer, of {embedded}",
        escape::line(&path),
        catalog.date()
    );
    output::warn(&message, color);
}

fn read(bytes: Vec<u8>) -> Result<Catalog, Damage> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        Damage { line: Some(line), what: "the text is not UTF-8".to_owned() }
    })?;
    // Its names are printed, so they may hold nothing that a terminal obeys.
    let obeyed = |field: &str| matches!(escape::line(field), Cow::Owned(_));
    if let Some(index) = text.lines().position(|line| line.split('\t').any(obeyed)) {
        let what = "a name holds characters that cannot be printed".to_owned();
        return Err(Damage { line: Some(index + 1), what });
    }
    let catalog = Catalog::read(&text)?;
    if catalog.services().len() == 0 {
        return Err(Damage { line: None, what: "there is no service in it".to_owned() });
    }
    Ok(catalog)
}
