use super::is_of_iam;
use crate::policy::{Place, Policy, Statement, Version};
use crate::rules::grammar::placeholder::Placeholders;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};
use crate::source::Span;

rule!(UNSUPPORTED, "variable/variable-unsupported-in-version", Policy, unsupported_in_version);

/// The most variables that one finding points at.
const MOST_LABELS: usize = 10;

/// The escapes of version 2012-10-17 (IAM User Guide, "IAM policy elements: Variables and tags").
const ESCAPES: [&str; 3] = ["${*}", "${?}", "${$}"];

/// Something that only version 2012-10-17 reads as more than its letters.
struct Literal<'n> {
    /// The string that it stands in.
    string: Span,
    at: Span,
    written: &'n str,
    is_escape: bool,
}

fn unsupported_in_version(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    let version = match (policy.version, policy.language()) {
        (None, _) => None,
        (Some(element), Some(Version::V2008)) => Some(element.at()),
        _ => return,
    };
    let literals: Vec<_> = literals(policy, ctx.placeholders()).collect();
    let Some(first) = literals.first() else { return };
    let name = if first.is_escape { "the escape" } else { "the policy variable" };
    let others = match literals.iter().any(|literal| literal.is_escape) {
        true => "policy variables and escapes",
        false => "policy variables",
    };
    let first_written = quoted(first.written);
    let what = match literals.len() {
        1 => format!("{name} {first_written} is"),
        count => format!("{count} {others} are"),
    };
    let cause = match version {
        Some(_) => "under version 2008-10-17",
        None => "in a policy without `Version`",
    };
    let finding = ctx.report(first.string, format!("{what} literal text {cause}"));
    finding.help("write `\"Version\": \"2012-10-17\"`");
    let strings = literals.iter().map(|literal| literal.string);
    let mut others: Vec<_> = strings.filter(|string| *string != first.string).collect();
    others.sort_unstable();
    others.dedup();
    others.into_iter().for_each(|string| {
        finding.further(string);
    });
    for literal in literals.iter().take(MOST_LABELS) {
        let written = quoted(literal.written);
        let message = match literal.written {
            "${*}" | "${?}" => format!("this is no escape: the wildcard in {written} is one"),
            _ => format!("this stays the literal text {written}"),
        };
        finding.label(literal.at, message);
    }
    if let Some(at) = version {
        finding.label(at, "this version knows no policy variables");
    }
}

/// Whether a policy of the old version would be another one in the new version.
pub(in crate::rules) fn holds_variables(policy: &Policy<'_>) -> bool {
    literals(policy, Placeholders::Reported).next().is_some()
}

fn literals<'p>(policy: &'p Policy<'p>, placeholders: Placeholders) -> impl Iterator<Item = Literal<'p>> {
    policy
        .statements
        .iter()
        .flat_map(move |statement| variables(statement, placeholders).chain(escapes(statement)))
}

/// The variables that stand where variables may stand; elsewhere they are a mistake in every version.
fn variables<'p>(
    statement: &'p Statement<'p>,
    placeholders: Placeholders,
) -> impl Iterator<Item = Literal<'p>> {
    let may_stand = |place| matches!(place, Place::Resource | Place::ConditionValue);
    let of_statement = statement.variables.iter();
    let variables = of_statement.filter(move |variable| {
        variable.closed && may_stand(variable.place) && is_of_iam(variable, placeholders)
    });
    variables.map(|variable| Literal {
        string: variable.text.at(),
        at: variable.at(),
        written: variable.as_str(),
        is_escape: false,
    })
}

fn escapes<'p>(statement: &'p Statement<'p>) -> impl Iterator<Item = Literal<'p>> {
    let resources =
        statement.resources().flat_map(|resources| &resources.items).map(|resource| resource.text);
    let values = statement.entries().flat_map(|entry| &entry.values).filter_map(|value| value.text());
    resources.chain(values).flat_map(|text| {
        let found = ESCAPES.iter().flat_map(|escape| text.as_str().match_indices(*escape));
        found.map(|(start, written)| Literal {
            string: text.at(),
            at: text.part(start..start + written.len()),
            written,
            is_escape: true,
        })
    })
}
