//! Requests that carry no policy, but name users, groups, roles and policies.

use std::sync::OnceLock;

use super::table::rows;
use super::{candidates, parameters, shapes};
use crate::find::{Kind, Request};
use crate::syntax::Node;

/// An operation of IAM whose requests carry no policy.
struct Other {
    name: &'static str,
    /// The members that its requests have.
    telling: Vec<&'static str>,
    /// The kind of policy that its rules are about.
    kind: Kind,
}

fn others() -> &'static [Other] {
    static OTHERS: OnceLock<Vec<Other>> = OnceLock::new();
    OTHERS.get_or_init(|| {
        let others = rows(include_str!("others.tsv")).filter_map(|mut fields| {
            let mut words = fields.next()?.split(' ');
            let (name, kind) = (words.next()?, fields.next()?.parse().ok()?);
            Some(Other { name, telling: words.collect(), kind })
        });
        others.collect()
    })
}

/// The names of these operations.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    others().iter().map(|other| other.name)
}

/// The kind of policy that the rules about requests of an operation without a policy are about.
pub(in crate::find) fn kind_without_policy(operation: &str) -> Option<Kind> {
    others().iter().find(|other| other.name == operation).map(|other| other.kind)
}

/// The requests of a document that carry no policy.
pub(in crate::find) fn without_policy<'n>(root: &'n Node<'n>) -> Vec<(Kind, Request<'n>)> {
    candidates(root).into_iter().filter_map(|(node, _)| read(node)).collect()
}

fn read<'n>(node: &'n Node<'n>) -> Option<(Kind, Request<'n>)> {
    let members = node.members()?;
    let other = others().iter().find(|other| {
        let has = |name: &&str| members.iter().any(|member| member.name.as_str() == *name);
        let is_known = |name: &str| {
            shapes().iter().any(|(operation, known, _)| *operation == other.name && *known == name)
        };
        !other.telling.is_empty()
            && other.telling.iter().all(has)
            && members.iter().all(|member| is_known(member.name.as_str()))
    })?;
    let parameters = parameters(other.name, node);
    Some((other.kind, Request { operation: other.name, parameters, is_conditional: false }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_every_telling_member_has_a_shape() {
        assert_eq!(others().len(), rows(include_str!("others.tsv")).count());
        for other in others() {
            for name in &other.telling {
                let is_it =
                    |(operation, known, _): &(&str, &str, _)| *operation == other.name && known == name;
                assert!(shapes().iter().any(is_it), "{} {name}", other.name);
            }
        }
    }
}
