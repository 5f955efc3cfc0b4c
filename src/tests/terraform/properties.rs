//! What holds for every text.

use std::path::Path;

use iamlint::syntax::hcl::{self, Expression, File, Form, Part, Step};
use proptest::prelude::*;

use super::check_as;
use crate::rulebook;

/// The configurations of the cases.
fn configurations() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/policies");
    let files = rulebook::files_below(&root);
    let is_hcl = |path: &&std::path::PathBuf| path.extension().is_some_and(|extension| extension == "tf");
    files.iter().filter(is_hcl).map(|path| std::fs::read_to_string(path).expect("a case")).collect()
}

fn check_places(text: &str, expression: &Expression<'_>) {
    let at = expression.at;
    assert!(text.get(at.start()..at.end()).is_some(), "{at:?}");
    match &expression.form {
        Form::Template(parts) => parts.iter().for_each(|part| match part {
            Part::Literal(literal) => assert!(at.contains(literal.content()), "{literal:?}"),
            Part::Value(place, value) => {
                assert!(at.contains(*place));
                check_places(text, value);
            }
            Part::Directive(place, _) => assert!(at.contains(*place)),
        }),
        Form::Tuple(list) | Form::Call(_, list) | Form::Other(list) => {
            list.iter().for_each(|item| check_places(text, item));
        }
        Form::Object(items) => items.iter().for_each(|(name, value)| {
            check_places(text, name);
            check_places(text, value);
        }),
        Form::Reference(steps) => check_steps(text, steps),
        Form::Access(of, steps) => {
            check_places(text, of);
            check_steps(text, steps);
        }
        Form::Loop(each) => {
            let parts = [Some(&each.over), each.key.as_ref(), Some(&each.value), each.condition.as_ref()];
            parts.into_iter().flatten().for_each(|part| check_places(text, part));
        }
        Form::Conditional(values) => values.iter().for_each(|value| check_places(text, value)),
        _ => {}
    }
}

fn check_steps(text: &str, steps: &[Step<'_>]) {
    for step in steps {
        if let Step::Index(index) = step {
            check_places(text, index);
        }
    }
}

fn check_file(text: &str, file: &File<'_>) {
    for problem in &file.problems {
        assert!(text.get(problem.at.start()..problem.at.end()).is_some(), "{problem:?}");
    }
    let mut bodies = vec![&file.body];
    while let Some(body) = bodies.pop() {
        body.attributes.iter().for_each(|attribute| check_places(text, &attribute.value));
        bodies.extend(body.blocks.iter().map(|block| &block.body));
    }
}

proptest! {
    /// Files are cut, doubled and spoiled, and nothing panics.
    #[test]
    fn broken_files_never_panic(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..12, prop::sample::select(vec![
            "", "\"", "{", "}", "${", "%{", "<<X\n", "<<-X\n", "X\n", "[", ")", "\\", "é", "=", "\n", "? :", "for ", "~}", "/*", "$${", ".", "...",
        ])), 0..6),
    ) {
        let texts = configurations();
        prop_assert!(!texts.is_empty());
        let mut text: Vec<char> = which.get(&texts).chars().collect();
        for (place, cut, insert) in edits {
            let start = place.index(text.len() + 1).min(text.len());
            let end = (start + cut).min(text.len());
            text.splice(start..end, insert.chars());
        }
        let text: String = text.into_iter().collect();
        check_file(&text, &hcl::parse(&text));
        let (source, report) = check_as("main.tf", &text);
        for finding in &report.findings {
            let at = finding.diagnostic.at;
            prop_assert!(at.end() <= source.text().len());
        }
    }
}
