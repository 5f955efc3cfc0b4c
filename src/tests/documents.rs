//! Whole documents and all that is found in them: what AWS's documentation shows, and what people really send.

use iamlint::{Kind, Level, Settings, Source, check};

/// The findings of a document as `line:column level[rule]`.
fn findings(kind: Kind, text: &str) -> Vec<String> {
    let source = Source::new("policy.json", text);
    let report = check(&source, &Settings::default().with_kind(kind));
    let finding = |diagnostic: &iamlint::Diagnostic| {
        let at = source.position(diagnostic.at.start());
        format!("{}:{} {}[{}]", at.line, at.column, diagnostic.level, diagnostic.page.name)
    };
    report.findings.iter().map(|found| finding(&found.diagnostic)).collect()
}

/// Every place of the findings of a rule, labels included, as lines and columns.
fn places(kind: Kind, rule: &str, text: &str) -> Vec<(usize, usize)> {
    let source = Source::new("policy.json", text);
    let report = check(&source, &Settings::default().with_kind(kind));
    let of_rule = report.findings.iter().filter(|found| found.diagnostic.page.name == rule);
    of_rule
        .flat_map(|found| {
            let labels = found.diagnostic.labels.iter().map(|label| label.at);
            std::iter::once(found.diagnostic.at).chain(labels)
        })
        .map(|at| source.position(at.start()))
        .map(|at| (at.line, at.column))
        .collect()
}

/// A policy with a `Sid` of this many characters, over several lines or in one.
fn long_policy(length: usize, in_one_line: bool) -> String {
    let (line, indent) = if in_one_line { ("", "") } else { ("\n", "    ") };
    let sid = "x".repeat(length);
    format!(
        r#"{{{line}{indent}"Version":"2012-10-17",{line}{indent}"Statement":[{{{line}{indent}{indent}"Sid":"{sid}",{line}{indent}{indent}"Effect":"Allow",{line}{indent}{indent}"Action":"s3:GetObject",{line}{indent}{indent}"Resource":"*"{line}{indent}}}]{line}}}"#
    )
}

#[test]
fn the_request_of_the_create_policy_reference_is_clean() {
    let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:ListAllMyBuckets"],"Resource":["arn:aws:s3:::*"]},{"Effect":"Allow","Action":["s3:Get*","s3:List*"],"Resource":["arn:aws:s3:::EXAMPLE-BUCKET","arn:aws:s3:::EXAMPLE-BUCKET/*"]}]}"#;
    assert_eq!(findings(Kind::Managed, text), [""; 0]);
}

#[test]
fn the_template_of_the_api_gateway_guide_gives_its_placeholders() {
    let text = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "action-statement"
      ],
      "Resource": [
        "resource-statement"
      ]
    },
    {
      "Effect": "Allow",
      "Action": [
        "action-statement"
      ],
      "Resource": [
        "resource-statement"
      ]
    }
  ]
}"#;
    let expected = ["7:9", "10:9", "16:9", "19:9"].map(|place| format!("{place} error[placeholder]"));
    assert_eq!(findings(Kind::Managed, text), expected);
}

#[test]
fn the_old_version_is_an_error_only_where_aws_refuses_it() {
    let text =
        r#"{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}"#;
    assert_eq!(findings(Kind::Managed, text), ["1:12 error[outdated-version]"]);
    assert_eq!(findings(Kind::InlineRole, text), ["1:12 suggestion[outdated-version]"]);
}

#[test]
fn an_em_dash_is_found_wherever_it_stands() {
    let text = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Read—only",
      "Effect": "Allow",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/a—b/*",
      "Condition": { "StringEquals": { "aws:PrincipalTag/team": "north—west" } }
    }
  ]
}"#;
    let found = places(Kind::Managed, "disallowed-character", text);
    assert_eq!(found, [(5, 19), (8, 54), (9, 71)]);
    assert_eq!(places(Kind::Scp, "disallowed-character", text), []);
}

#[test]
fn what_may_stand_in_a_document_of_iam_is_not_reported() {
    let policy = |value: &str| {
        format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{{"StringEquals":{{"aws:PrincipalTag/team":"{value}"}}}}}}]}}"#
        )
    };
    for allowed in ["caf\u{E9}", "a\u{A0}b", "a\u{85}b", "\u{7F}", "\\u2014", "\u{FF}"] {
        assert_eq!(places(Kind::Managed, "disallowed-character", &policy(allowed)), [], "{allowed:?}");
    }
    for disallowed in ["\u{100}", "\u{2028}", "a\u{FEFF}", "\u{1F600}"] {
        assert_eq!(
            places(Kind::Managed, "disallowed-character", &policy(disallowed)).len(),
            1,
            "{disallowed:?}"
        );
    }
}

/// What is wrong with the JSON is said by the rules about JSON alone.
#[test]
fn characters_outside_of_strings_are_the_business_of_json() {
    for text in [
        r#"{“Version”: "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}"#,
        "{\"Version\": \"2012-10-17\",\u{2003}\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}]}",
        "\u{FEFF}{\"Version\": \"2012-10-17\", // since 2012 — at last\n\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}]}",
    ] {
        assert_eq!(places(Kind::Managed, "disallowed-character", text), [], "{text}");
        assert_ne!(findings(Kind::Managed, text), [""; 0], "{text}");
    }
}

#[test]
fn seven_thousand_characters_are_too_many_for_a_managed_policy_only() {
    let text = long_policy(7_000 - long_policy(0, true).len(), true);
    assert_eq!(text.len(), 7_000);
    let report =
        check(&Source::new("policy.json", text.clone()), &Settings::default().with_kind(Kind::Managed));
    let [finding] = &report.findings[..] else { panic!("one finding, not {:?}", report.findings) };
    assert_eq!(finding.diagnostic.level, Level::Error);
    assert!(finding.diagnostic.message.contains("7,000"), "{}", finding.diagnostic.message);
    assert!(finding.diagnostic.message.contains("856 more than the limit of 6,144"));
    assert!(finding.location.is_empty(), "it is about the whole document");
    assert_eq!(findings(Kind::InlineRole, &text), [""; 0]);
}

#[test]
fn white_space_changes_no_verdict_on_a_quota_of_iam() {
    let overhead = long_policy(0, true).len();
    for (kind, limit) in [(Kind::Managed, 6_144), (Kind::InlineUser, 2_048), (Kind::InlineRole, 10_240)] {
        for length in [limit, limit + 1] {
            let verdicts = [true, false].map(|in_one_line| {
                let text = long_policy(length - overhead, in_one_line);
                findings(kind, &text).len()
            });
            assert_eq!(verdicts, [length - limit; 2], "{kind} of {length} characters");
        }
    }
}

#[test]
fn a_long_document_is_one_finding() {
    let text = long_policy(140_000, true);
    for kind in Kind::ALL {
        let about_size =
            check(&Source::new("policy.json", text.clone()), &Settings::default().with_kind(kind))
                .findings
                .iter()
                .filter(|found| found.diagnostic.page.group == "size")
                .count();
        assert_eq!(about_size, usize::from(kind != Kind::Resource), "{kind}");
    }
}

#[test]
fn a_version_that_is_no_string_or_misspelt_in_its_name_is_not_missing() {
    for version in [r#""Version": 2012"#, r#""version": "2012-10-17""#, r#""Version": null"#] {
        let text = format!(
            r#"{{{version}, "Statement": [{{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}}]}}"#
        );
        for rule in ["missing-version", "invalid-version", "outdated-version"] {
            assert_eq!(places(Kind::Managed, rule, &text), [], "{rule}: {version}");
        }
    }
}

#[test]
fn variables_under_the_old_version_are_pointed_at_themselves() {
    let text = r#"{
  "Version": "2008-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Action": "s3:GetObject",
    "Resource": "arn:aws:s3:::amzn-s3-demo-bucket/${aws:username}/*"
  }]
}"#;
    let found = places(Kind::InlineUser, "variable-unsupported-in-version", text);
    assert_eq!(found, [(6, 17), (6, 51), (2, 14)]);
    assert_eq!(findings(Kind::InlineUser, text), ["6:17 error[variable-unsupported-in-version]"]);
    let placeholder = text.replace("${aws:username}", "${AWS::AccountId}");
    assert_eq!(places(Kind::InlineUser, "variable-unsupported-in-version", &placeholder), []);
}

/// The document with the fixes of all findings of a rule.
fn fixed(kind: Kind, rule: &str, text: &str) -> String {
    let report = check(&Source::new("policy.json", text), &Settings::default().with_kind(kind));
    let of_rule = report.findings.iter().filter(|found| found.diagnostic.page.name == rule);
    let mut edits: Vec<_> =
        of_rule.filter_map(|found| found.diagnostic.fix.clone()).flat_map(|fix| fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.at.start()));
    let mut fixed = text.to_owned();
    for edit in edits {
        fixed.replace_range(edit.at.start()..edit.at.end(), &edit.text);
    }
    fixed
}

#[test]
fn what_is_removed_from_a_list_takes_one_comma_along() {
    let policy = |actions: &str| {
        format!(
            r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", "Action": [{actions}], "Resource": "*"}}]}}"#
        )
    };
    for (actions, expected) in [
        (r#""a:B", "a:C", "a:B""#, r#""a:B", "a:C""#),
        (r#""a:B" , "a:*""#, r#""a:*""#),
        (r#""a:B", "c:D", "a:*""#, r#""c:D", "a:*""#),
        (r#""c:D", "a:B","a:*", "e:F""#, r#""c:D","a:*", "e:F""#),
        (r#""a:*", "a:B", "a:C", "e:F", "a:D""#, r#""a:*", "e:F""#),
        ("\n  \"a:B\",\n  \"a:C\",\n  \"a:*\"\n", "\n  \"a:*\"\n"),
        ("\n  \"a:*\",\n  \"a:C\",\n  \"d:E\"\n", "\n  \"a:*\",\n  \"d:E\"\n"),
        // A comment may belong to either of its neighbours.
        ("\"a:*\", // all\n \"a:B\"", "\"a:*\", // all\n \"a:B\""),
    ] {
        assert_eq!(
            fixed(Kind::InlineRole, "redundant-action", &policy(actions)),
            policy(expected),
            "{actions}"
        );
    }
}

/// A key that waits to be filled in is unknown as well; that is one mistake, whichever rule says it.
#[test]
fn a_key_that_waits_to_be_filled_in_is_one_finding() {
    for (key, expected) in [
        ("s3:YOUR_KEY", "invalid-service-condition-key"),
        ("s3:xxxxxxxx", "placeholder"),
        ("s3:<key>", "placeholder"),
        ("aws:YOUR_KEY_NAME", "invalid-global-condition-key"),
        ("aws:<key>", "placeholder"),
        ("YOUR_SERVICE_NAME:Key", "placeholder"),
        ("<service>:Key", "placeholder"),
        ("ecc2:<key>", "placeholder"),
        ("service:Key", "invalid-service"),
        ("{service}:Key", "invalid-service"),
        ("example:ResourceTag", "missing-tag-key-in-condition"),
        ("key", "invalid-condition-key-format"),
    ] {
        let policy = format!(
            r#"{{"Version": "2012-10-17", "Statement": {{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
"Condition": {{"StringEquals": {{"{key}": "a"}}}}}}}}"#
        );
        let found = findings(Kind::InlineRole, &policy);
        assert!(found.len() == 1 && found[0].ends_with(&format!("[{expected}]")), "{key}: {found:?}");
    }
}
