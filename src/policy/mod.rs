//! Tree to policy, never failing.
//!
//! A [`Policy`] is a document read by the grammar of the IAM JSON policy language, as far as it follows it.
//! What does not follow it is kept beside as [`Misfit`]s and unknown elements; nothing here judges.

mod action;
mod arn;
pub mod condition;
mod element;
mod items;
mod misfit;
pub mod pattern;
mod principal;
mod size;
mod statement;
mod texts;
mod variable;

pub use action::Action;
pub use arn::{Arn, Field};
pub use condition::{Block, Condition, Entry};
pub use element::{Element, UnknownElement};
pub use items::Items;
pub use misfit::{Misfit, Misfits};
pub use principal::{Principal, PrincipalType, Principals};
pub use size::{Measured, Size};
pub use statement::{Actions, Effect, Resource, Resources, Statement};
pub use variable::{Place, Variable};

use crate::source::Span;
use crate::syntax::{Member, Node, Text, Value};

/// A policy document.
#[derive(Debug)]
pub struct Policy<'n> {
    /// The document.
    pub node: &'n Node<'n>,
    /// `Version`.
    pub version: Option<Element<'n>>,
    /// `Id`.
    pub id: Option<Element<'n>>,
    /// `Statement`.
    pub statement: Option<Element<'n>>,
    /// The statements, in the order of the document.
    pub statements: Vec<Statement<'n>>,
    /// Whether the elements of the only statement stand in the policy itself, where `Statement` is missing.
    pub bare_statement: bool,
    /// Members of the policy that are no elements of one.
    pub unknown: Vec<UnknownElement<'n>>,
    /// What does not fit the grammar, in the policy and its statements, and how much is not known.
    pub misfits: Misfits<'n>,
}

/// The version of the policy language, which decides whether policy variables are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// 2012-10-17.
    V2012,
    /// 2008-10-17.
    V2008,
}

impl Version {
    /// The version of that date.
    pub fn named(date: &str) -> Option<Version> {
        match date {
            "2012-10-17" => Some(Version::V2012),
            "2008-10-17" => Some(Version::V2008),
            _ => None,
        }
    }
}

/// The elements of a policy (IAM User Guide, "Grammar of the IAM JSON policy language").
const ELEMENTS: [element::Name; 3] = [("Version", "`Version`"), ("Id", "`Id`"), ("Statement", "`Statement`")];

impl<'n> Policy<'n> {
    /// Reads a document.
    pub fn read(node: &'n Node<'n>) -> Policy<'n> {
        let mut policy = Policy {
            node,
            version: None,
            id: None,
            statement: None,
            statements: Vec::new(),
            bare_statement: false,
            unknown: Vec::new(),
            misfits: Misfits::default(),
        };
        let Some(members) = node.members() else {
            policy.misfit(node, "the policy", "an object");
            return policy;
        };
        let (known, unknown) = element::sort(members, &ELEMENTS);
        let [version, id, statement] = known;
        (policy.version, policy.id, policy.statement, policy.unknown) = (version, id, statement, unknown);
        for (element, expected) in [(policy.version, "the string `\"2012-10-17\"`"), (policy.id, "a string")]
        {
            if let Some(element) = element.filter(|element| element.text().is_none()) {
                policy.misfit(element.value, element.title(), expected);
            }
        }
        match policy.statement {
            Some(element) => policy.read_statements(element.value),
            None => policy.read_bare_statement(members),
        }
        policy
    }

    /// Where the document stands.
    pub fn at(&self) -> Span {
        self.node.at
    }

    /// The version that the policy is read by, where it says a valid one; none where it says none, or another.
    pub fn language(&self) -> Option<Version> {
        Version::named(self.version?.value.text()?.as_str())
    }

    /// Whether every value of the policy is known.
    pub fn is_known(&self) -> bool {
        self.misfits.holes == 0
    }

    /// All strings of the document, names of members among them, in its order.
    pub fn texts(&self) -> Vec<&'n Text<'n>> {
        let mut texts = Vec::new();
        texts::of_node(self.node, &mut texts);
        texts
    }

    fn read_statements(&mut self, node: &'n Node<'n>) {
        match &node.value {
            Value::Array(items) => {
                self.statements.reserve(items.len());
                for item in items {
                    match &item.value {
                        Value::Object(members) => self.read_statement(item.at, members),
                        _ => self.misfit(item, "a statement", "an object"),
                    }
                }
            }
            Value::Object(members) => self.read_statement(node.at, members),
            _ => self.misfit(node, "`Statement`", "an object or a list of objects"),
        }
    }

    /// Elements of a statement that stand in the policy itself are meant as its only statement.
    fn read_bare_statement(&mut self, members: &'n [Member<'n>]) {
        let is_bare = |unknown: &UnknownElement<'_>| statement::is_element(unknown.element.name.as_str());
        self.bare_statement = self.unknown.iter().any(is_bare);
        if self.bare_statement {
            self.unknown.retain(|unknown| !is_bare(unknown));
            let of_statement = |member: &&Member<'_>| statement::is_element(member.name.as_str());
            let at = members.iter().filter(of_statement).map(Member::at).reduce(Span::to);
            let outer = self.unknown.len();
            self.read_statement(at.unwrap_or(self.node.at), members);
            for statement in &mut self.statements {
                statement.unknown.clear();
            }
            self.unknown.truncate(outer);
        }
    }

    fn read_statement(&mut self, at: Span, members: &'n [Member<'n>]) {
        self.statements.push(Statement::read(at, members, &mut self.misfits));
        self.statements.last_mut().into_iter().for_each(Statement::read_variables);
    }

    fn misfit(&mut self, node: &'n Node<'n>, what: &'static str, expected: &'static str) {
        misfit::note(&mut self.misfits, node, what, expected);
    }
}
