//! Checks the policies of a configuration of Terraform.

use super::policy::Checker;
use super::report::{Report, Skipped};
use super::text;
use crate::diagnostic::Diagnostic;
use crate::find::terraform::{self, Policies};
use crate::source::{Encoding, Source};
use crate::syntax::{Problem, hcl};

/// What is wrong with the text of a configuration, and with that of its policies as far as it is not read where they are checked.
///
/// Policies stand in strings there, so no fix of JSON fits.
pub(super) fn findings(
    source: &Source,
    mut problems: Vec<Problem>,
    policies: &Policies<'_>,
) -> Vec<Diagnostic> {
    problems.extend(policies.problems());
    let mut found = text::findings(source, &problems);
    found.iter_mut().for_each(|diagnostic| diagnostic.fix = None);
    found
}

/// Checks a file of HCL.
///
/// Most files of a configuration have no policy, so one without is passed over even where it is named; one that cannot be read is not.
pub(super) fn check(checker: &Checker<'_>) -> Report {
    let Checker { source, settings, .. } = checker;
    let mut report = Report::default();
    if !matches!(source.encoding(), Encoding::Utf16 { .. }) {
        let file = hcl::parse(source.text());
        let policies = terraform::policies(&file);
        let is_meant = settings.expect_policy || !policies.is_empty();
        if policies.is_empty() && (file.problems.is_empty() || !is_meant) {
            report.skipped = Some(Skipped::NoPolicy);
            return report;
        }
        let mut found = findings(source, Vec::new(), &policies);
        found.extend(file.problems.iter().map(|problem| text::hcl::finding(source, *problem)));
        checker.tell(found, None, None, &mut report);
        for site in policies.sites() {
            checker.site(&site, &mut report);
        }
    } else {
        checker.tell(text::findings(source, &[]), None, None, &mut report);
    }
    report
}
