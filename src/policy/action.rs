use std::ops::Range;

use super::pattern;
use crate::source::Signs;
use crate::syntax::Text;

/// One action of a statement, such as `s3:Get*`.
#[derive(Debug)]
pub struct Action<'n> {
    /// The string.
    pub text: &'n Text<'n>,
    colon: Option<usize>,
}

impl<'n> Action<'n> {
    pub(super) fn read(text: &'n Text<'n>) -> Action<'n> {
        Action { text, colon: text.as_str().bytes().position(|byte| byte == b':') }
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
        let (Some(prefix), Some(name)) = (self.prefix(), self.name()) else { return false };
        let is_bare = !self.text.signs().has(Signs::FOREIGN);
        let is_filled = !prefix.is_empty() && !name.is_empty() && prefix != "arn";
        is_bare && is_filled && !pattern::has_wildcard(prefix) && !name.as_bytes().contains(&b':')
    }

    /// What stands before the first colon: the service prefix.
    pub fn prefix(&self) -> Option<&'n str> {
        Some(&self.as_str()[..self.colon?])
    }

    /// What stands behind the first colon: the action's name.
    pub fn name(&self) -> Option<&'n str> {
        Some(&self.as_str()[self.colon? + 1..])
    }

    /// The range of the service prefix in the string's value; all of it where there is no colon.
    pub fn prefix_range(&self) -> Range<usize> {
        0..self.colon.unwrap_or(self.as_str().len())
    }

    /// Whether it stands for this action, given as `service:Name`; case does not matter.
    pub fn covers(&self, action: &str) -> bool {
        pattern::matches_ignoring_case(self.as_str(), action)
    }

    /// Whether it holds a wildcard.
    pub fn has_wildcard(&self) -> bool {
        self.text.signs().has(Signs::WILDCARD) && pattern::has_wildcard(self.as_str())
    }
}
