use super::unknown::is_judged;
use crate::catalog::Standing;
use crate::diagnostic::{Fix, Level, Safety};
use crate::find::ActionScope;
use crate::policy::{Action, Statement};
use crate::rules::wording::{nearest, quoted};
use crate::rules::{Context, rule};

rule!(IN_POLICY, "action/unsupported-action-in-policy", Statement, in_policy);

fn in_policy(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    let scope = ctx.profile.actions;
    for action in statement.action.iter().flat_map(|actions| &actions.items) {
        match scope {
            ActionScope::Any => return,
            ActionScope::Service(service) => of_another_service(action, service, ctx),
            ActionScope::Only(known) => not_among(action, known, ctx),
        }
    }
}

/// An action that no list of AWS has is reported for that and for no more.
fn of_another_service(action: &Action<'_>, service: &str, ctx: &mut Context<'_>) {
    let Some(prefix) = action.prefix().filter(|prefix| !prefix.eq_ignore_ascii_case(service)) else { return };
    if !is_judged(action, ctx) || ctx.standing(action) != Some(Standing::Known) {
        return;
    }
    let (written, policy) = (quoted(action.as_str()), ctx.profile.of_resource());
    ctx.report(action.text.at(), format!("{written} is no action for {policy}"))
        .here(format!("only actions of {} apply to the resource", quoted(service)))
        .label(action.text.part(action.prefix_range()), format!("{} is another service", quoted(prefix)))
        .help("remove it, or write it in a policy of the caller or of the resource that it is for");
}

fn not_among(action: &Action<'_>, known: &[&'static str], ctx: &mut Context<'_>) {
    let Some(level) = objection(action, known, ctx) else { return };
    // A misspelt action of STS is that and no more.
    let is_misspelt = matches!(ctx.standing(action), Some(Standing::UnknownAction(_)));
    if !is_misspelt || !action.prefix().is_some_and(|prefix| prefix.eq_ignore_ascii_case("sts")) {
        report(action, known, level, ctx);
    }
}

/// How bad it is that an action stands in a trust policy; none where it may stand there.
fn objection(action: &Action<'_>, known: &[&str], ctx: &Context<'_>) -> Option<Level> {
    let value = action.as_str();
    if value.contains("${") || ctx.placeholders().are_in(value) {
        return None;
    }
    if action.is_star() {
        return Some(Level::Error);
    }
    // What is no action at all is another rule's.
    let name = action.name().filter(|name| !name.is_empty() && !name.contains(':'))?;
    if known.iter().any(|known| action.covers(known)) {
        let is_whole_service = name.bytes().all(|byte| byte == b'*');
        return is_whole_service.then_some(Level::Warning);
    }
    Some(Level::Error)
}

fn report(action: &Action<'_>, known: &[&'static str], level: Level, ctx: &mut Context<'_>) {
    let value = action.as_str();
    let meant = nearest(value, known.iter().copied());
    let verb = if level == Level::Error { "cannot" } else { "should not" };
    let finding = ctx
        .report(action.text.at(), format!("a trust policy {verb} have the action {}", quoted(value)))
        .here("a trust policy has only the actions by which a role is assumed")
        .level(level);
    match meant {
        Some(meant) => {
            let title = format!("write `{meant}`");
            let text = format!("\"{meant}\"");
            finding.help(format!("did you mean `{meant}`?"));
            finding.fix(Fix::replace(title, Safety::Suggested, action.text.at(), text));
        }
        None if action.has_wildcard() => {
            finding.help("name the actions, such as `sts:AssumeRole`");
        }
        None => {
            finding.help(
                "grant what the role may do in a policy that is attached to it; here say with `sts:AssumeRole` who may assume it",
            );
        }
    }
}
