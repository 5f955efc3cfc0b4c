use std::ops::Range;

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

/// Whether a string, or a part of an Amazon resource name, is a placeholder or holds one.
///
/// Rules about the form of actions, principals and resources stay silent then: the placeholder is a finding of its own.
pub(in crate::rules) fn is_placeholder(text: &str) -> bool {
    if !find(text).is_empty() {
        return true;
    }
    [Part::Partition, Part::Service, Part::Region, Part::Account]
        .iter()
        .any(|part| !text.is_empty() && is_word(text, words_of(*part)))
}

/// Whether `${...}` is a template's marker and no policy variable, whose key always has a prefix and a colon.
pub(in crate::rules) fn is_template_marker(variable: &str) -> bool {
    /// CloudFormation's pseudo parameters, and the sources of the Serverless Framework.
    const PREFIXES: [&str; 8] = ["AWS::", "self:", "opt:", "env:", "file(", "sls:", "cf:", "param:"];
    let Some(body) = variable.strip_prefix("${") else { return false };
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

/// The placeholders of an action, a resource or a principal, in its order.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found = find_certain(text);
    if found.is_empty() && !text.starts_with("arn:") && (is_word(text, &WHOLE) || is_enclosed(text)) {
        found.push(Found { range: 0..text.len(), form: Form::Word, part: Part::Whole });
    }
    found
}

/// The placeholders that are ones in any string, in its order.
pub(super) fn find_certain(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    if !text.starts_with("arn:") {
        look_for_brackets(text, 0..text.len(), Part::Whole, &mut found);
        if found.is_empty() && waits(text) {
            found.push(Found { range: 0..text.len(), form: Form::Word, part: Part::Whole });
        }
        return found;
    }
    let parts = [Part::Whole, Part::Partition, Part::Service, Part::Region, Part::Account, Part::Name];
    let mut start = 0;
    let mut service = "";
    for part in parts {
        let end = if part == Part::Name { text.len() } else { end_of_field(text, start) };
        let field = &text[start..end];
        match part {
            Part::Whole => {}
            Part::Name => look_into_name(text, start, service, &mut found),
            _ => look_into_field(text, start..end, part, &mut found),
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

/// Words that stand for a whole action, resource or principal, as templates and documentation write them.
const WHOLE: [&str; 21] = [
    "action-statement",
    "resource-statement",
    "principal-statement",
    "action",
    "action-name",
    "service:action",
    "service:action-name",
    "resource",
    "resource-arn",
    "bucket-arn",
    "role-arn",
    "user-arn",
    "principal",
    "principal-arn",
    "account-id",
    "aws-account-id",
    "account-id-without-hyphens",
    "placeholder",
    "todo",
    "tbd",
    "...",
];

/// Words that stand for a part of an Amazon resource name, as documentation writes its form.
fn words_of(part: Part) -> &'static [&'static str] {
    match part {
        Part::Partition => &["partition", "aws-partition"],
        Part::Service => &["service", "service-name", "service-prefix", "vendor"],
        Part::Region => &["region", "aws-region", "region-name", "region-id", "your-region"],
        Part::Account => &[
            "account",
            "account-id",
            "account-number",
            "aws-account",
            "aws-account-id",
            "aws-account-number",
            "account-id-without-hyphens",
        ],
        Part::Whole | Part::Name => &[],
    }
}

/// The services whose resources have names without a type before them.
const SOLE: [(&str, &str); 3] = [("s3", "bucket"), ("sns", "topic"), ("sqs", "queue")];

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

fn look_into_field(text: &str, range: Range<usize>, part: Part, found: &mut Vec<Found>) {
    let field = &text[range.clone()];
    if field.is_empty() || field.bytes().all(|byte| byte.is_ascii_digit()) {
        return;
    }
    let before = found.len();
    look_for_brackets(text, range.clone(), part, found);
    let is_shell = || {
        field.strip_prefix('$').is_some_and(|name| name.starts_with(|first: char| first.is_ascii_uppercase()))
    };
    let is_crossed_out = || field.len() > 2 && field.bytes().all(|byte| matches!(byte, b'x' | b'X'));
    if found.len() > before {
        return;
    }
    if is_shell() {
        found.push(Found { range, form: Form::Marker, part });
    } else if is_enclosed(field) || is_word(field, words_of(part)) || is_crossed_out() || waits(field) {
        found.push(Found { range, form: Form::Word, part });
    }
}

/// The last part of an Amazon resource name, which is made of names parted by slashes and colons.
fn look_into_name(text: &str, start: usize, service: &str, found: &mut Vec<Found>) {
    let before = found.len();
    look_for_brackets(text, start..text.len(), Part::Name, found);
    if found.len() > before {
        return;
    }
    let sole = SOLE.iter().find(|(sole, _)| *sole == service).map(|(_, noun)| *noun);
    let mut from = start;
    let mut previous = "";
    for (index, segment) in text[start..].split(['/', ':']).enumerate() {
        let is_bare = match (sole, index) {
            (Some(noun), 0) => is_named_after(segment, noun) || is_enclosed(segment),
            (None, 1) => is_named_after(segment, previous),
            _ => false,
        };
        if is_bare || waits(segment) {
            found.push(Found { range: from..from + segment.len(), form: Form::Word, part: Part::Name });
        }
        from += segment.len() + 1;
        previous = segment;
    }
}

/// `{account}`, as Python's formats have it, or `[account]`.
fn is_enclosed(text: &str) -> bool {
    let ends = matches!(text.as_bytes(), [b'{', .., b'}'] | [b'[', .., b']']);
    ends && text[1..].starts_with(|first: char| first.is_ascii_alphabetic())
}

/// Placeholders in brackets of some kind.
fn look_for_brackets(text: &str, range: Range<usize>, part: Part, found: &mut Vec<Found>) {
    const BEGINNINGS: [u8; 6] = [b'<', b'{', b'$', b'#', b'%', b'_'];
    let end = range.end;
    let mut from = range.start;
    while let Some(next) = text[from..end].bytes().position(|byte| BEGINNINGS.contains(&byte)) {
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
    let inner = &text[open.len()..];
    let inner = &inner[..inner.find(close)?];
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

/// Whether a name says that it waits to be replaced.
fn waits(text: &str) -> bool {
    asks_for_more(text) || is_crossed_out(text)
}

/// `REPLACE_ME`, `your-bucket-name`, `INSERT-ACCOUNT-ID-HERE`.
fn asks_for_more(text: &str) -> bool {
    const VERBS: [&str; 3] = ["insert", "enter", "put"];
    const WORDS: [&str; 2] = ["replace-me", "change-me"];
    const BEGINNINGS: [&str; 6] =
        ["replace-me-", "replace_me_", "change-me-", "change_me_", "replace-with-", "replace_with_"];
    let starts = |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    match text.as_bytes().first().map(u8::to_ascii_lowercase) {
        Some(b'r' | b'c') => is_word(text, &WORDS) || BEGINNINGS.iter().any(|word| starts(word)),
        Some(b'y') => starts("your") && begins_word(&text[4..]) && ends_with_noun(text),
        Some(b'i' | b'e' | b'p') => {
            let verb = VERBS.iter().find(|verb| starts(verb));
            verb.is_some_and(|verb| begins_word(&text[verb.len()..])) && ends_as(text, "here")
        }
        _ => false,
    }
}

/// Whether there is a run of the letter that crosses out: `subnet-xxxxxxxx`.
fn is_crossed_out(text: &str) -> bool {
    const SHORTEST: usize = 6;
    let mut run = 0;
    text.bytes().any(|byte| {
        run = if matches!(byte, b'x' | b'X') { run + 1 } else { 0 };
        run == SHORTEST
    })
}

/// Whether a new word begins: behind a separator, or with a capital letter.
fn begins_word(rest: &str) -> bool {
    rest.starts_with(|next: char| next.is_ascii_uppercase() || matches!(next, '-' | '_' | ' '))
}

fn ends_with_noun(text: &str) -> bool {
    const NOUNS: [&str; 20] = [
        "name", "id", "arn", "here", "number", "account", "region", "bucket", "role", "user", "group",
        "policy", "table", "function", "queue", "topic", "key", "secret", "org", "repo",
    ];
    NOUNS.iter().any(|noun| ends_as(text, noun))
}

fn ends_as(text: &str, word: &str) -> bool {
    let start = text.len().checked_sub(word.len());
    start.and_then(|start| text.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// Whether a name is that of its type with nothing added: `role-name` behind `role`, `KeyId` behind `key`.
fn is_named_after(text: &str, noun: &str) -> bool {
    ["name", "id"].iter().any(|end| letters(text).eq(letters(noun).chain(end.bytes())))
}

fn is_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| letters(text).eq(letters(word)))
}

/// A word without regard to its case and the marks between its parts.
fn letters(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.bytes().filter(|byte| !matches!(byte, b'-' | b'_' | b' ')).map(|byte| byte.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|found| &text[found.range]).collect()
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
            assert_eq!(is_placeholder(text), text != "$", "{text}");
        }
    }

    #[test]
    fn markers_are_told_from_policy_variables() {
        for marker in [
            "${AWS::AccountId}",
            "${var.account}",
            "${local.name}",
            "${aws_s3_bucket.logs.arn}",
            "${Bucket}",
            "${Bucket.Arn}",
            "${ACCOUNT_ID}",
            "${ACCOUNT_ID:-none}",
            "${self:custom.bucket}",
            "${data.aws_caller_identity.current.account_id}",
            "${format(\"%s\", var.a)}",
        ] {
            assert!(is_template_marker(marker), "{marker}");
        }
        for variable in [
            "${aws:username}",
            "${aws:PrincipalTag/a(b}",
            "${saml:sub, 'x'}",
            "${*}",
            "${?}",
            "${$}",
            "${}",
            "${ }",
            "${iot:Connection.Thing.ThingName}",
            "${aws-username}",
            "${graph.facebook.com:id}",
        ] {
            assert!(!is_template_marker(variable), "{variable}");
        }
    }
}
