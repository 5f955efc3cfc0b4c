use crate::diagnostic::Level;
use crate::policy::{Element, Statement};
use crate::rules::{Context, rule};

rule!(ACTION, "statement/empty-array-action", Statement if EMPTY, empty_array_action);
rule!(RESOURCE, "statement/empty-array-resource", Statement if EMPTY, empty_array_resource);

fn empty_array_action(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for actions in statement.actions() {
        report_empty(actions.element, "actions", ctx);
    }
}

fn empty_array_resource(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for resources in statement.resources() {
        report_empty(resources.element, "resources", ctx);
    }
}

/// IAM refuses an empty list in the policies of identities; what other services do is not documented.
fn report_empty(element: Element<'_>, items: &str, ctx: &mut Context<'_>) {
    // A lone bracket that was never closed is no empty list.
    let is_closed = element.at().len() > 1;
    if !is_closed || element.value.items().is_none_or(|items| !items.is_empty()) {
        return;
    }
    let is_refused = ctx.kind().is_identity();
    let title = element.title();
    let finding = if is_refused {
        let message = format!("{title} is an empty list, and IAM refuses a statement without {items}");
        ctx.report(element.at(), message).level(Level::Error)
    } else {
        ctx.report(element.at(), format!("{title} is an empty list"))
    };
    finding.here(format!("lists no {items}")).help(format!("list the {items}, or remove the statement"));
}
