use std::ops::Range;

use super::pattern;
use crate::source::Signs;
use crate::syntax::Text;

/// One action of a statement, such as `s3:Get*`.
#[derive(Debug)]
pub struct Action<'n> {
    /// The string.
    pub text: &'n Text<'n>,
    /// The offset of the first colon; `u32::MAX` where there is none.
    colon: u32,
    /// The first byte; zero where there is none.
    first: u8,
}

impl<'n> Action<'n> {
    pub(super) fn read(text: &'n Text<'n>) -> Action<'n> {
        let bytes = text.as_str().as_bytes();
        let colon = bytes.iter().position(|byte| *byte == b':').and_then(|colon| u32::try_from(colon).ok());
        let first = bytes.first().copied().unwrap_or_default();
        Action { text, colon: colon.unwrap_or(u32::MAX), first }
    }

    /// The string's value.
    pub fn as_str(&self) -> &'n str {
        self.text.as_str()
    }

    /// Whether it stands for all actions of all services.
    pub fn is_star(&self) -> bool {
        self.as_str() == "*"
    }

    /// Whether it has the form of an action, as nearly all have: letters, digits and hyphens, a colon, and the same with wildcards.
    pub fn is_in_form(&self) -> bool {
        let signs = self.text.signs();
        let Some(colon) = self.colon().filter(|_| !signs.has(Signs::FOREIGN)) else { return false };
        let (prefix, name) = (&self.as_str().as_bytes()[..colon], &self.as_str().as_bytes()[colon + 1..]);
        let is_filled = !prefix.is_empty() && !name.is_empty() && prefix != b"arn";
        let has_wildcard =
            signs.has(Signs::WILDCARD) && prefix.iter().any(|byte| matches!(byte, b'*' | b'?'));
        is_filled && !has_wildcard && !name.contains(&b':')
    }

    /// The offset of the first colon.
    fn colon(&self) -> Option<usize> {
        (self.colon < u32::MAX).then_some(self.colon as usize)
    }

    /// Whether it may stand for an action of a service, as its first letter tells without a look at the string.
    pub fn may_be_of(&self, service: &str) -> bool {
        matches!(self.first, b'*' | b'?')
            || service.bytes().next().is_some_and(|first| first.eq_ignore_ascii_case(&self.first))
    }

    /// What stands before the first colon: the service prefix.
    pub fn prefix(&self) -> Option<&'n str> {
        Some(&self.as_str()[..self.colon()?])
    }

    /// What stands behind the first colon: the action's name.
    pub fn name(&self) -> Option<&'n str> {
        Some(&self.as_str()[self.colon()? + 1..])
    }

    /// What the name begins with, where it says nothing else: `Get` of `s3:Get*`.
    pub fn beginning(&self) -> Option<&'n str> {
        let beginning = self.name()?.strip_suffix('*')?;
        (!beginning.bytes().any(|byte| matches!(byte, b'*' | b'?' | b'$'))).then_some(beginning)
    }

    /// Whether the name begins like this; case does not matter.
    pub fn begins_with(&self, beginning: &str) -> bool {
        let start = self.name().and_then(|name| name.get(..beginning.len()));
        start.is_some_and(|start| start.eq_ignore_ascii_case(beginning))
    }

    /// The range of the service prefix in the string's value; all of it where there is no colon.
    pub fn prefix_range(&self) -> Range<usize> {
        0..self.colon().unwrap_or(self.as_str().len())
    }

    /// Whether it stands for this action, given as `service:Name`; case does not matter.
    pub fn covers(&self, action: &str) -> bool {
        pattern::matches_ignoring_case(self.as_str(), action)
    }

    /// Whether it holds a wildcard.
    pub fn has_wildcard(&self) -> bool {
        let signs = self.text.signs();
        // Only behind a `$` may one be escaped.
        signs.has(Signs::WILDCARD) && (!signs.has(Signs::DOLLAR) || pattern::has_wildcard(self.as_str()))
    }
}
