//! Policies in configurations and plans of Terraform.

mod attributes;
mod forms;
mod holes;
mod neighbours;
mod properties;
mod syntax;
mod values;

use iamlint::{Finding, Report, Settings, Source, check};

fn check_as(name: &str, text: &str) -> (Source, Report) {
    let source = Source::new(name, text);
    let report = check(&source, &Settings::default());
    (source, report)
}

/// The findings of a configuration as `line:column rule`, with the owner of the policy.
fn findings(text: &str) -> Vec<String> {
    let (source, report) = check_as("main.tf", text);
    let finding = |found: &Finding| {
        let at = source.position(found.diagnostic.at.start());
        let policy = found.policy.and_then(|policy| report.policies[policy].owner.as_deref());
        format!("{}:{} {} {}", at.line, at.column, found.diagnostic.page.name, policy.unwrap_or("-"))
    };
    report.findings.iter().map(finding).collect()
}

/// The policies of a configuration as `owner kind`, and how many places hold one that is not known.
fn policies(text: &str) -> (Vec<String>, usize) {
    let (_, report) = check_as("main.tf", text);
    let policy = |policy: &iamlint::PolicyReport| {
        format!("{} {}", policy.owner.as_deref().unwrap_or("-"), policy.profile.kind)
    };
    (report.policies.iter().map(policy).collect(), report.unresolved.len())
}
