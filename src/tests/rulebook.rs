//! The rule book keeps its word: every example gives what its page says.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use iamlint::catalog::Catalog;
use iamlint::render::{FileReport, Run, Style};
use iamlint::{Finding, Page, Profile, Report, Settings, Source, check, render, rules};

use crate::expect;

/// A fenced block of a page.
struct Block<'p> {
    section: &'p str,
    info: &'p str,
    text: String,
}

fn blocks(body: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut section = "";
    let mut lines = body.lines();
    while let Some(line) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title;
        } else if let Some(info) = line.strip_prefix("```") {
            let text =
                lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
            blocks.push(Block { section, info, text });
        }
    }
    blocks
}

/// The text with each `{{TEXT*N}}` in it replaced by N times the text.
///
/// Examples of rules about length would be unreadable otherwise.
pub(crate) fn expand(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let repeated = after.split_once("}}").and_then(|(inner, rest)| {
            let (text, count) = inner.rsplit_once('*')?;
            Some((text.repeat(count.parse().ok()?), rest))
        });
        out.push_str(before);
        match repeated {
            Some((text, after)) => {
                out.push_str(&text);
                rest = after;
            }
            None => {
                out.push_str("{{");
                rest = after;
            }
        }
    }
    out + rest
}

/// Whether a block of a page is an example, by the word behind its fence.
fn is_input(info: &str) -> bool {
    ["json", "yaml", "hcl"].iter().any(|language| info.starts_with(language))
}

/// Checks an example; the words behind `json` or `yaml` name a kind, a resource type or an encoding.
///
/// The rule of the page runs whether or not it runs by default.
fn check_example(page: &Page, info: &str, text: &str) -> (Source, Report) {
    let mut words = info.split(' ');
    let file = format!("policy.{}", words.next().unwrap_or_default());
    let text = &expand(text);
    let mut profile = None;
    let mut source = Source::new(file.as_str(), text);
    for word in words {
        match word {
            "latin-1" => source = Source::from_bytes(file.as_str(), latin_1(text)),
            "utf-16" => source = Source::from_bytes(file.as_str(), utf_16(text)),
            _ => profile = Some(profile_named(word)),
        }
    }
    let select = if page.default { Vec::new() } else { vec!["all".to_owned()] };
    let report = check(&source, &Settings { profile, select, ..Settings::default() });
    (source, report)
}

fn profile_named(name: &str) -> &'static Profile {
    let of_kind = || Some(Profile::of_kind(name.parse().ok()?));
    Profile::of_resource_type(name).or_else(of_kind).unwrap_or_else(|| panic!("no kind is named {name}"))
}

fn latin_1(text: &str) -> Vec<u8> {
    text.chars().map(|character| u8::try_from(character).expect("a character of Latin-1")).collect()
}

fn utf_16(text: &str) -> Vec<u8> {
    format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The examples of all pages that are JSON in UTF-8: the settings that each is checked with, and its text.
pub(crate) fn json_examples() -> Vec<(Settings, String)> {
    let mut examples = Vec::new();
    for page in all_pages() {
        for Block { info, text, .. } in blocks(page.body) {
            let mut words = info.split(' ');
            let is_json = words.next().is_some_and(|word| word.starts_with("json"));
            if !is_json || info.ends_with("latin-1") || info.ends_with("utf-16") {
                continue;
            }
            let profile = words.next().map(profile_named);
            let select = if page.default { Vec::new() } else { vec!["all".to_owned()] };
            examples.push((Settings { profile, select, ..Settings::default() }, expand(&text)));
        }
    }
    examples
}

/// Pages whose findings no example can show: a file of gigabytes is no example.
const WITHOUT_EXAMPLE: [&str; 1] = ["file-too-large"];

fn rule_book() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

/// The pages of all rules, and of the checks that AWS has taken back.
fn all_pages() -> impl Iterator<Item = &'static Page> {
    rules::pages().chain(rules::retired_pages())
}

fn names(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.diagnostic.page.name).collect()
}

#[test]
fn every_example_gives_what_its_page_says() {
    let mut wrong = Vec::new();
    for page in all_pages() {
        let blocks = blocks(page.body);
        for section in ["Reported", "Accepted"] {
            let is_example = |block: &&Block<'_>| block.section == section && is_input(block.info);
            let examples: Vec<_> = blocks.iter().filter(is_example).collect();
            // What AWS has taken back is reported by nothing.
            let is_expected = section == "Accepted" || page.retired.is_none();
            if examples.is_empty() == is_expected && !WITHOUT_EXAMPLE.contains(&page.name) {
                let fault = if is_expected { "no example" } else { "an example" };
                wrong.push(format!("{}: {fault} under `{section}`", page.name));
            }
            for example in examples {
                let Report { policies, findings, .. } = check_example(page, example.info, &example.text).1;
                let found = names(&findings);
                let holds = match section {
                    // A policy with what only another kind may have reads as one of that kind, too.
                    "Reported" => {
                        found.contains(&page.name)
                            && found.iter().all(|name| *name == page.name || *name == "kind-mismatch")
                    }
                    _ => found.is_empty() && policies.iter().all(|policy| policy.answer.is_none()),
                };
                if !holds {
                    let messages: Vec<_> =
                        findings.iter().map(|finding| &finding.diagnostic.message).collect();
                    wrong.push(format!(
                        "{} ({section}) gives {found:?} {messages:?}:\n{}",
                        page.name, example.text
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} examples are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_page_shows_what_the_user_sees() {
    let mut differences = expect::Differences::default();
    for page in rules::pages() {
        let path = rule_book().join(page.group).join(format!("{}.md", page.name));
        let written = std::fs::read_to_string(&path).expect("a page can be read");
        differences.compare(&path, &with_reports(page, &written));
    }
    differences.check();
}

/// The page with the report of each example under `Reported` behind the example.
fn with_reports(page: &Page, written: &str) -> String {
    let mut out = String::new();
    let mut section = "";
    let mut lines = written.lines().peekable();
    while let Some(line) = lines.next() {
        out += &format!("{line}\n");
        if let Some(title) = line.strip_prefix("## ") {
            section = title;
        }
        let Some(info) = line.strip_prefix("```") else { continue };
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let text: String = text.iter().map(|line| format!("{line}\n")).collect();
        out += &format!("{text}```\n");
        if section == "Reported" && is_input(info) {
            if lines.peek() == Some(&"```text") {
                lines.by_ref().take_while(|line| *line != "```").for_each(drop);
            }
            out += &format!("```text\n{}```\n", report(page, info, &text));
        }
    }
    out
}

/// What a person sees of an example, without what the page says anyway.
fn report(page: &Page, info: &str, text: &str) -> String {
    let (source, report) = check_example(page, info, text);
    let path = source.name().to_owned();
    let file = FileReport { path, source: Some(source), report };
    let run = Run { files: vec![file], catalog_date: Catalog::embedded().date(), milliseconds: 0 };
    let style = Style { explanations: false, answers: false, summary: false, ..Style::default() };
    let mut out = Vec::new();
    render::text::write(&run, &style, &mut out).expect("a report can be written to memory");
    let out = String::from_utf8(out).expect("reports are UTF-8");
    format!("{}\n", out.trim_end())
}

#[test]
fn the_index_lists_every_page() {
    let mut index = String::from(INDEX_HEAD);
    let mut group = "";
    for page in rules::pages() {
        if page.group != group {
            group = page.group;
            index += &format!("\n## {group}\n\n| rule | level | what it says |\n| --- | --- | --- |\n");
        }
        let off = if page.default { "" } else { " (off by default)" };
        index += &format!("| [{0}]({group}/{0}.md) | {1}{off} | {2} |\n", page.name, page.level, page.title);
    }
    index += RETIRED_HEAD;
    for Page { name, group, retired, title, .. } in rules::retired_pages() {
        index += &format!("| [{name}]({group}/{name}.md) | {} | {title} |\n", retired.unwrap_or_default());
    }
    let mut differences = expect::Differences::default();
    differences.compare(&rule_book().join("README.md"), &index);
    differences.check();
}

const INDEX_HEAD: &str = "# The rule book

One page per rule: why it matters, what is reported, and what is accepted.
The pages are the only place where a rule's metadata and prose are written; the examples run as tests, and the suite writes the reports below them and this index.
`iamlint explain RULE` shows a page in the terminal.
";

const RETIRED_HEAD: &str = "
## Retired

Access Analyzer had these checks once. Nothing reports them; their pages say what holds now.

| check | retired | what it said |
| --- | --- | --- |
";

#[test]
fn every_finding_is_worded_by_rule() {
    let mut wrong = Vec::new();
    for page in all_pages() {
        let why = page.why();
        if !why.ends_with(['.', ')']) || why.len() < 40 {
            wrong.push(format!("{}: the first paragraph says why it matters: {why:?}", page.name));
        }
        for block in blocks(page.body).iter().filter(|block| is_input(block.info)) {
            for finding in check_example(page, block.info, &block.text).1.findings {
                let diagnostic = finding.diagnostic;
                let labels = diagnostic.labels.iter().map(|label| &label.message);
                let texts = [Some(&diagnostic.message), diagnostic.here.as_ref(), diagnostic.help.as_ref()];
                for text in texts.into_iter().flatten().chain(labels) {
                    wrong.extend(flaw(text).map(|flaw| format!("{}: {flaw}: {text:?}", page.name)));
                }
                if diagnostic.help.is_none() && diagnostic.fix.is_none() {
                    wrong.push(format!("{}: no help: {:?}", page.name, diagnostic.message));
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with a text, outside of what it quotes.
fn flaw(text: &str) -> Option<&'static str> {
    let own = text.split('`').step_by(2).collect::<Vec<_>>().join("`");
    let first = text.chars().next()?;
    let word: String = text.chars().take_while(|character| character.is_alphanumeric()).collect();
    let is_name_letter = |character: char| character.is_uppercase() || character.is_ascii_digit();
    let is_name = word.chars().filter(|character| is_name_letter(*character)).count() > 1;
    if first.is_uppercase() && !is_name {
        return Some("it begins with a capital");
    }
    if text.ends_with('.') && !text.ends_with("...") {
        return Some("it ends with a full stop");
    }
    if text.contains(['\n', '\t']) || own.contains("  ") {
        return Some("it is not one line");
    }
    let rust = ["Some(", "None)", "::", "Option", "Vec<", "&str"];
    rust.iter().any(|word| own.contains(word)).then_some("it speaks Rust")
}

#[test]
fn every_page_has_a_rule_and_no_rule_is_listed_twice() {
    let root = rule_book();
    let written: BTreeSet<PathBuf> =
        files_below(&root).into_iter().filter(|path| !path.ends_with("README.md")).collect();
    let mut listed = BTreeSet::new();
    for page in all_pages() {
        assert!(
            listed.insert(root.join(page.group).join(format!("{}.md", page.name))),
            "{} is listed twice",
            page.name
        );
    }
    assert_eq!(written, listed);
}

pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the rule book is a folder");
    let paths = entries.map(|entry| entry.expect("a file").path());
    paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}
