//! Where in a document of a known form policies stand, as tables that a person can review.

use super::{Kind, Profile};
use crate::syntax::Node;

/// One place where documents of a form have a policy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Location {
    /// What has the policy: a resource type, an operation.
    pub(super) of: &'static str,
    /// The way to the policy: names of members, parted by dots; `[]` stands for every item of a list, `*` for every member.
    pub(super) path: &'static str,
    /// What the policy is there; none where it has to be judged by evidence or by what stands beside it.
    pub(super) profile: Option<&'static Profile>,
}

impl Location {
    /// Reads a table: lines of what has the policy, the way to it, its kind or `-`, and perhaps the resource type whose policy it is, parted by tabs.
    ///
    /// Lines that begin with `#` are comments; a kind or type that is not known leaves the profile open.
    pub(super) fn table(text: &'static str) -> Vec<Location> {
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let locations = lines.filter_map(|line| {
            let mut fields = line.split('\t');
            let (of, path) = (fields.next()?, fields.next()?);
            let kind = fields.next().and_then(|kind| kind.parse::<Kind>().ok());
            let of_type = fields.next().and_then(Profile::of_resource_type);
            Some(Location { of, path, profile: of_type.or(kind.map(Profile::of_kind)) })
        });
        locations.collect()
    }
}

/// All values at the end of a way, each with the way that was gone, as people read it: `Policies[0].PolicyDocument`.
pub(super) fn follow<'n>(node: &'n Node<'n>, path: &str) -> Vec<(String, &'n Node<'n>)> {
    let mut found = Vec::new();
    walk(node, path, &|index, _| index.to_string(), String::new(), &mut found);
    found
}

/// The same, with the items of lists called by what they hold where it names them: `RoleDetailList[reader]`.
pub(super) fn follow_by_name<'n>(
    node: &'n Node<'n>,
    path: &str,
    naming: &[&str],
) -> Vec<(String, &'n Node<'n>)> {
    let mut found = Vec::new();
    let name = |index: usize, item: &Node<'_>| {
        let name = naming.iter().find_map(|name| item.member(name).and_then(Node::text));
        name.map_or_else(|| index.to_string(), |name| name.as_str().to_owned())
    };
    walk(node, path, &name, String::new(), &mut found);
    found
}

fn walk<'n>(
    node: &'n Node<'n>,
    path: &str,
    name_of: &dyn Fn(usize, &Node<'_>) -> String,
    way: String,
    found: &mut Vec<(String, &'n Node<'n>)>,
) {
    if path.is_empty() {
        return found.push((way, node));
    }
    if let Some(rest) = path.strip_prefix("[]") {
        for (index, item) in node.items().into_iter().flatten().enumerate() {
            let way = format!("{way}[{}]", name_of(index, item));
            walk(item, rest.trim_start_matches('.'), name_of, way, found);
        }
        return;
    }
    let end = path.find(['.', '[']).unwrap_or(path.len());
    let (name, rest) = path.split_at(end);
    for member in node.members().into_iter().flatten() {
        if name == "*" || member.name.as_str() == name {
            let dot = if way.is_empty() { "" } else { "." };
            let way = format!("{way}{dot}{}", member.name.as_str());
            walk(&member.value, rest.trim_start_matches('.'), name_of, way, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::json;

    #[test]
    fn ways_lead_to_all_values() {
        let text = r#"{"a": [{"b": 1}, {"b": 2}], "m": {"x": {"b": 3}, "y": {"c": 4}}, "l": [[5, 6]]}"#;
        let tree = json::parse(text);
        let root = tree.root.expect("a value");
        for (path, expected) in [
            ("a[].b", &["a[0].b 1", "a[1].b 2"][..]),
            ("m.*.b", &["m.x.b 3"]),
            ("l[][]", &["l[0][0] 5", "l[0][1] 6"]),
            ("a[].c", &[]),
            ("m[].x", &[]),
        ] {
            let found: Vec<_> = follow(&root, path)
                .into_iter()
                .map(|(way, node)| format!("{way} {}", &text[node.at.start()..node.at.end()]))
                .collect();
            assert_eq!(found, expected, "{path}");
        }
    }
}
