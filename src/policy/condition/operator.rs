use crate::syntax::Text;

/// A condition operator as it is written: `ForAnyValue:StringLikeIfExists`.
#[derive(Debug, Clone, Copy)]
pub struct Operator<'n> {
    /// The string.
    pub text: &'n Text<'n>,
    /// The set qualifier before it.
    pub qualifier: Option<Qualifier>,
    /// The operator without qualifier and suffix; none where there is no such operator.
    pub base: Option<&'static BaseOperator>,
    /// Whether `IfExists` stands behind it.
    pub if_exists: bool,
}

/// What a set qualifier asks of several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qualifier {
    /// `ForAllValues:`.
    ForAllValues,
    /// `ForAnyValue:`.
    ForAnyValue,
}

/// An operator without qualifier and suffix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaseOperator {
    /// The operator's name.
    pub name: &'static str,
    /// What it compares.
    pub family: Family,
    /// Whether it is true where the values differ.
    pub negated: bool,
}

/// What an operator compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Strings, letter for letter or without regard to case.
    String,
    /// Strings with wildcards.
    StringLike,
    /// Numbers.
    Numeric,
    /// Dates.
    Date,
    /// Booleans.
    Bool,
    /// Base64 text.
    Binary,
    /// IP addresses and ranges.
    Ip,
    /// Amazon resource names, with wildcards.
    Arn,
    /// Whether the key is there at all.
    Null,
}

const fn positive(name: &'static str, family: Family) -> BaseOperator {
    BaseOperator { name, family, negated: false }
}

const fn negative(name: &'static str, family: Family) -> BaseOperator {
    BaseOperator { name, family, negated: true }
}

/// All operators (IAM User Guide, "IAM JSON policy elements: Condition operators").
pub static BASE_OPERATORS: [BaseOperator; 27] = [
    positive("StringEquals", Family::String),
    negative("StringNotEquals", Family::String),
    positive("StringEqualsIgnoreCase", Family::String),
    negative("StringNotEqualsIgnoreCase", Family::String),
    positive("StringLike", Family::StringLike),
    negative("StringNotLike", Family::StringLike),
    positive("NumericEquals", Family::Numeric),
    negative("NumericNotEquals", Family::Numeric),
    positive("NumericLessThan", Family::Numeric),
    positive("NumericLessThanEquals", Family::Numeric),
    positive("NumericGreaterThan", Family::Numeric),
    positive("NumericGreaterThanEquals", Family::Numeric),
    positive("DateEquals", Family::Date),
    negative("DateNotEquals", Family::Date),
    positive("DateLessThan", Family::Date),
    positive("DateLessThanEquals", Family::Date),
    positive("DateGreaterThan", Family::Date),
    positive("DateGreaterThanEquals", Family::Date),
    positive("Bool", Family::Bool),
    positive("BinaryEquals", Family::Binary),
    positive("IpAddress", Family::Ip),
    negative("NotIpAddress", Family::Ip),
    positive("ArnEquals", Family::Arn),
    positive("ArnLike", Family::Arn),
    negative("ArnNotEquals", Family::Arn),
    negative("ArnNotLike", Family::Arn),
    positive("Null", Family::Null),
];

impl<'n> Operator<'n> {
    /// Takes an operator apart, in the one spelling that AWS documents.
    pub fn read(text: &'n Text<'n>) -> Operator<'n> {
        let rest_behind = |qualifier| text.as_str().strip_prefix(qualifier);
        let (qualifier, rest) = match (rest_behind("ForAllValues:"), rest_behind("ForAnyValue:")) {
            (Some(rest), _) => (Some(Qualifier::ForAllValues), rest),
            (_, Some(rest)) => (Some(Qualifier::ForAnyValue), rest),
            _ => (None, text.as_str()),
        };
        let (name, if_exists) = match rest.strip_suffix("IfExists") {
            Some(name) => (name, true),
            None => (rest, false),
        };
        let base = BASE_OPERATORS.iter().find(|base| base.name == name);
        Operator { text, qualifier, base, if_exists }
    }

    /// The operator as it is written.
    pub fn as_str(&self) -> &'n str {
        self.text.as_str()
    }

    /// What it compares; none where there is no such operator.
    pub fn family(&self) -> Option<Family> {
        self.base.map(|base| base.family)
    }

    /// Whether it is this operator, whatever stands before and behind it.
    pub fn is(&self, name: &str) -> bool {
        self.base.is_some_and(|base| base.name == name)
    }
}
