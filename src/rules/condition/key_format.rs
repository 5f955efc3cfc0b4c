use crate::catalog::Catalog;
use crate::diagnostic::{Fix, Safety};
use crate::policy::Entry;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(INVALID, "condition/invalid-condition-key-format", Condition if UNKNOWN_KEY, invalid_key_format);

fn invalid_key_format(entry: &Entry<'_>, ctx: &mut Context<'_>) {
    let key = entry.key.as_str();
    if entry.operator.base.is_none() || has_prefix_and_name(entry) {
        return;
    }
    let is_judged = !key.contains("${") && !ctx.placeholders().are_in(key);
    // An object in the place of the values is a misfit of its own: the nesting is wrong, not the key.
    if !is_judged || entry.node.members().is_some() {
        return;
    }
    let global = global(key, ctx.catalog);
    let finding = ctx.report(entry.key.at(), format!("{} is no condition key", quoted(key)));
    match (entry.key_parts(), global) {
        (None, Some(global)) => {
            let title = format!("write `{global}`");
            finding.here("the prefix is missing").help(title.clone()).fix(Fix::replace(
                title,
                Safety::Suggested,
                entry.key.at(),
                format!("\"{global}\""),
            ));
        }
        (None, None) => {
            finding.here("there is no colon").help("write the key with its prefix, such as `aws:SourceIp`");
        }
        (Some((prefix, _)), _) => {
            let missing = if prefix.is_empty() { "before" } else { "behind" };
            finding
                .here(format!("nothing stands {missing} the colon"))
                .help("write the key as prefix and name, such as `aws:SourceIp`");
        }
    }
}

fn has_prefix_and_name(entry: &Entry<'_>) -> bool {
    entry.key_parts().is_some_and(|(prefix, name)| !prefix.is_empty() && !name.is_empty())
}

/// The global key that is meant by its name alone, or by another sign in the place of the colon.
fn global(key: &str, catalog: &Catalog) -> Option<String> {
    let start = key.get(..3).filter(|start| start.eq_ignore_ascii_case("aws"));
    let name = match start.and_then(|_| key[3..].strip_prefix(['.', '/', '-', '_', ';', ' '])) {
        Some(name) => name,
        None => key,
    };
    let meant = format!("aws:{name}");
    let known = catalog.key(&meant)?.name();
    // What the user names stays as it is written.
    Some(if known.contains("${") { meant } else { known.to_owned() })
}
