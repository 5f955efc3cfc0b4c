use crate::policy::{Entry, Principal, PrincipalType, Statement};
use crate::rules::principal::family::{WEB_IDENTITY_PROVIDERS, is_literal};

/// The issuer of the tokens of GitHub Actions.
pub(super) const GITHUB: &str = "token.actions.githubusercontent.com";

/// An identity provider, as a principal names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Provider<'p> {
    Saml,
    /// With the issuer, which begins its condition keys; none where a template still has to fill it in.
    Oidc(Option<&'p str>),
}

impl<'p> Provider<'p> {
    /// None for what names no identity provider, as far as can be told.
    pub(super) fn read(principal: &Principal<'p>) -> Option<Provider<'p>> {
        if principal.kind != PrincipalType::Federated {
            return None;
        }
        let value = principal.as_str();
        if !principal.arn.has_prefix() {
            let is_issuer = WEB_IDENTITY_PROVIDERS.contains(&value) || is_domain(value);
            return is_issuer.then_some(Provider::Oidc(Some(value)));
        }
        let resource = principal.arn.resource()?.as_str();
        if resource.starts_with("saml-provider/") {
            return Some(Provider::Saml);
        }
        let issuer = resource.strip_prefix("oidc-provider/")?;
        Some(Provider::Oidc(Some(issuer).filter(|issuer| is_literal(issuer))))
    }
}

/// The providers of a statement whose issuers are known, with their principals.
pub(super) fn issuers<'s, 'p>(
    statement: &'s Statement<'p>,
) -> impl Iterator<Item = (&'s Principal<'p>, &'p str)> {
    let principals = statement.principal.iter().flat_map(|principals| &principals.items);
    principals.filter_map(|principal| match Provider::read(principal) {
        Some(Provider::Oidc(Some(issuer))) => Some((principal, issuer)),
        _ => None,
    })
}

/// Whether a text is the domain of a host.
pub(super) fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.contains('.') && text.split('.').all(is_label)
}

/// The claim that a condition key reads, where it is a key of this issuer.
pub(super) fn claim<'n>(entry: &Entry<'n>, issuer: &str) -> Option<&'n str> {
    if !entry.key_starts_with(issuer) {
        return None;
    }
    let rest = entry.key.as_str().get(issuer.len()..)?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    rest.strip_prefix(':')
}

/// The claim that a condition key of any OIDC provider reads; providers are told by their domain.
pub(in crate::rules) fn claim_of_any<'n>(entry: &Entry<'n>) -> Option<(&'n str, &'n str)> {
    let (issuer, claim) = entry.key.as_str().rsplit_once(':')?;
    let host = issuer.split('/').next().unwrap_or_default();
    is_domain(host).then_some((issuer, claim))
}

/// Whether the keys of a statement's conditions are all known.
pub(super) fn knows_its_keys(statement: &Statement<'_>) -> bool {
    let is_read =
        statement.condition.as_ref().is_none_or(|condition| condition.element.value.members().is_some());
    is_read && statement.entries().all(|entry| is_literal(entry.key.as_str()))
}
