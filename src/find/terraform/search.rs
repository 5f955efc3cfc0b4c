//! Policies where no table knows of one: in locals, in the arguments of modules, in resources of other providers.

use std::collections::HashSet;

use super::reading::{Reading, Reference};
use super::resolve::{passes_on, text_policy};
use super::resource::{Use, is_read};
use super::scope::Scope;
use super::{Found, Policy};
use crate::find::looks_like_policy;
use crate::source::Span;
use crate::syntax::hcl::{Block, Body, Expression, File, Form, Part};
use crate::syntax::{Node, inside};

struct Search<'f, 't> {
    scope: &'f Scope<'f, 't>,
    claimed: &'f HashSet<(usize, Span)>,
    found: Vec<Found<'t>>,
    templates: Vec<Reference>,
}

/// The policies that stand at other places than those that are claimed already, and the templates that may hold some.
pub(super) fn unclaimed<'t>(
    file: &File<'t>,
    scope: &Scope<'_, 't>,
    claimed: &HashSet<(usize, Span)>,
) -> (Vec<Found<'t>>, Vec<Reference>) {
    let mut search = Search { scope, claimed, found: Vec::new(), templates: Vec::new() };
    search.attributes(&file.body, None, "");
    for block in &file.body.blocks {
        let of = block.labels.first().map(|label| label.as_str());
        match (block.name.as_str(), of) {
            ("data", Some("aws_iam_policy_document")) => {}
            (kind, _) => search.block(block, &outer_way(kind, block)),
        }
    }
    (search.found, search.templates)
}

/// How people name a block of a file: `aws_sqs_queue.jobs`, `module.app`, `local`.
fn outer_way(kind: &str, block: &Block<'_>) -> String {
    let kind = match kind {
        "resource" => None,
        "locals" => Some("local"),
        "variable" => Some("var"),
        kind => Some(kind),
    };
    let labels = block.labels.iter().map(|label| label.as_str());
    kind.into_iter().chain(labels).collect::<Vec<_>>().join(".")
}

impl<'t> Search<'_, 't> {
    fn block(&mut self, block: &Block<'t>, way: &str) {
        self.attributes(&block.body, Some(block), way);
        for inner in &block.body.blocks {
            self.block(inner, &format!("{way}.{}", inner.name.as_str()));
        }
    }

    fn attributes(&mut self, body: &Body<'t>, block: Option<&Block<'t>>, way: &str) {
        for attribute in &body.attributes {
            let name = attribute.name.as_str();
            if block.is_some_and(|block| is_read(block, name)) {
                continue;
            }
            let dot = if way.is_empty() { "" } else { "." };
            self.expression(&attribute.value, &format!("{way}{dot}{name}"));
        }
    }

    fn expression(&mut self, expression: &Expression<'t>, way: &str) {
        match &expression.form {
            Form::Template(parts) => match parts.as_slice() {
                [Part::Value(_, value)] => self.expression(value, way),
                parts => self.text(parts, expression.at, way),
            },
            Form::Object(items) => {
                if self.object(expression, way) {
                    return;
                }
                items.iter().for_each(|(name, value)| {
                    let name = self.scope.name(name);
                    let name = name.as_ref().map_or("*", |name| name.as_str());
                    self.expression(value, &format!("{way}.{name}"));
                });
            }
            Form::Tuple(items) => {
                let indexed = items.iter().enumerate();
                indexed.for_each(|(index, item)| self.expression(item, &format!("{way}[{index}]")));
            }
            Form::Call(name, arguments) if *name == "jsonencode" || passes_on(name) => {
                arguments.iter().for_each(|argument| self.expression(argument, way));
            }
            Form::Call("templatefile", arguments) => self.template(arguments, expression.at, way),
            Form::Conditional(values) => values.iter().for_each(|value| self.expression(value, way)),
            _ => {}
        }
    }

    /// Whether an object is a policy; names of elements in other spellings are arguments of modules.
    fn object(&mut self, expression: &Expression<'t>, way: &str) -> bool {
        let tree = self.scope.value(expression);
        let has_statement = tree.member("Statement").is_some();
        if !has_statement || !looks_like_policy(&tree) {
            return false;
        }
        self.add(Policy::Tree(tree), way);
        true
    }

    fn text(&mut self, parts: &[Part<'t>], at: Span, way: &str) {
        let is_telling =
            |part: &Part<'_>| matches!(part, Part::Literal(text) if text.as_str().contains("Statement"));
        if !parts.iter().any(is_telling) {
            return;
        }
        let Some(policy) = text_policy(self.scope, parts, at) else { return };
        let is_policy = |root: Option<&Node<'_>>| root.is_some_and(looks_like_policy);
        let is_found = match &policy {
            Policy::Text(text) => is_policy(inside::parse(text).root.as_ref()),
            Policy::Partial(partial) => is_policy(partial.document().root.as_ref()),
            _ => false,
        };
        if is_found {
            self.add(policy, way);
        }
    }

    /// A file that is read as it is speaks for itself, but one with something put in does not.
    fn template(&mut self, arguments: &[Expression<'t>], at: Span, way: &str) {
        let file = self.scope.file;
        let read = self.scope.file_of_call(arguments).filter(|_| !self.claimed.contains(&(file, at)));
        self.templates.extend(read.map(|read| {
            let reading = Reading::of(&read, &Use::default(), way.to_owned(), false);
            Reference { file, at, path: read.path, reading }
        }));
    }

    fn add(&mut self, policy: Policy<'t>, way: &str) {
        let file = self.scope.file;
        if !self.claimed.contains(&(file, policy.at())) {
            let owner = way.to_owned();
            self.found.push(Found { file, policy, profile: None, because: String::new(), owner });
        }
    }
}
