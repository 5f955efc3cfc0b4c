//! Names as the catalog spells them; what cannot be one is refused.

/// The prefix of a service. It names a file, so it holds nothing that leads out of a folder.
///
/// # Errors
///
/// What cannot be a prefix.
pub(super) fn prefix(written: &str) -> Result<String, String> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let lower = written.to_ascii_lowercase();
    match lower.starts_with(|first: char| first != '-') && lower.bytes().all(fits) {
        true => Ok(lower),
        false => Err(format!("`{}` is no prefix of a service", written.escape_debug())),
    }
}

/// The name of an action.
///
/// # Errors
///
/// What cannot be a name.
pub(super) fn action(written: &str) -> Result<String, String> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    match !written.is_empty() && written.bytes().all(fits) {
        true => Ok(written.to_owned()),
        false => Err(format!("`{}` is no name of an action", written.escape_debug())),
    }
}

/// The name of a resource type, which may hold spaces.
///
/// # Errors
///
/// What cannot be a name.
pub(super) fn resource(written: &str) -> Result<String, String> {
    let name = written.trim();
    let fits = |byte: u8| (byte.is_ascii_graphic() && !matches!(byte, b'*' | b'+')) || byte == b' ';
    match !name.is_empty() && name.bytes().all(fits) {
        true => Ok(name.to_owned()),
        false => Err(format!("`{}` is no name of a resource type", written.escape_debug())),
    }
}

/// The name of a condition key, with a part that the user names as `${Name}`.
///
/// AWS's lists write that part as `${TagKey}`, `<key>` or `tag-key`, or leave it out behind a slash.
///
/// # Errors
///
/// What cannot be a name.
pub(super) fn key(written: &str) -> Result<String, String> {
    let name = written.trim();
    let mut spelled = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((head, tail)) = rest.split_once('<') {
        let Some((part, after)) = tail.split_once('>') else { break };
        spelled.push_str(head);
        match part.to_ascii_lowercase().as_str() {
            "key" | "tag-key" | "tagkey" => spelled.push_str("${TagKey}"),
            _ => spelled.extend(["${", part, "}"]),
        }
        rest = after;
    }
    spelled.push_str(rest);
    if let Some(head) = spelled.strip_suffix("/tag-key") {
        spelled.truncate(head.len() + 1);
    }
    if spelled.ends_with('/') {
        spelled.push_str("${TagKey}");
    }
    let has_prefix =
        spelled.split_once(':').is_some_and(|(prefix, rest)| !prefix.is_empty() && !rest.is_empty());
    match has_prefix && spelled.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'<') {
        true => Ok(spelled),
        false => Err(format!("`{}` is no name of a condition key", written.escape_debug())),
    }
}

/// The types of a condition key, as the catalog joins them.
///
/// # Errors
///
/// What is no type, and none at all.
pub(super) fn key_types<'a>(written: impl IntoIterator<Item = &'a str>) -> Result<String, String> {
    let mut types: Vec<&str> = Vec::new();
    for written in written {
        match written.strip_prefix("ArrayOf").unwrap_or(written) {
            "String" | "ARN" | "Bool" | "Numeric" | "Date" | "IPAddress" | "Binary" => types.push(written),
            _ => return Err(format!("`{}` is no type of a condition key", written.escape_debug())),
        }
    }
    match types.is_empty() {
        true => Err("it has no type".to_owned()),
        false => Ok(types.join(",")),
    }
}

/// The ARN formats of a resource type; some lists join several by a comma.
///
/// # Errors
///
/// What is no ARN format.
pub(super) fn arns(written: &str) -> Result<Vec<String>, String> {
    written.split(", ").map(arn).collect()
}

fn arn(written: &str) -> Result<String, String> {
    let mut parts: Vec<&str> = written.splitn(6, ':').collect();
    if parts.len() < 6 || parts[0] != "arn" || !written.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(format!("`{}` is no ARN format", written.escape_debug()));
    }
    // A word where the account should be: the account was forgotten, and all after it has moved up.
    if !is_account(parts[4]) {
        parts.insert(4, "${Account}");
    }
    Ok(parts.join(":"))
}

fn is_account(part: &str) -> bool {
    matches!(part, "" | "*" | "aws")
        || part.starts_with("${")
        || part.bytes().all(|byte| byte.is_ascii_digit())
}

/// A name for people.
///
/// # Errors
///
/// What would break a line.
pub(super) fn title(written: &str) -> Result<String, String> {
    let name = written.trim();
    match name.chars().any(char::is_control) {
        true => Err(format!("`{}` is no name of a service", name.escape_debug())),
        false => Ok(name.to_owned()),
    }
}
