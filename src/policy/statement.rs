use super::condition::Condition;
use super::element::{self, Element, UnknownElement};
use super::misfit::{self, Misfits};
use super::variable::{self, Variable};
use super::{Action, Arn, Items, Principals};
use crate::source::Span;
use crate::syntax::{Member, Text, Value};

/// One statement of a policy.
#[derive(Debug)]
pub struct Statement<'n> {
    /// Where the statement stands.
    pub at: Span,
    /// `Sid`.
    pub sid: Option<Element<'n>>,
    /// `Effect`.
    pub effect: Option<Element<'n>>,
    /// `Principal`; most statements have none, so it stands elsewhere.
    pub principal: Option<Box<Principals<'n>>>,
    /// `NotPrincipal`.
    pub not_principal: Option<Box<Principals<'n>>>,
    /// `Action`.
    pub action: Option<Actions<'n>>,
    /// `NotAction`.
    pub not_action: Option<Actions<'n>>,
    /// `Resource`.
    pub resource: Option<Resources<'n>>,
    /// `NotResource`.
    pub not_resource: Option<Resources<'n>>,
    /// `Condition`.
    pub condition: Option<Condition<'n>>,
    /// Every `${` in the statement, in the order of the elements above.
    pub variables: Vec<Variable<'n>>,
    /// Members of the statement that are no elements of one.
    pub unknown: Vec<UnknownElement<'n>>,
    /// How many of its values cannot be known.
    pub holes: usize,
}

/// The elements of a statement (IAM User Guide, "Grammar of the IAM JSON policy language").
pub(super) const ELEMENTS: [element::Name; 9] = [
    ("Sid", "`Sid`"),
    ("Effect", "`Effect`"),
    ("Principal", "`Principal`"),
    ("NotPrincipal", "`NotPrincipal`"),
    ("Action", "`Action`"),
    ("NotAction", "`NotAction`"),
    ("Resource", "`Resource`"),
    ("NotResource", "`NotResource`"),
    ("Condition", "`Condition`"),
];

/// Whether a name is that of an element of a statement.
pub(super) fn is_element(name: &str) -> bool {
    ELEMENTS.iter().any(|(known, _)| *known == name)
}

/// What a statement does with the requests that it matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It allows them.
    Allow,
    /// It denies them.
    Deny,
}

/// `Action` or `NotAction`.
#[derive(Debug)]
pub struct Actions<'n> {
    /// The element.
    pub element: Element<'n>,
    /// The actions; items that are no strings are left out.
    pub items: Items<Action<'n>>,
}

/// `Resource` or `NotResource`.
#[derive(Debug)]
pub struct Resources<'n> {
    /// The element.
    pub element: Element<'n>,
    /// The resources; items that are no strings are left out.
    pub items: Items<Resource<'n>>,
}

/// One resource of a statement.
#[derive(Debug)]
pub struct Resource<'n> {
    /// The string.
    pub text: &'n Text<'n>,
    /// The string's parts as an Amazon resource name, whether or not it is one.
    pub arn: Arn<'n>,
}

impl<'n> Statement<'n> {
    /// Reads all but the variables.
    #[inline]
    pub(super) fn read(at: Span, members: &'n [Member<'n>], misfits: &mut Misfits<'n>) -> Statement<'n> {
        let (known, unknown) = element::sort(members, &ELEMENTS);
        let [sid, effect, principal, not_principal, action, not_action, resource, not_resource, condition] =
            known;
        let holes_before = misfits.holes;
        for element in [sid, effect].into_iter().flatten() {
            if element.text().is_none() {
                misfit::note(misfits, element.value, element.title(), "a string");
            }
        }
        Statement {
            at,
            sid,
            effect,
            principal: principal.map(|element| Box::new(Principals::read(element, misfits))),
            not_principal: not_principal.map(|element| Box::new(Principals::read(element, misfits))),
            action: action.map(|element| Actions::read(element, misfits)),
            not_action: not_action.map(|element| Actions::read(element, misfits)),
            resource: resource.map(|element| Resources::read(element, misfits)),
            not_resource: not_resource.map(|element| Resources::read(element, misfits)),
            condition: condition.map(|element| Condition::read(element, misfits)),
            variables: Vec::new(),
            unknown,
            holes: misfits.holes - holes_before,
        }
    }

    /// Looks for the variables, once all elements are in their places.
    pub(super) fn read_variables(&mut self) {
        self.variables = variable::of_statement(self);
    }

    /// What the statement does, where it says it in the right spelling.
    pub fn effect(&self) -> Option<Effect> {
        match self.effect?.text()?.as_str() {
            "Allow" => Some(Effect::Allow),
            "Deny" => Some(Effect::Deny),
            _ => None,
        }
    }

    /// Whether it has no member at all.
    pub fn is_empty(&self) -> bool {
        self.elements().next().is_none() && self.unknown.is_empty()
    }

    /// Whether every value of the statement is known.
    pub fn is_known(&self) -> bool {
        self.holes == 0
    }

    /// The elements that the statement has.
    pub fn elements(&self) -> impl Iterator<Item = Element<'n>> {
        let principals = self.principals().map(|principals| principals.element);
        let actions = self.actions().map(|actions| actions.element);
        let resources = self.resources().map(|resources| resources.element);
        let condition = self.condition.iter().map(|condition| condition.element);
        let texts = self.sid.into_iter().chain(self.effect);
        texts.chain(principals).chain(actions).chain(resources).chain(condition)
    }

    /// `Principal` and `NotPrincipal`.
    pub fn principals(&self) -> impl Iterator<Item = &Principals<'n>> {
        self.principal.iter().chain(&self.not_principal).map(Box::as_ref)
    }

    /// `Action` and `NotAction`.
    pub fn actions(&self) -> impl Iterator<Item = &Actions<'n>> {
        self.action.iter().chain(&self.not_action)
    }

    /// `Resource` and `NotResource`.
    pub fn resources(&self) -> impl Iterator<Item = &Resources<'n>> {
        self.resource.iter().chain(&self.not_resource)
    }

    /// The operators of `Condition`, each with its keys.
    pub fn blocks(&self) -> impl Iterator<Item = &super::Block<'n>> {
        self.condition.iter().flat_map(|condition| &condition.blocks)
    }

    /// Every condition key with its operator and values.
    pub fn entries(&self) -> impl Iterator<Item = &super::Entry<'n>> {
        self.blocks().flat_map(|block| &block.entries)
    }
}

impl<'n> Actions<'n> {
    fn read(element: Element<'n>, misfits: &mut Misfits<'n>) -> Actions<'n> {
        Actions { element, items: Items::of(count(element), strings(element, misfits).map(Action::read)) }
    }

    /// Whether all values are among the items, and there is one.
    pub fn is_complete(&self) -> bool {
        !self.items.is_empty() && self.items.len() == count(self.element)
    }
}

impl<'n> Resources<'n> {
    fn read(element: Element<'n>, misfits: &mut Misfits<'n>) -> Resources<'n> {
        let resource = |text| Resource { text, arn: Arn::read(text) };
        Resources { element, items: Items::of(count(element), strings(element, misfits).map(resource)) }
    }

    /// Whether all values are among the items, and there is one.
    pub fn is_complete(&self) -> bool {
        !self.items.is_empty() && self.items.len() == count(self.element)
    }
}

/// How many values an element has.
fn count(element: Element<'_>) -> usize {
    element.value.items().map_or(1, <[_]>::len)
}

/// The strings of an element that is a string or a list of strings.
fn strings<'n>(
    element: Element<'n>,
    misfits: &mut Misfits<'n>,
) -> impl Iterator<Item = &'n Text<'n>> + use<'n> {
    let items = match &element.value.value {
        Value::Array(items) => items,
        _ => std::slice::from_ref(element.value),
    };
    let is_list = element.value.items().is_some();
    for item in items.iter().filter(|item| item.text().is_none()) {
        match is_list {
            true => misfit::note_item(misfits, item, element.title(), "a string"),
            false => misfit::note(misfits, item, element.title(), "a string or a list of strings"),
        }
    }
    items.iter().filter_map(|item| item.text())
}
