//! Checks the policies of a configuration of Terraform.

use super::policy::Checker;
use super::report::{Report, Skipped};
use super::{around, text};
use crate::diagnostic::Diagnostic;
use crate::find::terraform::{self, Policies};
use crate::source::Encoding;
use crate::syntax::hcl;

/// Checks a file of HCL.
///
/// Most files of a configuration have no policy, so one without is passed over even where it is named; one that cannot be read is not.
pub(super) fn check(checker: &Checker<'_>) -> Report {
    let Checker { source, settings, .. } = checker;
    let mut report = Report::default();
    let mut found = text::findings(source, &[]);
    if matches!(source.encoding(), Encoding::Utf16 { .. }) {
        checker.tell(found, None, None, &mut report);
        return report;
    }
    let file = hcl::parse(source.text());
    let of_file = terraform::policies(&file);
    let is_meant = settings.expect_policy || !of_file.is_empty();
    if of_file.is_empty() && (file.problems.is_empty() || !is_meant) {
        report.skipped = Some(Skipped::NoPolicy);
        return report;
    }
    found.extend(file.problems.iter().map(|problem| text::hcl::finding(source, *problem)));
    policies(checker, &of_file, found, &mut report);
    report
}

/// Checks the policies of a configuration, and tells what was found in its text before.
pub(super) fn policies(
    checker: &Checker<'_>,
    policies: &Policies<'_>,
    mut found: Vec<Diagnostic>,
    report: &mut Report,
) {
    let first = report.findings.len();
    // The text of a policy with holes is read where these are filled, and that of any other where it is checked.
    let mut in_policies = text::of_problems(checker.source, &policies.problems());
    in_policies.iter_mut().for_each(|diagnostic| diagnostic.fix = None);
    found.extend(in_policies);
    found.extend(around::of_requests(&policies.requests()));
    checker.tell(found, None, None, report);
    for site in policies.sites() {
        checker.site(&site, report);
    }
    report.findings[first..].sort_by_key(|finding| finding.diagnostic.at.start());
}
