//! Kinds that the properties beside a policy tell.

use super::evaluate::Template;
use super::{Site, places, variants};
use crate::find::location::Location;
use crate::find::{Kind, Profile};
use crate::syntax::{Node, Text};

/// What an `AWS::IAM::Policy` is: the inline policy of whatever it names, by the least quota of these.
pub(super) fn inline(location: &Location, properties: &Node<'_>) -> Option<&'static Profile> {
    if location.of != "AWS::IAM::Policy" {
        return None;
    }
    let targets = [("Users", Kind::InlineUser), ("Groups", Kind::InlineGroup), ("Roles", Kind::InlineRole)];
    let target = targets.iter().find(|(name, _)| properties.member(name).is_some());
    target.map(|(_, kind)| Profile::of_kind(*kind))
}

/// The policies of an organization: service control policies and resource control policies; its other types are no policies of IAM.
pub(super) fn by_sibling<'n>(
    of: &str,
    properties: &'n Node<'n>,
    owner: &str,
    template: &Template<'n>,
    sites: &mut Vec<Site<'n>>,
) {
    if of != "AWS::Organizations::Policy" {
        return;
    }
    let kind = match properties.member("Type").and_then(Node::text).map(Text::as_str) {
        Some("SERVICE_CONTROL_POLICY") => Kind::Scp,
        Some("RESOURCE_CONTROL_POLICY") => Kind::Rcp,
        _ => return,
    };
    for place in places::find(properties, "Content", template) {
        for node in variants::of(&place) {
            let because = format!("it is the `Content` of an `{of}` of that `Type`");
            let owner = Some(format!("{owner}.{}{}", place.way, place.conditions()));
            sites.push(Site { node, profile: Some(Profile::of_kind(kind)), because, owner, request: None });
        }
    }
}
