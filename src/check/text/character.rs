//! Names of characters, as findings say them.

/// A character by name and code point, where there is more than one of the name: "no-break space (U+00A0)".
fn name(character: char) -> String {
    let code = u32::from(character);
    let name = match character {
        '\t' => return "tab".to_owned(),
        '\n' | '\r' => return "line end".to_owned(),
        '\u{FEFF}' => "zero width no-break space".to_owned(),
        _ if character.is_control() => "control character".to_owned(),
        _ => match unicode_names2::name(character) {
            Some(name) => name.to_string().to_lowercase(),
            None => "character".to_owned(),
        },
    };
    format!("{name} (U+{code:04X})")
}

/// The same with its article: "a no-break space (U+00A0)".
pub(super) fn with_article(character: char) -> String {
    let name = name(character);
    let article = if name.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {name}")
}
