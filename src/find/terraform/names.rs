//! What the files of a module call by names.

use std::cell::Cell;
use std::collections::HashMap;

use crate::syntax::hcl::{Block, Body, Expression, File};

/// The most values that are worked out for one file; locals that name each other twice would grow without end.
const MAX_VALUES: usize = 200_000;

/// How many files of a module may add to that.
const MAX_SHARES: usize = 10;

/// The most names that lead to each other.
const MAX_STEPS: u32 = 24;

/// How many bytes of a string count as one value.
const BYTES_OF_VALUE: usize = 64;

/// What stands behind names, each with the file that says so.
type Table<'f, T> = HashMap<&'f str, Vec<(usize, T)>>;

/// The names of a module, which is all files of a folder.
pub(super) struct Names<'f, 't> {
    locals: Table<'f, &'f Expression<'t>>,
    defaults: Table<'f, &'f Expression<'t>>,
    /// What files of variables set.
    set: Table<'f, &'f Expression<'t>>,
    templates: Table<'f, &'f Body<'t>>,
    resources: HashMap<(&'f str, &'f str), Vec<(usize, &'f Body<'t>)>>,
    by_name: Table<'f, usize>,
    documents: Vec<Document<'f, 't>>,
    values: Cell<usize>,
    most_values: usize,
    steps: Cell<u32>,
}

/// A `data "aws_iam_policy_document"`.
#[derive(Clone, Copy)]
pub(super) struct Document<'f, 't> {
    pub(super) file: usize,
    pub(super) name: &'f str,
    pub(super) block: &'f Block<'t>,
}

impl<'f, 't> Names<'f, 't> {
    pub(super) fn of(files: &'f [File<'t>]) -> Names<'f, 't> {
        let mut names = Names {
            locals: HashMap::new(),
            defaults: HashMap::new(),
            set: HashMap::new(),
            templates: HashMap::new(),
            resources: HashMap::new(),
            by_name: HashMap::new(),
            documents: Vec::new(),
            values: Cell::new(0),
            most_values: MAX_VALUES * files.len().clamp(1, MAX_SHARES),
            steps: Cell::new(0),
        };
        for (file, of) in files.iter().enumerate() {
            of.body.blocks.iter().for_each(|block| names.add(file, block));
            // Only files of variables have attributes outside of blocks.
            for variable in &of.body.attributes {
                names.set.entry(variable.name.as_str()).or_default().push((file, &variable.value));
            }
        }
        names
    }

    fn add(&mut self, file: usize, block: &'f Block<'t>) {
        let labels: Vec<&str> = block.labels.iter().map(|label| label.as_str()).collect();
        match (block.name.as_str(), labels.as_slice()) {
            ("locals", []) => {
                for local in &block.body.attributes {
                    self.locals.entry(local.name.as_str()).or_default().push((file, &local.value));
                }
            }
            ("variable", [name]) => {
                if let Some(default) = block.body.attribute("default") {
                    self.defaults.entry(name).or_default().push((file, &default.value));
                }
            }
            ("resource", [of, name]) => {
                self.resources.entry((of, name)).or_default().push((file, &block.body));
            }
            ("data", ["template_file", name]) => {
                self.templates.entry(name).or_default().push((file, &block.body));
            }
            ("data", ["aws_iam_policy_document", name]) => {
                self.by_name.entry(name).or_default().push((file, self.documents.len()));
                self.documents.push(Document { file, name, block });
            }
            _ => {}
        }
    }

    pub(super) fn local(&self, name: &str, file: usize) -> Option<(usize, &'f Expression<'t>)> {
        find(self.locals.get(name), file)
    }

    /// What a variable is where nobody else sets it: what the files of the folder set, or its default.
    pub(super) fn default_of(&self, name: &str, file: usize) -> Option<(usize, &'f Expression<'t>)> {
        if self.set.contains_key(name) {
            find(self.set.get(name), file)
        } else {
            find(self.defaults.get(name), file)
        }
    }

    /// What a `data "template_file"` says.
    pub(super) fn template(&self, name: &str, file: usize) -> Option<(usize, &'f Body<'t>)> {
        find(self.templates.get(name), file)
    }

    /// What a resource of a type says.
    pub(super) fn resource(&self, of: &str, name: &str, file: usize) -> Option<(usize, &'f Body<'t>)> {
        find(self.resources.get(&(of, name)), file)
    }

    /// A document, as an index.
    pub(super) fn document(&self, name: &str, file: usize) -> Option<usize> {
        find(self.by_name.get(name), file).map(|(_, index)| index)
    }

    pub(super) fn documents(&self) -> &[Document<'f, 't>] {
        &self.documents
    }

    /// Counts a value that is worked out, with the bytes of its text; none where there were too many.
    pub(super) fn count(&self, bytes: usize) -> Option<()> {
        self.values.set(self.values.get().saturating_add(1 + bytes / BYTES_OF_VALUE));
        (self.values.get() < self.most_values).then_some(())
    }

    /// Works out what a name stands for; none where names lead to each other without end.
    pub(super) fn follow<T>(&self, work: impl FnOnce() -> T) -> Option<T> {
        if self.steps.get() >= MAX_STEPS {
            return None;
        }
        self.steps.set(self.steps.get() + 1);
        let value = work();
        self.steps.set(self.steps.get() - 1);
        Some(value)
    }
}

/// What stands behind a name for a file.
///
/// Files of a folder that is no module may each define it: then each has its own, and the others have none.
fn find<T: Copy>(all: Option<&Vec<(usize, T)>>, file: usize) -> Option<(usize, T)> {
    let all = all?;
    let own = all.iter().rev().find(|(home, _)| *home == file);
    own.or(if all.len() == 1 { all.first() } else { None }).copied()
}
