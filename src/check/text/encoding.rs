//! Files that are not UTF-8.

use crate::diagnostic::Diagnostic;
use crate::rules::grammar::file;
use crate::source::{BrokenBytes, Span};

/// The most places that are shown beside the first one.
const SHOWN: usize = 4;

/// What Windows-1252 has where Latin-1 has control characters, from 0x80 to 0x9F; a blank where it has nothing.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// The file is UTF-16.
pub(super) fn utf16() -> Diagnostic {
    let mut diagnostic =
        Diagnostic::new(&file::INVALID_ENCODING.page, Span::point(0), "the file is UTF-16, not UTF-8");
    diagnostic.help("save it as UTF-8; what Windows PowerShell writes with `>` is UTF-16");
    diagnostic
}

/// Some bytes of the file are not UTF-8.
pub(super) fn broken(runs: &[BrokenBytes]) -> Option<Diagnostic> {
    let (first, others) = runs.split_first()?;
    let message = match runs.len() {
        1 if first.at.len() == 1 => format!("the byte `0x{:02X}` is not UTF-8", first.first),
        1 => format!("{} bytes from `0x{:02X}` on are not UTF-8", first.at.len(), first.first),
        count => {
            format!("{count} places hold bytes that are not UTF-8, the first of them `0x{:02X}`", first.first)
        }
    };
    let mut diagnostic = Diagnostic::new(&file::INVALID_ENCODING.page, first.at, message);
    if let Some(character) = meant_by(first.first) {
        diagnostic.here(format!("`{character}` in Windows-1252"));
    }
    for run in others.iter().take(SHOWN) {
        diagnostic.label(run.at, "here too");
    }
    diagnostic.help("save the file as UTF-8");
    Some(diagnostic)
}

/// What the byte is in Windows-1252, the encoding that most files are in which are not UTF-8.
fn meant_by(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9F => WINDOWS_1252.chars().nth(usize::from(byte - 0x80)).filter(|meant| *meant != ' '),
        0xA1.. => Some(char::from(byte)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::meant_by;

    #[test]
    fn bytes_are_read_as_windows_1252() {
        let meant = [0x80, 0x81, 0x93, 0x97, 0x9F, 0xA0, 0xE9].map(meant_by);
        assert_eq!(meant, [Some('€'), None, Some('“'), Some('—'), Some('Ÿ'), None, Some('é')]);
    }
}
