use std::borrow::Cow;

use super::{Profile, Request};
use crate::syntax::Node;

/// A place of a file where a policy stands, in a file that is more than a policy.
#[derive(Debug, Clone)]
pub struct Site<'n> {
    /// The policy: an object, a string that holds one as JSON, or unknown where only AWS can resolve it.
    ///
    /// It is borrowed where it stands in the file as it is, and owned where parts of it were resolved.
    pub node: Cow<'n, Node<'n>>,
    /// What the policy is, where its place tells; otherwise it is judged by evidence.
    pub profile: Option<&'static Profile>,
    /// Why it is that, as reports say it behind the kind: "it is the `PolicyDocument` of an `AWS::IAM::ManagedPolicy`".
    pub because: String,
    /// Whom it belongs to: `Resources.AppRole.Policies[0]`, `aws_iam_role.app.assume_role_policy`.
    pub owner: Option<String>,
    /// The request that carries it, where the file tells its parameters.
    pub request: Option<Request<'n>>,
}
