//! What is checked.
use crate::diagnostic::{Page, page};

static DEMO: Page = page!("statement/missing-effect");

/// All pages.
pub fn pages() -> impl Iterator<Item = &'static Page> {
    [&DEMO].into_iter()
}

/// The page of that name or code.
pub fn page_named(name: &str) -> Option<&'static Page> {
    pages().find(|page| page.name.eq_ignore_ascii_case(name) || page.code.eq_ignore_ascii_case(name))
}

/// Whether a name, as `--select` and `--ignore` take it, stands for any rule: a name, a code, or a group.
pub fn is_known(name: &str) -> bool {
    page_named(name).is_some() || pages().any(|page| page.group == name)
}
