use crate::policy::Statement;
use crate::rules::{Context, rule};

rule!(UNSUPPORTED, "statement/unsupported-principal", Statement if PRINCIPAL, unsupported_principal);

fn unsupported_principal(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for principals in statement.principals() {
        let title = principals.element.title();
        let kind = ctx.kind().with_article();
        ctx.report(principals.element.at(), format!("{kind} has no {title}"))
            .here("whom the policy is attached to is its only principal")
            .label(principals.element.name.at(), "not allowed here")
            .help(format!(
                "remove {title}; a trust, resource-based or VPC endpoint policy has one and is checked with `--kind trust`, `--kind resource` or `--kind vpc-endpoint`"
            ));
    }
}
