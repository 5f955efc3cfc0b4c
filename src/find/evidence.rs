//! What kind a policy is, judged by what stands in it.
//!
//! The document is read loosely here: a policy with mistakes is still a policy of its kind.

use super::kind::{Kind, KindSet, Profile};
use crate::syntax::{Node, Value};

/// A kind, and why it is that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The kind.
    pub kind: Kind,
    /// What AWS demands of such a policy.
    pub profile: &'static Profile,
    /// Why, as a clause: "every action is `sts:AssumeRole` and there is a principal".
    pub because: String,
    /// The kinds that the document is evidently not of.
    pub contradicts: KindSet,
}

/// The kinds whose statements have no principal.
const WITHOUT_PRINCIPAL: KindSet = KindSet::IDENTITY.and(KindSet::of(&[Kind::Scp]));

/// The kinds of policies that are about resources and say who may reach them.
const OF_RESOURCES: KindSet = KindSet::RESOURCE.and(KindSet::of(&[Kind::Rcp]));

const TRUST: KindSet = KindSet::of(&[Kind::Trust]);

/// What the statements of a document have in common.
#[derive(Default)]
struct Traits<'n> {
    statements: usize,
    with_principal: usize,
    with_star_principal: usize,
    with_resource: usize,
    with_star_resource: usize,
    denying: usize,
    /// Each `Action` and `NotAction`.
    actions: Vec<&'n Node<'n>>,
}

/// Judges a document.
///
/// Identity policies count as customer managed ones, of which AWS demands the most.
pub fn kind_of(root: &Node<'_>) -> Evidence {
    let traits = Traits::of(root);
    let (kind, because) = traits.judge();
    let contradicts = traits.contradicts();
    match traits.without_resource().filter(|_| kind == Kind::Resource) {
        Some((profile, owners)) => {
            let because = format!("{because}, none has a resource, and every action is one of {owners}");
            Evidence { kind, profile, because, contradicts }
        }
        None => Evidence { kind, profile: Profile::of_kind(kind), because, contradicts },
    }
}

impl<'n> Traits<'n> {
    fn of(root: &'n Node<'n>) -> Traits<'n> {
        let mut traits = Traits::default();
        let Some(statement) = member(root, "Statement") else {
            if member(root, "Effect").is_some() {
                traits.add(root);
            }
            return traits;
        };
        match &statement.value {
            Value::Array(items) => items.iter().for_each(|item| traits.add(item)),
            _ => traits.add(statement),
        }
        traits
    }

    fn judge(&self) -> (Kind, String) {
        let (kind, because) = if self.statements == 0 {
            (Kind::Managed, "it has no statement, and a managed policy is the strictest kind")
        } else if self.with_principal == 0 && self.is_about_roles() && self.with_resource == 0 {
            (Kind::Trust, "every action is for assuming a role and there is no resource")
        } else if self.with_principal == 0 {
            (Kind::Managed, "no statement has a principal")
        } else if self.with_principal * 2 < self.statements {
            (Kind::Managed, "most statements have no principal")
        } else if self.is_about_roles() {
            if let Some(action) = self.one_action() {
                return (Kind::Trust, format!("every action is `{action}` and there is a principal"));
            }
            (Kind::Trust, "every action is for assuming a role and there is a principal")
        } else if self.is_resource_control() {
            (
                Kind::Rcp,
                "every statement denies actions of several services to every principal on every resource",
            )
        } else {
            (Kind::Resource, "its statements have principals")
        };
        (kind, because.to_owned())
    }

    /// The kinds that the document is evidently not of; what a single slip could have made is not evident.
    fn contradicts(&self) -> KindSet {
        let all = |count| count == self.statements;
        let none = KindSet::of(&[]);
        if self.statements == 0 {
            return none;
        }
        if self.with_principal == 0 {
            return if all(self.with_resource) { OF_RESOURCES.and(TRUST) } else { none };
        }
        if !all(self.with_principal) {
            return none;
        }
        // `"Principal": "*"` is what many write into a control policy, where it is a slip.
        let without = if all(self.with_star_principal) { KindSet::IDENTITY } else { WITHOUT_PRINCIPAL };
        match (self.is_about_roles(), self.with_resource) {
            (true, 0) => without.and(OF_RESOURCES),
            (false, with_resource) if all(with_resource) => without.and(TRUST),
            _ => without,
        }
    }

    fn add(&mut self, statement: &'n Node<'n>) {
        if statement.members().is_none() {
            return;
        }
        self.statements += 1;
        let found = elements(statement);
        let [principal, not_principal, resource, not_resource, effect, action, not_action] = found;
        let is = |node: Option<&Node<'_>>, value| node.is_some_and(|node| strings(node).eq([value]));
        let has_principal = principal.is_some() || not_principal.is_some();
        let has_resource = resource.is_some() || not_resource.is_some();
        self.with_principal += usize::from(has_principal);
        self.with_star_principal += usize::from(is(principal, "*"));
        self.with_resource += usize::from(has_resource);
        self.with_star_resource += usize::from(is(resource, "*"));
        self.denying += usize::from(is(effect, "Deny"));
        self.actions.extend([action, not_action].into_iter().flatten());
    }

    /// All actions of the document.
    fn actions(&self) -> impl Iterator<Item = &'n str> {
        self.actions.iter().flat_map(|element| strings(element))
    }

    /// Whether all actions are those by which a role is assumed, or are meant as such: no other policy has only actions of STS and no resource.
    fn is_about_roles(&self) -> bool {
        const SESSION: [&str; 3] = ["sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"];
        let starts = |action: &str, start: &str| {
            action.get(..start.len()).is_some_and(|written| written.eq_ignore_ascii_case(start))
        };
        let assumes = |action: &str| {
            starts(action, "sts:AssumeRole")
                || SESSION.iter().any(|known| known.eq_ignore_ascii_case(action))
                || (self.with_resource == 0 && starts(action, "sts:"))
        };
        self.actions().next().is_some() && self.actions().all(assumes)
    }

    /// What the policy belongs to if it is a repository or a file system, and what these are called: of all policies with principals only theirs name no resource.
    fn without_resource(&self) -> Option<(&'static Profile, &'static str)> {
        const OWNERS: [(&str, &str, &str); 3] = [
            ("ecr", "AWS::ECR::Repository", "repositories"),
            ("ecr-public", "AWS::ECR::PublicRepository", "repositories"),
            ("elasticfilesystem", "AWS::EFS::FileSystem", "file systems"),
        ];
        if self.with_resource > 0 {
            return None;
        }
        let services = || self.actions().filter(|action| *action != "*").map(|action| action.split_once(':'));
        let is_of = |service: &str| {
            services().all(|parts| parts.is_some_and(|(written, _)| written.eq_ignore_ascii_case(service)))
        };
        services().next()?;
        let (_, name, owners) = OWNERS.iter().find(|(service, ..)| is_of(service))?;
        Some((Profile::of_resource_type(name)?, owners))
    }

    fn one_action(&self) -> Option<&'n str> {
        let first = self.actions().next()?;
        self.actions().all(|action| action == first).then_some(first)
    }

    /// A resource-based policy speaks of one service; only a control policy speaks of several, about everything.
    fn is_resource_control(&self) -> bool {
        let mut services = self.actions().filter_map(|action| action.split_once(':'));
        let first = services.next().map(|(service, _)| service);
        let all = |count| count == self.statements;
        all(self.denying)
            && all(self.with_star_principal)
            && all(self.with_star_resource)
            && services.any(|(service, _)| Some(service) != first)
    }
}

/// The elements that tell of a kind, whatever the case of their names; of a repeated name the first member.
const ELEMENTS: [&str; 7] =
    ["Principal", "NotPrincipal", "Resource", "NotResource", "Effect", "Action", "NotAction"];

fn elements<'n>(statement: &'n Node<'n>) -> [Option<&'n Node<'n>>; ELEMENTS.len()] {
    let mut found = [None; ELEMENTS.len()];
    for member in statement.members().unwrap_or_default() {
        let name = member.name.as_str();
        let exact = ELEMENTS.iter().position(|element| *element == name);
        let place = exact.or_else(|| ELEMENTS.iter().position(|element| element.eq_ignore_ascii_case(name)));
        if let Some(place) = place {
            found[place].get_or_insert(&member.value);
        }
    }
    found
}

/// The member of that name, whatever its case.
fn member<'n>(node: &'n Node<'n>, name: &str) -> Option<&'n Node<'n>> {
    let members = node.members()?;
    members.iter().find(|member| member.name.as_str().eq_ignore_ascii_case(name)).map(|member| &member.value)
}

/// The strings of a value that is a string or a list.
fn strings<'n>(node: &'n Node<'n>) -> impl Iterator<Item = &'n str> {
    let items = match &node.value {
        Value::Array(items) => items,
        _ => std::slice::from_ref(node),
    };
    items.iter().filter_map(Node::text).map(|text| text.as_str())
}
