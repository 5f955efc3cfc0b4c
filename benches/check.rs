//! How fast a policy is checked, beside what reading the same bytes with `serde_json` costs.
//!
//! `cargo bench` prints each step for the whole corpus on one thread, and last the ratio of each step to `serde_json`, taken in turns within one run, since machines are noisy.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

mod corpus;

use std::hint::black_box;
use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::BytesCount;
use iamlint::policy::Policy;
use iamlint::syntax::json;
use iamlint::{Settings, Source, check};

fn main() {
    divan::main();
    ratios();
}

fn read_with_serde_json(texts: &[String]) {
    for text in texts {
        black_box(serde_json::from_str::<serde_json::Value>(text).unwrap());
    }
}

fn parse(texts: &[String]) {
    for text in texts {
        black_box(json::parse(text));
    }
}

fn parse_and_model(texts: &[String]) {
    for text in texts {
        let tree = json::parse(text);
        black_box(Policy::read(tree.root.as_ref().unwrap()));
    }
}

fn check_all(texts: &[String]) {
    for text in texts {
        black_box(check(&Source::new("policy.json", text.as_str()), &Settings::default()));
    }
}

const STEPS: [(&str, fn(&[String])); 4] = [
    ("serde_json into a value", read_with_serde_json),
    ("parse", parse),
    ("parse and model", parse_and_model),
    ("check: parse, model, all rules", check_all),
];

#[divan::bench(args = [0, 1, 2, 3])]
fn corpus_step(bencher: Bencher<'_, '_>, step: usize) {
    let texts = corpus::policies();
    let bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| STEPS[step].1(&texts));
}

/// A policy twice as long takes twice the time: no rule is quadratic.
#[divan::bench(args = [10_000, 100_000, 1_000_000, 10_000_000], sample_count = 10)]
fn one_policy_of_bytes(bencher: Bencher<'_, '_>, bytes: usize) {
    let texts = [corpus::policy(1, bytes)];
    bencher.counter(BytesCount::new(texts[0].len())).bench_local(|| check_all(&texts));
}

/// The median, over rounds in which the steps take turns, of each step's time to that of `serde_json`.
fn ratios() {
    const ROUNDS: usize = 15;
    let texts = corpus::policies();
    let bytes: usize = texts.iter().map(String::len).sum();
    let rounds: Vec<[f64; STEPS.len()]> = (0..ROUNDS)
        .map(|_| {
            let times = STEPS.map(|(_, step)| time(|| step(&texts)));
            times.map(|time| time.as_secs_f64() / times[0].as_secs_f64())
        })
        .collect();
    println!("\n{} policies, {bytes} bytes, one thread; time as a multiple of serde_json's:", texts.len());
    for (index, (name, _)) in STEPS.iter().enumerate() {
        let mut ratios: Vec<f64> = rounds.iter().map(|round| round[index]).collect();
        ratios.sort_by(f64::total_cmp);
        println!("  {:<32} {:.2}", name, ratios[ROUNDS / 2]);
    }
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
