//! Compares the findings of a corpus of policies with those that Access Analyzer gave for them.
//!
//! ```text
//! cargo run --release --example scoreboard -- corpus.jsonl [--exceptions FILE] [--list] [--own]
//! ```
//!
//! Each line of the corpus is an object with `name`, `date`, `tier`, `policyType`, `policy` and `findings`, and each finding has `issueCode`, `locations` and perhaps `stale`.
//! Only records of the tier `head` tell what Access Analyzer does not report; what it reported counts in all of them, unless it is stale.
//! Exceptions are lines of a name, a code and a reason, parted by tabs; `*` stands for every name.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::time::{Duration, Instant};

use iamlint::diagnostic::Origin;
use iamlint::syntax::path::Step;
use iamlint::{Kind, Settings, Source, check};
use serde_json::Value;

/// What is counted for one code.
#[derive(Default)]
struct Score {
    /// What the service reported, without what is stale.
    expected: usize,
    /// What both report.
    found: usize,
    /// What both report at the same places.
    placed: usize,
    /// What only we report, of records that tell so.
    extra: usize,
    /// What an exception explains.
    explained: usize,
}

struct Record {
    name: String,
    is_head: bool,
    is_clean: bool,
    kind: Kind,
    text: String,
    /// Code, places and whether it still holds, of each finding of the service.
    findings: Vec<(String, BTreeSet<String>, bool)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (mut corpus, mut exceptions, mut list, mut own) = (None, String::new(), false, false);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--list" => list = true,
            "--own" => own = true,
            "--exceptions" => {
                exceptions = std::fs::read_to_string(arguments.next().ok_or("--exceptions needs a file")?)?;
            }
            _ => corpus = Some(argument),
        }
    }
    let corpus = std::fs::read_to_string(corpus.ok_or("name the corpus")?)?;
    let records = corpus.lines().map(read).collect::<Result<Vec<_>, _>>()?;
    let exceptions: Vec<Vec<&str>> = exceptions
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    let mut used = BTreeSet::new();
    let mut is_excepted = |name: &str, code: &str| {
        let matches = |line: &&Vec<&str>| (line[0] == name || line[0] == "*") && line.get(1) == Some(&code);
        exceptions.iter().position(|line| matches(&line)).is_some_and(|index| {
            used.insert(index);
            true
        })
    };

    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut unclean = 0;
    for record in &records {
        let report = check(&Source::new("policy.json", record.text.as_str()), &settings(record.kind, own));
        let mut ours: Vec<(&str, BTreeSet<String>, &str)> = Vec::new();
        for finding in &report.findings {
            let diagnostic = &finding.diagnostic;
            if diagnostic.page.origin != Origin::AccessAnalyzer {
                if own {
                    println!("own      {} {}: {}", record.name, diagnostic.page.code, diagnostic.message);
                }
                continue;
            }
            let places = finding.locations().map(place).collect();
            ours.push((diagnostic.page.code, places, &diagnostic.message));
        }
        let mut left: Vec<_> = record.findings.iter().collect();
        let mut extra = Vec::new();
        // Those at the same places first, so that none of them is taken for another of its code.
        for same_places in [true, false] {
            for (code, places, message) in std::mem::take(if same_places { &mut ours } else { &mut extra }) {
                let fits = |other: &&(String, BTreeSet<String>, bool)| {
                    other.0 == code && (!same_places || other.1 == places)
                };
                match left.iter().position(fits) {
                    Some(index) => {
                        let (_, theirs, _) = left.remove(index);
                        let score = scores.entry(code.to_owned()).or_default();
                        score.found += 1;
                        score.expected += 1;
                        score.placed += usize::from(same_places);
                        if list && !same_places {
                            println!("place    {} {code}: {places:?}, not {theirs:?}", record.name);
                        }
                    }
                    None if same_places => extra.push((code, places, message)),
                    None if !record.is_head => {}
                    None if is_excepted(&record.name, code) => {
                        scores.entry(code.to_owned()).or_default().explained += 1;
                    }
                    None => {
                        scores.entry(code.to_owned()).or_default().extra += 1;
                        unclean += usize::from(record.is_clean);
                        if list {
                            println!("extra    {} {code}: {message}", record.name);
                        }
                    }
                }
            }
        }
        for (code, places, holds) in left {
            let score = scores.entry(code.clone()).or_default();
            if !holds {
                continue;
            }
            if is_excepted(&record.name, code) {
                score.explained += 1;
                continue;
            }
            score.expected += 1;
            if list {
                println!("missed   {} {code}: {places:?}", record.name);
            }
        }
    }

    println!("{:66}{:>8}{:>8}{:>8}{:>8}{:>10}", "", "theirs", "recall", "precis.", "places", "explained");
    for (code, score) in &scores {
        let percent = |part: usize, of: usize| match of {
            0 => "-".to_owned(),
            of => format!("{:.1}%", 100.0 * part as f64 / of as f64),
        };
        println!(
            "{code:66}{:>8}{:>8}{:>8}{:>8}{:>10}",
            score.expected,
            percent(score.found, score.expected),
            percent(score.found, score.found + score.extra),
            percent(score.placed, score.found),
            score.explained,
        );
    }
    println!("\n{} policies; findings on policies that are clean: {unclean}", records.len());
    for (index, line) in exceptions.iter().enumerate().filter(|(index, _)| !used.contains(index)) {
        println!("exception {} explains nothing: {}", index + 1, line.join(" "));
    }
    speed(&records)
}

/// As Access Analyzer checks, unless the other rules are asked for as well.
fn settings(kind: Kind, own: bool) -> Settings {
    Settings { as_access_analyzer: !own, ..Settings::default() }.with_kind(kind)
}

fn read(line: &str) -> Result<Record, Box<dyn Error>> {
    let record: Value = serde_json::from_str(line)?;
    let text =
        |name: &str| record[name].as_str().map(str::to_owned).ok_or(format!("a record without `{name}`"));
    let kind = match text("policyType")?.as_str() {
        "IDENTITY_POLICY" => Kind::AwsManaged,
        "SERVICE_CONTROL_POLICY" => Kind::Scp,
        "RESOURCE_CONTROL_POLICY" => Kind::Rcp,
        _ => Kind::Resource,
    };
    let findings = record["findings"].as_array().into_iter().flatten().map(|finding| {
        let code = finding["issueCode"].as_str().unwrap_or_default().to_owned();
        let places = finding["locations"].as_array().into_iter().flatten().map(service_place).collect();
        (code, places, finding["stale"].is_null())
    });
    Ok(Record {
        name: text("name")?,
        is_head: text("tier")? == "head",
        is_clean: record["clean"] == Value::Bool(true),
        kind,
        text: serde_json::to_string(&record["policy"])?,
        findings: findings.collect(),
    })
}

/// A place as one line: `Statement[0].Action[2]`; the name of a member has a `#` behind it.
fn place(steps: &[Step]) -> String {
    steps.iter().fold(String::new(), |path, step| match step {
        Step::Member(name) => format!("{path}.{name}"),
        Step::Item(index) => format!("{path}[{index}]"),
        Step::Name(name) => format!("{path}.{name}#"),
        Step::Part { .. } => path,
    })
}

fn service_place(location: &Value) -> String {
    location.as_array().into_iter().flatten().fold(String::new(), |path, step| {
        match (step["value"].as_str(), step["index"].as_u64(), step["key"].as_str()) {
            (Some(name), ..) => format!("{path}.{name}"),
            (_, Some(index), _) => format!("{path}[{index}]"),
            (.., Some(name)) => format!("{path}.{name}#"),
            _ => path,
        }
    })
}

/// How long all policies take on one thread, as files and in memory, beside what `serde_json` takes to parse the same; they take turns.
fn speed(records: &[Record]) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut files = Vec::new();
    for (index, record) in records.iter().enumerate() {
        let file = folder.path().join(format!("{index}.json"));
        let policy: Value = serde_json::from_str(&record.text)?;
        std::fs::write(&file, serde_json::to_string_pretty(&policy)?)?;
        files.push(file);
    }
    let read = |index: usize| Cow::Owned(std::fs::read_to_string(&files[index]).unwrap_or_default());
    let written = |index: usize| Cow::Borrowed(records[index].text.as_str());
    compare(records, "read from files", read);
    compare(records, "in memory", written);
    Ok(())
}

/// Prints how long it takes to check policies, beside parsing them; what it takes to get the texts counts for both.
fn compare<'r>(records: &[Record], which: &str, text: impl Fn(usize) -> Cow<'r, str>) {
    let (mut ours, mut theirs) = (Duration::MAX, Duration::MAX);
    for _ in 0..25 {
        let start = Instant::now();
        for index in 0..records.len() {
            std::hint::black_box(serde_json::from_str::<Value>(&text(index)).is_ok());
        }
        theirs = theirs.min(start.elapsed());
        let start = Instant::now();
        for (index, record) in records.iter().enumerate() {
            let source = Source::new("policy.json", text(index));
            std::hint::black_box(check(&source, &settings(record.kind, true)));
        }
        ours = ours.min(start.elapsed());
    }
    let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
    println!(
        "checking takes {ratio:.2} times what parsing with serde_json takes ({ours:.1?}, {theirs:.1?}), {which}"
    );
}
