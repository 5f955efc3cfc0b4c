//! What rules find in a policy whatever the parts of it are that only AWS knows.
//!
//! `arn:aws:s3:::${Bucket}/*` is an ARN of S3, whatever the bucket is. So the rules run on what the policy would be if
//! the unknown parts were this or that, and only what they find each time is found.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::crowd::without_crowds;
use super::run::{Plan, Selection, run};
use crate::diagnostic::Diagnostic;
use crate::find::Profile;
use crate::policy::Policy;
use crate::rules::wording::quoted;
use crate::rules::{self, Rule, Written};
use crate::source::{Source, Span};
use crate::syntax::{Hidden, Hole, Member, Node, Partial, Text, Value};

/// What stands in the place of strings that may be anything: one for each form that a part of a policy may have.
///
/// The first, the empty one, makes the policy as short as it may be.
const ANYTHING: [&str; 45] = [
    "",
    "*",
    "a-name",
    "A/path/*",
    "arn:aws:s3:::a-bucket/a-key",
    "aws:s3:::a-bucket/a-key",
    ":aws:s3:::a-bucket/a-key",
    "s3:::a-bucket/a-key",
    ":s3:::a-bucket/a-key",
    ":::a-bucket/a-key",
    "aws:iam::*:role/*",
    ":aws:iam::*:role/*",
    ":iam::*:role/*",
    "iam::*:role/*",
    "::*:role/*",
    ":*:role/*",
    ":role/*",
    "role/*",
    "us-east-1:111122223333",
    "s3:",
    ":",
    "::",
    ":*",
    "arn",
    "arn:",
    "aws",
    "us-east-1",
    "111122223333",
    "root",
    "s3",
    "iam",
    "ec2",
    "Object",
    "amazonaws.com",
    "token.actions.githubusercontent.com",
    "refs/",
    "refs/heads/main",
    "heads",
    "heads/main",
    "/heads/main",
    "/",
    "/prod/GET/a-path",
    "2025-01-01",
    "10.0.0.1",
    "1",
];

/// Larger policies are no policies that AWS takes, and would take long.
const MOST_HOLES: usize = 1_000;
const MOST_BYTES: usize = 131_072;

/// The elements that name actions.
const ACTIONS: [&str; 2] = ["Action", "NotAction"];

const PARTITIONS: [(&str, &str, [&str; 2]); 3] = [
    ("aws", "amazonaws.com", ["us-east-1", "eu-west-1"]),
    ("aws-cn", "amazonaws.com.cn", ["cn-north-1", "cn-northwest-1"]),
    ("aws-us-gov", "amazonaws.com", ["us-gov-west-1", "us-gov-east-1"]),
];

/// What the rules find in a policy that stands in a source, whatever the unknown parts of its strings are.
pub(super) fn findings(
    source: &Source,
    policy: &Policy<'_>,
    profile: &'static Profile,
    written: Written<'_>,
    selection: &Selection<'_>,
) -> Vec<Diagnostic> {
    let holes = if policy.is_known() { 0 } else { count_holes(policy.node) };
    // A string that is known in part is unknown to the rules.
    if !(1..=MOST_HOLES).contains(&holes) || written.text.len() > MOST_BYTES {
        return run(policy, profile, written, selection);
    }
    let thinned = without_crowds(policy.node);
    let node = thinned.as_ref().unwrap_or(policy.node);
    let mut names = Names::of(source);
    let root = with_texts(node, "", &mut |partial, _| names.name(partial));
    let mut named = run(&Policy::read(&root), profile, written, selection);
    // A name may be a part of a longer one.
    names.given.sort_by_key(|(name, _)| Reverse(name.len()));
    let mut shortest = None;
    let mut plan = Plan::of(rules_of(&named));
    for (index, anything) in ANYTHING.iter().enumerate().take(rounds(node)) {
        if named.is_empty() {
            return named;
        }
        let mut count = 0;
        let root = with_texts(node, "", &mut |partial, element| {
            partial.supposing(|hole| {
                count += 1;
                let anything = if may_be(anything, element, partial.before(hole)) { anything } else { "" };
                supposed(hole.hidden, anything, index, count)
            })
        });
        let found = plan.run(&Policy::read(&root), profile, written, selection.settings);
        let before = named.len();
        let places: HashSet<_> = found.iter().map(place).collect();
        named.retain(|finding| places.contains(&place(finding)));
        if named.len() < before {
            plan = Plan::of(rules_of(&named));
        }
        shortest.get_or_insert(found);
    }
    let shortest: HashMap<_, _> =
        shortest.iter().flatten().map(|finding| (place(finding), finding)).collect();
    for finding in &mut named {
        // Numbers are those of the shortest policy; only where a part that is not known is mentioned, that cannot do without its name.
        match shortest.get(&place(finding)) {
            Some(other) if !names.are_in(finding) => *finding = (*other).clone(),
            _ => names.restore(finding),
        }
        finding.fix = None;
    }
    named
}

/// The rules that found something; no other one has to run again.
fn rules_of(found: &[Diagnostic]) -> impl Iterator<Item = &'static Rule> {
    let found_some = |rule: &Rule| found.iter().any(|finding| finding.page.name == rule.page.name);
    rules::all().iter().copied().filter(move |rule| found_some(rule))
}

/// How many suppositions tell parts apart: where something is known of each part, those that have each partition twice.
fn rounds(node: &Node<'_>) -> usize {
    fn has_anything(node: &Node<'_>) -> bool {
        match &node.value {
            Value::Partial(partial) => partial.holes().iter().any(|hole| hole.hidden == Hidden::Anything),
            Value::Array(items) => items.iter().any(has_anything),
            Value::Object(members) => members.iter().any(|member| has_anything(&member.value)),
            _ => false,
        }
    }
    if has_anything(node) { ANYTHING.len() } else { 2 * PARTITIONS.len() }
}

/// Whether a part of a string may be this: what has a sign in it that no action has is of no use behind the colon of one.
fn may_be(anything: &str, element: &str, before: &str) -> bool {
    let is_of_action = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'*';
    let is_in_action = is_one_of(&ACTIONS, element) && before.contains(':');
    !is_in_action || anything.bytes().all(is_of_action)
}

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether the values of an element or operator have a form that no supposed part completes: words, dates, numbers, addresses.
fn has_form(name: &str) -> bool {
    const ELEMENTS: [&str; 2] = ["Version", "Effect"];
    const OPERATORS: [&str; 7] = ["Date", "Numeric", "IpAddress", "NotIpAddress", "Bool", "Binary", "Null"];
    let operator = name.rsplit(':').next().unwrap_or(name);
    let begins =
        |known: &&str| operator.get(..known.len()).is_some_and(|part| part.eq_ignore_ascii_case(known));
    is_one_of(&ELEMENTS, name) || OPERATORS.iter().any(begins)
}

/// The same value, with strings unknown of which a part is.
fn without_partial<'n>(node: &Node<'n>) -> Node<'n> {
    node.with(&mut |node| matches!(node.value, Value::Partial(_)).then_some(Value::Unknown))
}

/// How many parts of the strings below a value are not known.
fn count_holes(node: &Node<'_>) -> usize {
    match &node.value {
        Value::Partial(partial) => partial.holes().len(),
        Value::Array(items) => items.iter().map(count_holes).sum(),
        Value::Object(members) => members.iter().map(|member| count_holes(&member.value)).sum(),
        _ => 0,
    }
}

/// Tells what a string of an element is supposed to be.
type Suppose<'p> = dyn FnMut(&Partial<'_>, &str) -> Text<'static> + 'p;

/// The same value, if this were what its strings are; they are asked for in the order of the document.
fn with_texts<'n>(node: &Node<'n>, element: &str, suppose: &mut Suppose<'_>) -> Node<'n> {
    let value = match &node.value {
        Value::Partial(partial) => Value::Text(suppose(partial, element)),
        Value::Array(items) => {
            Value::Array(items.iter().map(|item| with_texts(item, element, suppose)).collect())
        }
        Value::Object(members) => {
            let mut members = members.clone();
            for Member { name, value } in &mut members {
                *value = if has_form(name.as_str()) {
                    without_partial(value)
                } else {
                    with_texts(value, name.as_str(), suppose)
                };
            }
            Value::Object(members)
        }
        other => other.clone(),
    };
    Node { at: node.at, value }
}

/// What tells findings from each other.
fn place(finding: &Diagnostic) -> (&'static str, Span) {
    (finding.page.name, finding.at)
}

/// What a part is supposed to be; parts of one kind differ from each other in some suppositions.
fn supposed(hidden: Hidden, anything: &str, supposition: usize, count: usize) -> String {
    const ACCOUNTS: [&str; 2] = ["111122223333", "444455556666"];
    const NAMES: [[&str; 2]; 2] = [["a-name", "another-name"], ["a-name", "a/path/another-name"]];
    let (partition, suffix, regions) = PARTITIONS[supposition % PARTITIONS.len()];
    let turn = if supposition.is_multiple_of(2) { 0 } else { count % 2 };
    let part = match hidden {
        Hidden::Anything => anything,
        Hidden::Account => ACCOUNTS[turn],
        Hidden::Partition => partition,
        Hidden::Region => regions[turn],
        Hidden::DnsSuffix => suffix,
        Hidden::Form(form) => {
            let filled = fill(form, partition, regions[turn], ACCOUNTS[turn]);
            return filled.replace("{name}", NAMES[0][turn]).replace("{path}", NAMES[1][turn]);
        }
    };
    part.to_owned()
}

/// A form without its names.
fn fill(form: &str, partition: &str, region: &str, account: &str) -> String {
    form.replace("{partition}", partition).replace("{region}", region).replace("{account}", account)
}

/// Names that stand for unknown parts, so that these are found again in what rules say.
struct Names<'s> {
    source: &'s Source,
    /// The partition whose names do not stand in the source.
    partition: &'static str,
    suffix: &'static str,
    region: &'static str,
    /// The names, each with what is written for it.
    given: Vec<(String, String)>,
}

impl<'s> Names<'s> {
    fn of(source: &'s Source) -> Names<'s> {
        let text = source.text();
        let is_new = |name: &&str| !text.contains(*name);
        let other = PARTITIONS[1..].iter().find(|(name, _, _)| is_new(name)).unwrap_or(&PARTITIONS[1]);
        let (partition, suffix, regions) = *other;
        let region = regions.into_iter().find(|name| is_new(name)).unwrap_or(regions[0]);
        Names { source, partition, suffix, region, given: Vec::new() }
    }

    /// The string with names in it.
    fn name(&mut self, partial: &Partial<'_>) -> Text<'static> {
        let text = partial.supposing(|hole| self.part(hole));
        let written = partial.supposing(|hole| self.written(hole));
        // Messages leave out the middle of a long text.
        self.give(quoted(text.as_str()), quoted(written.as_str()));
        text
    }

    fn part(&mut self, hole: &Hole) -> String {
        let count = self.given.len();
        let name = format!("x{count}y");
        let account = format!("{:012}", 987_000_000_000_u64 + count as u64);
        let name = match hole.hidden {
            Hidden::Anything => name,
            Hidden::Account => account,
            Hidden::Partition => self.partition.to_owned(),
            Hidden::Region => self.region.to_owned(),
            Hidden::DnsSuffix => self.suffix.to_owned(),
            Hidden::Form(form) => {
                let filled = fill(form, self.partition, self.region, &account);
                filled.replace("{name}", &name).replace("{path}", &name)
            }
        };
        self.give(name.clone(), self.written(hole));
        name
    }

    fn give(&mut self, name: String, written: String) {
        if self.given.iter().all(|(other, _)| *other != name) {
            self.given.push((name, written));
        }
    }

    fn are_in(&self, finding: &Diagnostic) -> bool {
        let is_in = |text: &str| self.given.iter().any(|(name, _)| text.contains(name));
        let Diagnostic { message, here, labels, help, .. } = finding;
        let texts = here.iter().chain(help).chain(labels.iter().map(|label| &label.message));
        std::iter::once(message).chain(texts).any(|text| is_in(text))
    }

    /// Puts what is written in the source where the names are.
    fn restore(&self, finding: &mut Diagnostic) {
        let Diagnostic { message, here, labels, help, .. } = finding;
        let texts = here.iter_mut().chain(help).chain(labels.iter_mut().map(|label| &mut label.message));
        for text in std::iter::once(message).chain(texts) {
            for (name, written) in &self.given {
                if text.contains(name) {
                    *text = text.replace(name, written);
                }
            }
        }
    }

    /// What is written for a part, as if it were put into a string by its name.
    fn written(&self, hole: &Hole) -> String {
        const LONGEST: usize = 60;
        let text = self.source.slice(hole.at);
        let is_short = text.len() <= LONGEST && !text.contains(['\n', '`']);
        let is_word = |sign: char| sign.is_ascii_alphanumeric() || "_-.:[]".contains(sign);
        match &hole.name {
            Some(name) => format!("${{{name}}}"),
            None if is_short && text.starts_with("${") => text.to_owned(),
            None if is_short && text.chars().all(is_word) => format!("${{{text}}}"),
            None => "${...}".to_owned(),
        }
    }
}
