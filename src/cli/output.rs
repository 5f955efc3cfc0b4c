//! Where output goes: standard output, a file, standard error.

use std::env;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::Outcome;
use super::args::Format;
use super::paint::{Color, Paint};
use crate::diagnostic::Level;
use crate::render::{self, Run, Style, escape};

/// Why the tool could not do its work, in one line for the user.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    pub fn new(message: impl Into<String>) -> Failure {
        Failure(message.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Writes what a run has found in the format that was asked for.
pub fn render(format: Format, run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Text => render::text::write(run, style, out),
        Format::Concise => render::concise::write(run, style, out),
        Format::Json => render::json::write(run, out),
        Format::Sarif => render::sarif::write(run, out),
        Format::AccessAnalyzer => render::access_analyzer::write(run, out),
    }
}

/// Writes to standard output.
///
/// A reader that has gone away has seen what it wanted, so a closed pipe is no failure.
pub fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Outcome, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(Outcome::Clean),
    }
}

/// Writes a file that is there as a whole or not at all: into a file beside it, which then takes its place.
///
/// What is no regular file, such as `/dev/null` or a named pipe, is written to directly.
pub fn to_file(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<Outcome, Failure> {
    let written = match fs::metadata(path) {
        Ok(old) if old.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(old) if !old.is_file() => {
            File::options().write(true).open(path).and_then(|file| fill(file, write).map(drop))
        }
        Ok(old) if old.permissions().readonly() => Err(io::ErrorKind::PermissionDenied.into()),
        Ok(old) => replace(path, Some(old.permissions()), write),
        Err(_) => replace(path, None, write),
    };
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("cannot write `{}`: {error}", escape::line(&path.to_string_lossy()))))
        }
        _ => Ok(Outcome::Clean),
    }
}

fn replace(
    path: &Path,
    permissions: Option<fs::Permissions>,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    // A symbolic link stays one: the file that it leads to is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    // A rename does not cross file systems, so the new file begins in the same folder.
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    // The error of a folder that is not there should not name a file that the user never heard of.
    fs::metadata(folder)?;
    let file = fill(new_file(folder)?, write)?;
    file.as_file().sync_all()?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.persist(path)?;
    Ok(())
}

/// A hidden file that is gone when it is dropped; others may read it, as any file that a program writes.
fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.prefix(".iamlint-").tempfile_in(folder)
}

fn fill<W: Write>(file: W, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<W> {
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

/// Says on standard error why something could not be done.
pub fn complain(failure: &Failure, color: Color) {
    let paint = Paint { on: color.on(&io::stderr()) };
    say(&format!("{} {failure}", paint.red("error:")));
}

/// Says on standard error what the user should know, though the work was done.
pub fn warn(message: &str, color: Color) {
    let paint = Paint { on: color.on(&io::stderr()) };
    say(&format!("{} {message}", paint.level(Level::Warning, "warning:")));
}

/// Says something on standard error; if nobody can hear it, there is nobody to tell.
pub fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Prints what is wrong with the arguments, or the help or version that was asked for.
pub fn usage(error: &clap::Error) -> Outcome {
    // As in `say`: a closed pipe changes nothing.
    let _ = error.print();
    if error.use_stderr() { Outcome::Failed } else { Outcome::Clean }
}

/// The number of columns of what is no terminal, and of what reads well.
pub const WIDTH: usize = 100;

/// The number of columns of the terminal.
pub fn width() -> usize {
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0))
}

/// Whether the locale can show more than ASCII; where there is none at all, it most likely can.
pub fn unicode() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    locale.is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}
