use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diagnostic::{Fix, Safety};
use crate::policy::{Effect, Element, Policy, PrincipalType, Principals, Statement};
use crate::rules::grammar::placeholder::Placeholders;
use crate::rules::redundancy::removal;
use crate::rules::{Context, rule};

rule!(STATEMENT, "statement/redundant-statement", Policy, redundant_statement);

fn redundant_statement(policy: &Policy<'_>, ctx: &mut Context<'_>) {
    if policy.statements.len() < 2 {
        return;
    }
    let mut sizes: Vec<(u64, usize)> =
        policy.statements.iter().enumerate().map(|(index, statement)| (size(statement), index)).collect();
    sizes.sort_unstable();
    let placeholders = ctx.placeholders();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for alike in sizes.chunk_by(|left, right| left.0 == right.0).filter(|alike| alike.len() > 1) {
        let mut meanings: Vec<(u64, usize)> = alike
            .iter()
            .filter_map(|(_, index)| Some((meaning(policy.statements.get(*index)?, placeholders)?, *index)))
            .collect();
        meanings.sort_unstable();
        let equal = meanings.chunk_by(|left, right| left.0 == right.0).filter(|equal| equal.len() > 1);
        groups.extend(equal.map(|equal| equal.iter().map(|(_, index)| *index).collect()));
    }
    groups.sort_unstable();
    for group in groups {
        report(policy, &group, ctx);
    }
}

fn report(policy: &Policy<'_>, group: &[usize], ctx: &mut Context<'_>) {
    let mut statements = group.iter().filter_map(|index| policy.statements.get(*index));
    let Some(first) = statements.next() else { return };
    let others: Vec<_> = statements.map(|statement| statement.at).collect();
    let places: Vec<_> = policy
        .statement
        .iter()
        .flat_map(|statement| statement.value.items())
        .flatten()
        .map(|item| item.at)
        .collect();
    let edits = removal(&places, |place| others.contains(&place), ctx);
    let message = match others.len() {
        1 => "two statements say the same".to_owned(),
        _ => format!("{} statements say the same", group.len()),
    };
    let finding = ctx.report(first.at, message).here("it is said here first");
    for at in &others {
        finding.also(*at, "and here again");
    }
    finding.help("keep one of them, and look for what the other one was meant to say");
    if let Some(edits) = edits {
        let title = if others.len() == 1 { "remove the second one" } else { "remove all but the first" };
        finding.fix(Fix { title: title.to_owned(), safety: Safety::Safe, edits });
    }
}

/// A number that is the same for statements that say the same, told without reading a string.
fn size(statement: &Statement<'_>) -> u64 {
    let effect = statement.effect.and_then(|effect| effect.text()).map_or(0, |text| text.as_str().len());
    let actions = statement.actions().map(|list| sum(&list.items, |action| action.as_str().len()));
    let resources =
        statement.resources().map(|list| sum(&list.items, |resource| resource.text.as_str().len()));
    let principals =
        statement.principals().map(|list| sum(&list.items, |principal| principal.as_str().len()));
    let entries = statement.entries().map(|entry| entry.key.as_str().len() + (entry.values.len() << 8));
    [effect, actions.sum(), resources.sum(), principals.sum(), entries.sum()]
        .into_iter()
        .fold(0, |size, part| (size ^ part as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23))
}

/// How many strings there are, and how long they are together where they are few; two long lists seldom have as many.
fn sum<Item>(items: &[Item], length: impl Fn(&Item) -> usize) -> usize {
    const FEW: usize = 64;
    let lengths = if items.len() <= FEW { items.iter().map(length).sum() } else { 0 };
    (items.len() << 32).wrapping_add(lengths)
}

/// What a statement is made of: the element, what stands above the string in it, and the string as it is compared.
type Piece<'n> = (&'static str, &'n str, Cow<'n, str>, Cow<'n, str>);

/// A hash of what a statement says, the same whatever the order of its lists and the case of its actions and keys.
///
/// None where a part of it cannot be read, is no part of a statement or has yet to be filled in.
fn meaning(statement: &Statement<'_>, placeholders: Placeholders) -> Option<u64> {
    let effect = statement.effect()?;
    if !statement.unknown.is_empty() {
        return None;
    }
    let mut pieces = BTreeSet::new();
    for actions in statement.actions() {
        pieces.insert(beginning(actions.element));
        is_whole(actions.element, actions.items.len())?;
        pieces.extend(actions.items.iter().map(|action| piece(actions.element, "", folded(action.as_str()))));
    }
    for resources in statement.resources() {
        pieces.insert(beginning(resources.element));
        is_whole(resources.element, resources.items.len())?;
        let texts = resources.items.iter().map(|resource| resource.text.as_str());
        pieces.extend(texts.map(|text| piece(resources.element, "", text.into())));
    }
    for principals in statement.principals() {
        add_principals(principals, &mut pieces)?;
    }
    if let Some(condition) = &statement.condition {
        condition.element.value.members()?;
        for block in &condition.blocks {
            block.node.members()?;
            for entry in &block.entries {
                let count = entry.node.items().map_or(1, <[_]>::len);
                (count == entry.values.len()).then_some(())?;
                let key = || folded(entry.key.as_str());
                let operator = block.operator.as_str();
                pieces.insert(("key", operator, key(), Cow::Borrowed("")));
                pieces.extend(entry.texts().map(|(_, text)| ("value", operator, key(), text.into())));
            }
        }
    }
    if pieces.iter().any(|(_, _, key, text)| placeholders.are_in(text) || placeholders.are_in(key)) {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    (effect == Effect::Allow, pieces).hash(&mut hasher);
    Some(hasher.finish())
}

fn add_principals<'n>(principals: &Principals<'n>, pieces: &mut BTreeSet<Piece<'n>>) -> Option<()> {
    pieces.insert(beginning(principals.element));
    let count = |node: &Element<'n>| usize::from(node.text().is_some());
    let listed = principals.members.iter().map(|(_, _, node)| node.items().map_or(1, <[_]>::len));
    let is_known = principals.members.iter().all(|(kind, _, _)| *kind != PrincipalType::Unknown);
    let is_whole = count(&principals.element) + listed.sum::<usize>() == principals.items.len();
    (is_known && is_whole).then_some(())?;
    let name = |kind| {
        let known = PrincipalType::NAMES.iter().find(|(_, known)| *known == kind);
        known.map_or("", |(name, _)| name)
    };
    pieces.extend(
        principals
            .items
            .iter()
            .map(|principal| piece(principals.element, name(principal.kind), principal.as_str().into())),
    );
    Some(())
}

/// Whether all values of an element are among what was read.
fn is_whole(element: Element<'_>, read: usize) -> Option<()> {
    (element.value.items().map_or(1, <[_]>::len) == read).then_some(())
}

/// An element is a piece of its own, so that an empty list differs from none.
fn beginning<'n>(element: Element<'n>) -> Piece<'n> {
    piece(element, "", Cow::Borrowed(""))
}

fn piece<'n>(element: Element<'n>, above: &'n str, text: Cow<'n, str>) -> Piece<'n> {
    (element.title(), above, Cow::Borrowed(""), text)
}

fn folded(text: &str) -> Cow<'_, str> {
    match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(text.to_ascii_lowercase()),
        false => Cow::Borrowed(text),
    }
}
