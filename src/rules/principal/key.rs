use super::family::{is_plain, key_of, of_values};
use crate::diagnostic::{Fix, Safety};
use crate::policy::{PrincipalType, Principals, Statement};
use crate::rules::grammar::placeholder::Placeholders;
use crate::rules::wording::{nearest, one_of, quoted};
use crate::rules::{Context, rule};

rule!(INVALID_KEY, "principal/invalid-principal-key", Statement if PRINCIPAL, invalid_key);

fn invalid_key(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for principals in statement.principals() {
        let taken: Vec<PrincipalType> = PrincipalType::NAMES
            .iter()
            .map(|(_, known)| *known)
            .filter(|known| principals.members.iter().any(|(kind, _, _)| kind == known))
            .collect();
        for (index, (kind, name, _)) in principals.members.iter().enumerate() {
            if *kind == PrincipalType::Unknown
                && (is_plain(name.as_str()) || ctx.placeholders() == Placeholders::Text)
            {
                report(principals, index, &taken, ctx);
            }
        }
    }
}

fn report(principals: &Principals<'_>, index: usize, taken: &[PrincipalType], ctx: &mut Context<'_>) {
    let Some((_, name, node)) = principals.members.get(index) else { return };
    let names = || PrincipalType::NAMES.iter().map(|(name, _)| *name);
    let written = name.as_str();
    let values = node.items().unwrap_or(std::slice::from_ref(*node));
    let values = values.iter().filter_map(|value| value.text()).map(|text| text.as_str());
    let meant = nearest(written, names()).or_else(|| of_values(values).map(key_of));
    let finding = ctx
        .report(name.at(), format!("{} is no type of principal", quoted(written)))
        .here(format!("only {} may stand here", one_of(names())));
    let Some(meant) = meant else {
        finding.help(
            "write accounts, users and roles under `AWS`, services under `Service`, identity providers under `Federated`",
        );
        return;
    };
    finding.help(format!("write `{meant}`"));
    let is_taken = taken.iter().any(|kind| key_of(*kind) == meant);
    if !is_taken {
        let safety = if meant.eq_ignore_ascii_case(written) { Safety::Safe } else { Safety::Suggested };
        finding.fix(Fix::replace(format!("write `{meant}`"), safety, name.at(), format!("\"{meant}\"")));
    }
}
