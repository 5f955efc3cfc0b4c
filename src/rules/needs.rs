use super::Context;
use crate::catalog::Standing;
use crate::policy::condition::Family;
use crate::policy::{Action, Element, Entry, Field, Principal, Resource, Statement, Variable};
use crate::source::Signs;

/// What a rule needs to find in the part that it looks at: any of these.
///
/// Most rules look for something that few parts have.
/// A rule that says so, as in `Condition if NUMERIC`, costs nothing on all others; one that says nothing looks at each.
/// Where debug assertions are on, rules look at all parts all the same, and one that reports where it needs nothing ends the run: no example and no test of the suite passes that a need would hide a finding of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needs(u64);

impl Needs {
    /// Nothing that some part has not.
    pub const NOTHING: Needs = Needs(1);

    /// Of an action: it has not the form of one.
    pub const MALFORMED: Needs = Needs(1 << 1);
    /// Of an action: the catalog has none for which it stands.
    pub const UNLISTED: Needs = Needs(1 << 2);

    /// Of a resource: it is not just `*`.
    pub const NAME: Needs = Needs(1 << 3);

    /// Of a resource: an ARN that names a Region, other than by `*`.
    pub const REGION: Needs = Needs(1 << 4);
    /// Of a resource: an ARN whose Region is empty.
    pub const NO_REGION: Needs = Needs(1 << 5);
    /// Of a resource: an ARN that names an account, other than by `*`.
    pub const ACCOUNT: Needs = Needs(1 << 6);
    /// Of a resource: an ARN whose account is empty.
    pub const NO_ACCOUNT: Needs = Needs(1 << 7);
    /// Of a resource: not all parts of an ARN, nor just `*`.
    pub const NO_ARN: Needs = Needs(1 << 8);
    /// Of a resource: an ARN whose partition the catalog does not have.
    pub const UNKNOWN_PARTITION: Needs = Needs(1 << 9);
    /// Of a resource: an ARN whose service the catalog does not have.
    pub const UNKNOWN_SERVICE: Needs = Needs(1 << 10);

    /// Of a statement: `Principal` or `NotPrincipal`.
    pub const PRINCIPAL: Needs = Needs(1 << 11);
    /// Of a statement: `Condition`.
    pub const CONDITION: Needs = Needs(1 << 12);
    /// Of a statement: a policy variable.
    pub const VARIABLE: Needs = Needs(1 << 13);
    /// Of a statement: an action of IAM, or one whose wildcard may stand for IAM.
    pub const IAM: Needs = Needs(1 << 14);
    /// Of a statement: `NotAction`.
    pub const NOT_ACTION: Needs = Needs(1 << 15);
    /// Of a statement: `NotResource`.
    pub const NOT_RESOURCE: Needs = Needs(1 << 16);
    /// Of a statement: a Sid of something else than letters and digits.
    pub const ODD_SID: Needs = Needs(1 << 17);
    /// Of a statement: no effect, or none that is known.
    pub const NO_EFFECT: Needs = Needs(1 << 18);
    /// Of a statement: no actions or no resources.
    pub const EMPTY: Needs = Needs(1 << 19);
    /// Of a statement: several actions.
    pub const ACTIONS: Needs = Needs(1 << 20);
    /// Of a statement: several resources.
    pub const RESOURCES: Needs = Needs(1 << 21);
    /// Of a statement: a resource that is not just `*`.
    pub const NAMED_RESOURCE: Needs = Needs(1 << 22);

    /// Of a condition key: an operator for whole strings.
    pub const STRING: Needs = Needs(1 << 23);
    /// Of a condition key: an operator for strings with wildcards.
    pub const STRING_LIKE: Needs = Needs(1 << 24);
    /// Of a condition key: an operator for numbers.
    pub const NUMERIC: Needs = Needs(1 << 25);
    /// Of a condition key: an operator for dates.
    pub const DATE: Needs = Needs(1 << 26);
    /// Of a condition key: an operator for booleans.
    pub const BOOL: Needs = Needs(1 << 27);
    /// Of a condition key: an operator for bytes.
    pub const BINARY: Needs = Needs(1 << 28);
    /// Of a condition key: an operator for addresses.
    pub const IP: Needs = Needs(1 << 29);
    /// Of a condition key: an operator for Amazon resource names.
    pub const ARN: Needs = Needs(1 << 30);
    /// Of a condition key: the operator that asks whether the key is there.
    pub const NULL: Needs = Needs(1 << 31);
    /// Of a condition key: an empty list of values.
    pub const NO_VALUE: Needs = Needs(1 << 32);
    /// Of a condition key: several values.
    pub const VALUES: Needs = Needs(1 << 33);
    /// Of a condition key: a set qualifier before its operator.
    pub const QUALIFIER: Needs = Needs(1 << 34);
    /// Of a condition key: the catalog has none of that name.
    pub const UNKNOWN_KEY: Needs = Needs(1 << 35);

    /// Any of one or any of the other.
    pub const fn or(self, other: Needs) -> Needs {
        Needs(self.0 | other.0)
    }

    /// Whether any of these is among the others.
    pub const fn are_met_by(self, others: Needs) -> bool {
        self.0 & others.0 != 0
    }

    fn also(self, other: Needs, is_there: bool) -> Needs {
        if is_there { self.or(other) } else { self }
    }
}

/// A part of a policy that rules look at.
pub trait Part {
    /// All needs that it meets; `index` counts the parts of its sort in the statement.
    fn meets(&self, _index: usize, _: &Context<'_>) -> Needs {
        Needs::NOTHING
    }
}

impl Part for Statement<'_> {
    fn meets(&self, _index: usize, _: &Context<'_>) -> Needs {
        let actions = self.action.as_ref().map_or(&[][..], |actions| &actions.items);
        let resources = self.resource.as_ref().map_or(&[][..], |resources| &resources.items);
        let mut of_resources = self.resources().flat_map(|resources| &resources.items);
        Needs::NOTHING
            .also(Needs::PRINCIPAL, self.principals().next().is_some())
            .also(Needs::CONDITION, self.condition.is_some())
            .also(Needs::VARIABLE, !self.variables.is_empty())
            .also(Needs::IAM, actions.iter().any(|action| action.may_be_of("iam")))
            .also(Needs::NOT_ACTION, self.not_action.is_some())
            .also(Needs::NOT_RESOURCE, self.not_resource.is_some())
            .also(Needs::ODD_SID, self.sid.is_some_and(is_odd))
            .also(Needs::NO_EFFECT, self.effect().is_none())
            .also(Needs::EMPTY, lacks_items(self))
            .also(Needs::ACTIONS, actions.len() > 1)
            .also(Needs::RESOURCES, resources.len() > 1)
            .also(Needs::NAMED_RESOURCE, of_resources.any(|resource| resource.text.as_str() != "*"))
    }
}

/// Whether a Sid holds something else than letters and digits of ASCII, or nothing.
fn is_odd(sid: Element<'_>) -> bool {
    let others = Signs::FOREIGN.and(Signs::COLON).and(Signs::WILDCARD);
    sid.text().is_some_and(|text| {
        let value = text.as_str();
        value.is_empty() || text.signs().has(others) || value.as_bytes().contains(&b'-')
    })
}

/// Whether an element of actions or resources is missing, or lists none.
fn lacks_items(statement: &Statement<'_>) -> bool {
    let (mut actions, mut resources) = (statement.actions().peekable(), statement.resources().peekable());
    actions.peek().is_none()
        || resources.peek().is_none()
        || actions.any(|actions| actions.items.is_empty())
        || resources.any(|resources| resources.items.is_empty())
}

impl Part for Principal<'_> {}

impl Part for Action<'_> {
    #[inline]
    fn meets(&self, index: usize, ctx: &Context<'_>) -> Needs {
        // What the catalog has has the form of an action.
        match ctx.known_actions().get(index) {
            Some(Some(_)) => Needs::NOTHING,
            _ => needs_of_unknown(self, ctx),
        }
    }
}

/// What an action meets for which the catalog seems to have none.
fn needs_of_unknown(action: &Action<'_>, ctx: &Context<'_>) -> Needs {
    let standing = ctx.standing(action);
    if standing == Some(Standing::Known) {
        return Needs::NOTHING;
    }
    Needs::NOTHING
        .also(Needs::MALFORMED, !action.is_star() && !action.is_in_form())
        .also(Needs::UNLISTED, standing.is_some())
}

impl Part for Resource<'_> {
    fn meets(&self, _index: usize, ctx: &Context<'_>) -> Needs {
        if self.text.as_str() == "*" {
            return Needs::NOTHING;
        }
        let part = |field: Option<Field<'_>>, named, empty| match field.map_or("*", |field| field.as_str()) {
            "*" => Needs::NOTHING,
            "" => empty,
            _ => named,
        };
        let is_unknown = |field: Option<Field<'_>>, is_known: &dyn Fn(&str) -> bool| {
            self.arn.is_whole() && !field.is_some_and(|field| is_known(field.as_str()))
        };
        let is_partition = |name: &str| name == "aws" || ctx.catalog.knows_partition(name);
        Needs::NAME
            .or(Needs::NOTHING)
            .or(part(self.arn.region(), Needs::REGION, Needs::NO_REGION))
            .or(part(self.arn.account(), Needs::ACCOUNT, Needs::NO_ACCOUNT))
            .also(Needs::NO_ARN, !self.arn.is_whole())
            .also(Needs::UNKNOWN_PARTITION, is_unknown(self.arn.partition(), &is_partition))
            .also(Needs::UNKNOWN_SERVICE, is_unknown(self.arn.service(), &|name| ctx.knows_arn_service(name)))
    }
}

impl Part for Entry<'_> {
    fn meets(&self, _index: usize, ctx: &Context<'_>) -> Needs {
        let operator = match self.operator.family() {
            None => Needs::NOTHING,
            Some(Family::String) => Needs::STRING,
            Some(Family::StringLike) => Needs::STRING_LIKE,
            Some(Family::Numeric) => Needs::NUMERIC,
            Some(Family::Date) => Needs::DATE,
            Some(Family::Bool) => Needs::BOOL,
            Some(Family::Binary) => Needs::BINARY,
            Some(Family::Ip) => Needs::IP,
            Some(Family::Arn) => Needs::ARN,
            Some(Family::Null) => Needs::NULL,
        };
        operator
            .or(Needs::NOTHING)
            .also(Needs::NO_VALUE, self.node.items().is_some_and(<[_]>::is_empty))
            .also(Needs::VALUES, self.values.len() > 1)
            .also(Needs::QUALIFIER, self.operator.qualifier.is_some())
            .also(Needs::UNKNOWN_KEY, ctx.key(self).is_none())
    }
}

impl Part for Variable<'_> {}
