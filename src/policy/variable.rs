use std::ops::Range;

use super::{Entry, Statement};
use crate::source::Span;
use crate::syntax::Text;

/// A policy variable, `${aws:username}`, or what was meant as one (IAM User Guide, "IAM policy elements: Variables and tags").
#[derive(Debug, Clone)]
pub struct Variable<'n> {
    /// The string that it stands in.
    pub text: &'n Text<'n>,
    /// Its range in the string's value, from `${` to `}`; to the end of the string where it is not closed.
    pub range: Range<usize>,
    /// Whether there is a closing brace.
    pub closed: bool,
    /// What the string is.
    pub place: Place,
}

/// What kind of string a variable stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// `Sid`.
    Sid,
    /// `Effect`.
    Effect,
    /// A principal.
    Principal,
    /// An action.
    Action,
    /// A resource, before its fifth colon.
    ResourceField,
    /// A resource, from its sixth part on.
    Resource,
    /// A condition operator.
    ConditionOperator,
    /// A condition key.
    ConditionKey,
    /// A value of a condition key.
    ConditionValue,
}

impl<'n> Variable<'n> {
    /// The variables of a string, in its order.
    ///
    /// The escapes `${*}`, `${?}` and `${$}` are characters and no variables.
    pub fn find(text: &'n Text<'n>, place: Place) -> impl Iterator<Item = Variable<'n>> {
        let value = text.as_str();
        let mut from = 0;
        std::iter::from_fn(move || {
            let start = from + value[from..].find("${")?;
            let close = value[start..].find('}').map(|close| start + close);
            // A second `${` before the brace means that the first one was never closed.
            let next = value[start + 2..].find("${").map_or(value.len(), |next| start + 2 + next);
            let closed = close.is_some_and(|close| close < next);
            let end = close.filter(|_| closed).map_or(next, |close| close + 1);
            from = end;
            Some(Variable { text, range: start..end, closed, place })
        })
        .filter(|variable| !matches!(variable.as_str(), "${*}" | "${?}" | "${$}"))
    }

    /// The variable as it is written in the string's value: `${aws:username}`.
    pub fn as_str(&self) -> &'n str {
        &self.text.as_str()[self.range.clone()]
    }

    /// What stands between the braces.
    pub fn body(&self) -> &'n str {
        let inner = &self.as_str()[2..];
        if self.closed { &inner[..inner.len() - 1] } else { inner }
    }

    /// The name of the condition key: what stands before the comma of a default.
    pub fn key(&self) -> &'n str {
        self.body().split(',').next().unwrap_or_default()
    }

    /// What stands behind the comma, where there is one.
    pub fn default(&self) -> Option<&'n str> {
        self.body().split_once(',').map(|(_, default)| default)
    }

    /// Where the variable is written.
    pub fn at(&self) -> Span {
        self.text.part(self.range.clone())
    }
}

/// All variables of a statement.
pub(super) fn of_statement<'n>(statement: &Statement<'n>) -> Vec<Variable<'n>> {
    let mut found = Vec::new();
    let mut look = |text: &'n Text<'n>, place: Place| {
        if text.as_str().contains("${") {
            found.extend(Variable::find(text, place));
        }
    };
    if let Some(text) = statement.sid.and_then(|sid| sid.text()) {
        look(text, Place::Sid);
    }
    if let Some(text) = statement.effect.and_then(|effect| effect.text()) {
        look(text, Place::Effect);
    }
    for principal in statement.principals().flat_map(|principals| &principals.items) {
        look(principal.text, Place::Principal);
    }
    for action in statement.actions().flat_map(|actions| &actions.items) {
        look(action.text, Place::Action);
    }
    for resource in statement.resources().flat_map(|resources| &resources.items) {
        let last_field = resource.arn.resource().map_or(0, |field| field.range().start);
        if resource.text.as_str().contains("${") {
            look_into_resource(resource.text, last_field, &mut found);
        }
    }
    look_into_condition(statement, &mut found);
    found
}

fn look_into_resource<'n>(text: &'n Text<'n>, last_field: usize, found: &mut Vec<Variable<'n>>) {
    found.extend(Variable::find(text, Place::Resource).map(|variable| {
        let place = if variable.range.start < last_field { Place::ResourceField } else { Place::Resource };
        Variable { place, ..variable }
    }));
}

fn look_into_condition<'n>(statement: &Statement<'n>, found: &mut Vec<Variable<'n>>) {
    for block in statement.condition.iter().flat_map(|condition| &condition.blocks) {
        found.extend(Variable::find(block.operator.text, Place::ConditionOperator));
        for Entry { key, values, .. } in &block.entries {
            found.extend(Variable::find(key, Place::ConditionKey));
            for text in values.iter().filter_map(|value| value.text()) {
                found.extend(Variable::find(text, Place::ConditionValue));
            }
        }
    }
}
