//! A policy says the same wherever it stands: in a file of its own, in templates, in requests, in what AWS answers.

mod forms;

use std::collections::BTreeSet;

use iamlint::source::Span;
use iamlint::{PolicyReport, Profile, Report, Settings, Source, check, rules};

use crate::rulebook;
use forms::{Form, forms_of};

/// What is said: the rule, the message and the words that are underlined; the same of the labels.
type Said = BTreeSet<(&'static str, String, Vec<(String, String)>)>;

/// What stands at a place, as every form writes it: without the signs between values, and without what a form makes of a character.
fn words(source: &Source, at: Span, decode: fn(&str) -> String) -> String {
    let is_word = |character: &char| character.is_alphanumeric() || "*?/._:$=%".contains(*character);
    decode(source.slice(at)).chars().filter(is_word).collect()
}

fn said(source: &Source, report: &Report, decode: fn(&str) -> String) -> Said {
    let findings = report.findings.iter().map(|finding| &finding.diagnostic);
    findings
        .filter(|diagnostic| diagnostic.page.name != "kind-mismatch")
        .map(|diagnostic| {
            let mut places: Vec<_> = diagnostic
                .locations()
                .map(|at| (words(source, at, decode), diagnostic.here.clone().unwrap_or_default()))
                .chain(
                    diagnostic
                        .labels
                        .iter()
                        .map(|label| (words(source, label.at, decode), label.message.clone())),
                )
                .collect();
            places.sort();
            (diagnostic.page.name, diagnostic.message.clone(), places)
        })
        .collect()
}

/// Whether a rule reads the text of a policy, which a form may write in another way.
fn reads_text(name: &str) -> bool {
    name == "duplicate-element" || rules::pages().any(|page| page.name == name && page.group == "size")
}

#[test]
fn every_example_says_the_same_in_each_form() {
    let mut wrong = Vec::new();
    let mut compared = std::collections::BTreeMap::<&str, usize>::new();
    for (settings, text) in rulebook::json_examples() {
        if serde_json::from_str::<serde_json::Value>(&text).is_err() {
            continue;
        }
        let raw = check(&Source::new("policy.json", text.as_str()), &settings);
        let [PolicyReport { owner: None, profile, .. }] = raw.policies.as_slice() else { continue };
        for Form { name, file, hosted, profile, keeps_text, decode } in forms_of(profile, &text) {
            let as_asked = Settings { profile: Some(profile), ..settings.clone() };
            let raw = Source::new("policy.json", text.as_str());
            let expected = said(&raw, &check(&raw, &as_asked), str::to_owned);
            if !keeps_text && expected.iter().any(|(name, ..)| reads_text(name)) {
                continue;
            }
            let source = Source::new(file, hosted.as_str());
            let report = check(&source, &Settings { profile: None, ..settings.clone() });
            let kind = |profile: &Profile| (profile.kind, profile.of);
            let is_right =
                |policy: &PolicyReport| kind(policy.profile) == kind(profile) && policy.owner.is_some();
            *compared.entry(name).or_default() += 1;
            let found = said(&source, &report, decode);
            if report.policies.len() != 1 || !report.policies.iter().all(is_right) {
                wrong.push(format!("{name}: not one policy of the kind\n{hosted}"));
            } else if found != expected {
                let more: Vec<_> = found.difference(&expected).collect();
                let less: Vec<_> = expected.difference(&found).collect();
                wrong.push(format!("{name}: {more:#?} for {less:#?}\n{hosted}"));
            }
        }
    }
    for (name, count) in &compared {
        assert!(*count >= 10, "{count} were compared as {name}");
    }
    assert!(compared.len() >= 9 && compared.values().sum::<usize>() > 3_000, "{compared:?}");
    let count = wrong.len();
    wrong.truncate(6);
    assert!(wrong.is_empty(), "{}\n{count} of {compared:?}", wrong.join("\n"));
}
