//! Broken policies, and all that is said of them: one mistake is one finding, wherever it can be.

use iamlint::{Settings, Source, check};

const POLICY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "One",
      "Effect": "Allow",
      "Action": ["s3:GetObject", "s3:ListBucket"],
      "Resource": [
        "arn:aws:s3:::example-bucket",
        "arn:aws:s3:::example-bucket/*"
      ],
      "Condition": {
        "StringEquals": { "aws:PrincipalTag/team": "blue" }
      }
    },
    {
      "Sid": "Two",
      "Effect": "Deny",
      "Action": "s3:DeleteObject",
      "Resource": "*"
    }
  ]
}
"#;

/// What is said of a text: line and column, rule and message of each finding.
fn said(text: &str) -> Vec<String> {
    let source = Source::new("policy.json", text);
    let findings = check(&source, &Settings::default()).findings;
    let line = |finding: &iamlint::Finding| {
        let diagnostic = &finding.diagnostic;
        let place = source.position(diagnostic.at.start());
        format!("{}:{} {} {}", place.line, place.column, diagnostic.page.name, diagnostic.message)
    };
    findings.iter().map(line).collect()
}

/// What is wrong in the policy: what stands there, what stands there instead, and what is said of it.
#[rustfmt::skip]
const SLIPS: &[(&str, &str, &[&str])] = &[
    (r#""Effect": "Allow","#, r#""Effect": "Allow,"#, &["6:17 json-syntax-error a string that nothing closes on its line"]),
    (r#""Effect": "Allow","#, r#""Effect": Allow","#, &["6:17 json-syntax-error a string that no quote opens"]),
    (r#""Effect": "Allow","#, r#""Effect: "Allow","#, &["6:7 json-syntax-error a string that nothing closes on its line"]),
    (r#""Effect": "Allow","#, r#"Effect": "Allow","#, &["6:7 json-syntax-error a string that no quote opens"]),
    (r#""s3:GetObject", "s3:ListBucket""#, r#""s3:GetObject, "s3:ListBucket""#, &["7:18 json-syntax-error a string that nothing closes on its line"]),
    (r#""s3:ListBucket"]"#, r#""s3:ListBucket]"#, &["7:34 json-syntax-error a string that nothing closes on its line"]),
    (r#""arn:aws:s3:::example-bucket","#, r#""arn:aws:s3:::example-bucket,"#, &["9:9 json-syntax-error a string that nothing closes on its line"]),
    ("bucket/*\"\n", "bucket/*\n", &["10:9 json-syntax-error a string that nothing closes on its line"]),
    ("\"Resource\": \"*\"\n", "\"Resource\": *\"\n", &["20:19 json-syntax-error a string that no quote opens"]),
    (r#""s3:ListBucket"],"#, r#""s3:ListBucket","#, &["7:49 json-syntax-error a `[` that nothing closes"]),
    ("bucket/*\"\n      ],", "bucket/*\"\n      ,", &["10:40 json-syntax-error a `[` that nothing closes"]),
    ("bucket/*\"\n      ],\n", "bucket/*\",\n", &["10:40 json-syntax-error a `[` that nothing closes"]),
    ("\"blue\" }\n      }\n    },", "\"blue\" }\n    },", &["14:6 json-syntax-error a `{` that nothing closes"]),
    ("\"blue\" }\n      }\n    },", "\"blue\"\n      }\n    },", &["15:6 json-syntax-error a `{` that nothing closes"]),
    ("      }\n    },\n    {", "      }\n    {", &["14:8 json-syntax-error a `{` that nothing closes"]),
    ("      }\n    },\n    {", "      },\n    {", &["14:8 json-syntax-error a `{` that nothing closes"]),
    ("    }\n  ]\n}", "    }\n}", &["21:6 json-syntax-error a `[` that nothing closes"]),
    ("  ]\n}\n", "  ]\n", &["22:4 json-syntax-error the file ends before `}`"]),
    ("  ]\n}\n", "", &["21:6 json-syntax-error the file ends while 2 brackets are open"]),
    ("[\n    {\n      \"Sid\"", "[\n      \"Sid\"", &["4:7 json-syntax-error names and values without braces around them"]),
    ("},\n    {\n      \"Sid\"", "},\n      \"Sid\"", &["16:7 json-syntax-error names and values without braces around them"]),
    (r#""Statement": ["#, r#""Statement": "#, &["4:5 json-syntax-error several values without the brackets of a list around them"]),
    (r#""Action": ["s3"#, r#""Action": "s3"#, &["7:17 json-syntax-error several values without the brackets of a list around them"]),
    (r#""Condition": {"#, r#""Condition": "#, &["13:9 json-syntax-error names and values without braces around them"]),
    (r#""Allow","#, r#""Allow""#, &["6:24 json-missing-comma no comma between two items"]),
    ("    },\n    {", "    }\n    {", &["15:6 json-missing-comma no comma between two items"]),
    (r#""Effect": "Allow""#, r#""Effect" "Allow""#, &["6:15 json-syntax-error no colon between the name and its value"]),
    (r#""Effect": "Allow""#, r#""Effect" = "Allow""#, &["6:16 json-syntax-error `=` has no meaning in JSON"]),
    (r#""Effect": "Allow","#, r#""Effect": "Allow";"#, &["6:24 json-syntax-error `;` has no meaning in JSON"]),
    (r#""s3:GetObject", "#, r#""s3:GetObject": "#, &["7:32 json-syntax-error a colon that belongs to no name"]),
    (r#""Effect": "Allow""#, r#""Effect", "Allow""#, &["6:15 json-syntax-error no colon between the name and its value"]),
    ("      }\n    },", "      }\n    }},", &["15:6 json-syntax-error this `}` is one too many"]),
    (r#""blue" }"#, r#""blue" }}"#, &["15:5 json-syntax-error this `}` is one too many"]),
    (r#""s3:ListBucket"],"#, r#""s3:ListBucket"]],"#, &["7:50 json-syntax-error this `]` is one too many"]),
    ("    }\n  ]", "    }\n  ]]", &["22:4 json-syntax-error this `]` is one too many"]),
    ("  ]\n}", "  ]\n}}", &["23:2 json-syntax-error this `}` is one too many"]),
    (r#""s3:ListBucket"],"#, r#""s3:ListBucket"},"#, &["7:49 json-syntax-error `}` where `]` has to be"]),
    (r#""blue" }"#, r#""blue" ]"#, &["13:59 json-syntax-error `]` where `}` has to be"]),
    (r#"["s3:GetObject", "s3:ListBucket"]"#, r#"("s3:GetObject", "s3:ListBucket")"#, &["7:17 json-syntax-error `(` has no meaning in JSON", "7:49 json-syntax-error `)` has no meaning in JSON"]),
    (r#""2012-10-17","#, r#""2012-10-17"},"#, &["2:26 json-syntax-error this `}` is one too many"]),
    (r#""Allow""#, r#""Allow”"#, &["6:17 json-quotes a string in typographic quotes"]),
    (r#""Allow""#, r#"“Allow""#, &["6:17 json-quotes a string in typographic quotes"]),
    (r#""Allow""#, "`Allow`", &["6:17 json-quotes a string in backticks"]),
    (r#""2012-10-17""#, "2012-10-17", &["2:14 json-quotes the value `2012-10-17` has no quotes"]),
    ("      \"Effect\": \"Allow\",\n", "<<<<<<< HEAD\n      \"Effect\": \"Allow\",\n=======\n      \"Effect\": \"Deny\",\n>>>>>>> branch\n", &["6:1 json-syntax-error the marks of a merge conflict"]),
    (r#""s3:ListBucket"]"#, r#""s3:ListBucket", ...]"#, &["7:51 json-syntax-error `...` has no meaning in JSON"]),
    ("    },\n    {", "    },\n    ...\n    {", &["16:5 json-syntax-error `...` has no meaning in JSON"]),
    (r#""arn:aws:s3:::example-bucket","#, "<bucket arn>,", &["9:9 json-syntax-error `<bucket arn>` is a placeholder"]),
    (r#""2012-10-17""#, "{{ version }}", &["2:14 json-syntax-error `{{ version }}` is a placeholder"]),
    (r#""arn:aws:s3:::example-bucket","#, "${aws_s3_bucket.b.arn},", &["9:9 json-syntax-error `${aws_s3_bucket.b.arn}` is a placeholder"]),
    (r#""Resource": "*""#, r#""Resource": ${aws_s3_bucket.b.arn}"#, &["20:19 json-syntax-error `${aws_s3_bucket.b.arn}` is a placeholder"]),
    (r#""Allow","#, r#""Allow",,"#, &["6:25 json-syntax-error a comma with nothing before it"]),
    (r#"["s3:GetObject""#, r#"[,"s3:GetObject""#, &["7:18 json-syntax-error a comma with nothing before it"]),
    (r#""Allow""#, "", &["6:16 json-syntax-error a name without a value"]),
    (r#": "Allow""#, "", &["6:15 json-syntax-error a name without a value"]),
    (r#""s3:DeleteObject""#, "\"s3:Delete\nObject\"", &["19:27 json-control-character a line end inside a string"]),
    (r#""s3:DeleteObject""#, r#""s3:" + "DeleteObject""#, &["19:21 json-syntax-error a quote inside of a string"]),
    (r#""One""#, r#""On"e""#, &["5:17 json-syntax-error a quote inside of a string"]),
    (r#""Allow","#, r#""Allow", /* x"#, &["6:26 json-syntax-error a comment that nothing ends"]),
    (r#""Allow""#, "Allow", &["6:17 json-quotes the value `Allow` has no quotes"]),
];

#[test]
fn a_slip_is_one_finding() {
    assert_eq!(said(POLICY), [""; 0]);
    for (right, wrong, expected) in SLIPS {
        assert!(POLICY.contains(right), "{right:?} is not in the policy");
        assert_eq!(said(&POLICY.replacen(right, wrong, 1)), *expected, "{wrong:?} for {right:?}");
    }
}

/// Whole files, and what is said of them.
#[rustfmt::skip]
const FILES: &[(&str, &[&str])] = &[
    ("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}\n{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}\n{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}\n", &["2:1 json-syntax-error a second document in the same file"]),
    ("Version: '2012-10-17'\nStatement:\n  - Effect: Allow\n    Action:\n      - s3:GetObject\n    Resource: '*'\n", &["1:1 json-syntax-error the file is not JSON; it looks like YAML"]),
    ("# policy\n---\nVersion: '2012-10-17'\nStatement: []\n", &["2:1 json-syntax-error the file is not JSON; it looks like YAML"]),
    ("<!DOCTYPE html>\n<html><body><p>Sign in</p><script>\n{ \"a\": 1 }</script></body></html>\n", &["1:1 json-syntax-error the file is not JSON; it looks like HTML or XML"]),
    ("resource \"aws_iam_policy\" \"p\" {\n  policy = jsonencode({\n    Version = \"2012-10-17\"\n    Statement = [\n      {\n        Effect = \"Allow\"\n      }\n    ]\n  })\n}\n", &["1:1 json-syntax-error the file is not JSON; it looks like Terraform"]),
    ("{\n  Version = \"2012-10-17\"\n  Statement = [\n    {\n      Effect = \"Allow\"\n      Action = [\"s3:GetObject\"]\n      Resource = \"*\"\n    }\n  ]\n}\n", &["1:1 json-syntax-error the file is not JSON; it looks like Terraform"]),
    ("", &["1:1 empty-file the file is empty"]),
    ("  \n ", &["1:1 empty-file the file holds nothing but white space"]),
    ("hello", &["1:1 json-syntax-error the file is not JSON; it begins with `hello`"]),
    ("12", &["1:1 not-a-policy the file is a number, and a policy is an object"]),
    ("null", &["1:1 not-a-policy the file is null, and a policy is an object"]),
    ("true", &["1:1 not-a-policy the file is a boolean, and a policy is an object"]),
    ("{", &["1:2 json-syntax-error the file ends before `}`"]),
    ("[", &["1:2 json-syntax-error the file ends before `]`"]),
    ("}", &["1:1 json-syntax-error the file is not JSON; it begins with `}`"]),
    (",", &["1:1 json-syntax-error the file is not JSON; it begins with `,`"]),
    ("{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Sid\": \"One\",\n      \"Effect\": \"Allow\",\n      \"Action\": [\"s3:GetObject\", \"s3:ListBucket\"],\n      \"Resource\": [\n        \"arn:aws:s3:::example-bucket\",\n        \"arn:aws:s3:::example-bucket/*\"\n      ],\n      \"Condition\": {\n        \"StringEquals\": { \"aws:PrincipalTag/team\": \"blue\", },\n      }\n    },\n    {\n      \"Sid\": \"Two\",\n      \"Effect\": \"Deny\",\n      \"Action\": \"s3:DeleteObject\",\n      \"Resource\": \"*\"\n    }\n  ]\n}\n", &["13:58 json-trailing-comma 2 commas behind a last item"]),
    ("﻿{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\n      \"Sid\": \"One\",\n      \"Effect\": \"Allow\",\n      \"Action\": [\"s3:GetObject\", \"s3:ListBucket\"],\n      \"Resource\": [\n        \"arn:aws:s3:::example-bucket\",\n        \"arn:aws:s3:::example-bucket/*\"\n      ],\n      \"Condition\": {\n        \"StringEquals\": { \"aws:PrincipalTag/team\": \"blue\" }\n      }\n    },\n    {\n      \"Sid\": \"Two\",\n      \"Effect\": \"Deny\",\n      \"Action\": \"s3:DeleteObject\",\n      \"Resource\": \"*\"\n    }\n  ]\n}\n", &["1:1 byte-order-mark the file begins with a byte-order mark (U+FEFF)"]),
];

#[test]
fn a_file_of_something_else_is_one_finding() {
    for (text, expected) in FILES {
        assert_eq!(said(text), *expected, "{text:?}");
    }
}

#[test]
#[rustfmt::skip]
fn a_policy_in_a_strange_form_is_one_finding() {
    let forms: [(&str, String, &[&str]); 14] = [
        ("the first brace is missing", POLICY[2..].to_owned(), &["1:3 json-syntax-error names and values without braces around them"]),
        ("the quotes are single", POLICY.replace('"', "'"), &["2:3 json-quotes 25 strings in single quotes"]),
        ("there are no quotes", POLICY.replace('"', ""), &["2:3 json-quotes 13 names have no quotes, the first of them `Version`", "2:12 json-quotes 12 values have no quotes, the first of them `2012-10-17`"]),
        ("the quotes are those of a closing typographic quote", POLICY.replace('"', "”"), &["2:3 json-quotes 25 strings in typographic quotes"]),
        ("the quotes are escaped", POLICY.replace('"', "\\\""), &["1:1 json-syntax-error the file is not JSON; it looks like the inside of a string, with its quotes escaped"]),
        ("it stands there twice", POLICY.repeat(2), &["24:1 json-syntax-error a second document in the same file"]),
        ("it stands there twice, with a comma", format!("{},\n{POLICY}", POLICY.trim_end()), &["23:2 json-syntax-error a second document in the same file"]),
        ("it is a block of Markdown", format!("```json\n{POLICY}```\n"), &["1:1 json-syntax-error text before the policy"]),
        ("it was copied from a terminal", format!("$ cat policy.json\n{POLICY}$\n"), &["1:1 json-syntax-error text before the policy"]),
        ("it was copied with the headers of a response", format!("HTTP/1.1 200 OK\ncontent-type: application/json\n\n{POLICY}"), &["1:1 json-syntax-error text before the policy"]),
        ("it is the value of a variable", format!("const policy = {POLICY}"), &["1:1 json-syntax-error the file is not JSON; it begins with `const policy = {`"]),
        ("every line begins with a plus", POLICY.lines().map(|line| format!("+{line}\n")).collect(), &["1:1 json-syntax-error the file is not JSON; it begins with `+{`"]),
        ("it is indented with no-break spaces", POLICY.replace("  ", "\u{a0}\u{a0}"), &["2:1 json-white-space 21 places have white space that JSON does not know, the first of them a no-break space (U+00A0)"]),
        ("it begins with a byte-order mark", format!("\u{feff}{POLICY}"), &["1:1 byte-order-mark the file begins with a byte-order mark (U+FEFF)"]),
    ];
    for (form, text, expected) in forms {
        assert_eq!(said(&text), expected, "{form}");
    }
}

#[test]
fn a_policy_that_was_cut_is_one_finding() {
    for end in 0..POLICY.trim_end().len() {
        let said = said(&POLICY[..end]);
        assert_eq!(said.len(), 1, "{:?}: {said:?}", &POLICY[..end]);
    }
}

#[test]
fn a_character_that_is_missing_is_at_most_one_finding() {
    for index in 0..POLICY.len() {
        let text = format!("{}{}", &POLICY[..index], &POLICY[index + 1..]);
        let said = said(&text);
        assert!(said.len() <= 1, "{:?} at {index}: {said:?}", &POLICY[index..=index]);
    }
}

#[test]
fn a_character_that_is_doubled_is_at_most_two_findings() {
    for index in 0..POLICY.len() {
        let text = format!("{}{}", &POLICY[..=index], &POLICY[index..]);
        let said = said(&text);
        assert!(said.len() <= 2, "{:?} at {index}: {said:?}", &POLICY[index..=index]);
    }
}

#[test]
fn whatever_stands_in_the_place_of_a_character_is_few_findings() {
    // Every third character is enough to come upon each kind of place, in a third of the time.
    for index in (0..POLICY.len()).step_by(3) {
        for other in ["{", "}", "[", "]", ",", ":", "\"", "'", "x", "1", " ", "\n", "\\", "é", "“", "$", "/"]
        {
            let text = format!("{}{other}{}", &POLICY[..index], &POLICY[index + 1..]);
            let said = said(&text);
            assert!(said.len() <= 7, "{other:?} for {:?} at {index}: {said:#?}", &POLICY[index..=index]);
        }
    }
}

/// The text with a fix made.
fn fixed(text: &str, fix: &iamlint::Fix) -> String {
    let mut fixed = text.to_owned();
    for (index, edit) in fix.edits.iter().enumerate().rev() {
        let before = index.checked_sub(1).map_or(0, |index| fix.edits[index].at.end());
        assert!(before <= edit.at.start(), "the edits of {:?} are in order", fix.title);
        fixed.replace_range(edit.at.start()..edit.at.end(), &edit.text);
    }
    fixed
}

#[test]
fn a_fix_mends_what_it_is_offered_for() {
    let slips = SLIPS.iter().map(|(right, wrong, _)| POLICY.replacen(right, wrong, 1));
    let forms = [POLICY.replace('"', "'"), POLICY.replace('"', "”"), format!("\u{feff}{POLICY}")];
    let comments = [
        POLICY.replace(",\n", ", // a\n"),
        POLICY.replace("\n", "\n  # a\n"),
        POLICY.replace(": ", ": /* a */ /* b */ "),
        POLICY.replace("\n", "\u{a0}\n"),
        POLICY.replace("\n    }", ",\n    }"),
    ];
    let mut fixes = 0;
    for text in slips.chain(forms).chain(comments) {
        let before = said(&text);
        let findings = check(&Source::new("policy.json", text.as_str()), &Settings::default()).findings;
        for (finding, line) in findings.iter().zip(&before) {
            let Some(fix) = &finding.diagnostic.fix else { continue };
            fixes += 1;
            let after = said(&fixed(&text, fix));
            let is_better = after.len() <= before.len() && !after.contains(line);
            assert!(is_better, "{:?} of {text:?}: {before:?}, then {after:?}", fix.title);
        }
    }
    assert!(fixes > 40, "{fixes} fixes were tried");
}
