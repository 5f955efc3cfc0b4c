//! Checks the policies of a configuration of Terraform.

use super::policy::Checker;
use super::report::{Report, Skipped};
use super::text;
use crate::find::terraform;
use crate::source::Encoding;
use crate::syntax::hcl;

/// Checks a file of HCL.
///
/// Most files of a configuration have no policy, so one without is passed over even where it is named; one that cannot be read is not.
pub(super) fn check(checker: &Checker<'_>) -> Report {
    let Checker { source, settings, .. } = checker;
    let mut report = Report::default();
    let mut found = text::findings(source, &[]);
    if !matches!(source.encoding(), Encoding::Utf16 { .. }) {
        let file = hcl::parse(source.text());
        let policies = terraform::policies(&file);
        let is_meant = settings.expect_policy || !policies.is_empty();
        if policies.is_empty() && (file.problems.is_empty() || !is_meant) {
            report.skipped = Some(Skipped::NoPolicy);
            return report;
        }
        found.extend(file.problems.iter().map(|problem| text::hcl::finding(source, *problem)));
        checker.tell(found, None, None, &mut report);
        for site in policies.sites() {
            checker.site(&site, &mut report);
        }
    } else {
        checker.tell(found, None, None, &mut report);
    }
    report
}
