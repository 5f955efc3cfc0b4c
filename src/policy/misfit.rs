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
    if !matches!(node.value, Value::Unknown) {
        misfits.push(Misfit { node, what, expected });
    }
}
