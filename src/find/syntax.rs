/// The language that a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// JSON.
    Json,
    /// YAML.
    Yaml,
    /// HCL, the language of Terraform and OpenTofu.
    Hcl,
}

impl Syntax {
    /// The language of a text: by the ending of its file's name, or where that does not tell, by how it begins.
    pub fn of(name: &str, text: &str) -> Syntax {
        const ENDINGS: [(&str, Syntax); 8] = [
            ("json", Syntax::Json),
            ("jsonc", Syntax::Json),
            ("yaml", Syntax::Yaml),
            ("yml", Syntax::Yaml),
            ("tf", Syntax::Hcl),
            ("tofu", Syntax::Hcl),
            ("tfvars", Syntax::Hcl),
            ("hcl", Syntax::Hcl),
        ];
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)) {
            Some((_, syntax)) => *syntax,
            None if begins_as_hcl(text) => Syntax::Hcl,
            None if begins_as_yaml(text) => Syntax::Yaml,
            None => Syntax::Json,
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

/// Whether the first line that is no comment begins a block as files of Terraform have them.
fn begins_as_hcl(text: &str) -> bool {
    const BLOCKS: [&str; 8] =
        ["data", "locals", "module", "output", "provider", "resource", "terraform", "variable"];
    let mut lines = text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with(['#', '/']));
    first.is_some_and(|line| {
        let behind = BLOCKS.iter().find_map(|block| line.strip_prefix(block));
        behind.is_some_and(|behind| behind.trim_start().starts_with(['"', '{']) && line.ends_with('{'))
    })
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
            ("main.tf", "{}", Syntax::Hcl),
            ("modules/a.b/MAIN.TOFU", "", Syntax::Hcl),
            ("main.tf.json", "{}", Syntax::Json),
            ("<stdin>", "# a\n\nresource \"aws_iam_policy\" \"a\" {\n}\n", Syntax::Hcl),
            ("<stdin>", "locals {\n", Syntax::Hcl),
            ("<stdin>", "data: {\n", Syntax::Yaml),
            ("policy.json", "locals {\n", Syntax::Json),
        ] {
            assert_eq!(Syntax::of(name, text), expected, "{name} {text:?}");
        }
    }
}
