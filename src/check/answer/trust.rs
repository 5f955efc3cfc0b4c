//! What IAM checks of trust policies, which another parser reads.
//!
//! In which order it checks is not known, so there is an answer only where one thing alone is wrong.

use std::collections::HashSet;

use super::verdict::Verdict;
use super::{Sent, conditions};
use crate::find::ActionScope;
use crate::policy::{Effect, Principal, PrincipalType, Statement};
use crate::syntax::Value;

const COGNITO: &str = "cognito-identity.amazonaws.com";

pub(super) fn verdict(sent: &Sent<'_, '_>) -> Verdict {
    match sent.is_json() {
        Some(false) => return Verdict::Refused("This policy contains invalid Json".to_owned()),
        None => return Verdict::Unsure,
        Some(true) => {}
    }
    let policy = sent.policy;
    let is_odd = !policy.misfits.list.is_empty()
        || !policy.unknown.is_empty()
        || policy.statement.is_none()
        || policy.statements.iter().any(|statement| !statement.unknown.is_empty());
    if is_odd {
        return Verdict::Unsure;
    }
    let version = policy.version.and_then(|version| version.text());
    let is_version = version.is_none_or(|text| matches!(text.as_str(), "2012-10-17" | "2008-10-17"));
    let whole = [
        Verdict::refused_if(!is_version, "The policy must contain a valid version string"),
        Verdict::refused_if(policy.statements.is_empty(), "Could not parse the policy: Statement is empty!"),
        sids(&policy.statements),
    ];
    Verdict::all(policy.statements.iter().map(|part| statement(sent, part)).chain(whole))
}

fn sids(statements: &[Statement<'_>]) -> Verdict {
    let mut seen = HashSet::new();
    let sids = statements.iter().filter_map(|statement| Some(statement.sid?.text()?.as_str()));
    let mut repeated = sids.filter(|sid| !seen.insert(*sid));
    match repeated.next() {
        None => Verdict::Accepted,
        Some("") => Verdict::Unsure,
        Some(_) => Verdict::Refused("The Statement Ids in the policy are not unique".to_owned()),
    }
}

fn statement(sent: &Sent<'_, '_>, statement: &Statement<'_>) -> Verdict {
    let has_resource = statement.resource.is_some();
    let has_not_resource = statement.not_resource.is_some();
    Verdict::all([
        effect(statement),
        actions(sent, statement),
        principal(sent, statement),
        condition(statement),
        Verdict::refused_if(has_resource, "Has prohibited field Resource"),
        Verdict::refused_if(has_not_resource, "AssumeRole policy must not contain resources."),
    ])
}

fn effect(statement: &Statement<'_>) -> Verdict {
    match statement.effect.and_then(|effect| effect.text()).map(|text| text.as_str()) {
        None => Verdict::Refused("Missing required field Effect".to_owned()),
        Some("Allow" | "Deny") => Verdict::Accepted,
        Some(other) if ["allow", "deny"].iter().any(|name| name.eq_ignore_ascii_case(other)) => {
            Verdict::Unsure
        }
        Some(other) => Verdict::Refused(format!("Invalid effect: {other}")),
    }
}

/// Only literal names are judged: what the parser makes of patterns other than `*` is not known.
fn actions(sent: &Sent<'_, '_>, statement: &Statement<'_>) -> Verdict {
    let Some(actions) = &statement.action else {
        let is_missing = statement.not_action.is_none();
        let missing = Verdict::Refused("Missing required field Action".to_owned());
        return if is_missing { missing } else { Verdict::Unsure };
    };
    if actions.items.is_empty() || statement.not_action.is_some() {
        return Verdict::Unsure;
    }
    let ActionScope::Only(known) = sent.profile.actions else { return Verdict::Unsure };
    Verdict::any(actions.items.iter().map(|action| {
        let is_known = known.iter().any(|known| known.eq_ignore_ascii_case(action.as_str()));
        let is_literal = action.is_star() || !action.has_wildcard();
        let message = "AssumeRole policy may only specify STS AssumeRole actions.";
        match is_known {
            true => Verdict::Accepted,
            false if is_literal && statement.effect() == Some(Effect::Allow) => {
                Verdict::Refused(message.to_owned())
            }
            false => Verdict::Unsure,
        }
    }))
}

fn principal(sent: &Sent<'_, '_>, statement: &Statement<'_>) -> Verdict {
    if statement.not_principal.is_some() {
        let message = "AssumeRole policy must not contain NotPrincipal field.";
        let is_deny = statement.effect() == Some(Effect::Deny) && statement.principal.is_none();
        return if is_deny { Verdict::Refused(message.to_owned()) } else { Verdict::Unsure };
    }
    let Some(principals) = &statement.principal else {
        return Verdict::Refused("Missing required field Principal".to_owned());
    };
    match &principals.element.value.value {
        Value::Object(members) if members.is_empty() => {
            Verdict::Refused("Missing required field Principal cannot be empty!".to_owned())
        }
        Value::Object(_) if principals.items.is_empty() => Verdict::Unsure,
        Value::Object(_) => Verdict::all(principals.items.iter().map(|item| one(sent, statement, item))),
        _ if principals.is_star() => Verdict::Refused("Principal must be a JSON object.".to_owned()),
        _ => Verdict::Unsure,
    }
}

/// What the parser says of a condition that it does not take is not known.
fn condition(statement: &Statement<'_>) -> Verdict {
    let syntax = statement.condition.iter().map(|part| conditions::syntax(part.element.value, ""));
    let dates = statement.blocks().map(|block| conditions::dates(block, ""));
    Verdict::unsure_if(Verdict::any(syntax.chain(dates)) != Verdict::Accepted)
}

fn one(sent: &Sent<'_, '_>, statement: &Statement<'_>, principal: &Principal<'_>) -> Verdict {
    let written = principal.text.as_str();
    let invalid = || Verdict::Refused(format!("Invalid principal in policy: \"AWS\":\"{written}\""));
    match principal.kind {
        PrincipalType::Aws if written == "*" => Verdict::Accepted,
        PrincipalType::Aws if written.is_empty() || written.contains('$') => Verdict::Unsure,
        PrincipalType::Aws if written.starts_with("arn:") && written.contains('*') => invalid(),
        PrincipalType::Aws if written.bytes().all(|byte| byte.is_ascii_digit()) => {
            if written.len() == 12 {
                Verdict::Accepted
            } else {
                invalid()
            }
        }
        PrincipalType::Aws => Verdict::unsure_if(!written.starts_with("arn:aws")),
        PrincipalType::Service => Verdict::unsure_if(!sent.catalog.is_service_principal(written)),
        PrincipalType::Federated if written == COGNITO && statement.condition.is_none() => {
            Verdict::Refused("A condition block must be present for the Cognito provider".to_owned())
        }
        // Whether the claim is tested that a shared provider demands is for the rules to say.
        PrincipalType::Federated => {
            let issuer = written.split_once("oidc-provider/").map_or(written, |(_, issuer)| issuer);
            Verdict::unsure_if(sent.catalog.shared_provider(issuer).is_some() || written.contains('*'))
        }
        _ => Verdict::Unsure,
    }
}
