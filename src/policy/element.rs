use crate::source::Span;
use crate::syntax::{Member, Node, Text};

/// An element of a policy or of a statement: its name and its value.
#[derive(Debug, Clone, Copy)]
pub struct Element<'n> {
    /// The name, as it is written.
    pub name: &'n Text<'n>,
    /// The value.
    pub value: &'n Node<'n>,
    title: &'static str,
}

impl<'n> Element<'n> {
    /// Where the value stands.
    pub fn at(&self) -> Span {
        self.value.at
    }

    /// From the name to the end of the value.
    pub fn whole(&self) -> Span {
        self.name.at().to(self.value.at)
    }

    /// The element's name in the grammar, in backticks.
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// The value, where it is a string.
    pub fn text(&self) -> Option<&'n Text<'n>> {
        self.value.text()
    }
}

/// A member of a policy or of a statement that is no element of one.
#[derive(Debug, Clone, Copy)]
pub struct UnknownElement<'n> {
    /// The member.
    pub element: Element<'n>,
    /// The element that was meant, where one is near enough.
    ///
    /// Where that element is absent, the policy is read as if the name were right.
    pub meant: Option<&'static str>,
}

/// The name of an element in the grammar, and the same in backticks, as messages write it.
pub(super) type Name = (&'static str, &'static str);

/// Sorts members by the known names, in their order; the rest is unknown.
///
/// Of a repeated name the last member counts, as in most readers of JSON.
pub(super) fn sort<'n, const N: usize>(
    members: &'n [Member<'n>],
    names: &[Name; N],
) -> ([Option<Element<'n>>; N], Vec<UnknownElement<'n>>) {
    let mut known = [None; N];
    let mut unknown = Vec::new();
    for Member { name, value } in members {
        match names.iter().position(|(known, _)| *known == name.as_str()) {
            Some(index) => known[index] = Some(Element { name, value, title: names[index].1 }),
            None => {
                let meant = meant_by(name.as_str(), names);
                let title = meant.map_or("an element", |(_, title)| title);
                let element = Element { name, value, title };
                unknown.push(UnknownElement { element, meant: meant.map(|(name, _)| name) });
            }
        }
    }
    for UnknownElement { element, meant } in &unknown {
        let Some(index) = meant.and_then(|meant| names.iter().position(|(name, _)| *name == meant)) else {
            continue;
        };
        known[index].get_or_insert(*element);
    }
    (known, unknown)
}

/// The name that a misspelt one means: the same but for case, or at most two slips away.
fn meant_by(written: &str, names: &[Name]) -> Option<Name> {
    const SHORTEST_FOR_SLIPS: usize = 4;
    const LONGEST: usize = 20;
    if let Some(name) = names.iter().find(|(name, _)| name.eq_ignore_ascii_case(written)) {
        return Some(*name);
    }
    if !(SHORTEST_FOR_SLIPS..LONGEST).contains(&written.len()) {
        return None;
    }
    let written = written.to_lowercase();
    let distance = |name: &str| strsim::osa_distance(&written, &name.to_lowercase());
    let near = names
        .iter()
        .map(|name| (distance(name.0), *name))
        .filter(|(distance, (name, _))| *distance <= 2 && name.len() >= SHORTEST_FOR_SLIPS);
    near.min().map(|(_, name)| name)
}
