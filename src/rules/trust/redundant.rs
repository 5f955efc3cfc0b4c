use std::collections::HashMap;

use crate::policy::{Principal, PrincipalType, Statement};
use crate::rules::principal::family::is_literal;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(SESSION, "trust/redundant-principal-in-role-trust-policy", Statement, session);

/// Partition, account and name of a role; the path is not a part of it, and sessions do not show it.
type Role<'p> = (&'p str, &'p str, &'p str);

fn session(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(principals) = &statement.principal else { return };
    let principals = || principals.items.iter().filter(|principal| principal.kind == PrincipalType::Aws);
    let roles: HashMap<Role<'_>, &Principal<'_>> = principals()
        .filter_map(|principal| {
            let name = resource_of(principal, "iam")?.strip_prefix("role/")?.rsplit('/').next()?;
            Some((role(principal, name)?, principal))
        })
        .collect();
    for principal in principals() {
        let Some(name) = session_role(principal) else { continue };
        let Some(covering) = role(principal, name).and_then(|role| roles.get(&role)) else { continue };
        ctx.report(principal.text.at(), format!("{} is trusted already", quoted(principal.as_str())))
            .here("this is a session of the role")
            .label(covering.text.at(), "the role stands for all its sessions")
            .help("remove the session, or the role if only this session is meant");
    }
}

fn session_role<'p>(principal: &Principal<'p>) -> Option<&'p str> {
    let rest = resource_of(principal, "sts")?.strip_prefix("assumed-role/")?;
    Some(rest.split_once('/')?.0)
}

fn resource_of<'p>(principal: &Principal<'p>, service: &str) -> Option<&'p str> {
    let arn = &principal.arn;
    let fits = arn.is_whole() && arn.service()?.as_str() == service && is_literal(principal.as_str());
    fits.then_some(arn.resource()?.as_str())
}

fn role<'p>(principal: &Principal<'p>, name: &'p str) -> Option<Role<'p>> {
    let arn = &principal.arn;
    Some((arn.partition()?.as_str(), arn.account()?.as_str(), name))
}
