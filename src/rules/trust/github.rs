use super::provider::{GITHUB, claim, issuers, knows_its_keys};
use crate::diagnostic::Level;
use crate::policy::condition::Family;
use crate::policy::{Effect, Entry, Statement, pattern};
use crate::rules::condition::too_permissive;
use crate::rules::principal::family::is_literal;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(MISSING_REPO, "trust/missing-github-repo-condition-key", known Statement, missing_repo);
rule!(SPECIFIC_BRANCH, "trust/specific-github-repo-and-branch-recommended", known Statement, specific_branch);

const EXAMPLE: &str = "repo:example-org/example-repo:ref:refs/heads/main";

fn missing_repo(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let is_judged = statement.effect() == Some(Effect::Allow) && knows_its_keys(statement);
    if !is_judged || ctx.is_cut_off(statement) {
        return;
    }
    if statement.entries().any(|entry| reads(entry, "sub")) {
        return;
    }
    let message = match statement.entries().any(|entry| claim(entry, GITHUB).is_some()) {
        true => "trust in GitHub Actions needs a condition on the subject of its tokens",
        false => "every repository on GitHub may assume the role",
    };
    for (principal, _) in issuers(statement).filter(|(_, issuer)| *issuer == GITHUB) {
        // The page has Access Analyzer's level; IAM itself refuses the policy.
        ctx.report(principal.text.at(), message)
            .level(Level::Error)
            .here(format!("no condition reads `{GITHUB}:sub`"))
            .help(format!("add `\"StringEquals\": {{ \"{GITHUB}:sub\": \"{EXAMPLE}\" }}` with your repository and branch"));
    }
}

fn specific_branch(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let trusts_github = issuers(statement).any(|(_, issuer)| issuer == GITHUB);
    if statement.effect() != Some(Effect::Allow) || !trusts_github {
        return;
    }
    let has_branch = statement.entries().any(names_branch);
    for entry in statement.entries().filter(|entry| reads(entry, "sub")) {
        for value in entry.values.iter().filter_map(|value| value.text()) {
            let Some(loose) = looseness(entry, value.as_str(), has_branch) else { continue };
            ctx.report(value.at(), format!("{} {}", quoted(value.as_str()), loose.what()))
                .here(loose.here())
                .help(help(value.as_str()));
        }
    }
}

fn reads(entry: &Entry<'_>, name: &str) -> bool {
    claim(entry, GITHUB).is_some_and(|claim| claim.eq_ignore_ascii_case(name))
}

/// Whether a condition of its own names the branch.
fn names_branch(entry: &Entry<'_>) -> bool {
    let is_branch = |value: &str| value.starts_with("refs/heads/") && is_literal(value);
    is_positive(entry)
        && reads(entry, "ref")
        && !entry.values.is_empty()
        && entry.texts().all(|(_, value)| is_branch(value))
}

fn is_positive(entry: &Entry<'_>) -> bool {
    let is_string = matches!(entry.operator.family(), Some(Family::String | Family::StringLike));
    is_string && entry.operator.base.is_some_and(|base| !base.negated)
}

/// Why a subject lets more in than one branch of one repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loose {
    Wildcard,
    NoRepository,
    NoBranch,
}

impl Loose {
    fn what(self) -> &'static str {
        match self {
            Loose::Wildcard => "lets more in than one branch of one repository",
            Loose::NoRepository => "names no repository",
            Loose::NoBranch => "names no branch",
        }
    }

    fn here(self) -> &'static str {
        match self {
            Loose::Wildcard => "whatever fits this pattern may assume the role",
            Loose::NoRepository => "a subject begins with `repo:OWNER/NAME:`",
            Loose::NoBranch => "runs on every branch may have this subject",
        }
    }
}

fn looseness(entry: &Entry<'_>, value: &str, has_branch: bool) -> Option<Loose> {
    // Under an operator that compares letter for letter a wildcard is a mistake of another kind.
    let is_pattern = entry.operator.family() == Some(Family::StringLike);
    let has_wildcard = pattern::has_wildcard(value);
    if !is_positive(entry) || value.contains('$') || (has_wildcard && !is_pattern) {
        return None;
    }
    if too_permissive::is_reported(entry, value) {
        return None;
    }
    let mut parts = value.strip_prefix("repo:").unwrap_or_default().splitn(2, ':');
    let repository = parts.next().unwrap_or_default();
    let names_repository = repository.split_once('/').is_some_and(|(_, name)| !name.is_empty());
    if names_repository && has_branch && !pattern::has_wildcard(repository) {
        return None;
    }
    if has_wildcard {
        return Some(Loose::Wildcard);
    }
    if !names_repository {
        return Some(Loose::NoRepository);
    }
    let branch = parts.next().and_then(|rest| rest.strip_prefix("ref:refs/heads/"));
    branch.is_none_or(str::is_empty).then_some(Loose::NoBranch)
}

fn help(value: &str) -> String {
    let repository = value.strip_prefix("repo:").and_then(|rest| rest.split(':').next());
    let repository = repository.filter(|name| name.contains('/') && is_literal(name));
    match repository {
        Some(repository) => format!("name one branch, as in `repo:{repository}:ref:refs/heads/main`"),
        None => format!("name one repository and branch, as in `{EXAMPLE}`"),
    }
}
