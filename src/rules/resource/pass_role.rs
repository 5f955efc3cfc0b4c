use super::guarded::{By, Guarded, Of, check};
use crate::rules::rule;

rule!(STAR, "resource/pass-role-with-star-in-resource", known Statement if IAM, |statement, ctx| {
    check(&PASS_ROLE, By::Name, Of::Star, statement, ctx);
});
rule!(
    PATTERN_AND_STAR,
    "resource/pass-role-with-star-in-action-and-resource",
    known Statement if IAM,
    |statement, ctx| {
        check(&PASS_ROLE, By::Pattern, Of::Star, statement, ctx);
    }
);
rule!(
    NOT_ACTION_AND_STAR,
    "resource/pass-role-with-star-in-resource-and-not-action",
    known Statement if NOT_ACTION,
    |statement, ctx| {
        check(&PASS_ROLE, By::NotAction, Of::Star, statement, ctx);
    }
);
rule!(NOT_RESOURCE, "resource/pass-role-with-not-resource", known Statement if NOT_RESOURCE, |statement, ctx| {
    check(&PASS_ROLE, By::Name, Of::NotResource, statement, ctx);
});
rule!(
    PATTERN_AND_NOT_RESOURCE,
    "resource/pass-role-with-star-in-action-and-not-resource",
    known Statement if NOT_RESOURCE,
    |statement, ctx| check(&PASS_ROLE, By::Pattern, Of::NotResource, statement, ctx)
);
rule!(
    NOT_ACTION_AND_NOT_RESOURCE,
    "resource/pass-role-with-not-action-and-not-resource",
    known Statement if NOT_ACTION,
    |statement, ctx| check(&PASS_ROLE, By::NotAction, Of::NotResource, statement, ctx)
);

/// The services of which Access Analyzer reported one alone in `StringEqualsIfExists`, on the resource `*`.
///
/// The same with `lambda.amazonaws.com`, with `cloudformation.amazonaws.com` and with a list of six services was not reported.
/// What tells the ones from the others is not known, so every other service is left alone.
const REPORTED_IF_EXISTS: [&str; 4] =
    ["autoscaling.amazonaws.com", "codebuild.amazonaws.com", "ec2.amazonaws.com", "iam.amazonaws.com"];

/// Who may pass a role to a service has what the role may do (IAM User Guide, "Grant a user permissions to pass a role to an AWS service").
static PASS_ROLE: Guarded = Guarded {
    action: "iam:PassRole",
    roles: "role/*",
    key: "iam:PassedToService",
    is_open: names_no_service,
    open_if_exists: &REPORTED_IF_EXISTS,
    allows: "lets every role be passed to every service",
    allows_most: "lets nearly every role be passed to every service",
    every: "this stands for every role",
    narrow: "name the roles that may be passed, as in `arn:aws:iam::111122223333:role/example-role`",
};

/// Whether nothing but the domain of all services is left besides the wildcards.
fn names_no_service(value: &str) -> bool {
    let rest = value.trim_start_matches(['*', '?']);
    rest.len() < value.len() && ".amazonaws.com".ends_with(rest.trim_end_matches(['*', '?']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_named_by_more_than_their_domain() {
        for (value, expected) in [
            ("*", true),
            ("*.amazonaws.com", true),
            ("*.amazonaws.com*", true),
            ("*ec2.amazonaws.com", false),
            ("ec2.amazonaws.com*", false),
            ("ec2*", false),
            ("", false),
            ("${aws:username}", false),
        ] {
            assert_eq!(names_no_service(value), expected, "{value}");
        }
    }
}
