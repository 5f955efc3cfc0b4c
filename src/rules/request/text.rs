//! Parameters that are strings of some length and alphabet (IAM API Reference).

use super::is_placeholder;
use crate::find::{Parameter, Request, Shape};
use crate::rules::wording::quoted;
use crate::rules::{Reporter, rule};

rule!(POLICY_NAME, "request/invalid-policy-name", Request, policy_name);
rule!(IDENTITY_NAME, "request/invalid-identity-name", Request, identity_name);
rule!(PATH, "request/invalid-path", Request, path);
rule!(DESCRIPTION, "request/invalid-description", Request, description);

/// What a string may be.
struct Limits {
    most: usize,
    has: fn(char) -> bool,
    /// The characters in words.
    characters: &'static str,
}

const NAME: Limits = Limits {
    most: 128,
    has: is_of_name,
    characters: "letters and digits of ASCII and the characters `_`, `+`, `=`, `,`, `.`, `@` and `-`",
};

/// Whether AWS's pattern for letters takes those beyond ASCII is not known, so they are not refused here.
fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || "_+=,.@-".contains(character)
}

fn policy_name(request: &Request<'_>, reporter: &mut Reporter) {
    check(request, Shape::PolicyName, "policy", &NAME, reporter);
}

fn identity_name(request: &Request<'_>, reporter: &mut Reporter) {
    check(request, Shape::UserName, "user", &NAME, reporter);
    check(request, Shape::NewUserName, "user", &Limits { most: 64, ..NAME }, reporter);
    check(request, Shape::GroupName, "group", &NAME, reporter);
    check(request, Shape::RoleName, "role", &Limits { most: 64, ..NAME }, reporter);
}

/// Checks names: one mistake is one finding.
fn check(request: &Request<'_>, shape: Shape, of: &str, limits: &Limits, reporter: &mut Reporter) {
    let most = limits.most;
    for text in request.texts(shape).filter(|text| !is_placeholder(text.as_str())) {
        let value = text.as_str();
        let count = value.chars().count();
        let foreign = value.char_indices().find(|(_, character)| !(limits.has)(*character));
        if value.is_empty() {
            reporter
                .report(text.at(), format!("the name of the {of} is empty"))
                .help(format!("write a name of 1 to {most} characters"));
        } else if let Some((at, character)) = foreign {
            reporter
                .report(
                    text.part(at..at + character.len_utf8()),
                    format!("the name of the {of} has {} in it", character_in_words(character)),
                )
                .here("this character may not stand in a name")
                .help(format!("use {} only", limits.characters));
        } else if count > most {
            let message = format!("the name of the {of} has {count} characters, and {most} is the most");
            reporter.report(text.at(), message).help(format!("shorten it by {}", counted(count - most)));
        }
    }
}

fn character_in_words(character: char) -> String {
    match character {
        ' ' => "a blank".to_owned(),
        other if other.is_control() || other.is_whitespace() => format!("U+{:04X}", u32::from(other)),
        other => quoted(&other.to_string()),
    }
}

fn counted(characters: usize) -> String {
    if characters == 1 { "1 character".to_owned() } else { format!("{characters} characters") }
}

const POLICY_PATH_HELP: &str =
    "use letters and digits of ASCII and `.`, `,`, `+`, `@`, `=`, `_` and `-` between slashes";

fn path(request: &Request<'_>, reporter: &mut Reporter) {
    const MOST: usize = 512;
    for (shape, has) in
        [(Shape::PolicyPath, is_of_policy_path as fn(char) -> bool), (Shape::Path, is_of_path)]
    {
        let Some(text) = request.text(shape).filter(|text| !is_placeholder(text.as_str())) else { continue };
        let value = text.as_str();
        let count = value.chars().count();
        if value.is_empty() {
            reporter.report(text.at(), "the path is empty").help("write `/`, or remove the parameter");
        } else if !value.starts_with('/') || !value.ends_with('/') {
            reporter
                .report(text.at(), format!("the path {} does not begin and end with `/`", quoted(value)))
                .help(format!(
                    "write {}",
                    quoted(&format!("/{}/", value.trim_matches('/')).replace("//", "/"))
                ));
        } else if let Some((at, character)) = value.char_indices().find(|(_, character)| !has(*character)) {
            let at = text.part(at..at + character.len_utf8());
            reporter
                .report(at, format!("the path has {} in it", character_in_words(character)))
                .here("this character may not stand in a path")
                .help(match shape {
                    Shape::PolicyPath => POLICY_PATH_HELP,
                    _ => "use the visible characters of ASCII",
                });
        } else if shape == Shape::PolicyPath && value.contains("//") {
            reporter
                .report(text.at(), format!("the path {} has nothing between two slashes", quoted(value)))
                .help("write a name between them, or one slash");
        } else if count > MOST {
            reporter
                .report(text.at(), format!("the path has {count} characters, and {MOST} is the most"))
                .help(format!("shorten it by {}", counted(count - MOST)));
        }
    }
}

fn is_of_policy_path(character: char) -> bool {
    character.is_ascii_alphanumeric() || "/.,+@=_-".contains(character)
}

fn is_of_path(character: char) -> bool {
    matches!(character, '!'..='\u{7F}')
}

fn description(request: &Request<'_>, reporter: &mut Reporter) {
    const MOST: usize = 1_000;
    let parameters = [Shape::PolicyDescription, Shape::RoleDescription];
    for parameter in parameters.into_iter().filter_map(|shape| request.parameter(shape)) {
        let Some(text) = parameter.text() else { continue };
        let count = text.as_str().chars().count();
        if count > MOST {
            reporter
                .report(text.at(), format!("the description has {count} characters, and {MOST} is the most"))
                .help(format!("shorten it by {}", counted(count - MOST)));
        } else if let Some((at, character)) = foreign_character(parameter) {
            reporter
                .report(
                    text.part(at..at + character.len_utf8()),
                    format!("the description has {} in it", character_in_words(character)),
                )
                .here("this character may not stand in a description")
                .help("use the characters of Latin-1 only, without typographic quotes and dashes");
        }
    }
}

/// The first character that the description of a role may not have; that of a policy may have any, as far as is known.
fn foreign_character(parameter: &Parameter<'_>) -> Option<(usize, char)> {
    let text = parameter.text().filter(|_| parameter.shape == Shape::RoleDescription)?;
    let has = |character| matches!(character, '\t' | '\n' | '\r' | ' '..='~' | '\u{A1}'..='\u{FF}');
    text.as_str().char_indices().find(|(_, character)| !has(*character))
}
