use crate::source::Span;
use crate::syntax::{Node, Value};

/// A value of a type that the grammar does not allow there.
#[derive(Debug, Clone, Copy)]
pub struct Misfit<'n> {
    /// The value.
    pub node: &'n Node<'n>,
    /// What it is the value of: "`Action`".
    pub what: &'static str,
    /// What the grammar expects: "a string or a list of strings".
    pub expected: &'static str,
    /// Whether it is an item of a list there, not the whole value.
    pub in_list: bool,
}

impl Misfit<'_> {
    /// Where the value stands.
    pub fn at(&self) -> Span {
        self.node.at
    }
}

/// Notes a value of the wrong type; a value that cannot be known fits everywhere.
pub(super) fn note<'n>(
    misfits: &mut Vec<Misfit<'n>>,
    node: &'n Node<'n>,
    what: &'static str,
    expected: &'static str,
) {
    add(misfits, Misfit { node, what, expected, in_list: false });
}

/// Notes an item of a list of the wrong type.
pub(super) fn note_item<'n>(
    misfits: &mut Vec<Misfit<'n>>,
    node: &'n Node<'n>,
    what: &'static str,
    expected: &'static str,
) {
    add(misfits, Misfit { node, what, expected, in_list: true });
}

fn add<'n>(misfits: &mut Vec<Misfit<'n>>, misfit: Misfit<'n>) {
    if !matches!(misfit.node.value, Value::Unknown) {
        misfits.push(misfit);
    }
}
