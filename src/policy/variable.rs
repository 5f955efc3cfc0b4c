use std::ops::Range;

use super::{Entry, Statement};
use crate::source::{Signs, Span};
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
        let holds_any = text.signs().has(Signs::DOLLAR);
        std::iter::from_fn(move || {
            let start = from + if holds_any { value[from..].find("${") } else { None }?;
            // A second `${` before the brace means that the first one was never closed.
            let next = value[start + 2..].find("${").map_or(value.len(), |next| start + 2 + next);
            let length = closed_length(&value[start..next]);
            let end = length.map_or(next, |length| start + length);
            from = end;
            Some(Variable { text, range: start..end, closed: length.is_some(), place })
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
        let body = self.body();
        &body[..self.comma().unwrap_or(body.len())]
    }

    /// What stands behind the comma, where there is one.
    pub fn default(&self) -> Option<&'n str> {
        self.comma().map(|comma| &self.body()[comma + 1..])
    }

    /// The offset in the body of the comma before a default.
    fn comma(&self) -> Option<usize> {
        self.body().bytes().position(|byte| byte == b',')
    }

    /// Where the variable is written.
    pub fn at(&self) -> Span {
        self.text.part(self.range.clone())
    }
}

/// The length of the variable that a text begins with, up to its closing brace; none where there is no such brace.
///
/// A brace inside the quotes of a default closes nothing.
pub(super) fn closed_length(text: &str) -> Option<usize> {
    let close = text.bytes().position(|byte| byte == b'}')?;
    let is_quote_open = text[..close].split_once(',').is_some_and(|(_, default)| {
        let default = default.trim_start();
        default.starts_with('\'') && default.matches('\'').count() == 1
    });
    let behind_quote = || {
        let quote = close + text[close..].find('\'')?;
        let rest = &text[quote + 1..];
        let brace = rest.len() - rest.trim_start().len();
        rest[brace..].starts_with('}').then_some(quote + 1 + brace)
    };
    let close = if is_quote_open { behind_quote().unwrap_or(close) } else { close };
    Some(close + 1)
}

/// All variables of a statement.
pub(super) fn of_statement<'n>(statement: &Statement<'n>) -> Vec<Variable<'n>> {
    let mut found = Vec::new();
    let mut look = |text: &'n Text<'n>, place: Place| look_into(text, place, &mut found);
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
        look_into_resource(resource.text, last_field, &mut found);
    }
    look_into_condition(statement, &mut found);
    found
}

/// Adds the variables of a string, which few strings have.
#[inline]
fn look_into<'n>(text: &'n Text<'n>, place: Place, found: &mut Vec<Variable<'n>>) {
    if text.signs().has(Signs::DOLLAR) {
        found.extend(Variable::find(text, place));
    }
}

fn look_into_resource<'n>(text: &'n Text<'n>, last_field: usize, found: &mut Vec<Variable<'n>>) {
    if !text.signs().has(Signs::DOLLAR) {
        return;
    }
    found.extend(Variable::find(text, Place::Resource).map(|variable| {
        let place = if variable.range.start < last_field { Place::ResourceField } else { Place::Resource };
        Variable { place, ..variable }
    }));
}

fn look_into_condition<'n>(statement: &Statement<'n>, found: &mut Vec<Variable<'n>>) {
    for block in statement.condition.iter().flat_map(|condition| &condition.blocks) {
        look_into(block.operator.text, Place::ConditionOperator, found);
        for Entry { key, values, .. } in &block.entries {
            look_into(key, Place::ConditionKey, found);
            for text in values.iter().filter_map(|value| value.text()) {
                look_into(text, Place::ConditionValue, found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(value: &str) -> Vec<(String, bool)> {
        let document = format!("\"{value}\"");
        let tree = crate::syntax::json::parse(&document);
        let text = tree.root.as_ref().and_then(|root| root.text()).unwrap();
        Variable::find(text, Place::Resource)
            .map(|variable| (variable.as_str().to_owned(), variable.closed))
            .collect()
    }

    #[test]
    fn variables_end_with_their_brace() {
        for (value, expected) in [
            ("a/${aws:username}/b", vec![("${aws:username}", true)]),
            ("${*}${?}${$}", vec![]),
            ("${a:b}${c:d}", vec![("${a:b}", true), ("${c:d}", true)]),
            ("${a:b/${c:d}", vec![("${a:b/", false), ("${c:d}", true)]),
            ("${a:b/*", vec![("${a:b/*", false)]),
            ("${a:b, 'x}y'}z", vec![("${a:b, 'x}y'}", true)]),
            ("${a:b, 'x}/y'z", vec![("${a:b, 'x}", true)]),
            ("${a:b, 'x}/${c:d, 'y'}", vec![("${a:b, 'x}", true), ("${c:d, 'y'}", true)]),
            ("${a:o'b}'}", vec![("${a:o'b}", true)]),
            ("${", vec![("${", false)]),
            ("é${é", vec![("${é", false)]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(text, closed)| (text.to_owned(), closed)).collect();
            assert_eq!(found(value), expected, "{value}");
        }
    }
}
