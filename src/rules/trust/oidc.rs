use std::collections::HashSet;

use super::provider::{GITHUB, claim, issuers, knows_its_keys};
use crate::catalog::SharedProvider;
use crate::diagnostic::Level;
use crate::policy::{Effect, Principal, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(
    MISSING_CONDITION_KEY,
    "trust/missing-condition-key-for-oidc-principal",
    known Statement,
    missing_condition_key
);
rule!(MISSING_CLAIM, "trust/missing-claim-for-shared-oidc-provider", known Statement, missing_claim);

/// What the conditions of a statement test, in lower case.
struct Tested {
    keys: HashSet<String>,
    /// What stands before the claims of the keys, without a slash at its end.
    issuers: HashSet<String>,
}

impl Tested {
    /// None where no provider is trusted whose conditions could be judged.
    fn of(statement: &Statement<'_>, ctx: &Context<'_>) -> Option<Tested> {
        let is_judged = statement.effect() == Some(Effect::Allow)
            && issuers(statement).next().is_some()
            && knows_its_keys(statement)
            && !ctx.is_cut_off(statement);
        if !is_judged {
            return None;
        }
        let mut tested = Tested { keys: HashSet::new(), issuers: HashSet::new() };
        for entry in statement.entries() {
            let key = entry.key.as_str().to_ascii_lowercase();
            if let Some((issuer, claim)) = key.rsplit_once(':') {
                let issuer = issuer.trim_end_matches('/');
                tested.keys.insert(format!("{issuer}:{claim}"));
                tested.issuers.insert(issuer.to_owned());
            }
        }
        Some(tested)
    }

    fn has_issuer(&self, issuer: &str) -> bool {
        self.issuers.contains(&issuer.trim_end_matches('/').to_ascii_lowercase())
    }

    fn has_claim_of(&self, shared: &SharedProvider<'_>) -> bool {
        self.keys.contains(&shared.key.to_ascii_lowercase())
    }
}

/// The providers that a statement trusts, but for GitHub Actions, which has a rule of its own.
fn providers<'s, 'p>(statement: &'s Statement<'p>) -> impl Iterator<Item = (&'s Principal<'p>, &'p str)> {
    issuers(statement).filter(|(_, issuer)| *issuer != GITHUB)
}

fn missing_condition_key(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(tested) = Tested::of(statement, ctx) else { return };
    let catalog = ctx.catalog;
    for (principal, issuer) in providers(statement).filter(|(_, issuer)| !tested.has_issuer(issuer)) {
        let finding = ctx.report(
            principal.text.at(),
            format!("everyone with a token of {} may assume the role", quoted(issuer)),
        );
        match catalog.shared_provider(issuer).filter(|shared| !tested.has_claim_of(shared)) {
            Some(shared) => finding.level(Level::Error).here("no condition narrows this down").help(format!(
                "add a condition on `{}`: IAM refuses trust in {} without one",
                shared.key, shared.name
            )),
            None => finding.here("no condition on this provider's tokens").help(claims_to_test(issuer)),
        };
    }
}

fn claims_to_test(issuer: &str) -> String {
    match issuer {
        // These two have no audience (IAM User Guide, "Available keys for AWS OIDC federation").
        "graph.facebook.com" | "www.amazon.com" => format!("add a condition on `{issuer}:app_id`"),
        _ => format!("add conditions on `{issuer}:aud` and `{issuer}:sub`"),
    }
}

fn missing_claim(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let Some(tested) = Tested::of(statement, ctx) else { return };
    let catalog = ctx.catalog;
    for (principal, issuer) in providers(statement).filter(|(_, issuer)| tested.has_issuer(issuer)) {
        let Some(shared) = catalog.shared_provider(issuer).filter(|shared| !tested.has_claim_of(shared))
        else {
            continue;
        };
        let finding = ctx.report(
            principal.text.at(),
            format!("trust in {} needs a condition on `{}`", shared.name, shared.key),
        );
        finding.here("many customers share this provider");
        if let Some(entry) = statement.entries().find(|entry| claim(entry, shared.issuer).is_some()) {
            finding.label(entry.key.at(), "IAM does not count this one");
        }
        finding.help(format!("add a condition on `{}` with your own value", shared.key));
    }
}
