//! What rules find in a policy whatever the parts of it are that only AWS knows.
//!
//! `arn:aws:s3:::${Bucket}/*` is an ARN of S3, whatever the bucket is. So the rules run on what the policy would be if
//! the unknown parts were this or that, and only what they find each time is found.

use std::collections::HashMap;

use super::crowd::without_crowds;
use super::run::{Selection, run};
use crate::diagnostic::Diagnostic;
use crate::find::Profile;
use crate::policy::Policy;
use crate::rules::Written;
use crate::source::{Source, Span};
use crate::syntax::{Hidden, Hole, Member, Node, Value};

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

/// The elements that have one of a few words as their value: of one that is known in part nothing is said.
const WORDS: [&str; 2] = ["Version", "Effect"];

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
    if policy.is_known() || !has_partial(policy.node) {
        return run(policy, profile, written, selection);
    }
    let thinned = without_crowds(policy.node);
    let node = thinned.as_ref().unwrap_or(policy.node);
    let supposing = |part: &mut Part<'_>| {
        let root = with_parts(node, "", part);
        run(&Policy::read(&root), profile, written, selection)
    };
    let mut names = Names::of(source);
    let mut named = supposing(&mut |hole, _| names.name(hole));
    let mut shortest = None;
    for (index, anything) in ANYTHING.iter().enumerate() {
        if named.is_empty() {
            return named;
        }
        let mut count = 0;
        let found = supposing(&mut |hole, place| {
            count += 1;
            known(hole.hidden, index, count)
                .unwrap_or(if may_be(anything, place) { anything } else { "" })
                .to_owned()
        });
        named.retain(|finding| found.iter().any(|other| is_same(finding, other)));
        shortest.get_or_insert(found);
    }
    let shortest = shortest.unwrap_or_default();
    for finding in &mut named {
        // Numbers are those of the shortest policy; only where a part that is not known is mentioned, that cannot do without its name.
        match shortest.iter().find(|other| is_same(finding, other)) {
            Some(other) if !names.are_in(finding) => *finding = other.clone(),
            _ => names.restore(finding),
        }
        finding.fix = None;
    }
    named
}

/// Whether a part of a string may be this: what has a sign in it that no action has is of no use behind the colon of one.
fn may_be(anything: &str, place: Place<'_>) -> bool {
    let is_of_action = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'*';
    let is_in_action = is_one_of(ACTIONS, place.element) && place.before.contains(':');
    !is_in_action || anything.bytes().all(is_of_action)
}

fn is_one_of(names: [&str; 2], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether an operator compares values of a form that no supposed part completes: dates, numbers, addresses.
fn has_form(operator: &str) -> bool {
    const OPERATORS: [&str; 7] = ["Date", "Numeric", "IpAddress", "NotIpAddress", "Bool", "Binary", "Null"];
    let operator = operator.rsplit(':').next().unwrap_or(operator);
    OPERATORS
        .iter()
        .any(|known| operator.get(..known.len()).is_some_and(|written| written.eq_ignore_ascii_case(known)))
}

/// The same value, with strings unknown of which a part is.
fn without_partial<'n>(node: &Node<'n>) -> Node<'n> {
    let value = match &node.value {
        Value::Partial(_) => Value::Unknown,
        Value::Array(items) => Value::Array(items.iter().map(without_partial).collect()),
        Value::Object(members) => {
            let mut members = members.clone();
            members.iter_mut().for_each(|member| member.value = without_partial(&member.value));
            Value::Object(members)
        }
        other => other.clone(),
    };
    Node { at: node.at, value }
}

/// Whether any string below a value has a part that is not known.
fn has_partial(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Partial(_) => true,
        Value::Array(items) => items.iter().any(has_partial),
        Value::Object(members) => members.iter().any(|member| has_partial(&member.value)),
        _ => false,
    }
}

/// Where a part stands.
#[derive(Clone, Copy)]
struct Place<'p> {
    /// The name of the element.
    element: &'p str,
    /// What stands before it in its string.
    before: &'p str,
}

/// Tells what a part is supposed to be.
type Part<'p> = dyn FnMut(&Hole, Place<'_>) -> String + 'p;

/// The same value, if these were the parts that are not known; they are asked for in the order of the document.
fn with_parts<'n>(node: &Node<'n>, element: &str, part: &mut Part<'_>) -> Node<'n> {
    let value = match &node.value {
        Value::Partial(partial) => {
            Value::Text(partial.supposing(|hole| part(hole, Place { element, before: partial.before(hole) })))
        }
        Value::Array(items) => {
            Value::Array(items.iter().map(|item| with_parts(item, element, part)).collect())
        }
        Value::Object(members) => {
            let mut members = members.clone();
            for Member { name, value } in &mut members {
                *value = match &value.value {
                    Value::Partial(_) if is_one_of(WORDS, name.as_str()) => without_partial(value),
                    _ if has_form(name.as_str()) => without_partial(value),
                    _ => with_parts(value, name.as_str(), part),
                };
            }
            Value::Object(members)
        }
        other => other.clone(),
    };
    Node { at: node.at, value }
}

fn is_same(one: &Diagnostic, other: &Diagnostic) -> bool {
    (one.page.name, one.at) == (other.page.name, other.at)
}

/// What a part may be of which the form is known; the parts differ from each other in some suppositions.
fn known(hidden: Hidden, supposition: usize, count: usize) -> Option<&'static str> {
    const ACCOUNTS: [&str; 2] = ["111122223333", "444455556666"];
    let (partition, suffix, regions) = PARTITIONS[supposition % PARTITIONS.len()];
    let turn = if supposition.is_multiple_of(2) { 0 } else { count % 2 };
    match hidden {
        Hidden::Anything => None,
        Hidden::Account => Some(ACCOUNTS[turn]),
        Hidden::Partition => Some(partition),
        Hidden::Region => Some(regions[turn]),
        Hidden::DnsSuffix => Some(suffix),
    }
}

/// Names that stand for unknown parts, so that these are found again in what rules say.
struct Names<'s> {
    source: &'s Source,
    /// The partition whose names do not stand in the source.
    partition: &'static str,
    suffix: &'static str,
    region: &'static str,
    given: HashMap<String, Span>,
}

impl<'s> Names<'s> {
    fn of(source: &'s Source) -> Names<'s> {
        let text = source.text();
        let is_new = |name: &&str| !text.contains(*name);
        let other = PARTITIONS.iter().rev().find(|(name, _, _)| is_new(name)).unwrap_or(&PARTITIONS[1]);
        let (partition, suffix, regions) = *other;
        let region = regions.into_iter().find(|name| is_new(name)).unwrap_or(regions[0]);
        Names { source, partition, suffix, region, given: HashMap::new() }
    }

    fn name(&mut self, hole: &Hole) -> String {
        let count = self.given.len();
        let name = match hole.hidden {
            Hidden::Anything => format!("unknown{count}part"),
            Hidden::Account => format!("{:012}", 987_000_000_000_u64 + count as u64),
            Hidden::Partition => self.partition.to_owned(),
            Hidden::Region => self.region.to_owned(),
            Hidden::DnsSuffix => self.suffix.to_owned(),
        };
        self.given.entry(name.clone()).or_insert(hole.at);
        name
    }

    fn are_in(&self, finding: &Diagnostic) -> bool {
        let is_in = |text: &str| self.given.keys().any(|name| text.contains(name));
        let Diagnostic { message, here, labels, help, .. } = finding;
        let texts = here.iter().chain(help).chain(labels.iter().map(|label| &label.message));
        std::iter::once(message).chain(texts).any(|text| is_in(text))
    }

    /// Puts what is written in the source where the names are.
    fn restore(&self, finding: &mut Diagnostic) {
        let Diagnostic { message, here, labels, help, .. } = finding;
        let texts = here.iter_mut().chain(help).chain(labels.iter_mut().map(|label| &mut label.message));
        for text in std::iter::once(message).chain(texts) {
            for (name, at) in &self.given {
                if text.contains(name) {
                    *text = text.replace(name, &self.written(*at));
                }
            }
        }
    }

    /// What is written for a part; in few words where that is long, or is not put into strings as it is.
    fn written(&self, at: Span) -> String {
        const LONGEST: usize = 60;
        let text = self.source.slice(at);
        let is_short = text.len() <= LONGEST && text.starts_with("${") && !text.contains(['\n', '`']);
        if is_short { text.to_owned() } else { "${...}".to_owned() }
    }
}
