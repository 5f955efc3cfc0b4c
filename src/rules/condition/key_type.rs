use crate::catalog::{Key, KeyType};
use crate::diagnostic::{Fix, Safety};
use crate::policy::Entry;
use crate::policy::condition::{BASE_OPERATORS, Family, Qualifier};
use crate::rules::wording::{one_of, quoted};
use crate::rules::{Context, rule};

rule!(MISMATCH, "condition/type-mismatch", Condition, type_mismatch);
rule!(
    STRING_LIKE_ON_ARN,
    "condition/string-like-operator-with-arn-condition-keys",
    Condition if STRING_LIKE,
    string_like_on_arn
);
rule!(MISSING_QUALIFIER, "condition/missing-qualifier", Condition, missing_qualifier);
rule!(FOR_ALL_VALUES, "condition/forallvalues-with-single-valued-key", Condition if QUALIFIER, for_all_values);

fn type_mismatch(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let Some((key, family)) = compared(entry, ctx) else { return };
    if key.types().any(|of_key| is_comparable(of_key, family, key)) {
        return;
    }
    let Some(of_key) = key.types().next() else { return };
    let operator = entry.operator;
    ctx.report(
        entry.key.at(),
        format!("{} does not compare {}", quoted(operator.as_str()), quoted(entry.key.as_str())),
    )
    .here(format!("the values of this key are {}", described(of_key)))
    .label(operator.text.at(), format!("this compares {}", compared_by(family)))
    .help(format!("compare the key with {}", operators_of(entry, of_key)));
}

/// Whether AWS compares values of that type with operators of that family.
fn is_comparable(of_key: KeyType, family: Family, key: Key<'_>) -> bool {
    match (of_key, family) {
        _ if of_key.fits(family) => true,
        // Text compares ARNs too, and the rule about wildcards in them is another.
        (KeyType::Arn, Family::String | Family::StringLike) | (KeyType::String, Family::Arn) => true,
        // What users put into tags may be a number or a date.
        (KeyType::String, _) => key.name().contains("${"),
        _ => false,
    }
}

fn string_like_on_arn(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if entry.operator.family() != Some(Family::StringLike) {
        return;
    }
    let Some((key, _)) = compared(entry, ctx) else { return };
    if !key.types().any(|of_key| of_key == KeyType::Arn) {
        return;
    }
    let operator = entry.operator;
    let negated = operator.base.is_some_and(|base| base.negated);
    let meant = like_written(entry, if negated { "ArnNotLike" } else { "ArnLike" });
    let condition = ctx.statement.and_then(|statement| statement.condition.as_ref());
    let has_meant = condition.is_some_and(|condition| condition.has_operator(&meant));
    let is_alone = condition
        .into_iter()
        .flat_map(|condition| &condition.blocks)
        .any(|block| block.operator.text.at() == operator.text.at() && block.entries.len() == 1);
    let finding = ctx.report(
        entry.key.at(),
        format!("{} compares the ARN in {} as text", quoted(operator.as_str()), quoted(entry.key.as_str())),
    );
    finding
        .here("the values of this key are ARNs")
        .label(operator.text.at(), "here a `*` reaches beyond the colons")
        .help(format!("compare the key with `{meant}`"));
    if is_alone && !has_meant {
        let title = format!("write `{meant}`");
        finding.fix(Fix::replace(title, Safety::Suggested, operator.text.at(), format!("\"{meant}\"")));
    }
}

fn missing_qualifier(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if entry.operator.qualifier.is_some() {
        return;
    }
    let Some((key, _)) = compared(entry, ctx) else { return };
    if key.is_multivalued() {
        let operator = entry.operator.as_str();
        ctx.report(
            entry.key.at(),
            format!("{} compares one value, but {} has several", quoted(operator), quoted(entry.key.as_str())),
        )
        .here("a request holds a list of values here")
        .label(entry.operator.text.at(), "the qualifier is missing")
        .help(format!(
            "write `ForAnyValue:{operator}` if one value has to match, `ForAllValues:{operator}` if each has to"
        ));
    }
}

fn for_all_values(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    if entry.operator.qualifier != Some(Qualifier::ForAllValues) {
        return;
    }
    let Some((key, _)) = compared(entry, ctx) else { return };
    // For keys of services the lists call some single-valued that are not.
    if key.is_multivalued() || !key.is_global() {
        return;
    }
    let name = quoted(entry.key.as_str());
    let without = entry.operator.as_str().trim_start_matches("ForAllValues:");
    ctx.report(
        entry.key.at(),
        format!("{} is true where the request has no {name}", quoted(entry.operator.as_str())),
    )
    .here("a request holds one value here, or none")
    .label(entry.operator.text.at(), "this is for keys with several values")
    .help(format!("write `{without}`"));
}

/// The key of an entry and what the operator compares, where both are known and values are compared.
fn compared<'c>(entry: &Entry<'_>, ctx: &Context<'c>) -> Option<(Key<'c>, Family)> {
    let family = entry.operator.family().filter(|family| *family != Family::Null)?;
    if entry.node.members().is_some() {
        return None;
    }
    Some((ctx.key(entry)?, family))
}

/// An operator with what stands before and behind the one that is written.
fn like_written(entry: &Entry<'_>, name: &str) -> String {
    let before = match entry.operator.qualifier {
        Some(Qualifier::ForAllValues) => "ForAllValues:",
        Some(Qualifier::ForAnyValue) => "ForAnyValue:",
        None => "",
    };
    format!("{before}{name}{}", if entry.operator.if_exists { "IfExists" } else { "" })
}

/// The operators that compare values of that type: the positive ones, unless the one that is written is negative.
fn operators_of(entry: &Entry<'_>, of_key: KeyType) -> String {
    let negated = entry.operator.base.is_some_and(|base| base.negated);
    let all = || BASE_OPERATORS.iter().filter(|base| of_key.fits(base.family));
    let has_negated = all().any(|base| base.negated);
    let names: Vec<String> = all()
        .filter(|base| base.negated == (negated && has_negated))
        .map(|base| like_written(entry, base.name))
        .collect();
    one_of(names.iter().map(String::as_str))
}

fn described(of_key: KeyType) -> &'static str {
    match of_key {
        KeyType::String => "strings",
        KeyType::Arn => "ARNs",
        KeyType::Bool => "booleans",
        KeyType::Numeric => "numbers",
        KeyType::Date => "dates",
        KeyType::IpAddress => "IP addresses",
        KeyType::Binary => "base64 text",
        KeyType::Other => "of another type",
    }
}

fn compared_by(family: Family) -> &'static str {
    match family {
        Family::String | Family::StringLike => "strings",
        Family::Numeric => "numbers",
        Family::Date => "dates",
        Family::Bool => "booleans",
        Family::Binary => "base64 text",
        Family::Ip => "IP addresses",
        Family::Arn => "ARNs",
        Family::Null => "nothing",
    }
}
