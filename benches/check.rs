//! How fast a policy is checked, beside what reading the same bytes with `serde_json` costs.
//!
//! `cargo bench` prints each step for the whole corpus on one thread.
//! Last come ratios, of steps that took turns within one run, since machines are noisy: each step to `serde_json`, and whole processes to an empty one.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

mod catalog;
mod corpus;
mod lists;

use std::hint::black_box;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::BytesCount;
use iamlint::policy::Policy;
use iamlint::syntax::json;
use iamlint::{Settings, Source, check};

fn main() {
    divan::main();
    if std::env::args().any(|argument| argument == "--bench") {
        println!();
        ratios();
        processes();
    }
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

/// What is measured: it does something with every text.
type Step = fn(&[String]);

const STEPS: [(&str, Step); 4] = [
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

/// How often steps take turns.
const ROUNDS: usize = 21;

/// Each step's time to that of `serde_json`: of the texts in memory, and of the files, read one after the other.
fn ratios() {
    let texts = corpus::policies();
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} policies, {bytes} bytes, one thread; time as a multiple of serde_json's:", texts.len());
    let rounds = (0..ROUNDS).map(|_| {
        let times = STEPS.map(|(_, step)| time(|| step(&texts)).as_secs_f64());
        times.map(|time| time / times[0])
    });
    let rounds: Vec<_> = rounds.collect();
    for (index, (name, _)) in STEPS.iter().enumerate() {
        println!("  in memory: {:<32} {:.2}", name, median(rounds.iter().map(|round| round[index])));
    }
    let folder = corpus::files();
    let files: Vec<_> = (0..texts.len()).map(|index| folder.path().join(corpus::name(index))).collect();
    let each_file = |step: Step| {
        time(|| files.iter().for_each(|file| step(&[std::fs::read_to_string(file).unwrap()]))).as_secs_f64()
    };
    let rounds = (0..ROUNDS).map(|_| each_file(check_all) / each_file(read_with_serde_json));
    println!("  files: read and check, beside read and serde_json   {:.2}", median(rounds));
}

/// Whole processes: one small policy beside a process that does nothing, and the corpus as files.
fn processes() {
    let folder = corpus::files();
    let small = folder.path().join(corpus::name(0));
    let rounds = (0..ROUNDS).map(|_| {
        let nothing = time(|| run(Command::new("true")));
        let one = time(|| run(iamlint("1").arg(&small)));
        let all_on_one = time(|| run(iamlint("1").arg(folder.path())));
        let all = time(|| run(iamlint("0").arg(folder.path())));
        [nothing, one.saturating_sub(nothing), all_on_one, all].map(|time| time.as_secs_f64() * 1e3)
    });
    let rounds: Vec<_> = rounds.collect();
    println!("whole processes, milliseconds:");
    let names = [
        "an empty process",
        "one small policy, beyond that",
        "the corpus, one thread",
        "the corpus, all threads",
    ];
    for (index, name) in names.iter().enumerate() {
        println!("  {:<32} {:.2}", name, median(rounds.iter().map(|round| round[index])));
    }
}

/// The command that checks on so many threads; `0` for as many as there are processors.
fn iamlint(jobs: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_iamlint"));
    command.args(["check", "--quiet"]);
    if jobs != "0" {
        command.args(["--jobs", jobs]);
    }
    command
}

fn run(mut command: impl std::borrow::BorrowMut<Command>) {
    command.borrow_mut().stdout(Stdio::null()).status().unwrap();
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
