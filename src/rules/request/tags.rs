//! The tags of a request, of which one that is wrong fails all of it.

use std::collections::HashMap;

use super::is_placeholder;
use crate::find::{Parameter, Request, Shape};
use crate::rules::wording::quoted;
use crate::rules::{Reporter, rule};

rule!(TOO_MANY, "request/too-many-tags", Request, too_many);
rule!(INVALID, "request/invalid-tag", Request, invalid);
rule!(DUPLICATE, "request/duplicate-tag-key", Request, duplicate);
rule!(RESERVED, "request/reserved-tag-prefix", Request, reserved);

/// The most tags of one entity (IAM User Guide, "IAM and AWS STS quotas").
const MOST: usize = 50;

fn tags<'r, 'n>(request: &'r Request<'n>) -> impl Iterator<Item = &'r Parameter<'n>> {
    [Shape::PolicyTags, Shape::RoleTags].into_iter().filter_map(|shape| request.parameter(shape))
}

fn too_many(request: &Request<'_>, reporter: &mut Reporter) {
    for parameter in tags(request) {
        let count = parameter.tags().len();
        if count > MOST {
            reporter
                .report(parameter.name.at(), format!("{count} tags, and {MOST} is the most"))
                .help(format!("remove {}", count - MOST));
        }
    }
}

fn invalid(request: &Request<'_>, reporter: &mut Reporter) {
    for tag in tags(request).flat_map(Parameter::tags) {
        for (text, what, least, most) in [(tag.key, "key", 1, 128), (tag.value, "value", 0, 256)] {
            let Some(text) = text.filter(|text| !is_placeholder(text.as_str())) else { continue };
            let value = text.as_str();
            let count = value.chars().count();
            if count < least {
                reporter
                    .report(text.at(), "the key of a tag is empty")
                    .help("write the key, or remove the tag");
            } else if count > most {
                let message = format!("the {what} of a tag has {count} characters, and {most} is the most");
                reporter.report(text.at(), message).help(format!("shorten it by {}", count - most));
            } else if let Some((at, character)) =
                value.char_indices().find(|(_, next)| !may_stand_in_tag(*next))
            {
                let written = match character {
                    other if other.is_control() => format!("U+{:04X}", u32::from(other)),
                    other => quoted(&other.to_string()),
                };
                reporter
                    .report(
                        text.part(at..at + character.len_utf8()),
                        format!("the {what} of a tag has {written} in it"),
                    )
                    .here("this character may not stand in a tag")
                    .help("use letters, digits, blanks and `_`, `.`, `:`, `/`, `=`, `+`, `-` and `@` only");
            }
        }
    }
}

/// Letters, numbers and separators of any script, and a few signs.
fn may_stand_in_tag(character: char) -> bool {
    character.is_alphanumeric()
        || "_.:/=+-@".contains(character)
        || (character.is_whitespace() && !character.is_control())
}

fn duplicate(request: &Request<'_>, reporter: &mut Reporter) {
    for parameter in tags(request) {
        // IAM compares the keys of users and roles without regard to case, those of policies letter for letter.
        let fold = |key: &str| match parameter.shape {
            Shape::RoleTags => key.to_lowercase(),
            _ => key.to_owned(),
        };
        let mut first = HashMap::new();
        for key in parameter.tags().iter().filter_map(|tag| tag.key) {
            match first.get(&fold(key.as_str())) {
                None => drop(first.insert(fold(key.as_str()), key)),
                Some(_) if is_placeholder(key.as_str()) => {}
                Some(earlier) => {
                    let differs = if earlier.as_str() == key.as_str() { "" } else { ", in another case" };
                    reporter
                        .report(key.at(), format!("the key {} is there twice{differs}", quoted(key.as_str())))
                        .label(earlier.at(), "it stands here first")
                        .help("remove one of the two tags");
                }
            }
        }
    }
}

fn reserved(request: &Request<'_>, reporter: &mut Reporter) {
    const PREFIX: &str = "aws:";
    for tag in tags(request).flat_map(Parameter::tags) {
        for (text, what) in [(tag.key, "key"), (tag.value, "value")] {
            let Some(text) = text else { continue };
            if text.as_str().get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX)) {
                reporter
                    .report(
                        text.part(0..PREFIX.len()),
                        format!("the {what} {} begins with `{PREFIX}`", quoted(text.as_str())),
                    )
                    .here("reserved for AWS")
                    .help(format!("choose a {what} that begins in another way"));
            }
        }
    }
}
