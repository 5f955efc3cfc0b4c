//! Placeholders in brackets, and the markers of template languages.

use std::ops::Range;

use super::forms::{Form, Found, Part};

/// Whether `${...}` is a template's marker and no policy variable, whose key always has a prefix and a colon.
pub(super) fn is_template_marker(variable: &str) -> bool {
    /// CloudFormation's pseudo parameters, and the sources of the Serverless Framework.
    const PREFIXES: [&str; 8] = ["AWS::", "self:", "opt:", "env:", "file(", "sls:", "cf:", "param:"];
    let Some(body) = variable.strip_prefix("${") else { return false };
    // Most keys are those of AWS, and no marker begins like them.
    if body.trim_start().starts_with("aws:") {
        return false;
    }
    let body = body.strip_suffix('}').unwrap_or(body);
    let key = body.split(',').next().unwrap_or_default().trim();
    if PREFIXES.iter().any(|prefix| key.starts_with(prefix)) {
        return true;
    }
    // A call of a function begins before any colon; the name of a tag may hold both.
    if key.find(['(', '"']).is_some_and(|call| key.find(':').is_none_or(|colon| call < colon)) {
        return true;
    }
    // A slip of the prefix, as in `${aws.username}`, is no marker; `${aws_iam_role.deploy.arn}` is Terraform's.
    let is_slip = key.starts_with("aws") && !(key.starts_with("aws_") && key.contains('.'));
    let shell = key.split_once(":-").map_or(key, |(name, _)| name);
    let mut characters = shell.chars();
    characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|next| next.is_ascii_alphanumeric() || "_.-[]*!/".contains(next))
        && !is_slip
}

/// `{account}`, as Python's formats have it, or `[account]`.
pub(super) fn is_enclosed(text: &str) -> bool {
    let ends = matches!(text.as_bytes(), [b'{', .., b'}'] | [b'[', .., b']']);
    ends && text[1..].starts_with(|first: char| first.is_ascii_alphabetic())
}

/// Placeholders in brackets of some kind.
pub(super) fn look_for_brackets(text: &str, range: Range<usize>, part: Part, found: &mut Vec<Found>) {
    let begins = |byte: &u8| matches!(byte, b'<' | b'{' | b'$' | b'#' | b'%' | b'_');
    let end = range.end;
    let mut from = range.start;
    while let Some(next) = text.as_bytes()[from..end].iter().position(begins) {
        let start = from + next;
        match bracketed(&text[start..end]) {
            Some((length, Some(form))) => {
                found.push(Found { range: start..start + length, form, part });
                from = start + length;
            }
            Some((length, None)) => from = start + length,
            None => from = start + 1,
        }
    }
}

/// The length of what is bracketed at the start of a text, and what it is, if it is a placeholder.
fn bracketed(text: &str) -> Option<(usize, Option<Form>)> {
    let (open, close) = match text.as_bytes() {
        [b'<', ..] => ("<", ">"),
        [b'{', b'{', ..] => ("{{", "}}"),
        [b'$', b'{', ..] => ("${", "}"),
        [b'$', b'(', ..] => ("$(", ")"),
        [b'#', b'{', ..] => ("#{", "}"),
        [b'%', ..] => ("%", "%"),
        [b'_', b'_', ..] => ("__", "__"),
        _ => return None,
    };
    /// No placeholder is longer; without an end, a string of opening brackets would be searched again for each of them.
    const LONGEST: usize = 256;
    let inner = &text[open.len()..];
    let window = inner.char_indices().nth(LONGEST).map_or(inner, |(end, _)| &inner[..end]);
    let inner = &inner[..window.find(close)?];
    let length = open.len() + inner.len() + close.len();
    let first = inner.trim_start().chars().next();
    let begins = first.is_some_and(|first| first.is_alphabetic());
    let form = match open {
        "<" if begins && !inner.contains('<') => Some(Form::Word),
        // CloudFormation replaces its dynamic references itself, in every property.
        "{{" if inner.starts_with("resolve:") => None,
        "${" => is_template_marker(&text[..length]).then_some(Form::Marker),
        "{{" | "$(" | "#{" if begins => Some(Form::Marker),
        "%" | "__" if is_constant(inner) => Some(Form::Marker),
        "%" | "__" | "<" => return None,
        _ => None,
    };
    Some((length, form))
}

/// `BUCKET_NAME`, three characters at least, unlike the digits of `%2F%3A`.
fn is_constant(text: &str) -> bool {
    text.len() > 2
        && text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_policy_variables() {
        for marker in [
            "AWS::AccountId",
            "var.account",
            "local.name",
            "aws_s3_bucket.logs.arn",
            "Bucket",
            "Bucket.Arn",
            "ACCOUNT_ID",
            "ACCOUNT_ID:-none",
            "self:custom.bucket",
            "data.aws_caller_identity.current.account_id",
            "format(\"%s\", var.a)",
        ] {
            assert!(is_template_marker(&format!("${{{marker}}}")), "{marker}");
        }
        for variable in [
            "aws:username",
            "aws:PrincipalTag/a(b",
            "saml:sub, 'x'",
            "*",
            "?",
            "$",
            "",
            " ",
            "iot:Connection.Thing.ThingName",
            "aws-username",
            "graph.facebook.com:id",
        ] {
            assert!(!is_template_marker(&format!("${{{variable}}}")), "{variable}");
        }
    }
}
