//! The values that a condition key is compared with, as a set that can be compared with another.

use std::borrow::Cow;

use crate::policy::Entry;
use crate::policy::condition::Family;
use crate::policy::condition::value::{IpRange, as_str, is_date, is_number};
use crate::policy::pattern::{self, Case};
use crate::rules::grammar::placeholder::is_placeholder;

/// The most pairs of values that are looked at.
const MANY: usize = 10_000;

/// The values that an operator takes, or refuses where it is a negative one.
#[derive(Debug, PartialEq)]
pub(super) enum ValueSet<'n> {
    Texts(Vec<Pattern<'n>>),
    Numbers(Vec<Range>),
    Dates(Vec<Range>),
    Bool(bool),
    Addresses(Vec<IpRange>),
}

/// A string, or all strings that a pattern stands for.
#[derive(Debug, PartialEq)]
pub(super) struct Pattern<'n> {
    text: Cow<'n, str>,
    ignores_case: bool,
    is_arn: bool,
}

/// Numbers from one to another; dates are numbers, too.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range {
    low: f64,
    high: f64,
    /// Whether the two numbers themselves are left out.
    is_open: bool,
}

impl<'n> ValueSet<'n> {
    /// The set; none where a value is not what the operator compares, or not known.
    pub(super) fn of(entry: &Entry<'n>) -> Option<ValueSet<'n>> {
        let base = entry.operator.base?;
        let is_complete = entry.node.items().map_or(1, <[_]>::len) == entry.values.len();
        if entry.values.is_empty() || !is_complete {
            return None;
        }
        let texts = || entry.values.iter().map(|value| as_str(value).filter(|text| is_known(text)));
        match base.family {
            Family::String | Family::StringLike | Family::Arn => {
                let ignores_case = base.name.ends_with("IgnoreCase");
                let pattern = |text: &'n str| Pattern::read(text, base.family, ignores_case);
                texts().map(|text| pattern(text?)).collect::<Option<_>>().map(ValueSet::Texts)
            }
            Family::Numeric => texts()
                .map(|text| Range::read(number(text?)?, base.name))
                .collect::<Option<_>>()
                .map(ValueSet::Numbers),
            Family::Date => texts()
                .map(|text| Range::read(day_and_time(text?)?, base.name))
                .collect::<Option<_>>()
                .map(ValueSet::Dates),
            Family::Bool => match &*entry.values {
                [value] => as_str(value)?.to_ascii_lowercase().parse().ok().map(ValueSet::Bool),
                _ => None,
            },
            Family::Ip => {
                texts().map(|text| IpRange::read(text?)).collect::<Option<_>>().map(ValueSet::Addresses)
            }
            Family::Binary | Family::Null => None,
        }
    }

    /// Whether it is certain that no value is in both.
    pub(super) fn is_disjoint(&self, other: &ValueSet<'_>) -> bool {
        match (self, other) {
            (ValueSet::Texts(left), ValueSet::Texts(right)) => {
                all_pairs(left, right, |left, right| !left.overlaps(right))
            }
            (ValueSet::Numbers(left), ValueSet::Numbers(right))
            | (ValueSet::Dates(left), ValueSet::Dates(right)) => {
                all_pairs(left, right, |left, right| !left.overlaps(*right))
            }
            (ValueSet::Bool(left), ValueSet::Bool(right)) => left != right,
            (ValueSet::Addresses(left), ValueSet::Addresses(right)) => {
                all_pairs(left, right, |left, right| !left.contains(*right) && !right.contains(*left))
            }
            _ => false,
        }
    }

    /// Whether it is certain that each value of this set is in the other.
    pub(super) fn is_within(&self, other: &ValueSet<'_>) -> bool {
        match (self, other) {
            (ValueSet::Texts(left), ValueSet::Texts(right)) => {
                each_in_some(left, right, |left, right| right.covers(left))
            }
            (ValueSet::Numbers(left), ValueSet::Numbers(right))
            | (ValueSet::Dates(left), ValueSet::Dates(right)) => {
                each_in_some(left, right, |left, right| left == right && left.low == left.high)
            }
            (ValueSet::Addresses(left), ValueSet::Addresses(right)) => {
                each_in_some(left, right, |left, right| right.contains(*left))
            }
            _ => false,
        }
    }
}

impl<'n> Pattern<'n> {
    /// A whole string with a wildcard is a mistake of its own, and not what it says.
    fn read(text: &'n str, family: Family, ignores_case: bool) -> Option<Pattern<'n>> {
        if family == Family::String && pattern::has_wildcard(text) || ignores_case && !text.is_ascii() {
            return None;
        }
        let text = if ignores_case { text.to_ascii_lowercase().into() } else { Cow::Borrowed(text) };
        Some(Pattern { text, ignores_case, is_arn: family == Family::Arn })
    }

    fn overlaps(&self, other: &Pattern<'_>) -> bool {
        match self.ignores_case || other.ignores_case {
            true => pattern::overlap(&self.text.to_ascii_lowercase(), &other.text.to_ascii_lowercase()),
            false => pattern::overlap(&self.text, &other.text),
        }
    }

    /// Whether it stands for all that the other stands for; the wildcards of an ARN do not reach beyond its colons.
    fn covers(&self, other: &Pattern<'_>) -> bool {
        if other.ignores_case && !self.ignores_case {
            return false;
        }
        let case = if self.ignores_case { Case::Ignored } else { Case::Matters };
        if !self.is_arn {
            return pattern::contains(&self.text, &other.text, case);
        }
        let (own, others) = (self.text.splitn(6, ':'), other.text.splitn(6, ':'));
        own.clone().count() == others.clone().count()
            && own.zip(others).all(|(own, other)| pattern::contains(own, other, case))
    }
}

impl Range {
    /// The numbers that an operator takes, or refuses, for a value.
    fn read(value: f64, operator: &str) -> Option<Range> {
        let relation = operator.trim_start_matches("Numeric").trim_start_matches("Date");
        let range = |low, high, is_open| Some(Range { low, high, is_open });
        match relation {
            "Equals" | "NotEquals" => range(value, value, false),
            "LessThan" => range(f64::NEG_INFINITY, value, true),
            "LessThanEquals" => range(f64::NEG_INFINITY, value, false),
            "GreaterThan" => range(value, f64::INFINITY, true),
            "GreaterThanEquals" => range(value, f64::INFINITY, false),
            _ => None,
        }
    }

    fn overlaps(self, other: Range) -> bool {
        let (low, high) = (self.low.max(other.low), self.high.min(other.high));
        low < high || low == high && !self.leaves_out(low) && !other.leaves_out(low)
    }

    fn leaves_out(self, number: f64) -> bool {
        self.is_open && (number == self.low || number == self.high)
    }
}

/// Whether a value says itself what it is.
fn is_known(text: &str) -> bool {
    !text.contains("${") && !is_placeholder(text)
}

fn number(text: &str) -> Option<f64> {
    is_number(text).then(|| text.parse().ok()).flatten()
}

/// A day, or a day and a time of UTC, as a number that grows with it.
fn day_and_time(text: &str) -> Option<f64> {
    let is_utc = text.len() == "2026-11-21T09:30:00Z".len() && text.ends_with('Z');
    let is_day = text.len() == "2026-11-21".len();
    let has_plain_year = text.get(4..5) == Some("-");
    // The last second of a day may be written as the first one of the next, or as a second more.
    let is_odd = text.contains("T24") || text.ends_with(":60Z");
    if !is_date(text) || !has_plain_year || !(is_day || is_utc) || is_odd {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    format!("{digits:0<14}").parse().ok()
}

fn all_pairs<T>(left: &[T], right: &[T], holds: impl Fn(&T, &T) -> bool) -> bool {
    is_small(left, right) && left.iter().all(|left| right.iter().all(|right| holds(left, right)))
}

fn each_in_some<T>(left: &[T], right: &[T], holds: impl Fn(&T, &T) -> bool) -> bool {
    is_small(left, right) && left.iter().all(|left| right.iter().any(|right| holds(left, right)))
}

fn is_small<T>(left: &[T], right: &[T]) -> bool {
    left.len().saturating_mul(right.len()) <= MANY
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'t>(family: Family, ignores_case: bool, texts: &[&'t str]) -> ValueSet<'t> {
        let read = |text: &&'t str| Pattern::read(text, family, ignores_case).unwrap();
        ValueSet::Texts(texts.iter().map(read).collect())
    }

    #[test]
    fn texts_are_told_apart_by_the_operators_case() {
        let exact = texts(Family::String, false, &["Blue"]);
        let loose = texts(Family::String, true, &["BLUE"]);
        let like = texts(Family::StringLike, false, &["b*"]);
        assert!(!exact.is_disjoint(&loose) && exact.is_disjoint(&like) && !loose.is_disjoint(&like));
        assert!(exact.is_within(&loose) && !loose.is_within(&exact));
        assert!(texts(Family::String, false, &["bay", "bee"]).is_within(&like));
        assert!(!texts(Family::String, false, &["bay", "sea"]).is_within(&like));
    }

    #[test]
    fn wildcards_of_arns_end_at_colons_only_where_it_matters() {
        let role = "arn:aws:iam::111122223333:role/app";
        let exact = texts(Family::String, false, &[role]);
        assert!(exact.is_within(&texts(Family::Arn, false, &["arn:aws:iam::*:role/*"])));
        assert!(!exact.is_within(&texts(Family::Arn, false, &["arn:aws:*:role/app"])));
        assert!(exact.is_within(&texts(Family::StringLike, false, &["arn:aws:*:role/app"])));
        assert!(!exact.is_disjoint(&texts(Family::Arn, false, &["arn:aws:*:role/app"])));
    }

    #[test]
    fn ranges_meet_where_a_number_is_in_both() {
        let range = |operator, value| Range::read(value, operator).unwrap();
        for (left, right, expected) in [
            (range("NumericLessThan", 5.0), range("NumericGreaterThan", 10.0), false),
            (range("NumericLessThan", 10.0), range("NumericGreaterThan", 5.0), true),
            (range("NumericLessThan", 5.0), range("NumericGreaterThanEquals", 5.0), false),
            (range("NumericLessThanEquals", 5.0), range("NumericGreaterThanEquals", 5.0), true),
            (range("NumericEquals", 5.0), range("NumericLessThan", 5.0), false),
            (range("NumericEquals", 4.0), range("NumericLessThan", 5.0), true),
        ] {
            assert_eq!(left.overlaps(right), expected, "{left:?} {right:?}");
        }
    }

    #[test]
    fn only_plain_dates_are_put_in_order() {
        let dates = ["2026-11-20", "2026-11-20T00:00:01Z", "2026-11-21"];
        let numbers: Vec<_> = dates.iter().map(|date| day_and_time(date).unwrap()).collect();
        assert!(numbers.is_sorted() && numbers[0] < numbers[1] && numbers[1] < numbers[2]);
        assert_eq!(day_and_time("2026-11-20"), day_and_time("2026-11-20T00:00:00Z"));
        for other in ["2026", "1767225600", "2026-11-20T24:00:00Z", "2026-11-20T09:00:00+01:00", "-123456789"]
        {
            assert_eq!(day_and_time(other), None, "{other}");
        }
    }
}
