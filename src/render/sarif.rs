//! The report for code scanning services: SARIF 2.1.0, the Static Analysis Results Interchange Format.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use serde_sarif::sarif;
use sha2::{Digest, Sha256};

use super::{FileReport, Run, pretty};
use crate::check::Finding;
use crate::diagnostic::{Diagnostic, Fix, Level, Page};
use crate::rules;
use crate::source::Span;
use crate::syntax::path::{self, Step};

/// Where the project lives; the pages of the rule book are read there.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
/// Where the schema of SARIF is published.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The name of our way to make fingerprints; another way is another name, so that no service compares the two.
const FINGERPRINT: &str = "iamlint/v1";
/// How GitHub ranks the findings of security rules: 7.0 is the lower end of "high".
const SECURITY_SEVERITY: &str = "7.0";
/// What a URI's path may hold as it is.
const URI: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Writes a run.
pub fn write(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let driver = sarif::ToolComponent::builder()
        .name(env!("CARGO_PKG_NAME"))
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .information_uri(REPOSITORY)
        .rules(rules::pages().map(descriptor).collect::<Vec<_>>())
        .build();
    let run = sarif::Run::builder()
        .tool(sarif::Tool::builder().driver(driver).extensions(vec![catalog(run)]).build())
        .invocations(vec![sarif::Invocation::builder().execution_successful(true).build()])
        .column_kind("unicodeCodePoints")
        .newline_sequences(["\r\n", "\n", "\r"].map(str::to_owned))
        .results(results(run))
        .build();
    let log = sarif::Sarif::builder().schema(SCHEMA).version("2.1.0").runs(vec![run]).build();
    pretty::write(&log, out)
}

/// What the rules asked: the catalog has a version of its own, since a newer file may stand for the one in the program.
fn catalog(run: &Run) -> sarif::ToolComponent {
    let date = run.catalog_date.to_string();
    sarif::ToolComponent::builder()
        .name("iamlint catalog")
        .short_description(text("The services, actions, resource types and condition keys of AWS"))
        .version(date.as_str())
        .release_date_utc(date.as_str())
        .build()
}

/// What a rule is, as its page says.
fn descriptor(page: &'static Page) -> sarif::ReportingDescriptor {
    let Page { group, name, .. } = page;
    let why = page.why();
    let mut tags = vec![(*group).to_owned()];
    let mut properties = BTreeMap::from([("problem.severity".to_owned(), problem_severity(page.level))]);
    if page.level == Level::SecurityWarning {
        tags.push("security".to_owned());
        properties.insert("security-severity".to_owned(), SECURITY_SEVERITY.into());
    }
    let properties = sarif::PropertyBag::builder().tags(tags).additional_properties(properties).build();
    let help = sarif::MultiformatMessageString::builder().text(why.as_str()).markdown(page.body.trim());
    sarif::ReportingDescriptor::builder()
        .id(*name)
        .name(pascal_case(name))
        .short_description(text(page.title))
        .full_description(text(&why))
        .help(help.build())
        .help_uri(format!("{REPOSITORY}/blob/main/rules/{group}/{name}.md"))
        .default_configuration(
            sarif::ReportingConfiguration::builder()
                .enabled(page.default)
                .level(level(page.level).to_string())
                .build(),
        )
        .properties(properties)
        .build()
}

fn results(run: &Run) -> Vec<sarif::Result> {
    let indexes: HashMap<_, _> =
        rules::pages().zip(0_i64..).map(|(page, index)| (page.name, index)).collect();
    let mut fingerprints = Fingerprints::default();
    let findings =
        run.files.iter().flat_map(|file| file.report.findings.iter().map(move |found| (file, found)));
    findings
        .map(|(file, finding)| {
            let mut result = result(file, finding);
            result.rule_index = indexes.get(finding.diagnostic.page.name).copied();
            result.partial_fingerprints =
                Some(BTreeMap::from([(FINGERPRINT.to_owned(), fingerprints.of(file, finding))]));
            result
        })
        .collect()
}

fn result(file: &FileReport, finding: &Finding) -> sarif::Result {
    let diagnostic = &finding.diagnostic;
    let mut location = location(file, diagnostic.at);
    if !finding.location.is_empty() {
        let name = path::display(&finding.location);
        location.logical_locations =
            Some(vec![sarif::LogicalLocation::builder().fully_qualified_name(name).build()]);
    }
    let mut result = sarif::Result::builder()
        .rule_id(diagnostic.page.name)
        .level(level(diagnostic.level))
        .message(message(&words(diagnostic)))
        .locations(vec![location])
        .build();
    if !diagnostic.labels.is_empty() {
        result.related_locations = Some(related(file, diagnostic));
    }
    result.fixes = diagnostic.fix.as_ref().map(|fix| vec![fix_of(file, fix)]);
    result
}

/// What is wrong and what to do, since services show one text.
fn words(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

fn related(file: &FileReport, diagnostic: &Diagnostic) -> Vec<sarif::Location> {
    let labels = diagnostic.labels.iter().zip(0_i64..);
    labels
        .map(|(label, id)| sarif::Location {
            id: Some(id),
            message: Some(message(&label.message)),
            ..location(file, label.at)
        })
        .collect()
}

fn fix_of(file: &FileReport, fix: &Fix) -> sarif::Fix {
    let replacements = fix.edits.iter().map(|edit| {
        sarif::Replacement::builder()
            .deleted_region(region(file, edit.at))
            .inserted_content(sarif::ArtifactContent::builder().text(edit.text.as_str()).build())
            .build()
    });
    let change = sarif::ArtifactChange::builder()
        .artifact_location(artifact(&file.path))
        .replacements(replacements.collect::<Vec<_>>())
        .build();
    sarif::Fix::builder().description(message(&fix.title)).artifact_changes(vec![change]).build()
}

fn location(file: &FileReport, at: Span) -> sarif::Location {
    let place = sarif::PhysicalLocation::builder()
        .artifact_location(artifact(&file.path))
        .region(region(file, at))
        .build();
    sarif::Location::builder().physical_location(place).build()
}

fn region(file: &FileReport, at: Span) -> sarif::Region {
    let (start, end) = (file.position(at.start()), file.position(at.end()));
    // A number beyond 63 bits would need a file of exabytes.
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    sarif::Region::builder()
        .start_line(number(start.line))
        .start_column(number(start.column))
        .end_line(number(end.line))
        .end_column(number(end.column))
        .build()
}

/// A file, as a URI relative to the folder that was checked, or absolute for an absolute path.
fn artifact(path: &str) -> sarif::ArtifactLocation {
    let location = sarif::ArtifactLocation::builder();
    let encode = |path: &str| utf8_percent_encode(path, URI).to_string();
    let drive = path.get(..2).filter(|drive| drive.ends_with(':') && path[2..].starts_with('/'));
    match (path.strip_prefix('/'), drive) {
        (Some(path), _) => location.uri(format!("file:///{}", encode(path))).build(),
        (None, Some(drive)) => location.uri(format!("file:///{drive}{}", encode(&path[2..]))).build(),
        (None, None) => location.uri(encode(path)).uri_base_id("%SRCROOT%").build(),
    }
}

/// A message, in which a policy's text makes no link: SARIF reads `[text](target)` as one.
fn message(text: &str) -> sarif::Message {
    sarif::Message::builder().text(text.replace("](", "] (")).build()
}

fn text(text: &str) -> sarif::MultiformatMessageString {
    sarif::MultiformatMessageString::builder().text(text).build()
}

fn level(level: Level) -> sarif::ResultLevel {
    match level {
        Level::Error => sarif::ResultLevel::Error,
        Level::SecurityWarning | Level::Warning => sarif::ResultLevel::Warning,
        Level::Suggestion => sarif::ResultLevel::Note,
    }
}

/// The level as GitHub's code scanning sorts findings of rules that are not about security.
fn problem_severity(level: Level) -> Value {
    match level {
        Level::Error => "error",
        Level::SecurityWarning | Level::Warning => "warning",
        Level::Suggestion => "recommendation",
    }
    .into()
}

/// `missing-effect` as `MissingEffect`.
fn pascal_case(name: &str) -> String {
    name.split('-')
        .flat_map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            [first.to_ascii_uppercase(), rest.to_owned()]
        })
        .collect()
}

/// Makes names for findings that stay the same when lines move.
///
/// A name is made from what the finding is about, never from where it stands: the rule, the file, the policy's owner, the way to the place without the numbers of items, and the text there without its white space.
/// Findings that are alike in all of this are counted.
#[derive(Default)]
struct Fingerprints {
    seen: HashMap<String, usize>,
}

impl Fingerprints {
    fn of(&mut self, file: &FileReport, finding: &Finding) -> String {
        let owner = finding.policy.and_then(|policy| file.report.policies.get(policy)?.owner.as_deref());
        let way: Vec<_> =
            finding.location.iter().filter(|step| !matches!(step, Step::Item(_))).cloned().collect();
        // A whole document changes with every edit, and says no more than that it is the whole document.
        let is_document = finding.policy.is_some() && finding.location.is_empty();
        let source = file.source.as_ref().filter(|_| !is_document);
        let there = source.map_or("", |source| source.slice(finding.diagnostic.at));
        let there: String = there.split_whitespace().collect();
        let parts = [
            finding.diagnostic.page.name,
            &file.path,
            owner.unwrap_or_default(),
            &path::display(&way),
            &there,
        ];
        let alike = hash(parts);
        let count = self.seen.entry(alike.clone()).or_default();
        *count += 1;
        hash([alike.as_str(), &count.to_string()])
    }
}

/// The first 128 bits of a hash of the parts, as hexadecimal digits.
fn hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
