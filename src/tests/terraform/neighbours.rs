//! Values that stand in other files of a folder.

use std::collections::BTreeSet;

use iamlint::{Configuration, PolicyReport, Report, Settings, Source, check};

use super::forms::{attribute_of, is_of_text, rules_of, to_hcl};
use crate::rulebook;

fn names(report: &Report) -> BTreeSet<&'static str> {
    rules_of(report).into_iter().collect()
}

/// What stands as a whole at a reference to it gives what it gives where each part has a place of its own.
#[test]
fn every_example_gives_the_same_behind_a_name_of_another_file() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (settings, text) in rulebook::json_examples() {
        let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) else { continue };
        let raw = check(&Source::new("policy.json", text.as_str()), &settings);
        let [policy @ PolicyReport { owner: None, .. }] = raw.policies.as_slice() else { continue };
        let Some((of, attribute, kind)) = attribute_of(policy.profile) else { continue };
        let settings = Settings { profile: None, ..settings };
        let policy = to_hcl(&value);
        let resource = |value: &str| {
            format!(
                "resource \"{of}\" \"x\" {{\n  type = \"{kind}\"\n  {attribute} = jsonencode({value})\n}}\n"
            )
        };
        let resource = |value: &str| match kind {
            "" => resource(value).replace("  type = \"\"\n", ""),
            _ => resource(value),
        };
        let sources = [
            Source::new("main.tf", resource("merge(local.policy, {})")),
            Source::new("locals.tf", format!("locals {{\n  policy = {policy}\n}}\n")),
        ];
        let behind = Configuration::of(&sources).check(0, &settings);
        let plain = check(&Source::new("main.tf", resource(&policy)), &settings);
        let (mut behind, mut plain) = (names(&behind), names(&plain));
        // A character is told only where it is written.
        for names in [&mut behind, &mut plain] {
            names.retain(|name| !is_of_text(name) && *name != "disallowed-character");
        }
        count += 1;
        if behind != plain {
            wrong.push(format!("{behind:?} for {plain:?}\n{text}"));
        }
    }
    assert!(count > 400, "{count}");
    let total = wrong.len();
    wrong.truncate(12);
    assert!(wrong.is_empty(), "{}\n{total} of {count}", wrong.join("\n"));
}
