use crate::catalog::Standing;
use crate::diagnostic::{Fix, Level, Safety};
use crate::policy::{Action, Statement};
use crate::rules::grammar::placeholder::is_placeholder;
use crate::rules::trust::ACTIONS;
use crate::rules::wording::{nearest, quoted};
use crate::rules::{Context, rule};

rule!(IN_POLICY, "action/unsupported-action-in-policy", Statement, in_policy);

fn in_policy(statement: &Statement<'_>, ctx: &mut Context<'_>) {
    for action in statement.action.iter().flat_map(|actions| &actions.items) {
        let Some(level) = objection(action) else { continue };
        // A misspelt action of STS is that and no more.
        let is_misspelt = matches!(ctx.standing(action), Some(Standing::UnknownAction(_)));
        if !is_misspelt || !action.prefix().is_some_and(|prefix| prefix.eq_ignore_ascii_case("sts")) {
            report(action, level, ctx);
        }
    }
}

/// How bad it is that an action stands in a trust policy; none where it may stand there.
fn objection(action: &Action<'_>) -> Option<Level> {
    let value = action.as_str();
    if value.contains("${") || is_placeholder(value) {
        return None;
    }
    if action.is_star() {
        return Some(Level::Error);
    }
    // What is no action at all is another rule's.
    let name = action.name().filter(|name| !name.is_empty() && !name.contains(':'))?;
    if ACTIONS.iter().any(|known| action.covers(known)) {
        let is_whole_service = name.bytes().all(|byte| byte == b'*');
        return is_whole_service.then_some(Level::Warning);
    }
    Some(Level::Error)
}

fn report(action: &Action<'_>, level: Level, ctx: &mut Context<'_>) {
    let value = action.as_str();
    let meant = nearest(value, ACTIONS);
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
