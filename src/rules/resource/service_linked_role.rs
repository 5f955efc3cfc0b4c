use super::guarded::{By, Guarded, Of, check};
use crate::rules::rule;

rule!(STAR, "resource/create-slr-with-star-in-resource", known Statement if IAM, |statement, ctx| {
    check(&CREATE, By::Name, Of::Star, statement, ctx);
});
rule!(
    PATTERN_AND_STAR,
    "resource/create-slr-with-star-in-action-and-resource",
    known Statement if IAM,
    |statement, ctx| {
        check(&CREATE, By::Pattern, Of::Star, statement, ctx);
    }
);
rule!(
    NOT_ACTION_AND_STAR,
    "resource/create-slr-with-star-in-resource-and-not-action",
    known Statement if NOT_ACTION,
    |statement, ctx| {
        check(&CREATE, By::NotAction, Of::Star, statement, ctx);
    }
);
rule!(NOT_RESOURCE, "resource/create-slr-with-not-resource", known Statement if NOT_RESOURCE, |statement, ctx| {
    check(&CREATE, By::Name, Of::NotResource, statement, ctx);
});
rule!(
    PATTERN_AND_NOT_RESOURCE,
    "resource/create-slr-with-star-in-action-and-not-resource",
    known Statement if NOT_RESOURCE,
    |statement, ctx| check(&CREATE, By::Pattern, Of::NotResource, statement, ctx)
);
rule!(
    NOT_ACTION_AND_NOT_RESOURCE,
    "resource/create-slr-with-not-action-and-not-resource",
    known Statement if NOT_ACTION,
    |statement, ctx| check(&CREATE, By::NotAction, Of::NotResource, statement, ctx)
);

/// Each service decides itself what its role may do (IAM User Guide, "Service-linked role permissions").
static CREATE: Guarded = Guarded {
    action: "iam:CreateServiceLinkedRole",
    roles: "role/aws-service-role/*",
    key: "iam:AWSServiceName",
    is_open: |value| value.starts_with('*'),
    open_if_exists: &[],
    allows: "lets a role be created for every service",
    allows_most: "lets a role be created for nearly every service",
    every: "this stands for the role of every service",
    narrow: "name the service, as in `arn:aws:iam::*:role/aws-service-role/rds.amazonaws.com/*`",
};
