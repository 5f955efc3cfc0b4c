//! No finding depends on a value that cannot be known.

use std::collections::BTreeSet;
use std::ops::Range;

use super::run::Selection;
use super::suppose;
use crate::find::{self, Profile};
use crate::policy::Policy;
use crate::rules::{self, Measure, Written};
use crate::settings::Settings;
use crate::source::{Source, Span};
use crate::syntax::{Hidden, Node, Pieces, Value, json};

/// The examples of the rule book: what stands behind `json` on the fence, and the text.
fn examples() -> Vec<(String, &'static str)> {
    let mut examples = Vec::new();
    for page in rules::pages() {
        let mut rest = page.body;
        while let Some((_, after)) = rest.split_once("```json") {
            let Some((info, after)) = after.split_once('\n') else { break };
            let Some((text, after)) = after.split_once("```") else { break };
            examples.push((info.trim_start_matches('c').trim().to_owned(), text));
            rest = after;
        }
    }
    examples
}

/// All places of a tree at which a value stands.
fn places(node: &Node<'_>, places: &mut Vec<Span>) {
    places.push(node.at);
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| self::places(item, places)),
        Value::Object(members) => members.iter().for_each(|member| self::places(&member.value, places)),
        _ => {}
    }
}

/// The tree with a hole at a place.
fn with_hole<'t>(node: &Node<'t>, at: Span) -> Node<'t> {
    node.with(&mut |node| (node.at == at).then_some(Value::Unknown))
}

/// The tree with a hole in a part of the string at a place.
fn with_partial<'t>(node: &Node<'t>, at: Span, range: &Range<usize>, hidden: Hidden) -> Node<'t> {
    node.with(&mut |node| {
        let text = node.text().filter(|_| node.at == at)?;
        let mut pieces = Pieces::new();
        pieces.push_part(text, 0..range.start);
        pieces.push_hole(text.part(range.clone()), hidden, None);
        pieces.push_part(text, range.end..text.as_str().len());
        Some(pieces.finish(at).into_value())
    })
}

/// The parts of a string that somebody may not know, by what stands between the signs in it.
fn parts(value: &str) -> Vec<(Range<usize>, Hidden)> {
    let signs = value.char_indices().filter(|(_, sign)| !sign.is_alphanumeric());
    let mut cuts: Vec<usize> = signs.flat_map(|(at, sign)| [at, at + sign.len_utf8()]).collect();
    cuts.extend([0, value.len()]);
    cuts.extend((value.len() / 2..value.len()).find(|middle| value.is_char_boundary(*middle)));
    cuts.sort_unstable();
    cuts.dedup();
    let mut parts = Vec::new();
    for (index, start) in cuts.iter().enumerate() {
        let ends = cuts[index + 1..].iter().take(2).chain(cuts.last());
        for end in ends {
            let part = &value[*start..*end];
            let hidden = match part {
                "aws" | "aws-cn" | "aws-us-gov" => Hidden::Partition,
                "amazonaws.com" | "amazonaws.com.cn" => Hidden::DnsSuffix,
                _ if part.len() == 12 && part.bytes().all(|byte| byte.is_ascii_digit()) => Hidden::Account,
                _ => Hidden::Anything,
            };
            parts.push((*start..*end, hidden));
            parts.push((*start..*end, Hidden::Anything));
        }
    }
    if let Some(rest) = value.strip_prefix("arn:aws:s3:::") {
        let name = rest.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '-').unwrap_or(rest.len());
        let is_bucket = name > 0 && (name == rest.len() || rest[name..].starts_with('/'));
        let arn = 0..value.len() - rest.len() + name;
        parts.extend(is_bucket.then_some((arn, Hidden::Form("arn:{partition}:s3:::{name}"))));
    }
    // Nobody hides half of a variable, or half of a short word.
    let is_whole = |(range, _): &(Range<usize>, Hidden)| {
        let (before, part, after) = (&value[..range.start], &value[range.clone()], &value[range.end..]);
        let opens = |text: &str| text.matches("${").count();
        let has_half = |text: &str| text.ends_with('$') || opens(text) != text.matches('}').count();
        let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
        let cuts_word =
            |left: &str, right: &str| is_letter(left.chars().next_back()) && is_letter(right.chars().next());
        let is_short = value.len() < 24;
        let is_cut = is_short && (cuts_word(before, part) || cuts_word(part, after));
        !is_cut && ![before, part, after].into_iter().any(has_half)
    };
    parts.retain(is_whole);
    parts.dedup();
    parts
}

/// The names of the rules that find something in a policy, and where.
fn findings(root: &Node<'_>, profile: &'static Profile, text: &str) -> BTreeSet<(&'static str, Span)> {
    let settings = Settings::default();
    let source = Source::new("policy.json", text);
    let text = &text[root.at.start()..root.at.end()];
    let written = Written { text, is_json: false, measure: Measure::Tree };
    let found = suppose::findings(&source, &Policy::read(root), profile, written, &Selection::of(&settings));
    found.into_iter().map(|diagnostic| (diagnostic.page.name, diagnostic.at)).collect()
}

/// What is found with a hole by rules that find nothing without it.
fn new<'f>(
    more: &'f BTreeSet<(&'static str, Span)>,
    whole: &'f BTreeSet<(&'static str, Span)>,
) -> impl Iterator<Item = (&'static str, Span)> + 'f {
    let is_new = |name: &str| whole.iter().all(|(other, _)| *other != name);
    // An old version is out of date whatever else is known; where a variable shows that it does not fit, that is said instead.
    more.iter().copied().filter(move |(name, _)| is_new(name) && *name != "outdated-version")
}

/// The policies among the examples, each with what it is.
fn policies() -> Vec<(&'static str, &'static Profile)> {
    let mut policies = Vec::new();
    for (info, text) in examples() {
        let tree = json::parse(text);
        let Some(root) = tree.root.filter(|root| tree.problems.is_empty() && root.members().is_some()) else {
            continue;
        };
        let named = Profile::of_resource_type(&info).or(info.parse().ok().map(Profile::of_kind));
        policies.push((text, named.unwrap_or_else(|| find::kind_of(&root).profile)));
    }
    policies
}

/// A policy among the examples, and what is found in it as it is.
struct Example {
    text: &'static str,
    profile: &'static Profile,
    root: Node<'static>,
    whole: BTreeSet<(&'static str, Span)>,
}

/// Looks at each value of each policy among the examples, but not at the policies themselves: without a policy nothing is told.
fn at_each_value(mut look: impl FnMut(&Example, Span)) {
    for (text, profile) in policies() {
        let root = json::parse(text).root.expect("a policy");
        let whole = findings(&root, profile, text);
        let mut all = Vec::new();
        places(&root, &mut all);
        let example = Example { text, profile, root, whole };
        all.into_iter().skip(1).for_each(|at| look(&example, at));
    }
}

#[test]
fn no_finding_depends_on_a_hole() {
    let mut wrong = Vec::new();
    at_each_value(|Example { text, profile, root, whole }, at| {
        let more = findings(&with_hole(root, at), profile, text);
        for (name, _) in new(&more, whole) {
            let hole = &text[at.start()..at.end()];
            wrong.push(format!("{name} ({}) where this is a hole: {hole}\n  in {text}", profile.kind));
        }
    });
    assert!(wrong.is_empty(), "{}\n{} findings", wrong.join("\n"), wrong.len());
}

/// Makes a part of a string unknown, one time in so many.
fn try_parts(one_in: usize) {
    let mut wrong = Vec::new();
    let mut count = 0;
    at_each_value(|Example { text, profile, root, whole }, at| {
        let token = &text[at.start()..at.end()];
        let value = if token.starts_with('"') { token.trim_matches('"') } else { "" };
        if value.contains('\\') {
            return;
        }
        for (range, hidden) in parts(value) {
            count += 1;
            if count % one_in > 0 {
                continue;
            }
            let more = findings(&with_partial(root, at, &range, hidden), profile, text);
            // A string that is wrong may be wrong in another way without the part.
            let is_wrong = whole.iter().any(|(_, place)| at.contains(*place));
            for (name, _) in new(&more, whole).filter(|(_, place)| !is_wrong || !at.contains(*place)) {
                let part = &value[range.clone()];
                wrong.push(format!("{name} ({}) where `{part}` is {hidden:?} of {value}", profile.kind));
            }
        }
    });
    assert!(count > 0, "no example has a string");
    assert!(wrong.is_empty(), "{}\n{} findings", wrong.join("\n"), wrong.len());
}

#[test]
fn no_finding_depends_on_a_part_that_is_not_known() {
    try_parts(11);
}

#[test]
#[ignore = "takes minutes where the compiler does not optimize"]
fn no_finding_depends_on_any_part_that_is_not_known() {
    try_parts(1);
}

/// Each of them would be supposed to be this and that, and looked for in what is said of each of the others.
#[test]
fn a_policy_full_of_holes_is_read() {
    let resources = "          - !Sub \"arn:aws:sqss:::${Name}\"\n".repeat(20_000);
    let text = format!(
        "Resources:\n  Many:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: 2012-10-17\n        Statement:\n          Effect: Allow\n          Action: sqs:SendMesage\n          Resource:\n{resources}"
    );
    let report = crate::check(&Source::new("template.yaml", text), &Settings::default());
    assert_eq!(report.policies[0].holes, 20_000);
    let found: Vec<_> = report.findings.iter().map(|finding| finding.diagnostic.page.name).collect();
    assert_eq!(found, ["policy-size-exceeds-identity-policy-quota", "invalid-action"]);
}
