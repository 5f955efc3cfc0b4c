use super::family::{is_canonical_user, is_literal};
use crate::policy::{Principal, PrincipalType};
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};

rule!(INVALID, "principal/invalid-canonical-user", Principal, invalid);

fn invalid(principal: &Principal<'_>, ctx: &mut Context<'_>) {
    let value = principal.as_str();
    if principal.kind != PrincipalType::CanonicalUser || is_canonical_user(value) || !is_literal(value) {
        return;
    }
    ctx.report(principal.text.at(), format!("{} is no canonical user ID", quoted(value)))
        .here("a canonical user ID has 64 hexadecimal digits")
        .help("write the ID that `aws s3api list-buckets --query Owner.ID` prints in that account, or name the account under `AWS`");
}
