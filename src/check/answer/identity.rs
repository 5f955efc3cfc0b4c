//! The steps in which IAM checks the policies of identities.

use std::collections::BTreeSet;

use super::verdict::Verdict;
use super::{Sent, conditions, resources};
use crate::find::Version;
use crate::policy::Statement;
use crate::syntax::{Member, Node, Value};

const SYNTAX: &str = "Syntax errors in policy.";
const LEGACY: &str = "The policy failed legacy parsing";

pub(super) fn verdict(sent: &Sent<'_, '_>) -> Verdict {
    let syntax = match sent.is_json() {
        Some(false) => return Verdict::Refused(SYNTAX.to_owned()),
        None => Verdict::any([Verdict::Unsure, document(sent.policy.node)]),
        Some(true) => document(sent.policy.node),
    };
    let policy = sent.policy;
    let statements = &policy.statements;
    let needs_2012 = sent.profile.version == Version::Must2012;
    let version = policy.version.and_then(|version| version.text()).map(|text| text.as_str());
    let has_principal = statements.iter().any(|statement| statement.principals().next().is_some());
    // It is not known at which step these are looked at.
    let anywhere = Verdict::refused_if(has_principal, "Policy document should not specify a principal.")
        .beside(sids_are_alphanumeric(statements));
    let ordered = syntax
        .or(|| {
            let is_old = needs_2012 && version != Some("2012-10-17");
            Verdict::refused_if(is_old, "Policy document must be version 2012-10-17 or greater.")
        })
        .or(|| legacy(sent, statements))
        .or(|| sids_are_unique(statements))
        .or(|| {
            let lacks = |statement: &Statement<'_>| {
                is_missing(statement.actions().next().map(|actions| actions.element.value))
            };
            Verdict::refused_if(statements.iter().any(lacks), "Policy statement must contain actions.")
        })
        .or(|| {
            let lacks = |statement: &Statement<'_>| {
                is_missing(statement.resources().next().map(|resources| resources.element.value))
            };
            let missing = statements.iter().any(lacks);
            // Reports of the order in which these are checked differ.
            resources::formats(sent, statements)
                .or(|| actions(statements))
                .beside(Verdict::refused_if(missing, "Policy statement must contain resources."))
        });
    ordered.beside(anywhere)
}

/// Whether the elements and their types are those of a policy.
fn document(root: &Node<'_>) -> Verdict {
    let refused = || Verdict::Refused(SYNTAX.to_owned());
    let Some(members) = root.members() else { return refused() };
    let top = members.iter().map(|Member { name, value }| match (name.as_str(), &value.value) {
        ("Version", Value::Text(text)) => {
            Verdict::refused_if(!matches!(text.as_str(), "2012-10-17" | "2008-10-17"), SYNTAX)
        }
        ("Version", _) => Verdict::Unsure,
        ("Id", _) => a_string(value),
        ("Statement", Value::Object(members)) => statement(members),
        ("Statement", Value::Array(items)) if !items.is_empty() => {
            Verdict::any(items.iter().map(|item| item.members().map_or_else(refused, statement)))
        }
        ("Conditions", _) => Verdict::Accepted,
        _ => refused(),
    });
    let has_statement = members.iter().any(|member| member.name.as_str() == "Statement");
    Verdict::any(top.chain([Verdict::refused_if(!has_statement, SYNTAX)]))
}

fn statement(members: &[Member<'_>]) -> Verdict {
    let has = |wanted: &str| members.iter().any(|member| member.name.as_str() == wanted);
    let both = (has("NotAction") && has("Action")) || (has("NotResource") && has("Resource"));
    let elements = members.iter().map(|Member { name, value }| match (name.as_str(), &value.value) {
        ("Sid", _) => a_string(value),
        ("Effect", Value::Text(text)) => {
            let is_effect = ["Allow", "Deny"].iter().any(|effect| effect.eq_ignore_ascii_case(text.as_str()));
            Verdict::refused_if(!is_effect, SYNTAX)
        }
        ("Action" | "NotAction" | "Resource" | "NotResource", _) => strings(value),
        ("Condition", _) => conditions::syntax(value, SYNTAX),
        ("Principal" | "NotPrincipal", _) => Verdict::Accepted,
        _ => Verdict::Refused(SYNTAX.to_owned()),
    });
    Verdict::any(elements.chain([Verdict::refused_if(both || !has("Effect"), SYNTAX)]))
}

fn a_string(value: &Node<'_>) -> Verdict {
    match &value.value {
        Value::Text(_) => Verdict::Accepted,
        Value::Null => Verdict::Unsure,
        _ => Verdict::Refused(SYNTAX.to_owned()),
    }
}

/// A string or a list of strings; what IAM makes of null and booleans is not known.
fn strings(value: &Node<'_>) -> Verdict {
    let one = |node: &Node<'_>| match &node.value {
        Value::Text(_) => Verdict::Accepted,
        Value::Number(_) | Value::Object(_) | Value::Array(_) => Verdict::Refused(SYNTAX.to_owned()),
        _ => Verdict::Unsure,
    };
    value.items().map_or_else(|| one(value), |items| Verdict::any(items.iter().map(one)))
}

/// What an older parser of the service refuses.
fn legacy(sent: &Sent<'_, '_>, statements: &[Statement<'_>]) -> Verdict {
    let parts = statements.iter().map(|statement| {
        let dates = statement.blocks().map(|block| conditions::dates(block, LEGACY));
        Verdict::any(dates.chain([Verdict::refused_if(statement.effect().is_none(), LEGACY)]))
    });
    Verdict::any(parts.chain([resources::legacy(sent, statements, LEGACY)]))
}

fn sids<'p>(statements: &'p [Statement<'p>]) -> impl Iterator<Item = &'p str> {
    statements.iter().filter_map(|statement| Some(statement.sid?.text()?.as_str()))
}

fn sids_are_unique(statements: &[Statement<'_>]) -> Verdict {
    let mut seen = BTreeSet::new();
    let is_repeated = sids(statements).filter(|sid| !sid.is_empty()).any(|sid| !seen.insert(sid));
    Verdict::refused_if(is_repeated, "Statement IDs (SID) in a single policy must be unique.")
}

fn sids_are_alphanumeric(statements: &[Statement<'_>]) -> Verdict {
    let is_strange = sids(statements).any(|sid| !sid.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    Verdict::refused_if(
        is_strange,
        "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
    )
}

fn is_missing(value: Option<&Node<'_>>) -> bool {
    value.is_none_or(|value| value.items().is_some_and(<[_]>::is_empty))
}

fn actions(statements: &[Statement<'_>]) -> Verdict {
    let actions = statements.iter().flat_map(Statement::actions).flat_map(|actions| &actions.items);
    // Nearly all actions have the form of one, which is told without taking them apart.
    let odd = actions.filter(|action| !action.is_in_form());
    Verdict::all(odd.map(|action| action_format(action.as_str())))
}

fn action_format(action: &str) -> Verdict {
    let Some((vendor, name)) = action.split_once(':') else {
        let is_star = !action.is_empty() && action.bytes().all(|byte| matches!(byte, b'*' | b'?'));
        let message = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
        return match action {
            "*" => Verdict::Accepted,
            _ if is_star => Verdict::Unsure,
            _ => Verdict::Refused(message.to_owned()),
        };
    };
    if name.contains(':') {
        return Verdict::Refused("Actions/Condition can contain only one colon.".to_owned());
    }
    let is_of_vendor = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let is_vendor = vendor == "*" || (!vendor.is_empty() && vendor.bytes().all(is_of_vendor));
    match is_vendor {
        true => Verdict::Accepted,
        false => Verdict::Refused(format!("Vendor {vendor} is not valid")),
    }
}
