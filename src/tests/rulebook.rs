//! The rule book keeps its word: every example gives what its page says.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use iamlint::{Finding, Page, Profile, Report, Settings, Source, check, rules};

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
fn expand(text: &str) -> String {
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

/// Checks an example with all rules that run by default, and with the page's own rule.
///
/// The words behind `json` name a kind or a resource type.
fn check_example(page: &Page, info: &str, text: &str) -> Report {
    let text = expand(text);
    let mut words = info.split(' ');
    let file = format!("policy.{}", words.next().unwrap_or_default());
    let profile = words.last().map(|name| {
        let of_kind = || Some(Profile::of_kind(name.parse().ok()?));
        Profile::of_resource_type(name).or_else(of_kind).unwrap_or_else(|| panic!("no kind is named {name}"))
    });
    let select = match page.default {
        true => Vec::new(),
        false => {
            let by_default = rules::pages().filter(|page| page.default);
            by_default.map(|page| page.name).chain([page.name]).map(str::to_owned).collect()
        }
    };
    check(&Source::new(file, text), &Settings { profile, select, ..Settings::default() })
}

fn names(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.diagnostic.page.name).collect()
}

#[test]
fn every_example_gives_what_its_page_says() {
    let mut wrong = Vec::new();
    for page in rules::pages() {
        let blocks = blocks(page.body);
        for section in ["Reported", "Accepted"] {
            let is_example = |block: &&Block<'_>| block.section == section && block.info.starts_with("json");
            let examples: Vec<_> = blocks.iter().filter(is_example).collect();
            if examples.is_empty() {
                wrong.push(format!("{}: no example under `{section}`", page.name));
            }
            for example in examples {
                let findings = check_example(page, example.info, &example.text).findings;
                let found = names(&findings);
                let holds = match section {
                    "Reported" => !found.is_empty() && found.iter().all(|name| *name == page.name),
                    _ => found.is_empty(),
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
fn every_page_has_a_rule_and_no_rule_is_listed_twice() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let written: BTreeSet<PathBuf> =
        files_below(&root).into_iter().filter(|path| !path.ends_with("README.md")).collect();
    let mut listed = BTreeSet::new();
    for page in rules::pages() {
        assert!(
            listed.insert(root.join(page.group).join(format!("{}.md", page.name))),
            "{} is listed twice",
            page.name
        );
    }
    assert_eq!(written, listed);
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the rule book is a folder");
    let paths = entries.map(|entry| entry.expect("a file").path());
    paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}
