/// The language that a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
}

impl Syntax {
    /// The language of a text: by the ending of its file's name, or where that does not tell, by how it begins.
    pub fn of(name: &str, text: &str) -> Syntax {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ending.to_ascii_lowercase().as_str() {
            "json" | "jsonc" => Syntax::Json,
            "yaml" | "yml" => Syntax::Yaml,
            _ if begins_as_yaml(text) => Syntax::Yaml,
            _ => Syntax::Json,
        }
    }
}

/// Whether the first line that says anything is a name with a colon behind it, as no text that is meant as JSON begins.
fn begins_as_yaml(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let first = lines.find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let Some(first) = first else { return false };
    let end = first
        .find(|next: char| !next.is_ascii_alphanumeric() && next != '_' && next != '-')
        .unwrap_or(first.len());
    let (name, rest) = first.split_at(end);
    let is_name = name.starts_with(|next: char| next.is_ascii_alphabetic());
    let rest = rest.strip_prefix(':').map(str::trim_end);
    first.trim_end() == "---" || is_name && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_tells_the_language_or_the_text_does() {
        let yaml = "AWSTemplateFormatVersion: 2010-09-09\nResources:\n";
        for (name, text, expected) in [
            ("a.json", yaml, Syntax::Json),
            ("a.yaml", yaml, Syntax::Yaml),
            ("a.YML", "[]", Syntax::Yaml),
            ("a.yaml", "{\"a\": 1}", Syntax::Yaml),
            ("a.template", yaml, Syntax::Yaml),
            ("a.template", "\n# a\n---\na: b\n", Syntax::Yaml),
            ("a.template", "{\"Resources\": {}}", Syntax::Json),
            ("<stdin>", "Version\": \"2012-10-17\"}", Syntax::Json),
            ("<stdin>", "const policy = {}", Syntax::Json),
            ("<stdin>", "", Syntax::Json),
        ] {
            assert_eq!(Syntax::of(name, text), expected, "{name} {text:?}");
        }
    }
}
