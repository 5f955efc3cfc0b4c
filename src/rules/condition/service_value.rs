use crate::catalog::has_region_form;
use crate::diagnostic::{Fix, Safety};
use crate::policy::Entry;
use crate::policy::condition::Family;
use crate::rules::principal::family::{is_literal_for, is_service};
use crate::rules::principal::service::{Flaw, shape};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(INVALID, "condition/invalid-service-principal-format", Condition if STRING | STRING_LIKE, invalid_service_principal_format);

/// How a condition key names services.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `cloudformation.amazonaws.com`.
    Domain,
    /// `ec2.eu-central-1.amazonaws.com`.
    WithRegion,
}

/// The keys that hold services in one form; other keys, such as `iam:PassedToService`, know several.
const KEYS: [(&str, Form); 4] = [
    ("aws:CalledVia", Form::Domain),
    ("aws:CalledViaFirst", Form::Domain),
    ("aws:CalledViaLast", Form::Domain),
    ("kms:ViaService", Form::WithRegion),
];

fn invalid_service_principal_format(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let Some((_, form)) = KEYS.iter().find(|(key, _)| entry.has_key(key)) else { return };
    if !matches!(entry.operator.family(), Some(Family::String | Family::StringLike)) {
        return;
    }
    let ignores_case = entry.operator.base.is_some_and(|base| base.name.ends_with("IgnoreCase"));
    for text in entry.values.iter().filter_map(|value| value.text()) {
        let value = text.as_str();
        if !is_literal_for(value, ctx.placeholders()) {
            continue;
        }
        let Some((here, meant)) = objection(value, *form, ignores_case) else { continue };
        let key = quoted(entry.key.as_str());
        let finding =
            ctx.report(text.at(), format!("{key} never has the value {}", quoted(value))).here(here);
        match (meant, form) {
            (Some(meant), _) => {
                let title = format!("write `{meant}`");
                let fix = Fix::replace(title.clone(), Safety::Suggested, text.content(), meant);
                finding.help(title).fix(fix);
            }
            (None, Form::Domain) => {
                finding.help("name the service that makes the call, as in `cloudformation.amazonaws.com`");
            }
            (None, Form::WithRegion) => {
                finding.help("write the service with its Region, as in `ec2.eu-central-1.amazonaws.com`, or `ec2.*.amazonaws.com` under `StringLike`");
            }
        }
    }
}

/// Why a value is no service in that form, and what was meant; none where it may be one.
fn objection(value: &str, form: Form, ignores_case: bool) -> Option<(&'static str, Option<String>)> {
    let complete = |service: String| (form == Form::Domain).then_some(service);
    let lower = value.to_ascii_lowercase();
    match shape(value) {
        Some(Flaw::Blank) => return Some(("no service is named here", None)),
        Some(Flaw::NoDomain) => {
            return Some(("a service is named by its domain", complete(format!("{lower}.amazonaws.com"))));
        }
        Some(Flaw::Misspelt(service)) => {
            return Some(("the domain is misspelt", Some(format!("{service}.amazonaws.com"))));
        }
        Some(Flaw::Decorated(bare)) => {
            return Some((
                "a service is named by its domain alone",
                Some(bare.to_owned()).filter(|_| is_service(bare)),
            ));
        }
        None => {}
    }
    let service =
        [".amazonaws.com.cn", ".amazonaws.com"].iter().find_map(|suffix| lower.strip_suffix(suffix))?;
    let domain = lower.get(service.len()..).unwrap_or_default();
    if lower != value && !ignores_case {
        return Some(("services are written in lower case", Some(lower)));
    }
    match (form, service.split_once('.')) {
        (Form::Domain, Some((service, rest))) => {
            let meant = has_region_form(rest).then(|| format!("{service}{domain}"));
            Some(("one word stands before the domain here", meant))
        }
        (Form::WithRegion, None) => Some(("the Region is missing", None)),
        (Form::Domain, None) | (Form::WithRegion, Some(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_told_from_what_is_none() {
        for (value, form, expected) in [
            ("cloudformation.amazonaws.com", Form::Domain, None),
            ("cloudformation.amazonaws.com.cn", Form::Domain, None),
            ("ops.amazon.com", Form::Domain, None),
            ("cloudformation", Form::Domain, Some(Some("cloudformation.amazonaws.com"))),
            ("Cloudformation.amazonaws.com", Form::Domain, Some(Some("cloudformation.amazonaws.com"))),
            ("cloudformation.amazonaws.co", Form::Domain, Some(Some("cloudformation.amazonaws.com"))),
            ("athena.eu-west-1.amazonaws.com", Form::Domain, Some(Some("athena.amazonaws.com"))),
            ("application-signals.cloudwatch.amazonaws.com", Form::Domain, Some(None)),
            ("ec2.eu-central-1.amazonaws.com", Form::WithRegion, None),
            ("ec2.cn-north-1.amazonaws.com.cn", Form::WithRegion, None),
            ("ec2.amazonaws.com", Form::WithRegion, Some(None)),
            ("ec2", Form::WithRegion, Some(None)),
            ("ec2.example.com", Form::WithRegion, None),
        ] {
            let found = objection(value, form, false).map(|(_, meant)| meant);
            assert_eq!(found, expected.map(|meant: Option<&str>| meant.map(str::to_owned)), "{value}");
        }
        assert_eq!(objection("Athena.amazonaws.com", Form::Domain, true), None);
    }
}
