//! What names in a file stand for.

use std::cell::Cell;
use std::collections::HashMap;

use crate::syntax::hcl::{Block, Expression, File, Step};

/// The most values that are worked out for one file; locals that name each other twice would grow without end.
const MAX_VALUES: u32 = 200_000;

/// The most locals that lead to each other.
const MAX_STEPS: u32 = 24;

/// The names of a file. Other files of the same module may define others.
pub(super) struct Scope<'f, 't> {
    locals: HashMap<&'f str, &'f Expression<'t>>,
    defaults: HashMap<&'f str, &'f Expression<'t>>,
    documents: HashMap<&'f str, &'f Block<'t>>,
    values: Cell<u32>,
    steps: Cell<u32>,
}

impl<'f, 't> Scope<'f, 't> {
    pub(super) fn of(file: &'f File<'t>) -> Scope<'f, 't> {
        let mut scope = Scope {
            locals: HashMap::new(),
            defaults: HashMap::new(),
            documents: HashMap::new(),
            values: Cell::new(0),
            steps: Cell::new(0),
        };
        for block in &file.body.blocks {
            let labels: Vec<&str> = block.labels.iter().map(|label| label.as_str()).collect();
            match (block.name.as_str(), labels.as_slice()) {
                ("locals", []) => {
                    let locals = block.body.attributes.iter();
                    scope.locals.extend(locals.map(|local| (local.name.as_str(), &local.value)));
                }
                ("variable", [name]) => {
                    let default = block.body.attribute("default").map(|default| (*name, &default.value));
                    scope.defaults.extend(default);
                }
                ("data", ["aws_iam_policy_document", name]) => {
                    scope.documents.insert(name, block);
                }
                _ => {}
            }
        }
        scope
    }

    /// The value that a reference names with `local.NAME`.
    pub(super) fn local(&self, steps: &[Step<'_>]) -> Option<&'f Expression<'t>> {
        match steps {
            [Step::Name("local"), Step::Name(name)] => self.locals.get::<str>(name).copied(),
            _ => None,
        }
    }

    /// The default of the variable that a reference names with `var.NAME`.
    pub(super) fn default_of(&self, steps: &[Step<'_>]) -> Option<&'f Expression<'t>> {
        match steps {
            [Step::Name("var"), Step::Name(name)] => self.defaults.get::<str>(name).copied(),
            _ => None,
        }
    }

    /// The documents of the file, `data "aws_iam_policy_document" "NAME"`, in its order.
    pub(super) fn documents(&self) -> Vec<(&'f str, &'f Block<'t>)> {
        let mut documents: Vec<_> = self.documents.iter().map(|(name, block)| (*name, *block)).collect();
        documents.sort_by_key(|(_, block)| block.at);
        documents
    }

    /// The document whose text a reference names.
    pub(super) fn document(&self, steps: &[Step<'_>]) -> Option<&'f str> {
        let names: Vec<&str> = steps
            .iter()
            .filter_map(|step| match step {
                Step::Name(name) => Some(*name),
                Step::Index => None,
            })
            .collect();
        match names.as_slice() {
            ["data", "aws_iam_policy_document", name, "json" | "minified_json"] => {
                self.documents.get_key_value::<str>(name).map(|(name, _)| *name)
            }
            _ => None,
        }
    }

    /// Counts a value that is worked out; none where there were too many.
    pub(super) fn count(&self) -> Option<()> {
        self.values.set(self.values.get() + 1);
        (self.values.get() < MAX_VALUES).then_some(())
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
