//! What a misspelt operator means.

use crate::policy::condition::BASE_OPERATORS;
use crate::rules::wording::nearest;

/// What stands in the place of an operator and is none.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// An operator in another spelling: the right one.
    Operator(String),
    /// A condition key.
    Key,
    /// Nothing that can be told.
    Nothing,
}

/// Names that people take over from other languages, and the operators that do it here.
const ALIASES: [(&str, &str); 34] = [
    ("Equals", "StringEquals"),
    ("NotEquals", "StringNotEquals"),
    ("Like", "StringLike"),
    ("NotLike", "StringNotLike"),
    ("StringMatch", "StringLike"),
    ("StringMatches", "StringLike"),
    ("StringNotMatch", "StringNotLike"),
    ("StringNotMatches", "StringNotLike"),
    ("StringContains", "StringLike"),
    ("StringStartsWith", "StringLike"),
    ("StringEndsWith", "StringLike"),
    ("StringIn", "StringEquals"),
    ("StringNotIn", "StringNotEquals"),
    ("NotStringEquals", "StringNotEquals"),
    ("NotStringLike", "StringNotLike"),
    ("NumericLess", "NumericLessThan"),
    ("NumericGreater", "NumericGreaterThan"),
    ("DateBefore", "DateLessThan"),
    ("DateAfter", "DateGreaterThan"),
    ("BoolEquals", "Bool"),
    ("BooleanEquals", "Bool"),
    ("Boolean", "Bool"),
    ("Ip", "IpAddress"),
    ("NotIp", "NotIpAddress"),
    ("IpAddressEquals", "IpAddress"),
    ("IpNotAddress", "NotIpAddress"),
    ("IpAddressNotEquals", "NotIpAddress"),
    ("ArnMatch", "ArnLike"),
    ("NotArnEquals", "ArnNotEquals"),
    ("NotArnLike", "ArnNotLike"),
    ("Exists", "Null"),
    ("NotExists", "Null"),
    ("IsNull", "Null"),
    ("NotNull", "Null"),
];

/// First syllables that people write for others.
const BEGINNINGS: [(&str, &str); 4] =
    [("Number", "Numeric"), ("Boolean", "Bool"), ("Time", "Date"), ("Datetime", "Date")];

const QUALIFIERS: [&str; 2] = ["ForAllValues", "ForAnyValue"];
const SUFFIX: &str = "IfExists";

/// What an operator that AWS does not know means.
pub(super) fn meant(written: &str) -> Meant {
    let Some((first, second)) = written.split_once(':') else {
        return operator(None, written);
    };
    if let Some(qualifier) = nearest(first, QUALIFIERS) {
        return operator(Some(qualifier), second);
    }
    if let Some(base) = base(first) {
        return match nearest(second, QUALIFIERS) {
            Some(qualifier) => Meant::Operator(format!("{qualifier}:{base}")),
            None if nearest(second, [SUFFIX]).is_some() => Meant::Operator(format!("{base}{SUFFIX}")),
            None => Meant::Nothing,
        };
    }
    let is_set_prefix = first.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("for"));
    if is_set_prefix || first.is_empty() || second.is_empty() { Meant::Nothing } else { Meant::Key }
}

fn operator(qualifier: Option<&str>, rest: &str) -> Meant {
    let (name, suffix) = split_suffix(rest);
    let Some(base) = base(name) else { return Meant::Nothing };
    // `Null` stands alone.
    let (qualifier, suffix) = if base == "Null" { (None, "") } else { (qualifier, suffix) };
    Meant::Operator(match qualifier {
        Some(qualifier) => format!("{qualifier}:{base}{suffix}"),
        None => format!("{base}{suffix}"),
    })
}

/// Takes off the suffix `IfExists`, also a misspelt one; gives it in the right spelling.
fn split_suffix(rest: &str) -> (&str, &'static str) {
    let suffix = rest.to_ascii_lowercase().rfind("ifex");
    match suffix.map(|index| rest.split_at(index)) {
        Some((name, suffix)) if nearest(suffix, [SUFFIX]).is_some() => {
            (name.trim_end_matches(['_', '-', ' ', ':']), SUFFIX)
        }
        _ => (rest, ""),
    }
}

fn base(written: &str) -> Option<&'static str> {
    let names = || BASE_OPERATORS.iter().map(|operator| operator.name);
    let same = |left: &str, right: &str| {
        let letters = |text: &str| text.bytes().filter(|byte| !b"_- ".contains(byte)).count();
        letters(left) == right.len()
            && left
                .bytes()
                .filter(|byte| !b"_- ".contains(byte))
                .zip(right.bytes())
                .all(|(left, right)| left.eq_ignore_ascii_case(&right))
    };
    let by_case = names().find(|name| same(written, name));
    let by_alias = || ALIASES.iter().find(|(alias, _)| same(written, alias)).map(|(_, name)| *name);
    let by_beginning = || {
        BEGINNINGS.iter().find_map(|(wrong, right)| {
            let rest = written.get(wrong.len()..)?;
            let begins = written.get(..wrong.len())?.eq_ignore_ascii_case(wrong);
            begins
                .then(|| names().find(|name| name.strip_prefix(right).is_some_and(|end| same(rest, end))))?
        })
    };
    by_case.or_else(by_alias).or_else(by_beginning).or_else(|| nearest(written, names()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspelt_operators_are_understood() {
        for (written, expected) in [
            ("StringEqual", "StringEquals"),
            ("stringEquals", "StringEquals"),
            ("string_not_equals", "StringNotEquals"),
            ("StringMatch", "StringLike"),
            ("IPAddress", "IpAddress"),
            ("IpAdress", "IpAddress"),
            ("NumericLessThanOrEquals", "NumericLessThanEquals"),
            ("NumberGreaterThan", "NumericGreaterThan"),
            ("DateBefore", "DateLessThan"),
            ("StringEqualsIfExist", "StringEqualsIfExists"),
            ("StringLike_IfExists", "StringLikeIfExists"),
            ("ForAnyValues:StringEquals", "ForAnyValue:StringEquals"),
            ("ForAllValue:StringLike", "ForAllValues:StringLike"),
            ("foranyvalue:stringlikeifexists", "ForAnyValue:StringLikeIfExists"),
            ("StringLike:ForAnyValue", "ForAnyValue:StringLike"),
            ("StringEquals:IfExists", "StringEqualsIfExists"),
            ("Boolean", "Bool"),
            ("ForAnyValue:IsNullIfExists", "Null"),
        ] {
            assert_eq!(meant(written), Meant::Operator(expected.to_owned()), "{written}");
        }
        for key in ["aws:SourceIp", "token.actions.githubusercontent.com:sub", "kms:EncryptionContext:app"] {
            assert_eq!(meant(key), Meant::Key, "{key}");
        }
        for other in
            ["", ":", "aws:", "Condition", "And", "ForEachValue:StringEquals", "ifexists", "IfÉxists"]
        {
            assert_eq!(meant(other), Meant::Nothing, "{other}");
        }
    }
}
