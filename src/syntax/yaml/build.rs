//! Events to trees.

use std::collections::{HashMap, HashSet};

use super::super::{Flaw, Member, Node, Problem, Text, Tree, Value, json};
use super::events::{Event, Events, Properties, Style};
use super::{Flaw as Yaml, MAX_ALIASED, scalar, tag};
use crate::source::Span;

/// The trees of all documents.
pub(super) fn documents(source: &str) -> Vec<Tree<'_>> {
    let mut events = Events::new(source);
    let mut trees = Vec::new();
    let mut builder = Builder::new(source);
    while let Some((event, at)) = events.next() {
        match event {
            Event::DocumentStart => builder = Builder::new(source),
            Event::DocumentEnd => trees.push(std::mem::replace(&mut builder, Builder::new(source)).finish()),
            Event::Scalar { value, style, properties } => builder.scalar(at, style, value, &properties),
            Event::SequenceStart(properties) => {
                builder.open(at, Collection::Sequence(Vec::new()), properties)
            }
            Event::MappingStart(properties) => {
                let mapping = Collection::Mapping { members: Vec::new(), name: None };
                builder.open(at, mapping, properties);
            }
            Event::End => builder.close(at),
            Event::Alias(anchor) => builder.alias(at, anchor),
            Event::Broken(problem) => {
                trees.push(Tree { root: None, problems: vec![problem] });
                builder = Builder::new(source);
                if !events.skip_document() {
                    break;
                }
            }
        }
    }
    trees
}

/// A value that is complete, and how much it holds.
struct Whole<'t> {
    node: Node<'t>,
    /// How many objects and lists lie inside each other in it.
    depth: usize,
    /// How many values it has.
    count: usize,
}

/// A list or an object that is open.
struct Open<'t> {
    start: Span,
    collection: Collection<'t>,
    properties: Properties,
    depth: usize,
    count: usize,
}

enum Collection<'t> {
    Sequence(Vec<Node<'t>>),
    /// The name waits for its value.
    Mapping {
        members: Vec<Member<'t>>,
        name: Option<Text<'t>>,
    },
}

struct Builder<'t> {
    source: &'t str,
    open: Vec<Open<'t>>,
    root: Option<Node<'t>>,
    /// Where the last token ends.
    end: usize,
    anchors: HashMap<usize, Whole<'t>>,
    /// How many values anchors and aliases have copied.
    copied: usize,
    problems: Vec<Problem>,
}

impl<'t> Builder<'t> {
    fn new(source: &'t str) -> Builder<'t> {
        Builder {
            source,
            open: Vec::new(),
            root: None,
            end: 0,
            anchors: HashMap::new(),
            copied: 0,
            problems: Vec::new(),
        }
    }

    fn finish(mut self) -> Tree<'t> {
        self.problems.sort_by_key(|problem| problem.at);
        Tree { root: self.root, problems: self.problems }
    }

    fn scalar(&mut self, at: Span, style: Style, value: std::borrow::Cow<'t, str>, properties: &Properties) {
        let written = self.source.get(at.start()..at.end()).unwrap_or_default();
        self.end = at.start() + written.trim_end().len();
        let text = scalar::text(self.source, at, style, value);
        let is_text = style != Style::Plain || properties.tag.as_ref().is_some_and(tag::is_string);
        let value = if is_text { Value::Text(text) } else { scalar::plain(self.source, text) };
        self.complete(Whole { node: Node { at, value }, depth: 0, count: 1 }, properties);
    }

    fn open(&mut self, start: Span, collection: Collection<'t>, properties: Properties) {
        self.open.push(Open { start, collection, properties, depth: 0, count: 0 });
    }

    fn close(&mut self, end: Span) {
        let Some(Open { start, collection, properties, depth, count }) = self.open.pop() else { return };
        // What no bracket closes ends with the last token in it.
        if !end.is_empty() {
            self.end = end.end();
        }
        let at = Span::new(start.start(), self.end.max(start.end()));
        let value = match collection {
            Collection::Sequence(items) => Value::Array(items),
            Collection::Mapping { members, .. } => {
                self.list_repeated(&members);
                merged(members)
            }
        };
        self.complete(Whole { node: Node { at, value }, depth: depth + 1, count: count + 1 }, &properties);
    }

    fn alias(&mut self, at: Span, anchor: usize) {
        self.end = at.end();
        let (whole, flaw) = match self.anchors.get(&anchor) {
            // An anchor that is not complete yet: the value would hold itself.
            None => (None, Flaw::Yaml(Yaml::UnknownAlias)),
            Some(whole) if self.open.len() + whole.depth > json::MAX_DEPTH => (None, Flaw::TooDeep),
            Some(whole) if self.copied + whole.count > MAX_ALIASED => {
                (None, Flaw::Yaml(Yaml::TooManyAliased))
            }
            Some(whole) => {
                self.copied += whole.count;
                (Some(Whole { node: whole.node.clone(), ..*whole }), Flaw::TooDeep)
            }
        };
        let whole = whole.unwrap_or_else(|| {
            if !self.problems.iter().any(|problem| problem.flaw == flaw) {
                self.problems.push(Problem { at, flaw });
            }
            Whole { node: Node { at, value: Value::Unknown }, depth: 0, count: 1 }
        });
        self.put(whole);
    }

    fn complete(&mut self, whole: Whole<'t>, properties: &Properties) {
        let Whole { mut node, mut depth, mut count } = whole;
        if let Some(tag) = &properties.tag {
            node = tag::apply(tag, node);
            (depth, count) = (depth + 1, count + 2);
        }
        if properties.anchor > 0 && self.copied + count <= MAX_ALIASED {
            self.copied += count;
            self.anchors.insert(properties.anchor, Whole { node: node.clone(), depth, count });
        }
        self.put(Whole { node, depth, count });
    }

    fn put(&mut self, whole: Whole<'t>) {
        let Whole { node, depth, count } = whole;
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        open.depth = open.depth.max(depth);
        open.count += count;
        match &mut open.collection {
            Collection::Sequence(items) => items.push(node),
            Collection::Mapping { members, name } => match name.take() {
                Some(name) => members.push(Member { name, value: node }),
                None => *name = Some(name_of(self.source, node)),
            },
        }
    }

    fn list_repeated(&mut self, members: &[Member<'t>]) {
        /// So few names are compared with each other faster than they are hashed.
        const FEW: usize = 8;
        let is_repeated = |(index, member): (usize, &Member<'t>)| {
            members.iter().take(index).any(|other| other.name.as_str() == member.name.as_str())
        };
        if members.len() <= FEW && !members.iter().enumerate().any(is_repeated) {
            return;
        }
        let mut seen: HashMap<&str, Span> = HashMap::with_capacity(members.len());
        let mut repeated = Vec::new();
        for member in members {
            // Several merges in one object are usual, though YAML has but one.
            if member.name.as_str() == MERGE {
                continue;
            }
            match seen.get(member.name.as_str()) {
                Some(first) => {
                    repeated
                        .push(Problem { at: member.name.at(), flaw: Flaw::RepeatedName { first: *first } });
                }
                None => {
                    seen.insert(member.name.as_str(), member.name.at());
                }
            }
        }
        let room = json::MAX_PROBLEMS.saturating_sub(self.problems.len());
        self.problems.extend(repeated.into_iter().take(room));
    }
}

const MERGE: &str = "<<";

/// A name as a string; a name that is an object or a list is one that nothing asks for.
fn name_of<'t>(source: &'t str, node: Node<'t>) -> Text<'t> {
    match node.value {
        Value::Text(text) => text,
        _ => {
            let written = source.get(node.at.start()..node.at.end()).unwrap_or_default();
            Text::verbatim(node.at, node.at.start(), written)
        }
    }
}

/// An object of the members and those of merged objects before them, unless it has the name itself; unknown where what is merged is.
fn merged(members: Vec<Member<'_>>) -> Value<'_> {
    if members.iter().all(|member| member.name.as_str() != MERGE) {
        return Value::Object(members);
    }
    let (merges, own): (Vec<_>, Vec<_>) =
        members.into_iter().partition(|member| member.name.as_str() == MERGE);
    let mut names: HashSet<String> = own.iter().map(|member| member.name.as_str().to_owned()).collect();
    let mut all = Vec::new();
    for merge in merges {
        let objects = match merge.value.value {
            Value::Array(items) => items,
            _ => vec![merge.value],
        };
        for object in objects {
            let Value::Object(members) = object.value else { return Value::Unknown };
            // The first of several merged objects that has a name gives its value.
            all.extend(members.into_iter().filter(|member| names.insert(member.name.as_str().to_owned())));
        }
    }
    all.extend(own);
    Value::Object(all)
}
