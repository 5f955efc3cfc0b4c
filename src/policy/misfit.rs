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

/// What does not fit the grammar, and how much is not known.
#[derive(Debug, Default)]
pub struct Misfits<'n> {
    /// The values of the wrong type.
    pub list: Vec<Misfit<'n>>,
    /// How many values cannot be known; each may be right.
    pub holes: usize,
}

impl Misfit<'_> {
    /// Where the value stands.
    pub fn at(&self) -> Span {
        self.node.at
    }
}

/// Notes a value of the wrong type; a value that cannot be known fits everywhere.
pub(super) fn note<'n>(
    misfits: &mut Misfits<'n>,
    node: &'n Node<'n>,
    what: &'static str,
    expected: &'static str,
) {
    add(misfits, Misfit { node, what, expected, in_list: false });
}

/// Notes an item of a list of the wrong type.
pub(super) fn note_item<'n>(
    misfits: &mut Misfits<'n>,
    node: &'n Node<'n>,
    what: &'static str,
    expected: &'static str,
) {
    add(misfits, Misfit { node, what, expected, in_list: true });
}

fn add<'n>(misfits: &mut Misfits<'n>, misfit: Misfit<'n>) {
    match misfit.node.value {
        Value::Unknown | Value::Partial(_) => misfits.holes += 1,
        _ => misfits.list.push(misfit),
    }
}
