use crate::policy::{Action, Statement, pattern};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(PRINCIPAL, "organization/scp-syntax-error-principal", Statement, principal);
rule!(ACTION_WILDCARD, "organization/scp-syntax-error-action-wildcard", Action, action_wildcard);

fn principal(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for principals in statement.principals() {
        let title = principals.element.title();
        ctx.report(principals.element.at(), format!("a service control policy has no {title}"))
            .here("it is about every principal of the accounts that it is attached to")
            .label(principals.element.name.at(), "not allowed here")
            .help(format!(
                "remove {title}; to leave some principals out, compare `aws:PrincipalArn` in `Condition`"
            ));
    }
}

fn action_wildcard(action: &Action<'_>, ctx: &mut Context<'_>) {
    let written = action.as_str();
    let without_end = written.trim_end_matches(['*', '?']);
    let Some(first) = pattern::wildcards(without_end).next() else { return };
    ctx.report(action.text.at(), format!("{} has a wildcard before its end", quoted(written)))
        .here("only the end of an action may be a wildcard")
        .label(action.text.part(first..first + 1), "this wildcard")
        .help("list the actions, or move the wildcard to the end");
}
