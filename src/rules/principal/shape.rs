use super::family::{is_literal_for, key_of, of_value, of_values};
use crate::diagnostic::{Edit, Fix, Level, Safety};
use crate::find::PrincipalElement;
use crate::policy::{PrincipalType, Principals, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};
use crate::source::Span;

rule!(INVALID_FORMAT, "principal/invalid-principal-format", Statement if PRINCIPAL, invalid_format);
rule!(EMPTY_OBJECT, "principal/empty-object-principal", Statement if PRINCIPAL, empty_object);
rule!(EMPTY_ARRAY, "principal/empty-array-principal", Statement if PRINCIPAL, empty_array);

fn invalid_format(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for principals in statement.principals() {
        if let Some(text) = principals.element.text() {
            bare_string(principals, text.as_str(), ctx);
        } else if principals.element.value.items().is_some() {
            bare_list(principals, ctx);
        }
    }
}

fn bare_string(principals: &Principals<'_>, value: &str, ctx: &mut Context<'_>) {
    if value == "*"
        || value.contains("${")
        || !is_literal_for(&value.replace(['*', '?'], ""), ctx.placeholders())
    {
        return;
    }
    let at = principals.element.at();
    let title = principals.element.title();
    let finding = ctx
        .report(at, format!("{title} is the string {}", quoted(value)))
        .here("only `*` may stand here without a type");
    match of_value(value) {
        Some(kind) => {
            let key = key_of(kind);
            finding.help(format!("write `{{ \"{key}\": \"{value}\" }}`")).fix(wrap(at, key));
        }
        None => {
            finding.help(format!("write `{{ \"AWS\": \"{value}\" }}` with an account ID or the ARN of a user or role, or `{{ \"Service\": ... }}`"));
        }
    }
}

fn bare_list(principals: &Principals<'_>, ctx: &mut Context<'_>) {
    let (at, title) = (principals.element.at(), principals.element.title());
    let items = principals.element.value.items().unwrap_or_default();
    let values = || items.iter().filter_map(|item| item.text()).map(|text| text.as_str());
    let kind = of_values(values()).filter(|_| values().count() == items.len());
    let finding =
        ctx.report(at, format!("{title} is a list")).here("a list stands under a type of principal");
    match kind {
        Some(kind) => {
            let key = key_of(kind);
            finding.help(format!("write `{{ \"{key}\": [...] }}`")).fix(wrap(at, key));
        }
        None => {
            finding.help(
                "write an object with the type of each principal, such as `{ \"AWS\": [...], \"Service\": [...] }`",
            );
        }
    }
}

/// Puts an object with one key around a value.
fn wrap(at: Span, key: &str) -> Fix {
    let insert = |offset, text: String| Edit { at: Span::point(offset), text };
    Fix {
        title: format!("name the type: `{key}`"),
        safety: Safety::Safe,
        edits: vec![insert(at.start(), format!("{{ \"{key}\": ")), insert(at.end(), " }".to_owned())],
    }
}

fn empty_object(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let is_required = ctx.profile.elements.principal == PrincipalElement::Required;
    for principals in statement.principals() {
        if principals.element.value.members().is_none_or(|members| !members.is_empty()) {
            continue;
        }
        let finding = ctx
            .report(principals.element.at(), format!("{} names no one", principals.element.title()))
            .here("this object is empty")
            .help(
                "name who is meant, such as `{ \"AWS\": \"arn:aws:iam::111122223333:role/example-role\" }`",
            );
        if is_required {
            finding.level(Level::Error);
        }
    }
}

fn empty_array(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for principals in statement.principals() {
        for (kind, name, node) in &principals.members {
            let is_empty = node.items().is_some_and(|items| items.is_empty());
            if is_empty && *kind != PrincipalType::Unknown {
                let name = quoted(name.as_str());
                ctx.report(node.at, format!("{name} of {} names no one", principals.element.title()))
                    .here("this list is empty")
                    .help(format!("list who is meant, or remove {name}"));
            }
        }
    }
}
