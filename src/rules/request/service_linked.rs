use crate::find::{Request, Shape};
use crate::rules::wording::quoted;
use crate::rules::{Reporter, rule};

rule!(INLINE_POLICY, "request/inline-policy-of-service-linked-role", Request, inline_policy);

/// How the names of all service-linked roles begin, and their paths (IAM User Guide, "Create a service-linked role").
const NAME: &str = "AWSServiceRoleFor";
const PATH: &str = "/aws-service-role/";

fn inline_policy(request: &Request<'_>, reporter: &mut Reporter) {
    if request.operation != "PutRolePolicy" {
        return;
    }
    let begins = |shape, prefix: &str| request.texts(shape).find(|text| text.as_str().starts_with(prefix));
    let Some(text) = begins(Shape::RoleName, NAME).or_else(|| begins(Shape::Path, PATH)) else { return };
    reporter
        .report(text.at(), format!("the role {} is linked to a service", quoted(text.as_str())))
        .here("only its service changes its permissions")
        .help("put the policy on a role of your own");
}
