use crate::diagnostic::{Fix, Safety};
use crate::policy::{Effect, Entry, Statement};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(MISSING_IF_EXISTS, "condition/missing-if-exists-for-mfa", Statement if CONDITION, missing_if_exists);

const PRESENT: &str = "aws:MultiFactorAuthPresent";

/// Keys that tell who calls: with them the author thinks of callers whose requests hold the key of MFA.
const CALLERS: [&str; 7] = [
    "aws:FederatedProvider",
    "aws:MultiFactorAuthAge",
    "aws:PrincipalArn",
    "aws:PrincipalType",
    "aws:SourceIdentity",
    "aws:TokenIssueTime",
    "aws:userid",
];

fn missing_if_exists(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    // Another statement may deny what this one does not.
    if !ctx.policy.is_known() {
        return;
    }
    if statement.effect() != Some(Effect::Deny) {
        return;
    }
    let of_mfa = || statement.entries().filter(|entry| entry.has_key(PRESENT));
    let Some(entry) = of_mfa().next().filter(|entry| is_trap(entry)) else { return };
    let is_of_caller = |entry: &Entry<'_>| CALLERS.iter().any(|key| entry.has_key(key));
    let names_role = statement
        .principals()
        .flat_map(|principals| &principals.items)
        .any(|principal| principal.text.as_str().contains("role/"));
    if of_mfa().count() > 1 || names_role || statement.entries().any(is_of_caller) || is_denied_elsewhere(ctx)
    {
        return;
    }
    let operator = entry.operator.text;
    let condition = statement.condition.as_ref();
    let has_meant = condition.is_some_and(|condition| condition.has_operator("BoolIfExists"));
    let is_alone =
        statement.blocks().any(|block| block.operator.text.at() == operator.at() && block.entries.len() == 1);
    let finding = ctx.report(
        operator.at(),
        format!(
            "requests that a user's access key signs have no {}, so this `Deny` does not stop them",
            quoted(PRESENT)
        ),
    );
    finding
        .here("is not met without the key")
        .label(entry.key.at(), "only temporary credentials have it")
        .help("write `BoolIfExists`, which is met without the key, too");
    if is_alone && !has_meant {
        let title = "write `BoolIfExists`";
        finding.fix(Fix::replace(title, Safety::Suggested, operator.at(), "\"BoolIfExists\""));
    }
}

/// Whether it is met only by requests that say that there was no MFA.
fn is_trap(entry: &Entry<'_>) -> bool {
    let mut values = entry.texts();
    let is_false = values.next().is_some_and(|(_, value)| value.eq_ignore_ascii_case("false"));
    let is_lone = values.next().is_none();
    entry.operator.as_str() == "Bool" && is_false && is_lone
}

/// Whether some statement denies requests without the key.
fn is_denied_elsewhere(ctx: &Context<'_>) -> bool {
    let deny = |statement: &&Statement<'_>| statement.effect() == Some(Effect::Deny);
    let entries = ctx.policy.statements.iter().filter(deny).flat_map(|statement| statement.entries());
    let mut of_mfa =
        entries.filter(|entry| entry.has_key(PRESENT) || entry.has_key("aws:MultiFactorAuthAge"));
    of_mfa.any(|entry| !entry.needs_key())
}
