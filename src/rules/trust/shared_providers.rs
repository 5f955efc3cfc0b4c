//! The OIDC providers that serve many tenants from one issuer.

/// A provider whose tokens do not by themselves say whose they are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SharedProvider {
    /// The issuer, without `https://`.
    pub(super) issuer: &'static str,
    /// What the provider is called.
    pub(super) name: &'static str,
    /// The condition key without which IAM refuses a trust policy.
    pub(super) key: &'static str,
}

const fn row(issuer: &'static str, name: &'static str, key: &'static str) -> SharedProvider {
    SharedProvider { issuer, name, key }
}

/// The provider with this issuer; a slash at its end does not count.
pub(super) fn of_issuer(issuer: &str) -> Option<&'static SharedProvider> {
    let issuer = issuer.trim_end_matches('/');
    let index = SHARED_PROVIDERS.binary_search_by(|row| row.issuer.cmp(issuer)).ok()?;
    SHARED_PROVIDERS.get(index)
}

/// Sorted by issuer (IAM User Guide, "Identity-provider controls for shared OIDC providers", November 2026).
static SHARED_PROVIDERS: [SharedProvider; 22] = [
    row("agent.buildkite.com", "Buildkite", "agent.buildkite.com:sub"),
    row("api.pulumi.com/oidc", "Pulumi Cloud", "api.pulumi.com/oidc:aud"),
    row("app.terraform.io", "HCP Terraform", "app.terraform.io:sub"),
    row("cognito-identity.amazonaws.com", "Amazon Cognito", "cognito-identity.amazonaws.com:aud"),
    row("gitlab.com", "GitLab.com", "gitlab.com:sub"),
    row(
        "oidc-configuration.audit-log.githubusercontent.com",
        "the audit log of GitHub",
        "oidc-configuration.audit-log.githubusercontent.com:sub",
    ),
    row("oidc.codefresh.io", "Codefresh", "oidc.codefresh.io:sub"),
    row(
        "oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu",
        "IBM Turbonomic",
        "oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu:sub",
    ),
    row(
        "oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb",
        "IBM Turbonomic",
        "oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb:sub",
    ),
    row("oidc.vercel.com", "Vercel", "oidc.vercel.com:aud"),
    row("proidc.upbound.io", "Upbound", "proidc.upbound.io:sub"),
    row(
        "rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7",
        "IBM Turbonomic",
        "rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7:sub",
    ),
    row(
        "rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr",
        "IBM Turbonomic",
        "rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr:sub",
    ),
    row(
        "rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg",
        "IBM Turbonomic",
        "rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg:sub",
    ),
    row(
        "rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26",
        "IBM Turbonomic",
        "rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26:sub",
    ),
    row("sandboxes.cloud", "sandboxes.cloud", "sandboxes.cloud:aud"),
    row("scalr.io", "Scalr", "scalr.io:sub"),
    // Microsoft serves all customers of Sentinel from this one tenant; the session's name tells them apart.
    row("sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d", "Microsoft Sentinel", "sts:RoleSessionName"),
    row("studio.datachain.ai/api", "DVC Studio", "studio.datachain.ai/api:sub"),
    row("token.actions.githubusercontent.com", "GitHub Actions", "token.actions.githubusercontent.com:sub"),
    row("tokens.cloud.shisho.dev", "Shisho Cloud", "tokens.cloud.shisho.dev:sub"),
    row(
        "vstoken.actions.githubusercontent.com",
        "GitHub Actions (vstoken)",
        "vstoken.actions.githubusercontent.com:sub",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_issuer_is_found() {
        assert!(SHARED_PROVIDERS.is_sorted_by_key(|row| row.issuer));
        for row in &SHARED_PROVIDERS {
            assert_eq!(of_issuer(row.issuer), Some(row));
            assert_eq!(of_issuer(&format!("{}/", row.issuer)), Some(row));
        }
        assert_eq!(of_issuer("oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE"), None);
    }
}
