//! What IAM checks of conditions.

use super::verdict::Verdict;
use crate::policy::Block;
use crate::policy::condition::{BASE_OPERATORS, Family};
use crate::syntax::{Member, Node, Value};

/// Whether the operators are known and the values of types that may stand there.
pub(super) fn syntax(condition: &Node<'_>, message: &str) -> Verdict {
    let refused = || Verdict::Refused(message.to_owned());
    let Some(operators) = condition.members() else {
        return if condition.value == Value::Null { Verdict::Unsure } else { refused() };
    };
    Verdict::any(operators.iter().map(|Member { name, value }| match &value.value {
        // A block without keys passes whatever its operator is.
        Value::Object(keys) if keys.is_empty() => Verdict::Accepted,
        Value::Object(keys) => {
            let values = keys.iter().map(|key| values(&key.value, message));
            Verdict::any(values.chain([operator(name.as_str(), message)]))
        }
        Value::Null => Verdict::Unsure,
        _ => refused(),
    }))
}

/// Whether the spelling of an operator matters in its case is not known.
fn operator(written: &str, message: &str) -> Verdict {
    let exact = |name: &str| BASE_OPERATORS.iter().any(|known| known.name == name);
    if exact(written) {
        return Verdict::Accepted;
    }
    let lower = written.to_ascii_lowercase();
    let prefixes = ["foranyvalue:", "forallvalues:"];
    let base = prefixes.iter().find_map(|prefix| lower.strip_prefix(prefix)).unwrap_or(&lower);
    let base = base.strip_suffix("ifexists").unwrap_or(base);
    match BASE_OPERATORS.iter().find(|known| known.name.eq_ignore_ascii_case(base)) {
        None => Verdict::Refused(message.to_owned()),
        Some(known) => Verdict::unsure_if(!written.contains(known.name)),
    }
}

fn values(value: &Node<'_>, message: &str) -> Verdict {
    match &value.value {
        Value::Text(_) | Value::Bool(_) => Verdict::Accepted,
        Value::Object(_) | Value::Null => Verdict::Refused(message.to_owned()),
        Value::Array(items) => {
            let is_plain =
                |item: &Node<'_>| matches!(item.value, Value::Text(_) | Value::Bool(_) | Value::Number(_));
            Verdict::unsure_if(!items.iter().all(is_plain))
        }
        _ => Verdict::Unsure,
    }
}

/// Whether the dates of a block can be read; a value without any digit certainly not.
pub(super) fn dates(block: &Block<'_>, message: &str) -> Verdict {
    if block.operator.family() != Some(Family::Date) {
        return Verdict::Accepted;
    }
    Verdict::any(block.entries.iter().flat_map(|entry| &entry.values).map(|value| match value.text() {
        Some(text) if text.as_str().contains('$') => Verdict::Unsure,
        Some(text) if !text.as_str().bytes().any(|byte| byte.is_ascii_digit()) => {
            Verdict::Refused(message.to_owned())
        }
        Some(text) => Verdict::unsure_if(!is_date(text.as_str())),
        None => Verdict::Unsure,
    }))
}

/// Whether a value has the form in which dates are commonly written, which IAM takes.
fn is_date(text: &str) -> bool {
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let is_form = |form: &str| {
        form.len() == text.len()
            && form
                .bytes()
                .zip(text.bytes())
                .all(|(form, byte)| if form == b'0' { is_digit(&byte) } else { form == byte })
    };
    ["0000-00-00T00:00:00Z", "0000-00-00", "0000-00", "0000"].iter().any(|form| is_form(form))
        || (text.len() <= 18 && text.as_bytes().iter().all(is_digit))
}
