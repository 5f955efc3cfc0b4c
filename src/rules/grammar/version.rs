use std::ops::Range;

use super::placeholder;
use crate::diagnostic::{Fix, Level, Safety};
use crate::find::Version as Demanded;
use crate::policy::{Element, Policy, Version};
use crate::rules::variable::version;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};
use crate::source::Span;

rule!(MISSING, "grammar/missing-version", Policy, missing_version);
rule!(INVALID, "grammar/invalid-version", Policy, invalid_version);
rule!(OUTDATED, "grammar/outdated-version", Policy, outdated_version);

fn missing_version(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    let Some(members) = policy.node.members() else { return };
    // A document in braces that breaks off may name its version in what is not there.
    let is_unfinished = ctx.is_braced() && !ctx.text.ends_with('}');
    if policy.version.is_some() || is_unfinished {
        return;
    }
    let fix = insertion(policy.at(), ctx.text, members.is_empty());
    let kind = ctx.kind();
    let finding = match ctx.profile.version {
        Demanded::Must2012 => ctx
            .report(policy.at(), format!("the {} has no `Version`, so AWS refuses it", kind.title()))
            .level(Level::Error),
        Demanded::Should2012 => ctx.report(
            policy.at(),
            format!("the {} has no `Version`, which should be 2012-10-17", kind.title()),
        ),
        Demanded::Either => {
            ctx.report(policy.at(), "the policy has no `Version`, so AWS reads it by the rules of 2008-10-17")
        }
    };
    finding.help("add `\"Version\": \"2012-10-17\"`; without it policy variables stay literal text").fix(fix);
}

/// Writes the element before the first member, behind the same white space.
fn insertion(policy: Span, text: &str, is_empty: bool) -> Fix {
    let inside = text.get(1..).unwrap_or_default();
    let indent = &inside[..inside.len() - inside.trim_start_matches([' ', '\t', '\n', '\r']).len()];
    let element = match is_empty {
        true => "\"Version\": \"2012-10-17\"".to_owned(),
        false => format!("{indent}\"Version\": \"2012-10-17\","),
    };
    Fix::replace("add the version", safety(text), Span::point(policy.start() + 1), element)
}

/// A policy without variables and their escapes means the same in both versions.
///
/// A `\u` escape may write a variable's dollar sign or brace.
fn safety(text: &str) -> Safety {
    if text.contains("${") || text.contains("\\u") { Safety::Suggested } else { Safety::Safe }
}

fn outdated_version(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    let Some(element) = policy.version.filter(|_| policy.language() == Some(Version::V2008)) else { return };
    let (level, message) = match ctx.profile.version {
        Demanded::Must2012 => {
            (Level::Error, format!("AWS refuses version 2008-10-17 in {}", ctx.kind().with_article()))
        }
        // The variables that the old version does not know are a finding of their own, with the same remedy.
        _ if version::holds_variables(policy) => return,
        Demanded::Should2012 => {
            (Level::Warning, format!("{} should say version 2012-10-17", ctx.kind().with_article()))
        }
        Demanded::Either => {
            (Level::Suggestion, "version 2008-10-17 of the policy language is out of date".to_owned())
        }
    };
    let safety = safety(ctx.text);
    ctx.report(element.at(), message)
        .level(level)
        .here("it knows no policy variables")
        .help("write `\"2012-10-17\"`, the current version of the policy language")
        .fix(replacement(element, safety));
}

fn replacement(element: Element<'_>, safety: Safety) -> Fix {
    Fix::replace("write the current version", safety, element.at(), "\"2012-10-17\"")
}

fn invalid_version(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    let Some(element) = policy.version else { return };
    let Some(text) = element.text().filter(|text| Version::named(text.as_str()).is_none()) else { return };
    let confusion = Confusion::of(text.as_str());
    let safety = if confusion == Confusion::Dressed { Safety::Safe } else { Safety::Suggested };
    let finding =
        ctx.report(element.at(), format!("{} is no version of the policy language", quoted(text.as_str())));
    if let Some(here) = confusion.here() {
        finding.here(here);
    }
    finding
        .help("write `\"2012-10-17\"`; the only other version is 2008-10-17, which knows no policy variables")
        .fix(replacement(element, safety));
}

/// What a version was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Confusion {
    /// The right date with something around it.
    Dressed,
    /// Nothing at all.
    Empty,
    /// A template's marker, or a word that waits to be replaced.
    Placeholder,
    /// `v1`: a version of a managed policy.
    PolicyVersion,
    /// The version of something else of AWS, which is a date too.
    Other(&'static str),
    /// A misspelt 2012-10-17.
    Slip,
    /// A misspelt 2008-10-17.
    OldSlip,
    /// A year without month and day.
    Year,
    /// Another date.
    Date,
    /// `1.0`: the author's own count.
    Number,
    /// Something else.
    Unknown,
}

/// Dates that are versions of something else.
const OTHER_VERSIONS: [(&str, &str); 4] = [
    ("2010-09-09", "this is the version of CloudFormation templates"),
    ("2010-05-08", "this is the version of the IAM API"),
    ("2011-06-15", "this is the version of the AWS STS API"),
    ("2006-03-01", "this is the version of the Amazon S3 API"),
];

impl Confusion {
    fn of(written: &str) -> Confusion {
        const LONGEST: usize = 40;
        let bare = written.trim_matches(|character: char| !character.is_alphanumeric());
        let digits = bare.bytes().filter(u8::is_ascii_digit).count();
        if written.trim().is_empty() {
            return Confusion::Empty;
        }
        if placeholder::is_placeholder(written) {
            return Confusion::Placeholder;
        }
        if bare == "2012-10-17" {
            return Confusion::Dressed;
        }
        if let Some((_, other)) = OTHER_VERSIONS.iter().find(|(date, _)| *date == bare) {
            return Confusion::Other(other);
        }
        if let Some(number) = bare.strip_prefix(['v', 'V']).filter(|number| is_count(number)) {
            return if number.contains('.') { Confusion::Number } else { Confusion::PolicyVersion };
        }
        if bare.len() == 4 && is_count(bare) {
            return Confusion::Year;
        }
        if bare.len() > LONGEST {
            return Confusion::Unknown;
        }
        if is_slip_of(bare, "2012-10-17") {
            return Confusion::Slip;
        }
        if is_slip_of(bare, "2008-10-17") {
            return Confusion::OldSlip;
        }
        match digits {
            8 => Confusion::Date,
            _ if is_count(bare) => Confusion::Number,
            _ => Confusion::Unknown,
        }
    }

    fn here(self) -> Option<&'static str> {
        match self {
            Confusion::Dressed => Some("nothing may stand around the date"),
            Confusion::Empty => Some("no version stands here"),
            Confusion::Placeholder => Some("this was left to be replaced"),
            Confusion::PolicyVersion => {
                Some("IAM counts the versions of a managed policy itself; they are not written here")
            }
            Confusion::Other(what) => Some(what),
            Confusion::Slip => Some("2012-10-17 was meant"),
            Confusion::OldSlip => Some("2008-10-17 was meant, which is out of date"),
            Confusion::Year => Some("the year alone is not enough"),
            Confusion::Date => Some("this is no place for the day on which the policy was written"),
            Confusion::Number => Some("a count of your own does not belong here"),
            Confusion::Unknown => None,
        }
    }
}

fn is_count(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Whether a date is another one misspelt: written with other marks between its parts, with its parts in another order, or with one slip.
fn is_slip_of(written: &str, date: &str) -> bool {
    let parts = |range: Range<usize>| date.get(range).unwrap_or_default();
    let (year, month, day) = (parts(0..4), parts(5..7), parts(8..10));
    let digits: String = written.chars().filter(char::is_ascii_digit).collect();
    let orders = [[year, month, day], [year, day, month], [day, month, year], [month, day, year]];
    orders.iter().any(|order| order.concat() == digits) || strsim::osa_distance(written, date) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_version_was_taken_for() {
        for (written, expected) in [
            (" 2012-10-17", Confusion::Dressed),
            ("2012-10-17;", Confusion::Dressed),
            ("", Confusion::Empty),
            ("${var.version}", Confusion::Placeholder),
            ("v1", Confusion::PolicyVersion),
            ("V12", Confusion::PolicyVersion),
            ("v1.0", Confusion::Number),
            ("1", Confusion::Number),
            ("1.0", Confusion::Number),
            ("1.0.0", Confusion::Number),
            ("2012", Confusion::Year),
            ("2012-10-18", Confusion::Slip),
            ("2012-10-7", Confusion::Slip),
            ("2012-17-10", Confusion::Slip),
            ("17.10.2012", Confusion::Slip),
            ("2012/10/17", Confusion::Slip),
            ("20121017", Confusion::Slip),
            ("2008-10-18", Confusion::OldSlip),
            ("2026-11-21", Confusion::Date),
            ("20261121", Confusion::Date),
            ("latest", Confusion::Unknown),
        ] {
            assert_eq!(Confusion::of(written), expected, "{written}");
        }
        assert!(matches!(Confusion::of("2010-09-09"), Confusion::Other(_)));
    }
}
