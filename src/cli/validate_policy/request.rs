use serde::Deserialize;

use super::args::ValidatePolicyArgs;
use super::page::Page;
use super::{Refusal, value};
use crate::cli::suggest::did_you_mean;
use crate::find::{PolicyType, Profile};
use crate::policy::Size;
use crate::source::Source;

/// The languages of the service.
const LOCALES: [&str; 10] = ["DE", "EN", "ES", "FR", "IT", "JA", "KO", "PT_BR", "ZH_CN", "ZH_TW"];

/// The most characters without white space that the service takes of a policy, so far as is known: it answered for 31,646 and refused 52,000.
const LONGEST: usize = 32_768;

/// What is asked of the service.
pub struct Request {
    pub document: Source,
    pub profile: &'static Profile,
    pub page: Page,
}

/// The parameters of the API, as `--cli-input-json` has them.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Parameters {
    policy_document: Option<String>,
    policy_type: Option<String>,
    validate_policy_resource_type: Option<String>,
    locale: Option<String>,
    pub max_results: Option<std::num::NonZeroUsize>,
    pub next_token: Option<String>,
}

impl Request {
    /// Reads what the arguments ask; what stands in a flag counts before what stands in `--cli-input-json`.
    pub fn read(args: &ValidatePolicyArgs) -> Result<Request, Refusal> {
        let parameters = match &args.cli_input_json {
            Some(input) => Parameters::read(input)?,
            None => Parameters::default(),
        };
        let page = Page::read(args, &parameters)?;
        let document = match &args.policy_document {
            Some(document) => Some(value::read(document)?),
            None => parameters.policy_document.map(|text| Source::new("policyDocument", text)),
        };
        let policy_type = args.policy_type.clone().or(parameters.policy_type);
        let (document, policy_type) = match (document, policy_type) {
            (Some(document), Some(policy_type)) => (document, policy_type),
            (document, policy_type) => return Err(missing(document.is_none(), policy_type.is_none())),
        };
        check_length(&document)?;
        let locale = args.locale.clone().or(parameters.locale);
        locale.map_or(Ok(()), |locale| check_locale(&locale))?;
        let resource_type =
            args.validate_policy_resource_type.clone().or(parameters.validate_policy_resource_type);
        let profile = profile(&policy_type, resource_type.as_deref())?;
        Ok(Request { document, profile, page })
    }
}

impl Parameters {
    fn read(input: &str) -> Result<Parameters, Refusal> {
        let source = value::read(input)?;
        serde_json::from_str(source.text()).map_err(|error| {
            Refusal::Usage(format!("--cli-input-json holds no parameters of ValidatePolicy: {error}"))
        })
    }
}

fn missing(document: bool, policy_type: bool) -> Refusal {
    let flags = [("--policy-document", document), ("--policy-type", policy_type)];
    let missing: Vec<_> =
        flags.into_iter().filter(|(_, is_missing)| *is_missing).map(|(flag, _)| flag).collect();
    Refusal::Usage(format!("the following arguments are required: {}", missing.join(", ")))
}

fn check_length(document: &Source) -> Result<(), Refusal> {
    let length = Size::of(document.text()).without_white_space();
    if length <= LONGEST {
        return Ok(());
    }
    Err(Refusal::Service(format!(
        "the policy has {length} characters without white space, and the service takes about {LONGEST}"
    )))
}

fn check_locale(locale: &str) -> Result<(), Refusal> {
    match locale {
        "EN" => Ok(()),
        known if LOCALES.contains(&known) => Err(Refusal::Usage(format!(
            "there are no findings in `{known}`; leave out --locale, or write `EN`"
        ))),
        _ => {
            Err(Refusal::Service(format!("`{locale}` is no locale; the locales are {}", LOCALES.join(", "))))
        }
    }
}

fn profile(policy_type: &str, resource_type: Option<&str>) -> Result<&'static Profile, Refusal> {
    let policy_type: PolicyType = policy_type.parse().map_err(Refusal::Service)?;
    let Some(name) = resource_type else { return Ok(policy_type.profile(None)) };
    if !PolicyType::RESOURCE_TYPES.contains(&name) {
        let hint = did_you_mean(name, &PolicyType::RESOURCE_TYPES)
            .unwrap_or_else(|| format!("the types are {}", PolicyType::RESOURCE_TYPES.join(", ")));
        return Err(Refusal::Service(format!("the service knows no resource type `{name}`; {hint}")));
    }
    if policy_type != PolicyType::Resource {
        return Err(Refusal::Service(format!(
            "only policies of the type {} have a resource type, not those of {policy_type}",
            PolicyType::Resource
        )));
    }
    Ok(policy_type.profile(Some(name)))
}
