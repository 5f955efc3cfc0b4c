//! What AWS's API will answer to a policy that it refuses, told only where that is certain.
//!
//! IAM checks a policy in steps, and the first that fails gives the answer.
//! Where a step before it may fail as well, or two answers are possible, nothing is told.

mod conditions;
mod identity;
mod resources;
mod trust;
mod verdict;

use self::verdict::Verdict;
use crate::catalog::Catalog;
use crate::find::{Kind, Profile, Request, Shape};
use crate::policy::{Policy, Size};
use crate::rules::Measure;
use crate::syntax::{Flaw, Problem};

/// What the API answers instead of doing what it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The operation's name: `CreatePolicy`.
    pub operation: &'static str,
    /// The error's code: `MalformedPolicyDocument`.
    pub code: &'static str,
    /// The error's message, in the service's words.
    pub message: String,
}

/// A policy as it will be sent.
#[derive(Clone, Copy)]
pub(super) struct Sent<'a, 'r> {
    pub(super) profile: &'static Profile,
    /// Whether somebody says what it is, rather than its own looks.
    pub(super) is_kind_told: bool,
    /// The request that carries it, where the file tells it.
    pub(super) request: Option<&'a Request<'r>>,
    pub(super) policy: &'a Policy<'a>,
    /// What is wrong with its text.
    pub(super) problems: &'a [Problem],
    /// The text; none for a value, of which AWS gets the text that some program makes of it.
    pub(super) text: Option<&'a str>,
    /// What tells how long it is.
    pub(super) measure: Measure<'a>,
    pub(super) catalog: &'a Catalog,
}

impl Sent<'_, '_> {
    /// The answer, where it is certain that there is one, and which.
    ///
    /// Nearly all policies are accepted, so what tells that they are comes first.
    pub(super) fn answer(&self) -> Option<Answer> {
        let operation = self.operation()?;
        // What a program makes of a text that it cannot read whole is not known.
        if self.text.is_none() && !self.problems.is_empty() {
            return None;
        }
        let verdict = self.verdict();
        let (code, message) = match &verdict {
            Verdict::Refused(message) => ("MalformedPolicyDocument", message.clone()),
            Verdict::Accepted => ("LimitExceeded", self.limit_exceeded()?),
            Verdict::Unsure => return None,
        };
        // A parameter that cannot be is refused before the policy is read, in words that are not known for sure.
        let is_known = self.fits_parameter() && !self.is_template() && self.policy.node.is_known();
        (is_known && self.is_refused_as_any(verdict)).then_some(Answer { operation, code, message })
    }

    fn verdict(&self) -> Verdict {
        match self.profile.kind {
            Kind::Trust => trust::verdict(self),
            _ => identity::verdict(self),
        }
    }

    /// Whether all operations refuse it by which it may be meant to be sent.
    ///
    /// A policy of an identity that is not told to be managed may be an inline one, and of these a role's may be the longest.
    fn is_refused_as_any(&self, verdict: Verdict) -> bool {
        if self.is_kind_told || !self.profile.kind.is_identity() {
            return true;
        }
        let inline = Sent { profile: Profile::of_kind(Kind::InlineRole), ..*self };
        // But for its length, what IAM takes of a managed policy it takes of an inline one.
        let of_inline = if verdict == Verdict::Accepted { verdict } else { inline.verdict() };
        match of_inline {
            Verdict::Refused(_) => true,
            Verdict::Accepted => inline.exceeds_quota(),
            Verdict::Unsure => false,
        }
    }

    /// The operation of the request, or the one by which such a policy is made.
    fn operation(&self) -> Option<&'static str> {
        let by_kind = match self.profile.kind {
            Kind::Managed | Kind::Boundary => "CreatePolicy",
            Kind::InlineUser => "PutUserPolicy",
            Kind::InlineRole => "PutRolePolicy",
            Kind::InlineGroup => "PutGroupPolicy",
            Kind::Trust => "CreateRole",
            _ => return None,
        };
        Some(self.request.map_or(by_kind, |request| request.operation))
    }

    fn fits_parameter(&self) -> bool {
        let in_charset = |text: &str| self.profile.charset.has_all(text);
        let fits = |characters: usize| self.profile.parameter.is_none_or(|most| characters <= most as usize);
        match self.text {
            Some(text) => !text.is_empty() && fits(text.chars().count()) && in_charset(text),
            None if self.policy.node.members().is_none() => false,
            None => {
                let size = Size::of_node(self.policy.node);
                // What is not ASCII may be sent as it is or as an escape.
                fits(size.characters) && size.characters == size.bytes
            }
        }
    }

    /// Whether another tool will fill the text in.
    fn is_template(&self) -> bool {
        self.text.is_some_and(|text| text.contains("{{") || text.contains("<%"))
    }

    /// Whether it is too long however blanks inside strings count.
    fn exceeds_quota(&self) -> bool {
        let Some(limit) = self.profile.quota.map(|quota| quota.limit as usize) else { return false };
        let size = match self.measure {
            Measure::Text(text) if text.bytes() <= limit => return false,
            Measure::Text(text) => text.size(),
            Measure::Tree => Size::of_node(self.policy.node),
        };
        size.without_any_white_space() > limit
    }

    /// What the API says of a policy that is too long.
    ///
    /// The quota of trust policies can be raised, so it says another number in each account.
    fn limit_exceeded(&self) -> Option<String> {
        let limit = self.profile.quota.filter(|_| self.exceeds_quota())?.limit;
        let name = |shape| {
            let mut named = self.request?.parameters.iter().filter(|parameter| parameter.shape == shape);
            // Of several the first to be asked for is not known.
            named.next().filter(|_| named.next().is_none())?.text().map(|text| text.as_str())
        };
        let (what, name) = match self.profile.kind {
            Kind::Managed | Kind::Boundary => {
                return Some(format!("Cannot exceed quota for PolicySize: {limit}"));
            }
            Kind::InlineUser => ("user", name(Shape::UserName)?),
            Kind::InlineRole => ("role", name(Shape::RoleName)?),
            Kind::InlineGroup => ("group", name(Shape::GroupName)?),
            _ => return None,
        };
        Some(format!("Maximum policy size of {limit} bytes exceeded for {what} {name}"))
    }

    /// Whether the text is JSON; unsure where readers of JSON differ.
    fn is_json(&self) -> Option<bool> {
        let is_certain = |problem: &Problem| !is_taken_by_some(problem.flaw);
        match self.problems {
            [] => Some(true),
            problems => problems.iter().any(is_certain).then_some(false),
        }
    }
}

/// Whether some readers of JSON take what others refuse.
fn is_taken_by_some(flaw: Flaw) -> bool {
    matches!(
        flaw,
        Flaw::RepeatedName { .. }
            | Flaw::ByteOrderMark
            | Flaw::Empty
            | Flaw::Number
            | Flaw::Escape
            | Flaw::LoneSurrogate
            | Flaw::ControlCharacter
            | Flaw::WhiteSpace
            | Flaw::TooDeep
            | Flaw::TooMany
    )
}
