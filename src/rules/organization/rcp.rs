use crate::diagnostic::Level;
use crate::policy::{Effect, Principals, Statement, pattern};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(ALLOW, "organization/rcp-syntax-error-allow", known Statement, allow);
rule!(PRINCIPAL, "organization/rcp-syntax-error-principal", known Statement, principal);
rule!(NOT_ACTION, "organization/rcp-syntax-error-notaction", Statement, not_action);
rule!(ACTION, "organization/rcp-syntax-error-action", Statement, action);

fn allow(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(effect) = statement.effect.filter(|_| statement.effect() == Some(Effect::Allow)) else { return };
    if is_full_access(statement) {
        return;
    }
    ctx.report(effect.at(), "a resource control policy cannot allow anything")
        .here("only `Deny` is possible")
        .help("turn it into a `Deny` of what must not happen");
}

/// Whether the statement is that of `RCPFullAWSAccess`, the one policy with `Allow`.
fn is_full_access(statement: &Statement<'_>) -> bool {
    let resources = statement.resource.as_ref().map_or([].as_slice(), |resources| &resources.items);
    let is_every_resource = matches!(resources, [resource] if resource.text.as_str() == "*");
    let is_about_all = statement.principal.as_deref().is_some_and(Principals::is_star) && is_every_resource;
    is_about_all && statement.condition.is_none()
}

fn principal(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    const HELP: &str =
        "write `\"Principal\": \"*\"`, and compare keys such as `aws:PrincipalArn` in `Condition`";
    if let Some(principals) = &statement.not_principal {
        ctx.report(principals.element.at(), "a resource control policy has no `NotPrincipal`")
            .here("it is about every principal")
            .label(principals.element.name.at(), "not allowed here")
            .help(HELP);
        return;
    }
    let Some(principals) = &statement.principal else { return };
    let is_judged = principals.element.text().is_some()
        || principals.element.value.items().is_some()
        || principals.element.value.members().is_some();
    if principals.is_star() || !is_judged || is_everyone(principals) {
        return;
    }
    ctx.report(principals.element.at(), "the principal of a resource control policy is not `\"*\"`")
        .here("only `\"*\"` is possible")
        .help(HELP);
}

/// Whether the element is `{"AWS": "*"}`, which means the same elsewhere; whether it does here is not documented.
fn is_everyone(principals: &Principals<'_>) -> bool {
    let [principal] = principals.items.as_slice() else { return false };
    let is_aws = principals.members.iter().all(|(_, name, _)| name.as_str() == "AWS");
    is_aws && principal.as_str() == "*"
}

fn not_action(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(actions) = &statement.not_action else { return };
    ctx.report(actions.element.at(), "a resource control policy has no `NotAction`")
        .here("the actions have to be named")
        .label(actions.element.name.at(), "not allowed here")
        .help("write `Action` with the actions to deny, as in `s3:*`");
}

fn action(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for action in statement.action.iter().flat_map(|actions| &actions.items) {
        let written = action.as_str();
        if action.is_star() {
            if statement.effect() == Some(Effect::Deny) {
                ctx.report(action.text.at(), "a resource control policy cannot deny `*`")
                    .here("the service has to be named")
                    .help("write the services one by one, as in `s3:*` and `sts:*`");
            }
            continue;
        }
        let Some(prefix) = action.prefix() else { continue };
        let is_service = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let is_open = pattern::has_wildcard(prefix) || ctx.placeholders().are_in(written);
        let is_covered = || ctx.catalog.supports("resource-control-policy", prefix);
        if is_open || prefix.is_empty() || !prefix.bytes().all(is_service) || is_covered() {
            continue;
        }
        ctx.report(
            action.text.at(),
            format!("resource control policies do not cover the service {}", quoted(prefix)),
        )
        .level(Level::Warning)
        .here("not among the services of which it is known")
        .label(action.text.part(action.prefix_range()), "this service")
        .help("remove the action, or deny it in a service control policy");
    }
}
