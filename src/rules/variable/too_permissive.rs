use super::{has_variables, is_of_iam};
use crate::policy::condition::Family;
use crate::policy::{Entry, Place, Variable};
use crate::rules::condition::too_permissive::EXACT_KEYS;
use crate::rules::grammar::placeholder::Placeholders;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(TOO_PERMISSIVE, "variable/variable-usage-too-permissive", Condition if STRING_LIKE, too_permissive);

fn too_permissive(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    // Exact comparisons with variables are common in AWS's own policies and are not reported there.
    let is_like = entry.operator.family() == Some(Family::StringLike)
        && entry.operator.base.is_some_and(|base| !base.negated);
    if !is_like || !EXACT_KEYS.iter().any(|key| entry.has_key(key)) || !has_variables(ctx.policy) {
        return;
    }
    let placeholders = ctx.placeholders();
    for text in entry.values.iter().filter_map(|value| value.text()) {
        let Some(variable) =
            Variable::find(text, Place::ConditionValue).find(|variable| is_loose(variable, placeholders))
        else {
            continue;
        };
        let (written, key) = (quoted(variable.as_str()), quoted(entry.key.as_str()));
        ctx.report(text.at(), format!("{written} leaves open what {key} has to be"))
            .here("whoever sets the variable chooses what is allowed")
            .help("write the value itself");
    }
}

/// Whether it is a variable whose value somebody other than AWS sets.
fn is_loose(variable: &Variable<'_>, placeholders: Placeholders) -> bool {
    const SET_BY_USERS: [&str; 6] = [
        "aws:PrincipalTag/",
        "aws:RequestTag/",
        "aws:ResourceTag/",
        "aws:Referer",
        "aws:UserAgent",
        "aws:SourceIdentity",
    ];
    let key = variable.key();
    let begins = |start: &str| key.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    variable.closed && is_of_iam(variable, placeholders) && SET_BY_USERS.iter().any(|start| begins(start))
}
