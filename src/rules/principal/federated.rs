use crate::policy::{PrincipalType, Statement};
use crate::rules::{Context, rule};

rule!(NOT_SUPPORTED, "principal/federated-principal-not-supported", Statement if PRINCIPAL, not_supported);

fn not_supported(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    // Only the trust policy of a role speaks of actions of STS: what is wrong there is not the principal.
    let is_about_roles = |prefix: &str| prefix.eq_ignore_ascii_case("sts");
    let mut actions = statement.actions().flat_map(|actions| &actions.items);
    if actions.any(|action| action.prefix().is_some_and(is_about_roles)) {
        return;
    }
    for principals in statement.principals() {
        for (kind, name, node) in &principals.members {
            let is_empty = node.items().is_some_and(|items| items.is_empty());
            if *kind == PrincipalType::Federated && !is_empty {
                ctx.report(node.at, "an identity provider is no principal of a resource-based policy")
                    .here("only the trust policy of a role may name it")
                    .label(name.at(), "identity providers stand under this key")
                    .help("name the role that federated users assume, under `AWS`");
            }
        }
    }
}
