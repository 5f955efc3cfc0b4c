//! How findings are drawn for people.

use iamlint::render::{FileReport, Run, Style};
use iamlint::{Fix, Level, Safety, Source, Span};

use super::{as_concise, as_text, drawn, file, found, page, place, run};

const POLICY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Lists",
      "Action": "s3:ListAllMyBuckets",
      "Resource": "*",
      "Action": "s3:GetObject"
    }
  ]
}
"#;

/// A statement without an effect, and a key that is written twice.
fn two_findings() -> Run {
    let start = place(POLICY, "{\n      \"Sid\"").start();
    let end = place(POLICY, "}\n  ]").end() - "\n  ]".len();
    let mut missing = found(Span::new(start, end), "the statement has no `Effect`");
    missing.here("this statement").help("write `\"Effect\": \"Allow\"` or `\"Effect\": \"Deny\"`");
    let second = POLICY.rfind("\"Action\"").expect("it is there");
    let mut twice = found(Span::new(second, second + 8), "`Action` is written twice");
    twice.level(Level::Warning).here("again here").label(place(POLICY, "\"Action\""), "first here");
    run(vec![file("policies/lists.json", POLICY, vec![missing, twice])])
}

#[test]
fn a_report_says_what_where_what_to_do_and_once_why() {
    let indent = "\n        ";
    let why = page().why().replace("policy (IAM", &format!("policy{indent}(IAM"));
    let expected = format!(
        r#"error[missing-effect]: the statement has no `Effect`
   ╭─[policies/lists.json:4:5]
 3 │   "Statement": [
 4 │     {{
   ·     ┬
   ·     ╰── this statement
 5 │       "Sid": "Lists",
   ╰────
  help: write `"Effect": "Allow"` or `"Effect": "Deny"`
   why: {why}
   see: iamlint explain missing-effect

warning[missing-effect]: `Action` is written twice
   ╭─[policies/lists.json:8:7]
 5 │       "Sid": "Lists",
 6 │       "Action": "s3:ListAllMyBuckets",
   ·       ────┬───
   ·           ╰── first here
 7 │       "Resource": "*",
 8 │       "Action": "s3:GetObject"
   ·       ────┬───
   ·           ╰── again here
 9 │     }}
   ╰────

1 error, 1 warning in 1 policy, 12 ms
"#
    );
    assert_eq!(as_text(&two_findings(), &Style::default()), expected);
}

#[test]
fn a_concise_report_is_one_line_per_finding() {
    assert_eq!(
        as_concise(&two_findings(), &Style::default()),
        "\
policies/lists.json:4:5: error[missing-effect] the statement has no `Effect`
policies/lists.json:8:7: warning[missing-effect] `Action` is written twice
1 error, 1 warning in 1 policy, 12 ms
"
    );
}

#[test]
fn places_far_apart_are_drawn_apart() {
    let mut diagnostic = found(place(POLICY, "\"2012-10-17\""), "the version is wrong");
    diagnostic.label(place(POLICY, "\"s3:GetObject\""), "because of this");
    assert_eq!(
        drawn(POLICY, vec![diagnostic]),
        r#"error[missing-effect]: the version is wrong
   ╭─[policy.json:2:14]
 1 │ {
 2 │   "Version": "2012-10-17",
   ·              ────────────
 3 │   "Statement": [
   ╰────
   ╭─[policy.json:8:17]
 7 │       "Resource": "*",
 8 │       "Action": "s3:GetObject"
   ·                 ───────┬──────
   ·                        ╰── because of this
 9 │     }
   ╰────

"#
    );
}

#[test]
fn a_place_within_a_place_and_two_in_one_spot_stay_readable() {
    let text = r#"{"Sid": "a b"}"#;
    let mut diagnostic = found(place(text, "\"a b\""), "a `Sid` holds no space");
    diagnostic
        .here("this one")
        .label(place(text, "\"a b\""), "also this")
        .label(place(text, " b"), "the space");
    assert_eq!(
        drawn(text, vec![diagnostic]),
        r#"error[missing-effect]: a `Sid` holds no space
   ╭─[policy.json:1:9]
 1 │ {"Sid": "a b"}
   ·         ─┬─┬
   ·          │ ╰── the space
   ·          ╰─┤ this one
   ·            │ also this
   ╰────

"#
    );
}

#[test]
fn a_place_at_the_end_of_the_file_is_shown() {
    let mut diagnostic = found(Span::point(POLICY.len()), "the file ends here");
    diagnostic.here("a `}` is missing");
    assert_eq!(
        drawn(POLICY, vec![diagnostic.clone()]),
        "\
error[missing-effect]: the file ends here
    ╭─[policy.json:12:1]
 11 │ }
 12 │
    · ▲
    · ╰── a `}` is missing
    ╰────

"
    );
    diagnostic.at = Span::point(1);
    assert_eq!(
        drawn("{", vec![diagnostic]),
        "\
error[missing-effect]: the file ends here
   ╭─[policy.json:1:2]
 1 │ {
   ·  ▲
   ·  ╰── a `}` is missing
   ╰────

"
    );
}

#[test]
fn an_empty_file_and_a_file_without_text_are_shown() {
    let expected = "\
error[missing-effect]: the file is empty
   ╭─[policy.json:1:1]
 1 │
   · ▲
   ╰────

";
    let diagnostic = found(Span::point(0), "the file is empty");
    assert_eq!(drawn("", vec![diagnostic.clone()]), expected);
    let without = FileReport { source: None, ..file("policy.json", "", vec![diagnostic]) };
    let report = as_text(&run(vec![without]), &Style { summary: false, ..Style::default() });
    assert!(report.starts_with(expected.trim_end()), "{report}");
}

#[test]
fn tabs_line_ends_and_wide_characters_keep_the_underline_below_its_text() {
    let text = "{\r\n\t\"Sid\":\t\"日本é😀\",\r\t\"Effect\": 1\r\n}";
    let mut sid = found(place(text, "é😀"), "not of the alphabet");
    sid.here("these").label(place(text, "1"), "no effect");
    assert_eq!(
        drawn(text, vec![sid]),
        r#"error[missing-effect]: not of the alphabet
   ╭─[policy.json:2:12]
 1 │ {
 2 │     "Sid":  "日本é😀",
   ·                  ─┬─
   ·                   ╰── these
 3 │     "Effect": 1
   ·               ┬
   ·               ╰── no effect
 4 │ }
   ╰────

"#
    );
}

#[test]
fn a_minified_policy_is_cut_around_its_places() {
    let statements: Vec<_> =
        (0..2000).map(|n| format!(r#"{{"Action":"s3:Get{n}","Resource":"*"}}"#)).collect();
    let text = format!(r#"{{"Statement":[{}]}}"#, statements.join(","));
    let mut unknown = found(place(&text, "\"s3:Get1000\""), "unknown action `s3:Get1000`");
    unknown.here("no such action").label(place(&text, "\"s3:Get1500\""), "nor this");
    assert_eq!(
        drawn(&text, vec![unknown]),
        r#"error[missing-effect]: unknown action `s3:Get1000`
   ╭─[policy.json:1:37915]
 1 │ …"*"},{"Action":"s3:Get1000","Resource":"*"},{"…"*"},{"Action":"s3:Get1500","Resource":"*"},{"…
   ·                 ──────┬─────                                   ──────┬─────
   ·                       │                                              ╰── nor this
   ·                       ╰── no such action
   ╰────

"#
    );
    let all = Span::new(place(&text, "[").start(), text.len() - 1);
    assert_eq!(
        drawn(&text, vec![found(all, "too many statements")]),
        r#"error[missing-effect]: too many statements
   ╭─[policy.json:1:14]
 1 │ {"Statement":[{"Action":"s3:Get0","Resource":"*"},{"Action":"s3:Get1","Resource":"*"},{"Acti…
   ·              ───────────────────────────────────────────────────────────────────────────────
   ╰────

"#
    );
}

#[test]
fn of_hundreds_of_places_some_are_shown() {
    let text = format!("[{}]", ["—"; 300].join("\n"));
    let dashes: Vec<_> =
        text.match_indices('—').map(|(start, dash)| Span::new(start, start + dash.len())).collect();
    let mut diagnostic = found(dashes[0], "an em dash");
    for dash in &dashes[1..] {
        diagnostic.label(*dash, "another");
    }
    let report = drawn(&text, vec![diagnostic]);
    assert_eq!(report.matches("another").count(), 7);
    assert!(report.contains("\n  more: 292 places not shown\n"), "{report}");
    assert!(report.lines().count() < 40, "{report}");
}

#[test]
fn bytes_that_are_not_utf8_are_shown_as_such() {
    let mut broken = file("policy.json", "", vec![found(Span::new(1, 3), "not UTF-8")]);
    broken.source = Some(Source::from_bytes("policy.json", b"\"\xE9\xE8\"".to_vec()));
    let report = as_text(&run(vec![broken]), &Style::default());
    assert!(report.contains(" 1 │ \"\u{fffd}\u{fffd}\"\n   ·  ──\n"), "{report}");
}

#[test]
fn ascii_terminals_get_ascii() {
    let text = format!("[{}]", "\"a\",".repeat(100));
    let mut diagnostic = found(Span::new(201, 204), "too many");
    diagnostic.here("here");
    let style = Style { unicode: false, width: 50, summary: false, ..Style::default() };
    let report = as_text(&run(vec![file("policy.json", &text, vec![diagnostic])]), &style);
    let excerpt = r#"error[missing-effect]: too many
   ,-[policy.json:1:202]
 1 | ...","a","a","a","a","a","a","a","a","a","a",...
   :                  ^|^
   :                   `-- here
   `----
"#;
    assert!(report.starts_with(excerpt), "{report}");
    assert!(report.is_ascii());
}

#[test]
fn help_is_wrapped_and_a_fix_speaks_where_there_is_none() {
    let mut diagnostic = found(Span::new(0, 1), "wrong");
    diagnostic.help(["word"; 30].join(" "));
    let mut fixed = found(Span::new(0, 1), "wrong as well");
    fixed.fix(Fix::replace("drop the brace", Safety::Safe, Span::new(0, 1), ""));
    let report = drawn("{}", vec![diagnostic, fixed]);
    let (first, rest) = (["word"; 18].join(" "), ["word"; 12].join(" "));
    assert!(report.contains(&format!("\n  help: {first}\n        {rest}\n")), "{report}");
    assert!(report.contains("\n  help: drop the brace\n"), "{report}");
}

#[test]
fn the_owner_of_a_policy_is_named() {
    let mut owned = file("account.json", "{}", vec![found(Span::new(0, 1), "wrong")]);
    owned.report.policies[0].owner = Some("role Admin".to_owned());
    let report = as_text(&run(vec![owned]), &Style::default());
    assert!(report.contains("\n    in: role Admin\n"), "{report}");
}
