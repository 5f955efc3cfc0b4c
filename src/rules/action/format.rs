use std::ops::Range;

use crate::diagnostic::{Fix, Level, Safety};
use crate::policy::{Action, pattern};
use crate::rules::grammar::placeholder::is_placeholder;
use crate::rules::wording::quoted;
use crate::rules::{Context, rule};
use crate::source::Signs;

rule!(INVALID, "action/invalid-action-format", Action, invalid_action_format);

/// What is wrong with the form of an action.
struct Fault {
    level: Level,
    /// The part of the string's value that is wrong; the whole string where it is empty.
    part: Range<usize>,
    here: &'static str,
    help: String,
    /// The action that was meant.
    meant: Option<String>,
}

fn invalid_action_format(action: &Action<'_>, ctx: &mut Context<'_>) {
    let written = action.as_str();
    let Some(fault) = fault_of(action) else { return };
    // What a variable in an action means is another rule's business.
    if written.contains("${") || is_placeholder(written) {
        return;
    }
    let text = action.text;
    let part = fault.part.clone();
    let is_disallowed = |(index, character): (usize, char)| {
        let start = part.start + index;
        ctx.is_disallowed_character(character, text.part(start..start + character.len_utf8()))
    };
    if !part.is_empty() && written[part.clone()].char_indices().all(is_disallowed) {
        return;
    }
    let at = if part.is_empty() { text.at() } else { text.part(part) };
    let message = match written {
        "" => "the action is empty".to_owned(),
        _ => format!("{} is no action", quoted(written)),
    };
    let finding = ctx.report(at, message).level(fault.level).here(fault.here).help(fault.help);
    if let Some(meant) = fault.meant {
        let title = format!("write {}", quoted(&meant));
        finding.fix(Fix::replace(title, Safety::Suggested, action.text.content(), meant));
    }
}

/// Whether nothing can be wrong with an action, as with nearly all of them; told without looking for each fault.
pub(super) fn is_in_form(action: &Action<'_>) -> bool {
    let (Some(prefix), Some(name)) = (action.prefix(), action.name()) else { return false };
    let is_bare = !action.text.signs().has(Signs::FOREIGN);
    let is_filled = !prefix.is_empty() && !name.is_empty() && prefix != "arn";
    is_bare && is_filled && !pattern::has_wildcard(prefix) && !name.as_bytes().contains(&b':')
}

fn fault_of(action: &Action<'_>) -> Option<Fault> {
    let written = action.as_str();
    if action.is_star() || is_in_form(action) {
        return None;
    }
    let whole = 0..written.len();
    let error = |part, here, help: &str| Fault {
        level: Level::Error,
        part,
        here,
        help: help.to_owned(),
        meant: None,
    };
    if written.trim().is_empty() {
        return Some(error(
            0..0,
            "stands for nothing",
            "write an action, as in `s3:GetObject`, or remove it",
        ));
    }
    if written.starts_with("arn:") {
        return Some(error(whole, "this is a resource", "move it to `Resource`"));
    }
    if written.contains(',') {
        return Some(error(
            whole,
            "holds several actions",
            "write each action as a string of its own, as in `[\"s3:GetObject\", \"s3:PutObject\"]`",
        ));
    }
    if let Some(part) = outer_blanks(written) {
        return Some(meaning(error(part, "a blank belongs to no action", ""), written.trim()));
    }
    match (action.prefix(), action.name()) {
        (Some(prefix), Some(name)) if !name.contains(':') => fault_of_parts(prefix, name),
        (Some(_), _) => {
            let fault =
                error(whole, "has more than one colon", "an action is `service:Name`, with one colon");
            Some(match one_colon(written) {
                Some(meant) => meaning(fault, &meant),
                None => fault,
            })
        }
        _ => Some(without_colon(written)),
    }
}

/// The fault, with what was meant as help and as fix.
fn meaning(fault: Fault, meant: &str) -> Fault {
    let help = format!("write {}", quoted(meant));
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'-' | b'.' | b'*' | b'?');
    Fault { help, meant: meant.bytes().all(is_plain).then(|| meant.to_owned()), ..fault }
}

fn outer_blanks(written: &str) -> Option<Range<usize>> {
    let before = written.len() - written.trim_start().len();
    let behind = written.trim_end().len();
    if before > 0 {
        return Some(0..before);
    }
    (behind < written.len()).then_some(behind..written.len())
}

/// An action with one colon.
fn fault_of_parts(prefix: &str, name: &str) -> Option<Fault> {
    let behind = prefix.len() + 1;
    let error = |part, here, help: String| Fault { level: Level::Error, part, here, help, meant: None };
    if prefix.is_empty() {
        let help = "write the service before the colon, as in `s3:GetObject`".to_owned();
        return Some(error(0..1, "the service is missing", help));
    }
    if prefix == "*" {
        let here = "no wildcard may stand for the service";
        let help = "write `*` alone for all actions of all services, or name the service".to_owned();
        return Some(Fault { level: Level::Warning, ..error(0..1, here, help) });
    }
    if pattern::has_wildcard(prefix) {
        let help = "name the service, and write an action for each service that is meant".to_owned();
        return Some(error(0..prefix.len(), "no wildcard may stand in the service", help));
    }
    let in_prefix = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '.');
    if let Some(part) = first_without(prefix, in_prefix) {
        let help = "a service is written with letters, digits and hyphens, as in `s3` or `access-analyzer`";
        return Some(error(part, "stands in no service's name", help.to_owned()));
    }
    if name.is_empty() {
        let help =
            format!("name the action, or write {} for all of the service", quoted(&format!("{prefix}:*")));
        return Some(error(0..behind, "the action's name is missing", help));
    }
    let in_name = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '*' | '?');
    let part = first_without(name, in_name)?;
    let is_blank = name[part.clone()].chars().all(char::is_whitespace);
    let part = part.start + behind..part.end + behind;
    if is_blank {
        let joined: String = name.chars().filter(|character| !character.is_whitespace()).collect();
        let fault = error(part, "a blank stands in no action's name", String::new());
        return Some(meaning(fault, &format!("{prefix}:{joined}")));
    }
    let help =
        "an action's name is written with letters and digits, and with `*` and `?` as wildcards".to_owned();
    let fault = error(part, "stands in no action's name", help);
    Some(Fault { level: Level::Warning, ..fault })
}

/// The first characters that do not belong in a text.
fn first_without(text: &str, belongs: impl Fn(char) -> bool) -> Option<Range<usize>> {
    let start = text.find(|character| !belongs(character))?;
    let rest = &text[start..];
    let length = rest.find(&belongs).unwrap_or(rest.len());
    Some(start..start + length)
}

/// An action without a colon.
fn without_colon(written: &str) -> Fault {
    let fault = Fault {
        level: Level::Error,
        part: 0..written.len(),
        here: "the service is missing",
        help: "an action is `service:Name`: write the service before it, as in `s3:GetObject`".to_owned(),
        meant: None,
    };
    if let Some(meant) = other_separator(written) {
        let here = "there is no colon between the service and the name";
        return meaning(Fault { here, ..fault }, &meant);
    }
    let service = written.trim_end_matches('*');
    if is_service(service) {
        let help = format!(
            "name an action of the service, or write {} for all of them",
            quoted(&format!("{service}:*"))
        );
        return Fault { here: "names no action", help, ..fault };
    }
    fault
}

/// The action that `s3.GetObject`, `s3/GetObject` or `s3-GetObject` means.
fn other_separator(written: &str) -> Option<String> {
    let (service, name) = written.rsplit_once(['.', '/', '-', '_', ' ', ';', '=', '|'])?;
    let service = service.trim_end();
    (is_service(service) && is_name(name)).then(|| format!("{service}:{name}"))
}

/// The action that `s3::GetObject` or `aws:s3:GetObject` means.
fn one_colon(written: &str) -> Option<String> {
    let mut parts = written.split(':').filter(|part| !part.is_empty() && *part != "aws");
    let (service, name) = (parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none();
    (is_whole && is_service(service) && is_name(name)).then(|| format!("{service}:{name}"))
}

fn is_service(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(is_letter)
}

fn is_name(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'*' | b'?');
    text.starts_with(|first: char| first.is_ascii_uppercase() || first == '*') && text.bytes().all(is_letter)
}
