//! Checks the policies of a configuration of Terraform.

use super::policy::Checker;
use super::report::{Report, Skipped};
use super::run::Selection;
use super::{around, text};
use crate::diagnostic::Diagnostic;
use crate::find::Syntax;
use crate::find::terraform::{self, Policies, Reference};
use crate::settings::Settings;
use crate::source::{Encoding, Source};
use crate::syntax::hcl::{self, File};

/// The files of a folder that Terraform reads as one: each may use what another one defines.
///
/// ```
/// use iamlint::{Configuration, Settings, Source};
///
/// let sources = [
///     Source::new("main.tf", "resource \"aws_iam_role\" \"app\" {\n  assume_role_policy = local.trust\n}\n"),
///     Source::new("locals.tf", "locals {\n  trust = jsonencode({ Version = \"2012-10-17\", Statement = [] })\n}\n"),
/// ];
/// let configuration = Configuration::of(&sources);
/// let report = configuration.check(1, &Settings::default());
///
/// assert_eq!(report.policies[0].profile.kind.name(), "trust");
/// ```
#[derive(Debug)]
pub struct Configuration<'s> {
    sources: &'s [Source],
    files: Vec<File<'s>>,
    policies: Policies<'s>,
}

impl<'s> Configuration<'s> {
    /// Reads the files, which are HCL.
    pub fn of(sources: &'s [Source]) -> Configuration<'s> {
        let files: Vec<File<'s>> = sources.iter().map(|source| hcl::parse(source.text())).collect();
        let policies = terraform::policies(&files);
        Configuration { sources, files, policies }
    }

    /// The files that it reads as policies; [`super::check_read`] checks these.
    pub fn references(&self) -> Vec<Reference> {
        let mut references = self.policies.references().to_vec();
        for Reference { file, reading, .. } in &mut references {
            let reader = self.sources.get(*file).map_or("", Source::name);
            let of = reading.because.strip_prefix("it is ").unwrap_or("a policy");
            reading.because = format!("`{reader}` reads it as {of}");
        }
        references
    }

    /// Checks one of its files, as an index.
    ///
    /// Most files of a configuration have no policy, so one without is passed over even where it is named; one that cannot be read is not.
    pub fn check(&self, file: usize, settings: &Settings) -> Report {
        let mut report = Report::default();
        let (Some(source), Some(parsed)) = (self.sources.get(file), self.files.get(file)) else {
            return report;
        };
        let checker = Checker { source, settings, syntax: Syntax::Hcl, selection: Selection::of(settings) };
        let mut found = text::findings(source, &[]);
        if matches!(source.encoding(), Encoding::Utf16 { .. }) {
            checker.tell(found, None, None, &mut report);
            return report;
        }
        let is_empty = self.policies.is_empty(file);
        let is_meant = settings.expect_policy || !is_empty;
        if is_empty && (parsed.problems.is_empty() || !is_meant) {
            report.skipped = Some(Skipped::NoPolicy);
            return report;
        }
        found.extend(parsed.problems.iter().map(|problem| text::hcl::finding(source, *problem)));
        policies(&checker, &self.policies, file, found, &mut report);
        report
    }
}

/// Checks the policies of a file of a configuration, and tells what was found in its text before.
pub(super) fn policies(
    checker: &Checker<'_>,
    policies: &Policies<'_>,
    file: usize,
    mut found: Vec<Diagnostic>,
    report: &mut Report,
) {
    // Whatever its own syntax is, the policies are what Terraform makes of it.
    let Checker { source, settings, .. } = *checker;
    let checker = &Checker { source, settings, syntax: Syntax::Hcl, selection: Selection::of(settings) };
    let first = report.findings.len();
    found.extend(around::of_requests(&policies.requests(file)));
    checker.tell(found, None, None, report);
    for site in policies.sites(file) {
        checker.site(&site, report);
    }
    report.findings[first..].sort_by_key(|finding| finding.diagnostic.at.start());
}
