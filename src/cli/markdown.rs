//! The Markdown of the rule book, for terminals.
//!
//! It knows what the pages use: headings, paragraphs, lists, fenced code, tables, links, bold and code.

use super::paint::Paint;

/// How far code is moved to the right.
const INDENT: &str = "    ";

/// Sets a page for a terminal of this width.
pub fn to_terminal(markdown: &str, paint: Paint, width: usize) -> String {
    let mut setter = Setter { paint, width, out: String::new(), paragraph: String::new() };
    let mut in_code = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            setter.end_paragraph();
            in_code = !in_code;
        } else if in_code {
            setter.line(&format!("{INDENT}{line}"));
        } else {
            setter.prose(line);
        }
    }
    setter.end_paragraph();
    setter.out
}

struct Setter {
    paint: Paint,
    width: usize,
    out: String,
    /// The lines of the paragraph or list item that is not ended yet, in one.
    paragraph: String,
}

impl Setter {
    fn prose(&mut self, line: &str) {
        let trimmed = line.trim_end();
        if trimmed.is_empty() {
            self.end_paragraph();
            self.line("");
        } else if let Some(heading) = trimmed.strip_prefix('#') {
            self.end_paragraph();
            let heading = self.paint.bold(heading.trim_start_matches('#').trim_start());
            self.line(&heading);
        } else if trimmed.starts_with('|') {
            self.end_paragraph();
            self.line(trimmed);
        } else {
            if is_item(trimmed) {
                self.end_paragraph();
            }
            if !self.paragraph.is_empty() {
                self.paragraph.push(' ');
                self.paragraph += trimmed.trim_start();
            } else {
                self.paragraph += trimmed;
            }
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if !paragraph.is_empty() {
            let set = wrap(&inline(&paragraph, self.paint), self.width);
            self.line(&set);
        }
    }

    fn line(&mut self, line: &str) {
        self.out += line.trim_end();
        self.out.push('\n');
    }
}

/// Whether a line begins an item of a list: `- item` or `1. item`.
fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|character: char| character.is_ascii_digit());
    line.starts_with("- ")
        || line.starts_with("* ")
        || (digits.len() < line.len() && digits.starts_with(". "))
}

/// Breaks a paragraph into lines; those of a list's item begin below its text.
fn wrap(paragraph: &str, width: usize) -> String {
    let text = paragraph.trim_start();
    let mut indent = paragraph.len() - text.len();
    let mut out = " ".repeat(indent);
    if is_item(text) {
        indent += text.find(' ').map_or(0, |space| space + 1);
    }
    let mut column = out.len();
    for (index, word) in text.split_whitespace().enumerate() {
        let length = columns(word);
        if index > 0 && column + 1 + length > width {
            out.push('\n');
            out += &" ".repeat(indent);
            column = indent;
        } else if index > 0 {
            out.push(' ');
            column += 1;
        }
        out += word;
        column += length;
    }
    out
}

/// How many columns a word takes: its characters without the codes that colour it.
fn columns(word: &str) -> usize {
    let mut in_code = false;
    let is_seen = |character: &char| {
        let was_in_code = in_code;
        in_code = if was_in_code { *character != 'm' } else { *character == '\x1b' };
        !was_in_code && !in_code
    };
    word.chars().filter(is_seen).count()
}

/// Sets code, bold text and links; where there are no colours, code keeps its backticks.
fn inline(text: &str, paint: Paint) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['`', '*', '[', '<']) {
        out += &rest[..at];
        rest = &rest[at..];
        let set = if let Some((code, after)) = enclosed(rest, "`", "`") {
            Some((if paint.on { paint.cyan(code) } else { format!("`{code}`") }, after))
        } else if let Some((bold, after)) = enclosed(rest, "**", "**") {
            Some((paint.bold(bold), after))
        } else if let Some((address, after)) =
            enclosed(rest, "<", ">").filter(|(text, _)| text.contains("://"))
        {
            Some((address.to_owned(), after))
        } else {
            link(rest)
        };
        match set {
            Some((set, after)) => {
                out += &set;
                rest = after;
            }
            None => {
                out += &rest[..1];
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

/// A link as text and address, and what follows it; only the text if the address leads to another page.
fn link(text: &str) -> Option<(String, &str)> {
    let (label, after) = enclosed(text, "[", "]")?;
    let (address, after) = enclosed(after, "(", ")")?;
    let set = if address.contains("://") { format!("{label} ({address})") } else { label.to_owned() };
    Some((set, after))
}

/// What stands between two marks at the beginning of a text, and what follows them.
fn enclosed<'a>(text: &'a str, open: &str, close: &str) -> Option<(&'a str, &'a str)> {
    text.strip_prefix(open)?.split_once(close)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\
A statement without `Effect` neither **allows** nor denies ([the grammar](https://example.com/a)).
It is *refused*; see [another](missing-action.md).

- a first item that is longer than a line is wide
- a second

## Reported

```json
{ \"a\": [1] }
```
";

    #[test]
    fn a_page_is_set_for_a_terminal() {
        let plain = "\
A statement without `Effect` neither
allows nor denies (the grammar
(https://example.com/a)). It is
*refused*; see another.

- a first item that is longer than a
  line is wide
- a second

Reported

    { \"a\": [1] }
";
        assert_eq!(to_terminal(PAGE, Paint { on: false }, 38), plain);
    }

    #[test]
    fn code_is_coloured_instead_of_quoted() {
        let coloured = to_terminal("a `b` **c**\n", Paint { on: true }, 5);
        assert_eq!(coloured, "a \x1b[36mb\x1b[0m \x1b[1mc\x1b[0m\n", "colours take no room");
    }
}
