//! Which language a file is written in.

/// The languages that files with policies are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// JSON, and its relatives with comments.
    Json,
    /// HCL, the language of Terraform and OpenTofu.
    Hcl,
}

impl Syntax {
    /// Tells the language of a file by its name, or by its text where the name says nothing.
    pub fn of(name: &str, text: &str) -> Syntax {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
        match name.rsplit_once('.') {
            Some((_, "tf" | "tofu" | "tfvars" | "hcl")) => Syntax::Hcl,
            Some(_) => Syntax::Json,
            None if looks_like_hcl(text) => Syntax::Hcl,
            None => Syntax::Json,
        }
    }
}

/// Whether the first line that is no comment begins a block as files of Terraform have them.
fn looks_like_hcl(text: &str) -> bool {
    const BLOCKS: [&str; 8] =
        ["data", "locals", "module", "output", "provider", "resource", "terraform", "variable"];
    let mut lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '/']));
    lines.next().is_some_and(|line| {
        let behind = BLOCKS.iter().find_map(|block| line.strip_prefix(block));
        behind.is_some_and(|behind| behind.trim_start().starts_with(['"', '{']) && line.ends_with('{'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_before_texts() {
        let block = "# a comment\n\nresource \"aws_iam_policy\" \"a\" {\n}\n";
        for (name, text, syntax) in [
            ("main.tf", "{}", Syntax::Hcl),
            ("modules/a.b/MAIN.TOFU", "", Syntax::Hcl),
            ("main.tf.json", block, Syntax::Json),
            ("policy.json", block, Syntax::Json),
            ("<stdin>", block, Syntax::Hcl),
            ("-", "locals {\n", Syntax::Hcl),
            ("-", "{\"Statement\": []}", Syntax::Json),
            ("-", "data: {\n", Syntax::Json),
        ] {
            assert_eq!(Syntax::of(name, text), syntax, "{name}");
        }
    }
}
