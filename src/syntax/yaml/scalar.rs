//! Scalars to values.

use std::borrow::Cow;

use super::super::text::Anchor;
use super::super::{Text, Value};
use super::events::Style;
use super::{lines, quotes};
use crate::source::Span;

/// The string that a scalar says; each byte of it knows where it was written.
pub(super) fn text<'t>(source: &'t str, at: Span, style: Style, value: Cow<'t, str>) -> Text<'t> {
    let written = source.get(at.start()..at.end()).unwrap_or_default();
    let quote = usize::from(matches!(style, Style::SingleQuoted | Style::DoubleQuoted));
    let content = at.start() + quote;
    let inner = written.get(quote..written.len().saturating_sub(quote)).unwrap_or_default();
    let is_plain = inner.len() >= value.len() && inner.starts_with(&*value);
    if is_plain
        && (inner.len() == value.len() || style == Style::Block && inner.trim_end().len() <= value.len())
    {
        return Text::verbatim(at, content, &inner[..value.len()]);
    }
    let map = match style {
        Style::Plain => lines::anchors(&value, inner, content, None),
        Style::Block => lines::anchors(&value, inner, content, Some(column(source, content))),
        Style::SingleQuoted => {
            Some(quotes::single(inner, content)).filter(|(read, _)| *read == value).map(|(_, map)| map)
        }
        Style::DoubleQuoted => {
            Some(quotes::double(inner, content)).filter(|(read, _)| *read == value).map(|(_, map)| map)
        }
    };
    // Where it is not known which byte stands where, each stands at the whole.
    let map = map.unwrap_or_else(|| {
        let anchor = |value: usize| Anchor { value: narrow(value), source: narrow(at.start()) };
        let end = Anchor { value: narrow(value.len()), source: narrow(at.end()) };
        (0..value.len()).map(anchor).chain([end]).collect()
    });
    Text::escaped(at, content, value.into_owned(), map)
}

/// How far from the begin of its line a byte stands.
fn column(source: &str, offset: usize) -> usize {
    let before = source.get(..offset).unwrap_or_default();
    before.len() - before.rfind('\n').map_or(0, |end| end + 1)
}

/// What a scalar without quotes stands for.
///
/// What readers of YAML take for different things is unknown: `0777` is a number to some and a string to others, and `yes` is
/// a boolean to those of YAML 1.1, such as CloudFormation.
/// A date is text, as CloudFormation takes it, and so is an account id, whose digits are no quantity.
pub(super) fn plain<'t>(source: &'t str, text: Text<'t>) -> Value<'t> {
    let at = text.at();
    let written = source.get(at.start()..at.end()).unwrap_or_default();
    match written {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if is_account(written) => Value::Text(text),
        _ if is_json_number(written) => Value::Number(written),
        _ if is_other_boolean(written) || is_other_number(written) => Value::Unknown,
        _ => Value::Text(text),
    }
}

fn is_account(written: &str) -> bool {
    written.len() == 12 && written.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_json_number(written: &str) -> bool {
    let unsigned = written.strip_prefix('-').unwrap_or(written);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// Whether YAML 1.1 has it as a boolean, and YAML 1.2 as a string.
fn is_other_boolean(written: &str) -> bool {
    const WORDS: [&str; 12] = ["yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF"];
    WORDS.contains(&written)
}

/// Whether YAML 1.1 or 1.2 has it as a number that JSON does not write so.
fn is_other_number(written: &str) -> bool {
    let unsigned = written.strip_prefix(['+', '-']).unwrap_or(written);
    let of_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'_');
    match unsigned.as_bytes() {
        [b'0', b'x' | b'b' | b'o', ..] => of_digits(&unsigned[2..]),
        [b'.', b'0'..=b'9', ..] => is_decimal(&unsigned[1..]),
        [b'0'..=b'9', ..] => is_decimal(unsigned),
        _ => matches!(unsigned.to_ascii_lowercase().as_str(), ".inf" | ".nan"),
    }
}

/// Digits with points, underscores, exponents, or the colons of base 60 among them.
fn is_decimal(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'_' | b'.' | b':');
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, ""));
    number.bytes().all(is_part)
        && exponent.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-'))
        && number.matches('.').count() <= 1
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
