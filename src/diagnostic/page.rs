use super::Level;
use crate::source::const_text::{same, skip_space, split};

/// One page of the rule book: what a rule is called, how bad its findings are, and its prose and examples.
///
/// The page is a Markdown file below `rules/`, and the only place where these things are written.
/// It is read by the compiler, so a page with a missing or misspelt line does not build.
#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    /// The rule's name as users type it: the file's name, in kebab case.
    pub name: &'static str,
    /// The folder below `rules/`.
    pub group: &'static str,
    /// The rule's code; Access Analyzer's `issueCode` where it has one.
    pub code: &'static str,
    /// How bad the findings are, unless the rule knows better in a case.
    pub level: Level,
    /// The rule's name in words.
    pub title: &'static str,
    /// The kinds of policy that the rule reads, as a list of names.
    pub kinds: &'static str,
    /// Who made the rule.
    pub origin: Origin,
    /// The first version with the rule; empty where AWS had taken the check back before there was one.
    pub since: &'static str,
    /// When AWS took the check back, as exactly as is known: `2025-09-19`, `2022-12`.
    pub retired: Option<&'static str>,
    /// Whether the rule runs without being asked for.
    pub default: bool,
    /// What follows the front matter: why it matters, and the examples.
    pub body: &'static str,
}

/// Who made a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A check of IAM Access Analyzer's policy validation.
    AccessAnalyzer,
    /// A rule of our own.
    Iamlint,
}

/// The page of a rule: `page!("statement/missing-effect")` reads `rules/statement/missing-effect.md`.
macro_rules! read_page {
    ($path:literal) => {
        $crate::diagnostic::Page::read(
            $path,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", $path, ".md")),
        )
    };
}
pub(crate) use read_page as page;

impl Page {
    /// Reads a page while compiling; whatever is wrong with it is an error of the compiler.
    #[expect(clippy::panic, reason = "it runs while compiling, where a panic is an error of the compiler")]
    pub(crate) const fn read(path: &'static str, text: &'static str) -> Page {
        let (group, name) = match split(path, b'/') {
            Some(parts) => parts,
            None => panic!("a page lies in a folder of the rule book"),
        };
        let mut rest = match split(text, b'\n') {
            Some((dashes, rest)) if same(dashes, "---") => rest,
            _ => panic!("a page begins with a line of three dashes"),
        };
        let mut page = Page {
            name,
            group,
            code: "",
            level: Level::Error,
            title: "",
            kinds: "",
            origin: Origin::Iamlint,
            since: "",
            retired: None,
            default: true,
            body: "",
        };
        let mut level = None;
        let mut origin = None;
        loop {
            let (line, after) = match split(rest, b'\n') {
                Some(parts) => parts,
                None => panic!("the front matter ends with a line of three dashes"),
            };
            rest = after;
            if same(line, "---") {
                break;
            }
            let (key, value) = match split(line, b':') {
                Some((key, value)) => (key, skip_space(value)),
                None => panic!("a line of the front matter is `key: value`"),
            };
            if same(key, "code") {
                page.code = value;
            } else if same(key, "level") {
                level = Level::named(value);
            } else if same(key, "title") {
                page.title = value;
            } else if same(key, "kinds") {
                page.kinds = value;
            } else if same(key, "origin") {
                origin = Origin::named(value);
            } else if same(key, "since") {
                page.since = value;
            } else if same(key, "retired") {
                page.retired = Some(value);
            } else if same(key, "default") {
                assert!(same(value, "off"), "`default` is written only where it is `off`");
                page.default = false;
            } else {
                panic!("an unknown key in the front matter");
            }
        }
        page.level = match level {
            Some(level) => level,
            None => panic!("the level is missing or misspelt"),
        };
        page.origin = match origin {
            Some(origin) => origin,
            None => panic!("the origin is missing or misspelt"),
        };
        assert!(!page.code.is_empty(), "the code is missing");
        assert!(!page.title.is_empty(), "the title is missing");
        assert!(!page.kinds.is_empty(), "the kinds are missing");
        assert!(
            page.since.is_empty() == page.retired.is_some(),
            "the version is missing, or a check that never ran has one"
        );
        assert!(is_kebab_of(name, page.code), "the file's name is its code in kebab case");
        page.body = rest;
        page
    }

    /// Why the rule matters: the page's first paragraph, in one line.
    pub fn why(&self) -> String {
        let paragraph = self.body.trim_start().split("\n\n").next().unwrap_or_default();
        paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl Origin {
    /// The origin's name as pages write it.
    pub const fn name(self) -> &'static str {
        match self {
            Origin::AccessAnalyzer => "access-analyzer",
            Origin::Iamlint => "iamlint",
        }
    }

    const fn named(name: &str) -> Option<Origin> {
        if same(name, "access-analyzer") {
            Some(Origin::AccessAnalyzer)
        } else if same(name, "iamlint") {
            Some(Origin::Iamlint)
        } else {
            None
        }
    }
}

const fn is_kebab_of(name: &str, code: &str) -> bool {
    let (name, code) = (name.as_bytes(), code.as_bytes());
    if name.len() != code.len() {
        return false;
    }
    let mut index = 0;
    while index < name.len() {
        let kebab = match code[index] {
            b'_' => b'-',
            byte => byte.to_ascii_lowercase(),
        };
        if name[index] != kebab {
            return false;
        }
        index += 1;
    }
    true
}
