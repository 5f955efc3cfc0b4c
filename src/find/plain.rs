//! Files that are one policy.

use super::foreign;
use crate::syntax::{Node, Text, Value};

/// Whether a text can hold a policy at all, told without parsing it.
///
/// Every policy has statements, so a text without the word holds none; `Statement` may be misspelt in its case.
/// Only the Serverless Framework has a list of statements that is not called so.
pub fn holds_policy(text: &str) -> bool {
    const WORD: &[u8] = b"tatement";
    let is_there = |window: &[u8]| window.eq_ignore_ascii_case(WORD);
    text.as_bytes().windows(WORD.len()).any(is_there)
        || memchr::memmem::find(text.as_bytes(), b"resourcePolicy:").is_some()
}

/// Whether a text that cannot be read holds a policy or a template with one nevertheless, rather than a template of another tool.
pub fn surely_holds_policy(text: &str) -> bool {
    let has = |word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    let is_of_other_tool = has("{{") || has("{%") || has("<%");
    !is_of_other_tool
        && holds_policy(text)
        && ["2012-10-17", "AWS::IAM::", "PolicyDocument"].into_iter().any(has)
}

/// Whether a document that nobody named as a policy is one: it has statements that look like statements, in the language of IAM.
///
/// A single word of a statement may be that of another world, where no version tells what is meant.
pub fn looks_like_policy(root: &Node<'_>) -> bool {
    let has_version = root.member("Version").is_some();
    statements(root)
        .any(|statement| looks_like_statement(statement) && (has_version || count_of_elements(statement) > 1))
        && foreign::language(root).is_none()
        && !foreign::is_of_other_cloud(root)
}

/// The statements of a document, whatever the case of the element's name.
pub(super) fn statements<'n, 't>(root: &'n Node<'t>) -> impl Iterator<Item = &'n Node<'t>> {
    let members = root.members().unwrap_or_default().iter();
    let named = members.filter(|member| member.name.as_str().eq_ignore_ascii_case("Statement"));
    named.flat_map(|member| member.value.items().unwrap_or(std::slice::from_ref(&member.value)))
}

/// Whether an object has more of a statement than a word that other objects have as well.
pub fn surely_looks_like_statement(node: &Node<'_>) -> bool {
    looks_like_statement(node) && count_of_elements(node) > 1
}

/// How many elements of a statement an object has.
fn count_of_elements(node: &Node<'_>) -> usize {
    const ELEMENTS: [&str; 9] = [
        "Sid",
        "Effect",
        "Action",
        "NotAction",
        "Principal",
        "NotPrincipal",
        "Resource",
        "NotResource",
        "Condition",
    ];
    let names = node.members().unwrap_or_default().iter().map(|member| member.name.as_str());
    names.filter(|name| ELEMENTS.iter().any(|element| element.eq_ignore_ascii_case(name))).count()
}

/// Whether a document that somebody named as a policy can be meant as one.
///
/// A few words are enough, for the rules say best what is wrong with the rest.
pub fn may_be_policy(root: &Node<'_>) -> bool {
    let Some(members) = root.members() else { return false };
    let only_version = members.iter().all(|member| matches!(member.name.as_str(), "Version" | "Id"));
    (only_version && !members.is_empty())
        || looks_like_statement(root)
        || members.iter().any(|member| match member.name.as_str() {
            "Version" => {
                member.value.text().is_some_and(|text| matches!(text.as_str(), "2012-10-17" | "2008-10-17"))
            }
            "Resource" | "NotResource" | "Condition" => true,
            name if name.eq_ignore_ascii_case("Statement") => true,
            name => strsim::osa_distance(&name.to_lowercase(), "statement") <= 2,
        })
}

/// The members that hold a whole policy somewhere below a document, as an object or as text: their names, in order.
pub fn wrapped_policies<'n, 't>(root: &'n Node<'t>) -> Vec<&'n Text<'t>> {
    let mut found = Vec::new();
    find_wrapped(root, None, &mut found);
    found
}

fn find_wrapped<'n, 't>(node: &'n Node<'t>, name: Option<&'n Text<'t>>, found: &mut Vec<&'n Text<'t>>) {
    let is_text_of_policy = |text: &str| text.trim_start().starts_with(['{', '%']) && holds_policy(text);
    match &node.value {
        Value::Object(_) if looks_like_policy(node) => found.extend(name),
        Value::Object(members) => {
            members.iter().for_each(|member| find_wrapped(&member.value, Some(&member.name), found));
        }
        Value::Array(items) => items.iter().for_each(|item| find_wrapped(item, name, found)),
        Value::Text(text) if is_text_of_policy(text.as_str()) => found.extend(name),
        _ => {}
    }
}

/// Whether an object has an element of a statement; lists of such objects are statements without a policy around them.
pub fn looks_like_statement(node: &Node<'_>) -> bool {
    const TELLING: [&str; 5] = ["Effect", "Action", "NotAction", "Principal", "NotPrincipal"];
    node.members().is_some_and(|members| {
        let mut names = members.iter().map(|member| member.name.as_str());
        names.any(|name| TELLING.iter().any(|telling| telling.eq_ignore_ascii_case(name)))
    })
}
