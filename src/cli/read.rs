//! Files to bytes.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The most bytes of a file that are read; a thousand times the largest policy that any service takes.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// What a file holds.
pub enum Content {
    /// All of it.
    Whole(Vec<u8>),
    /// At least so many bytes, too many to read.
    TooLarge(u64),
}

/// Reads a file, or standard input; never more than the limit, whatever the file's size seems to be.
pub fn read(path: Option<&Path>) -> io::Result<Content> {
    let Some(path) = path else { return read_bounded(io::stdin().lock(), 0) };
    let length = fs::metadata(path)?.len();
    if length > MAX_FILE_BYTES {
        return Ok(Content::TooLarge(length));
    }
    read_bounded(File::open(path)?, length)
}

/// A file may grow while it is read, and a device may never end.
fn read_bounded(input: impl Read, expected: u64) -> io::Result<Content> {
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0));
    let count = input.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    let count = count as u64;
    Ok(if count > MAX_FILE_BYTES { Content::TooLarge(count) } else { Content::Whole(bytes) })
}
