//! Nothing that a policy's author wrote reaches a terminal or a CI log as anything but text.

use iamlint::render::{Run, Style, json, sarif};
use iamlint::syntax::path::Step;
use iamlint::{Span, check::Report};
use proptest::prelude::*;

use super::{as_concise, as_text, file, found, passed_over, run, written};

/// Pieces that a terminal, a CI service or a reader would be fooled by, among plain ones.
const PIECES: [&str; 22] = [
    "\u{1b}[31m",
    "\u{1b}]8;;https://example.com\u{7}",
    "\u{9b}2J",
    "\r",
    "\n",
    "\t",
    "\0",
    "\u{7f}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{e0041}",
    "::error::",
    "##[group]",
    "##vso[task.x]",
    " ",
    "{",
    "\"",
    "é",
    "日本",
    "arn:aws:s3:::b",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(&PIECES[..]).prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Whether a terminal shows the character as itself, in its place.
fn is_harmless(character: char) -> bool {
    let reorders = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let hides = matches!(character, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
    character == '\n' || !(character.is_control() || reorders || hides)
}

fn assert_harmless(report: &str) {
    for line in report.lines() {
        assert!(!line.trim_start().starts_with("::"), "a workflow command: {line:?}");
        assert!(!line.contains("##[") && !line.contains("##vso["), "a logging command: {line:?}");
    }
    if let Some(character) = report.chars().find(|character| !is_harmless(*character)) {
        panic!("{character:?} in {report:?}");
    }
}

/// A run in which all text is somebody else's.
fn made_of(path: &str, text: &str, message: &str, places: &[(u8, u8)]) -> Run {
    let span = |(start, length): &(u8, u8)| {
        Span::new(usize::from(*start), usize::from(*start) + usize::from(*length))
    };
    let mut diagnostic = found(places.first().map_or(Span::point(0), span), message);
    diagnostic.here(message).help(message);
    for place in places {
        diagnostic.label(span(place), message);
    }
    let mut hostile = file(path, text, vec![diagnostic]);
    let Report { policies, findings, .. } = &mut hostile.report;
    policies[0].because = message.to_owned();
    policies[0].owner = Some(message.to_owned());
    findings[0].location = vec![Step::Member(message.to_owned())];
    run(vec![hostile, passed_over(path)])
}

proptest! {
    // What is found is written down as a test of its own, and not as a seed.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_report_does_more_than_say(
        path in hostile(),
        text in hostile(),
        message in hostile(),
        places in prop::collection::vec(any::<(u8, u8)>(), 0..12),
        width in 0_usize..120,
    ) {
        let run = made_of(&path, &text, &message, &places);
        let style = Style { width, verbose: true, ..Style::default() };
        assert_harmless(&as_text(&run, &style));
        assert_harmless(&written(|out| json::write(&run, out)));
        assert_harmless(&written(|out| sarif::write(&run, out)));
        let concise = as_concise(&run, &style);
        assert_harmless(&concise);
        prop_assert_eq!(concise.lines().count(), 4, "policy, finding, passed over, summary");
    }
}

#[test]
fn a_hostile_policy_is_shown_as_it_is() {
    let text = "{\"\u{1b}[2J\u{202e}\": \"##vso[task.x]\"}";
    let run = made_of("::error::\u{1b}[2J.json", text, "`\u{202e}` and\n::error::", &[(2, 7)]);
    let style = Style { summary: false, ..Style::default() };
    let report = as_text(&run, &style);
    let drawn = r##"error[missing-effect]: `\u{202e}` and\n::error::
   ╭─[\u{3a}:error::\u{1b}[2J.json:1:3]
 1 │ {"\u{1b}[2J\u{202e}": "#\u{23}vso[task.x]"}
   ·   ────────┬────────
   ·           ╰─┤ `\u{202e}` and\n::error::
   ·             │ `\u{202e}` and\n::error::
   ╰────
  help: `\u{202e}` and\n::error::
"##;
    assert!(report.starts_with(drawn), "{report}");
    assert_eq!(
        as_concise(&run, &style),
        r"\u{3a}:error::\u{1b}[2J.json:1:3: error[missing-effect] `\u{202e}` and\n::error::".to_owned()
            + "\n"
    );
}

#[test]
fn no_wrapped_line_begins_with_a_command() {
    for blanks in 1..4 {
        let help = format!("{}{}::error::x", "a".repeat(60), " ".repeat(blanks));
        let mut diagnostic = found(Span::point(0), "message");
        diagnostic.help(help);
        let run = run(vec![file("policy.json", "", vec![diagnostic])]);
        for width in 40..80 {
            assert_harmless(&as_text(&run, &Style { width, ..Style::default() }));
        }
    }
}
