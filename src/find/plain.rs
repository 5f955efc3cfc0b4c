//! Files that are one policy.

use crate::syntax::Node;

/// Whether a text can hold a policy at all, told without parsing it.
///
/// Every policy has statements, so a text without the word holds none; `Statement` may be misspelt in its case.
pub fn holds_policy(text: &str) -> bool {
    const WORD: &[u8] = b"tatement";
    text.as_bytes().windows(WORD.len()).any(|window| window.eq_ignore_ascii_case(WORD))
}

/// Whether a document that nobody named as a policy is one: it has statements that look like statements.
pub fn looks_like_policy(root: &Node<'_>) -> bool {
    let Some(members) = root.members() else { return false };
    members.iter().filter(|member| member.name.as_str().eq_ignore_ascii_case("Statement")).any(|member| {
        match member.value.items() {
            Some(items) => items.iter().any(looks_like_statement),
            None => looks_like_statement(&member.value),
        }
    })
}

fn looks_like_statement(node: &Node<'_>) -> bool {
    const TELLING: [&str; 5] = ["Effect", "Action", "NotAction", "Principal", "NotPrincipal"];
    node.members().is_some_and(|members| {
        let mut names = members.iter().map(|member| member.name.as_str());
        names.any(|name| TELLING.iter().any(|telling| telling.eq_ignore_ascii_case(name)))
    })
}
