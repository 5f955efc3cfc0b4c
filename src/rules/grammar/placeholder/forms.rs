use std::ops::Range;

use super::brackets::{is_enclosed, look_for_brackets};
use super::words::{SOLE, WHOLE, is_named_after, is_word, may_wait, starts_with, waits, words_of};
use crate::source::Signs;

/// A placeholder in a string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its range in the string's value.
    pub(super) range: Range<usize>,
    /// How it is written.
    pub(super) form: Form,
    /// Which part of the string it stands in.
    pub(super) part: Part,
}

/// How a placeholder is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// For people: `<account-id>`, `YOUR_BUCKET_NAME`, `action-statement`.
    Word,
    /// For a program that fills templates: `${AWS::AccountId}`, `{{ bucket }}`, `%BUCKET%`.
    Marker,
}

/// A part of a string: one of an Amazon resource name, or all of another string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Partition,
    Service,
    Region,
    Account,
    Name,
}

/// Whether a string is a placeholder or holds one.
///
/// Rules about the form of actions, principals and resources stay silent then: the placeholder is a finding of its own.
pub(in crate::rules) fn is_placeholder(text: &str) -> bool {
    !find(text, Signs::of(text)).is_empty()
}

/// Whether a part of an Amazon resource name is a placeholder or holds one: `region` and `account` are ones there only.
pub(super) fn is_placeholder_part(field: &str) -> bool {
    let parts = [Part::Partition, Part::Service, Part::Region, Part::Account];
    is_placeholder(field) || parts.iter().any(|part| is_word(field, words_of(*part)))
}

/// The placeholders of an action, a resource or a principal, in its order.
///
/// The signs are those of the whole string.
#[inline]
pub(super) fn find(text: &str, signs: Signs) -> Vec<Found> {
    if is_plain(text, signs) { Vec::new() } else { find_anywhere(text, signs) }
}

fn find_anywhere(text: &str, signs: Signs) -> Vec<Found> {
    let mut found = find_certain(text, signs);
    if found.is_empty() && !text.starts_with("arn:") && (is_whole_word(text, signs) || is_enclosed(text)) {
        found.push(Found { range: 0..text.len(), form: Form::Word, part: Part::Whole });
    }
    found
}

/// Whether a string is evidently none, as nearly all actions: of letters, digits and a colon, and beginning like no word that waits.
fn is_plain(text: &str, signs: Signs) -> bool {
    signs.has(Signs::COLON)
        && !signs.has(Signs::FOREIGN.and(Signs::CROSS))
        && !may_wait(text)
        && !text.starts_with("arn:")
        && !starts_with(text, "service:")
}

/// Whether a string is a word of documentation; of those with a colon only `service:action` is one.
fn is_whole_word(text: &str, signs: Signs) -> bool {
    (!signs.has(Signs::COLON) || starts_with(text, "service:")) && is_word(text, &WHOLE)
}

/// The placeholders that are ones in any string, in its order.
pub(super) fn find_certain(text: &str, signs: Signs) -> Vec<Found> {
    let mut found = Vec::new();
    if !text.starts_with("arn:") {
        if signs.has(Signs::BRACKET) {
            look_for_brackets(text, 0..text.len(), Part::Whole, &mut found);
        }
        if found.is_empty() && waits(text, signs) {
            found.push(Found { range: 0..text.len(), form: Form::Word, part: Part::Whole });
        }
        return found;
    }
    let parts = [Part::Whole, Part::Partition, Part::Service, Part::Region, Part::Account, Part::Name];
    let mut start = 0;
    let mut service = "";
    for part in parts {
        let end = match part {
            Part::Name => text.len(),
            _ if signs.has(Signs::BRACKET) => end_of_field(text, start),
            _ => length_up_to(&text[start..], |byte| byte == b':') + start,
        };
        let field = &text[start..end];
        match part {
            Part::Whole => {}
            Part::Name => look_into_name(text, start, service, signs, &mut found),
            _ => look_into_field(text, start..end, part, signs, &mut found),
        }
        if part == Part::Service {
            service = field;
        }
        if end >= text.len() {
            break;
        }
        start = end + 1;
    }
    found
}

/// The length of what stands before a byte; names are short, and to look for many bytes at a time takes longer then.
fn length_up_to(text: &str, ends: impl Fn(u8) -> bool) -> usize {
    text.bytes().position(ends).unwrap_or(text.len())
}

/// Where the part of an Amazon resource name ends that begins at `start`; a colon inside braces parts nothing.
fn end_of_field(text: &str, start: usize) -> usize {
    let mut depth = 0_usize;
    for (index, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b':' if depth == 0 => return index,
            _ => {}
        }
    }
    text.len()
}

fn look_into_field(text: &str, range: Range<usize>, part: Part, signs: Signs, found: &mut Vec<Found>) {
    let field = &text[range.clone()];
    if matches!(field, "" | "*" | "aws") || field.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    let before = found.len();
    if signs.has(Signs::BRACKET) {
        look_for_brackets(text, range.clone(), part, found);
    }
    let is_shell = || {
        field.strip_prefix('$').is_some_and(|name| name.starts_with(|first: char| first.is_ascii_uppercase()))
    };
    let is_crossed_out = || {
        signs.has(Signs::CROSS) && field.len() > 2 && field.bytes().all(|byte| matches!(byte, b'x' | b'X'))
    };
    if found.len() > before {
        return;
    }
    if signs.has(Signs::DOLLAR) && is_shell() {
        found.push(Found { range, form: Form::Marker, part });
    } else if is_enclosed(field) || is_word(field, words_of(part)) || is_crossed_out() || waits(field, signs)
    {
        found.push(Found { range, form: Form::Word, part });
    }
}

/// The last part of an Amazon resource name, which is made of names parted by slashes and colons.
fn look_into_name(text: &str, start: usize, service: &str, signs: Signs, found: &mut Vec<Found>) {
    let before = found.len();
    if signs.has(Signs::BRACKET) {
        look_for_brackets(text, start..text.len(), Part::Name, found);
    }
    if found.len() > before {
        return;
    }
    let sole = SOLE.iter().find(|(sole, _)| *sole == service).map(|(_, noun)| *noun);
    let mut from = start;
    let mut previous = "";
    for index in 0_usize.. {
        let length = length_up_to(&text[from..], |byte| matches!(byte, b'/' | b':'));
        let segment = &text[from..from + length];
        let is_bare = match (sole, index) {
            (Some(noun), 0) => is_named_after(segment, noun) || is_enclosed(segment),
            (None, 1) => is_named_after(segment, previous),
            _ => false,
        };
        if is_bare || waits(segment, signs) {
            found.push(Found { range: from..from + length, form: Form::Word, part: Part::Name });
        }
        from += length + 1;
        if from > text.len() {
            break;
        }
        previous = segment;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<&str> {
        find(text, Signs::of(text)).into_iter().map(|found| &text[found.range]).collect()
    }

    #[test]
    fn placeholders_are_found_where_they_stand() {
        for (text, expected) in [
            ("action-statement", &["action-statement"][..]),
            ("resource-statement", &["resource-statement"]),
            ("<action>", &["<action>"]),
            ("s3:<action>", &["<action>"]),
            ("REPLACE_ME", &["REPLACE_ME"]),
            ("changeme", &["changeme"]),
            ("arn:aws:iam::<account-id>:role/<role>", &["<account-id>", "<role>"]),
            ("arn:aws:iam::ACCOUNT-ID:role/deploy", &["ACCOUNT-ID"]),
            ("arn:aws:iam::YOUR_ACCOUNT_ID:role/deploy", &["YOUR_ACCOUNT_ID"]),
            ("arn:aws:iam::{account}:role/deploy", &["{account}"]),
            ("arn:aws:iam::xxxxxxxxxxxx:role/deploy", &["xxxxxxxxxxxx"]),
            ("arn:aws:iam::$ACCOUNT_ID:role/deploy", &["$ACCOUNT_ID"]),
            ("arn:aws:kms:region:account:key/key-id", &["region", "account", "key-id"]),
            ("arn:${Partition}:s3:::${BucketName}/*", &["${Partition}", "${BucketName}"]),
            ("arn:aws:s3:::${AWS::AccountId}-logs", &["${AWS::AccountId}"]),
            ("arn:aws:s3:::${var.bucket}/*", &["${var.bucket}"]),
            ("arn:aws:s3:::{{ bucket }}/*", &["{{ bucket }}"]),
            ("arn:aws:s3:::YOUR-BUCKET-NAME/*", &["YOUR-BUCKET-NAME"]),
            ("arn:aws:s3:::bucket-name/*", &["bucket-name"]),
            ("arn:aws:s3:::__BUCKET__/*", &["__BUCKET__"]),
            ("arn:aws:s3:::{bucket}/*", &["{bucket}"]),
            ("arn:aws:ec2:eu-central-1:111122223333:subnet/subnet-xxxxxxxx", &["subnet-xxxxxxxx"]),
        ] {
            assert_eq!(written(text), expected, "{text}");
            assert!(is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn what_may_be_meant_is_no_placeholder() {
        for text in [
            "",
            "*",
            "s3:GetObject",
            "s3:*",
            "arn:aws:s3:::*",
            "arn:aws:s3:::EXAMPLE-BUCKET/*",
            "arn:aws:s3:::amzn-s3-demo-bucket/${aws:username}/*",
            "arn:aws:s3:::example-bucket/your-company/data",
            "arn:aws:s3:::example-bucket/${aws:PrincipalTag/team, 'none'}/*",
            "arn:aws:s3:::example-bucket/a${*}b",
            "arn:aws:iam::123456789012:role/path/name",
            "arn:aws:iam::111122223333:user/${aws:username}",
            "arn:aws:iam::*:role/*",
            "arn:aws:lambda:eu-central-1:111122223333:function:orders:$LATEST",
            "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5/prod/GET/pets/{proxy+}",
            "arn:aws:iot:eu-central-1:111122223333:topic/$aws/things/${iot:ClientId}/*",
            "arn:aws:s3:::example-bucket/home/${cognito-identity.amazonaws.com:sub}/*",
            "arn:aws:s3:::example-bucket/a%2Fb%3Ac",
            "arn:aws:s3:::replacement-parts/user/user-id",
            "arn:aws:iam::111122223333:role/yourself",
            "arn:aws:dynamodb:eu-central-1:111122223333:table/orders/index/user-id",
            "111122223333",
            "{{resolve:ssm:/account}}",
            "${aws:username}",
            "${aws.username}",
        ] {
            assert_eq!(written(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn parts_of_names_are_placeholders_too() {
        for text in ["account-id", "AccountId", "region", "service", "partition", "<region>", "$"] {
            assert_eq!(is_placeholder_part(text), text != "$", "{text}");
        }
    }
}
