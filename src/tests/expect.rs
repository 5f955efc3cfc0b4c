//! Expectations in files, which `UPDATE=1` rewrites.

use std::path::Path;

/// The expectations that were not met.
#[derive(Default)]
pub struct Differences {
    list: Vec<String>,
}

impl Differences {
    /// Compares what was found with what a file holds, or writes it there.
    pub fn compare(&mut self, path: &Path, found: &str) {
        let held = std::fs::read_to_string(path).unwrap_or_default();
        if held == found {
            return;
        }
        if update() {
            std::fs::write(path, found).expect("an expectation can be written");
            return;
        }
        self.list.push(format!("{}:\n{}", path.display(), first_difference(&held, found)));
    }

    /// Fails where an expectation was not met.
    pub fn check(self) {
        let Differences { list } = self;
        assert!(list.is_empty(), "{} differ (UPDATE=1 rewrites them):\n{}", list.len(), list.join("\n"));
    }
}

/// Whether expectations are rewritten instead of compared.
pub fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// A report without the one thing in it that is never the same twice.
pub fn without_times(report: &str) -> String {
    let mut out = String::new();
    for line in report.split_inclusive('\n') {
        match line.rsplit_once(", ") {
            Some((before, time)) if time.ends_with(" ms\n") => {
                out += before;
                out += ", N ms\n";
            }
            _ => out += line,
        }
    }
    out
}

fn first_difference(held: &str, found: &str) -> String {
    let line = held.lines().zip(found.lines()).take_while(|(held, found)| held == found).count();
    let show = |text: &str| text.lines().skip(line).take(12).collect::<Vec<_>>().join("\n");
    format!("from line {} on, expected\n{}\nbut found\n{}", line + 1, show(held), show(found))
}
