//! Files that configurations read as policies: `file("policy.json")`, `templatefile("policy.json.tftpl", { … })`.

use super::each::FILES;
use super::names::Names;
use super::resolve::alone;
use super::resource::{Finder, Use};
use super::scope::{Bound, FOLDER, Scope};
use super::{Policies, Profile};
use crate::source::Span;
use crate::syntax::hcl::{Attribute, Body, Expression, Form, template_file};
use crate::syntax::{Node, Value};

/// A file that a module reads as a policy.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The file of the module in which it is read, as an index.
    pub file: usize,
    /// Where.
    pub at: Span,
    /// The path of the file that is read.
    pub path: Path,
    /// As what.
    pub reading: Reading,
}

/// The path of a file as a configuration names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Where it begins.
    pub folder: Folder,
    /// The way from there, with `/` between its parts.
    pub way: String,
    /// Whether the last part is a pattern with stars, for which any number of files may be there.
    pub is_pattern: bool,
}

/// Where a path begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folder {
    /// In the folder of the module.
    Module,
    /// In the folder in which Terraform is run, which is that of the module or of one that calls it.
    Run,
}

/// What a file is read as.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What the policy is, where its place tells.
    pub profile: Option<&'static Profile>,
    /// Why it is that: "it is the `policy` of an `aws_iam_policy`".
    pub because: String,
    /// Whom it belongs to in the configuration.
    pub owner: String,
    /// Whether other documents are merged into it, or it into them.
    pub is_part: bool,
    /// What the file is given, where it is a template; a file that is read as it is has none.
    pub given: Option<Vec<(String, Node<'static>)>>,
    /// Whether its text is YAML, of which Terraform makes JSON.
    pub is_yaml: bool,
}

/// A file as an expression names it.
#[derive(Debug, Clone)]
pub(super) struct File {
    pub(super) path: Path,
    given: Option<Vec<(String, Node<'static>)>>,
    pub(super) is_yaml: bool,
}

impl Reading {
    pub(super) fn of(file: &File, of: &Use, owner: String, is_part: bool) -> Reading {
        let Use { profile, because } = of.clone();
        Reading { profile, because, owner, is_part, given: file.given.clone(), is_yaml: file.is_yaml }
    }

    /// Whether what another reading says of the file is the same, but for what templates are given.
    pub fn is_like(&self, other: &Reading) -> bool {
        let traits =
            |reading: &Reading| (reading.profile, reading.is_part, reading.is_yaml, reading.given.is_some());
        traits(self) == traits(other)
    }

    /// Forgets what another reading gives the template otherwise.
    pub fn forget_unlike(&mut self, other: &Reading) {
        let (Some(own), Some(others)) = (&mut self.given, &other.given) else { return };
        own.retain(|(name, value)| {
            let is_it = |(other, of_other): &&(String, Node<'static>)| {
                other == name && super::functions::are_same(of_other, value)
            };
            others.iter().find(is_it).is_some()
        });
    }

    /// The policy of a template's text; none where it is not read as a template, or is none.
    pub fn policies<'t>(&self, text: &'t str) -> Option<Policies<'t>> {
        let given = self.given.as_ref().filter(|_| !self.is_yaml)?;
        let template = template_file(text)?;
        let values = given.iter().map(|(name, value)| (name.as_str().into(), value.clone())).collect();
        let names = Names::of(&[]);
        let bound = Bound { values, are_foreign: true, outer: None };
        let outer = Scope::new(&names, 0);
        let scope = outer.with(&bound);
        let mut finder = Finder::new(&names);
        let of = Use { profile: self.profile, because: self.because.clone() };
        finder.add(scope.candidates(&template), &self.owner, &of);
        Some(Policies { found: finder.found, asked: Vec::new(), references: Vec::new() })
    }
}

impl<'t> Scope<'_, 't> {
    /// The file that `file(…)` or `templatefile(…)` reads.
    pub(super) fn file_of_call(&self, arguments: &[Expression<'t>]) -> Option<File> {
        match arguments {
            [path] => Some(File { path: self.path(path)?, given: None, is_yaml: false }),
            [path, given] => {
                Some(File { path: self.path(path)?, given: Some(self.given(given)), is_yaml: false })
            }
            _ => None,
        }
    }

    /// The file of a `data "template_file"`.
    pub(super) fn file_of_template(&self, template: &Body<'t>) -> Option<File> {
        let mut text = &template.attribute("template")?.value;
        if let Form::Template(parts) = &text.form {
            text = alone(parts)?;
        }
        let Form::Call("file", arguments) = &text.form else { return None };
        let given = match template.attribute("vars") {
            Some(vars) => self.given(&vars.value),
            // So it was written once.
            None => {
                let blocks = template.blocks.iter().filter(|block| block.name.as_str() == "vars");
                let attributes = blocks.flat_map(|block| &block.body.attributes);
                let value =
                    |of: &Attribute<'t>| (of.name.as_str().to_owned(), self.value(&of.value).detached());
                attributes.map(value).collect()
            }
        };
        Some(File { given: Some(given), ..self.file_of_call(arguments)? })
    }

    /// What a template is given, as far as it is known.
    fn given(&self, given: &Expression<'t>) -> Vec<(String, Node<'static>)> {
        match self.value(given).value {
            Value::Object(members) => {
                let members = members.iter();
                members.map(|member| (member.name.as_str().to_owned(), member.value.detached())).collect()
            }
            _ => Vec::new(),
        }
    }

    fn path(&self, path: &Expression<'t>) -> Option<Path> {
        let value = self.with_folders().value(path);
        let path = value.text()?.as_str();
        let (folder, way) = match path.strip_prefix(FOLDER).map(|path| path.split_once('/')) {
            None => (Folder::Run, path),
            Some(Some(("module", way))) => (Folder::Module, way),
            Some(Some(("root" | "cwd", way))) => (Folder::Run, way),
            Some(_) => return None,
        };
        let (folders, name) = way.rsplit_once('/').unwrap_or((".", way));
        let is_odd = |part: &str| part.contains([FOLDER, FILES]);
        if way.is_empty() || is_odd(folders) {
            return None;
        }
        // The name of a file may have something before and behind it, but is there once.
        let (before, pattern) = name.split_once(FILES).unwrap_or((name, ""));
        let is_pattern = name.contains(FILES);
        let way = if is_pattern { format!("{folders}/{before}{pattern}") } else { way.to_owned() };
        (!is_odd(before) && !is_odd(pattern)).then_some(Path { folder, way, is_pattern })
    }
}
