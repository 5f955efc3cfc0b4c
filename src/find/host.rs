//! Documents that hold policies among other things.

use super::{Kind, Request, Site};
use super::{answer, cloudformation, openapi, request, serverless, terraform};
use crate::syntax::Node;

/// Tells the policies of a document of one form; none where the document is not of that form.
type Host = for<'n> fn(&'n Node<'n>) -> Option<Vec<Site<'n>>>;

/// The forms, each told by members that no other has.
const HOSTS: [Host; 7] = [
    template,
    template_in_request,
    serverless::sites,
    openapi::sites,
    terraform::plan,
    request::sites,
    answer::sites,
];

fn template<'n>(root: &'n Node<'n>) -> Option<Vec<Site<'n>>> {
    cloudformation::sites(root).map(serverless::with_variables)
}

fn template_in_request<'n>(root: &'n Node<'n>) -> Option<Vec<Site<'n>>> {
    let sites = cloudformation::sites_of_body(root, None);
    (!sites.is_empty()).then_some(sites)
}

/// The policies of a document that is more than a policy; none where no form of such a document is known.
pub fn sites<'n>(root: &'n Node<'n>) -> Option<Vec<Site<'n>>> {
    HOSTS.iter().find_map(|host| host(root))
}

/// The requests that a document tells of and that carry no policy, each with the kind of policy that its rules are about.
pub fn requests<'n>(root: &'n Node<'n>) -> Vec<(Kind, Request<'n>)> {
    let mut requests = cloudformation::requests(root);
    requests.extend(serverless::requests(root));
    requests.extend(request::without_policy(root));
    requests
}
