//! What is wrong around policies: with the requests that carry them, and with all that one identity has.

use crate::diagnostic::Diagnostic;
use crate::find::{self, Identity, Kind, Request, Site};
use crate::rules::{self, Check, Reporter};
use crate::syntax::Node;

/// What the rules find that look at something else than a policy, whether or not the settings select them.
pub(super) fn findings<'n>(
    sites: &[Site<'n>],
    without_policy: &[(Kind, Request<'n>)],
    root: &'n Node<'n>,
) -> Vec<Diagnostic> {
    let kind = |site: &Site<'_>| site.profile.map_or(Kind::Resource, |profile| profile.kind);
    let mut requests: Vec<_> =
        sites.iter().filter_map(|site| Some((kind(site), site.request.as_ref()?))).collect();
    requests.extend(without_policy.iter().map(|(kind, request)| (*kind, request)));
    judge(&requests, &find::identities(root))
}

/// The same for requests that documents tell of apart from their policies.
pub(super) fn of_requests(requests: &[(Kind, Request<'_>)]) -> Vec<Diagnostic> {
    let requests: Vec<_> = requests.iter().map(|(kind, request)| (*kind, request)).collect();
    judge(&requests, &[])
}

fn judge(requests: &[(Kind, &Request<'_>)], identities: &[Identity<'_>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in rules::all() {
        let mut reporter = Reporter::new(rule);
        let read = requests.iter().filter(|(kind, _)| rule.kinds.has(*kind)).map(|(_, request)| *request);
        match rule.check {
            Check::Request(check) => read.for_each(|request| check(request, &mut reporter)),
            Check::Requests(check) => check(&read.collect::<Vec<_>>(), &mut reporter),
            Check::Identity(check) => {
                let read = identities.iter().filter(|identity| rule.kinds.has(identity.kind));
                read.for_each(|identity| check(identity, &mut reporter));
            }
            _ => {}
        }
        // A resource that is deployed in several ways asks for the same several times.
        for finding in reporter.into_findings() {
            if !found.contains(&finding) {
                found.push(finding);
            }
        }
    }
    found
}

/// Whether a finding is about a parameter of the request.
pub(super) fn is_about(request: &Request<'_>, finding: &Diagnostic) -> bool {
    let mut parameters = request.parameters.iter();
    parameters.any(|parameter| parameter.name.at().to(parameter.at()).contains(finding.at))
}
