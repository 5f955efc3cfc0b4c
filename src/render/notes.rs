//! What both reports for people say beside their findings.

use std::io::{self, Write};

use super::summary::{Summary, counted};
use super::{FileReport, Role, Run, Style, escape};
use crate::check::Answer;

/// Writes what the policies of a file were checked as, or why the file was passed over.
pub(super) fn policies(file: &FileReport, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if let Some(skipped) = file.report.skipped {
        let note = format!("{}: passed over, because {}", escape::line(&file.path), skipped.reason());
        writeln!(out, "{}", style.paint(Role::Faint, &note))?;
    }
    for policy in &file.report.policies {
        // A file that is one policy needs no line and column to say which.
        let mut note = match file.report.policies.len() {
            1 => escape::line(&file.path).into_owned(),
            _ => file.place(policy.at.start()),
        };
        note += &format!(": linted as {}", policy.profile);
        if !policy.because.is_empty() {
            note += &format!(", because {}", escape::line(&policy.because));
        }
        if let Some(owner) = &policy.owner {
            note += &format!(" ({})", escape::line(owner));
        }
        if policy.holes > 0 {
            let values = counted(policy.holes, "value");
            note += &format!(
                "; {values} cannot be known in full before it is deployed, and nothing was said that depends on it"
            );
        }
        writeln!(out, "{}", style.paint(Role::Faint, &note))?;
    }
    for unresolved in &file.report.unresolved {
        let mut note = file.place(unresolved.at.start());
        note += ": not checked, because the policy cannot be known before it is deployed";
        if let Some(owner) = &unresolved.owner {
            note += &format!(" ({})", escape::line(owner));
        }
        writeln!(out, "{}", style.paint(Role::Faint, &note))?;
    }
    Ok(())
}

/// Writes what AWS's API will answer to the policies of a file that it refuses; whether there is any.
pub(super) fn answers(file: &FileReport, style: &Style, out: &mut dyn Write) -> io::Result<bool> {
    let refused = file.report.policies.iter().filter_map(|policy| Some((policy, policy.answer.as_ref()?)));
    let mut is_any = false;
    for (policy, answer) in refused.filter(|_| style.answers) {
        is_any = true;
        let place = match file.report.policies.len() {
            1 => escape::line(&file.path).into_owned(),
            _ => file.place(policy.at.start()),
        };
        let Answer { operation, code, message } = answer;
        writeln!(out, "{place}: {operation} will answer `{code}: {}`", escape::line(message))?;
    }
    Ok(is_any)
}

/// Writes the line that closes a report: "3 errors in 2 of 5 policies, 12 ms".
pub(super) fn summary(run: &Run, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    if !style.summary {
        return Ok(());
    }
    let summary = Summary::new(run);
    write!(out, "{}", summary.words(style))?;
    if style.verbose && summary.skipped > 0 {
        write!(out, ", {} passed over", counted(summary.skipped, "file"))?;
    }
    if style.verbose && summary.unresolved > 0 {
        write!(out, ", {} not checked", counted(summary.unresolved, "policy"))?;
    }
    writeln!(out, ", {} ms", run.milliseconds)
}
