//! The summary, what is said once, and what is said only when asked for.

use iamlint::render::{FileReport, Run, Style};
use iamlint::{Level, Span};

use super::{as_concise, as_text, file, found, passed_over, run};

/// The last line of a report.
fn summary(run: &Run) -> String {
    let report = as_text(run, &Style::default());
    report.lines().last().unwrap_or_default().to_owned()
}

/// A file with findings of these levels.
fn flawed(path: &str, levels: &[Level]) -> FileReport {
    let at = |level: &Level| {
        let mut diagnostic = found(Span::new(0, 1), "wrong");
        diagnostic.level(*level);
        diagnostic
    };
    file(path, "{}", levels.iter().map(at).collect())
}

/// The same findings, about the file and no policy of it.
fn unreadable(mut file: FileReport) -> FileReport {
    file.report.policies.clear();
    file.report.findings.iter_mut().for_each(|finding| finding.policy = None);
    file
}

#[test]
fn clean_files_are_silent() {
    let clean = || file("clean.json", "{}", Vec::new());
    assert_eq!(as_text(&run(vec![clean()]), &Style::default()), "no findings in 1 policy, 12 ms\n");
    assert_eq!(
        as_concise(&run(vec![clean(), clean(), passed_over("x.json")]), &Style::default()),
        "no findings in 2 policies, 12 ms\n"
    );
    assert_eq!(as_text(&run(vec![clean()]), &Style { summary: false, ..Style::default() }), "");
}

#[test]
fn runs_without_policies_say_so() {
    assert_eq!(summary(&run(Vec::new())), "no files to check, 12 ms");
    assert_eq!(summary(&run(vec![passed_over("x.json")])), "no policies found in 1 file, 12 ms");
    let two = vec![passed_over("x.json"), passed_over("y.json")];
    assert_eq!(summary(&run(two)), "no policies found in 2 files, 12 ms");
}

#[test]
fn findings_are_counted_from_the_worst_level() {
    use Level::{Error, SecurityWarning, Suggestion, Warning};
    let one = vec![flawed("a.json", &[Suggestion])];
    assert_eq!(summary(&run(one)), "1 suggestion in 1 policy, 12 ms");
    let many = vec![
        flawed("a.json", &[Suggestion, Error, Warning, Suggestion]),
        flawed("b.json", &[Error, SecurityWarning, Error]),
        flawed("c.json", &[]),
    ];
    assert_eq!(
        summary(&run(many)),
        "3 errors, 1 security warning, 1 warning, 2 suggestions in 2 of 3 policies, 12 ms"
    );
}

#[test]
fn findings_about_files_are_counted_by_file() {
    let broken = || unreadable(flawed("broken.json", &[Level::Error]));
    assert_eq!(summary(&run(vec![broken()])), "1 error in 1 file, 12 ms");
    assert_eq!(summary(&run(vec![broken(), passed_over("x.json")])), "1 error in 1 of 2 files, 12 ms");
    let both = vec![broken(), flawed("a.json", &[Level::Error]), flawed("b.json", &[])];
    assert_eq!(summary(&run(both)), "2 errors in 1 of 2 policies and 1 file, 12 ms");
}

#[test]
fn verbose_runs_tell_kinds_and_what_was_passed_over() {
    let mut two = file("two.json", "{\n  {}\n}", Vec::new());
    let mut second = two.report.policies[0].clone();
    second.at = Span::new(4, 6);
    second.owner = Some("role Admin".to_owned());
    two.report.policies.push(second);
    let run = run(vec![file("a.json", "{}", Vec::new()), passed_over("notes.json"), two]);
    let style = Style { verbose: true, ..Style::default() };
    let expected = "\
a.json: linted as managed policy, because no other kind fits
notes.json: passed over, because it holds no policy
two.json:1:1: linted as managed policy, because no other kind fits
two.json:2:3: linted as managed policy, because no other kind fits (role Admin)
no findings in 3 policies, 1 file passed over, 12 ms
";
    assert_eq!(as_text(&run, &style), expected);
    assert_eq!(as_concise(&run, &style), expected);
}

#[test]
fn each_level_has_its_colour_and_plain_text_has_none() {
    let run = run(vec![flawed("a.json", &Level::ALL)]);
    let style = Style { color: true, ..Style::default() };
    for (code, name) in [("31", "error"), ("35", "security-warning"), ("33", "warning"), ("36", "suggestion")]
    {
        let concise = format!("\u{1b}[1;{code}m{name}\u{1b}[0m[missing-effect] wrong\n");
        assert!(as_concise(&run, &style).contains(&concise), "{name}");
        let header = format!("\u{1b}[{code};1m{name}[missing-effect]:\u{1b}[0m wrong\n");
        assert!(as_text(&run, &style).contains(&header), "{name}");
    }
    assert!(!as_text(&run, &Style::default()).contains('\u{1b}'));
}
