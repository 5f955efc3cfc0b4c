//! Long lists: four times the entries take about four times the time, whatever their form.

use std::hint::black_box;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use iamlint::policy::pattern::{Case, subsumed};
use iamlint::{Settings, Source, check};

const COUNTS: [usize; 3] = [1_000, 5_000, 20_000];

/// Entries of one form are told apart by their number.
#[divan::bench(args = COUNTS, sample_count = 20)]
fn plain(bencher: Bencher<'_, '_>, count: usize) {
    redundancy(bencher, count, |number| format!("ec2:Action{number}"));
}

#[divan::bench(args = COUNTS, sample_count = 20)]
fn patterns_told_by_their_beginnings(bencher: Bencher<'_, '_>, count: usize) {
    redundancy(bencher, count, |number| format!("arn:aws:s3:::bucket-{number:05}*"));
}

#[divan::bench(args = COUNTS, sample_count = 20)]
fn patterns_told_by_their_ends(bencher: Bencher<'_, '_>, count: usize) {
    redundancy(bencher, count, |number| format!("arn:aws:s3:::*-{number:05}/*"));
}

#[divan::bench(args = COUNTS, sample_count = 20)]
fn one_pattern_around_all(bencher: Bencher<'_, '_>, count: usize) {
    redundancy(bencher, count, |number| match number {
        7 => "ec2:*".to_owned(),
        _ => format!("ec2:Action{number}"),
    });
}

#[divan::bench(args = COUNTS, sample_count = 20)]
fn every_entry_twice(bencher: Bencher<'_, '_>, count: usize) {
    redundancy(bencher, count, |number| format!("ec2:Action{}", number / 2));
}

fn redundancy(bencher: Bencher<'_, '_>, count: usize, entry: impl Fn(usize) -> String) {
    let entries: Vec<String> = (0..count).map(entry).collect();
    let entries: Vec<&str> = entries.iter().map(String::as_str).collect();
    let bencher = bencher.counter(ItemsCount::new(count));
    bencher.bench_local(|| black_box(subsumed(&entries, Case::Ignored).len()));
}

/// One statement with so many actions and as many resources, all different and all known.
#[divan::bench(args = [1_000, 5_000], sample_count = 20)]
fn statement_of_actions_and_resources(bencher: Bencher<'_, '_>, count: usize) {
    let actions: Vec<String> = super::catalog::actions().into_iter().take(count).collect();
    let resources: Vec<String> = (0..count).map(|number| format!("arn:aws:s3:::bucket-{number}/*")).collect();
    let statement = serde_json::json!({ "Effect": "Allow", "Action": actions, "Resource": resources });
    let policy = serde_json::json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string();
    bencher.counter(BytesCount::new(policy.len())).bench_local(|| {
        black_box(check(&Source::new("policy.json", policy.as_str()), &Settings::default()));
    });
}
