use super::Arn;
use super::element::Element;
use super::misfit::{self, Misfits};
use crate::syntax::{Node, Text, Value};

/// `Principal` or `NotPrincipal`.
#[derive(Debug)]
pub struct Principals<'n> {
    /// The element.
    pub element: Element<'n>,
    /// The principals, in the order of the document; values that are no strings are left out.
    pub items: Vec<Principal<'n>>,
    /// The members of the element's object: each type of principal, with its string or list.
    pub members: Vec<(PrincipalType, &'n Text<'n>, &'n Node<'n>)>,
}

/// One principal of a statement.
#[derive(Debug)]
pub struct Principal<'n> {
    /// The type of principal; [`PrincipalType::Star`] for a string that stands for the whole element.
    pub kind: PrincipalType,
    /// The string.
    pub text: &'n Text<'n>,
    /// The string's parts as an Amazon resource name, whether or not it is one.
    pub arn: Arn<'n>,
}

/// The types of principals (IAM User Guide, "AWS JSON policy elements: Principal").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrincipalType {
    /// The element is a string, not an object: `"*"`, or a mistake.
    Star,
    /// Accounts, users, roles and their sessions.
    Aws,
    /// AWS services.
    Service,
    /// Identity providers.
    Federated,
    /// Canonical user ids of S3.
    CanonicalUser,
    /// A name that is no type of principal.
    Unknown,
}

impl PrincipalType {
    /// The types that may stand in a policy, as it writes them.
    pub const NAMES: [(&'static str, PrincipalType); 4] = [
        ("AWS", PrincipalType::Aws),
        ("Service", PrincipalType::Service),
        ("Federated", PrincipalType::Federated),
        ("CanonicalUser", PrincipalType::CanonicalUser),
    ];

    fn named(name: &str) -> PrincipalType {
        PrincipalType::NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map_or(PrincipalType::Unknown, |(_, kind)| *kind)
    }
}

impl<'n> Principals<'n> {
    pub(super) fn read(element: Element<'n>, misfits: &mut Misfits<'n>) -> Principals<'n> {
        let mut principals = Principals { element, items: Vec::new(), members: Vec::new() };
        match &element.value.value {
            Value::Text(text) => principals.add(PrincipalType::Star, text),
            Value::Object(members) => {
                for member in members {
                    let kind = PrincipalType::named(member.name.as_str());
                    principals.members.push((kind, &member.name, &member.value));
                    principals.read_member(kind, &member.value, misfits);
                }
            }
            // A list is a principal in the wrong format, which has a name of its own in Access Analyzer.
            Value::Array(_) => {}
            _ => misfit::note(misfits, element.value, element.title(), "`\"*\"` or an object"),
        }
        principals
    }

    /// Whether the element is the string `"*"`.
    pub fn is_star(&self) -> bool {
        self.element.text().is_some_and(|text| text.as_str() == "*")
    }

    fn read_member(&mut self, kind: PrincipalType, node: &'n Node<'n>, misfits: &mut Misfits<'n>) {
        let items = match &node.value {
            Value::Array(items) => items,
            _ => std::slice::from_ref(node),
        };
        for item in items {
            match item.text() {
                Some(text) => self.add(kind, text),
                None => misfit::note(misfits, item, "a principal", "a string"),
            }
        }
    }

    fn add(&mut self, kind: PrincipalType, text: &'n Text<'n>) {
        self.items.push(Principal { kind, text, arn: Arn::read(text) });
    }
}

impl<'n> Principal<'n> {
    /// The string's value.
    pub fn as_str(&self) -> &'n str {
        self.text.as_str()
    }
}
