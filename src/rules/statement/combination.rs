use crate::find::{PrincipalElement, ResourceElement};
use crate::policy::{Element, Statement};
use crate::rules::{Context, rule};

rule!(UNSUPPORTED, "statement/unsupported-element-combination", Statement if NOT_ACTION | NOT_RESOURCE | PRINCIPAL, unsupported_combination);

/// Pairs of which the kind of policy forbids a half have a rule of their own, which says to remove that half.
fn unsupported_combination(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let elements = ctx.profile.elements;
    let actions = (
        statement.action.as_ref().map(|actions| actions.element),
        statement.not_action.as_ref().map(|actions| actions.element),
        elements.not_action,
    );
    let resources = (
        statement.resource.as_ref().map(|resources| resources.element),
        statement.not_resource.as_ref().map(|resources| resources.element),
        elements.resource != ResourceElement::Forbidden,
    );
    let principals = (
        statement.principal.as_ref().map(|principals| principals.element),
        statement.not_principal.as_ref().map(|principals| principals.element),
        elements.principal == PrincipalElement::Either,
    );
    for pair in [actions, resources, principals] {
        if let (Some(one), Some(other), true) = pair {
            report(one, other, ctx);
        }
    }
}

fn report(one: Element<'_>, other: Element<'_>, ctx: &mut Context<'_>) {
    let is_in_order = one.name.at() < other.name.at();
    let (first, second) = if is_in_order { (one, other) } else { (other, one) };
    ctx.report(first.at(), format!("{} and {} stand in one statement", one.title(), other.title()))
        .here(format!("{} here", first.title()))
        .also(second.at(), format!("and {} here", second.title()))
        .help("keep one of the two, or write two statements");
}
