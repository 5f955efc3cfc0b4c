use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::super::{Flaw, Member, Node, Problem, Text, Value};
use super::MAX_DEPTH;
use super::problems::Problems;
use super::token::{Token, Tokens};
use crate::source::Span;

/// Builds the tree of tokens whose brackets, commas and colons are in order.
///
/// Each step gives nothing where they are not.
pub(super) struct Builder<'t> {
    tokens: Tokens<'t>,
    depth: usize,
    /// The members of all objects that are open, the innermost last; each object takes its own when it ends, so that no list grows.
    members: Vec<Member<'t>>,
    /// The items of all lists that are open, likewise.
    items: Vec<Node<'t>>,
}

impl<'t> Builder<'t> {
    /// A builder of the tokens from the current one on.
    pub(super) fn new(tokens: Tokens<'t>) -> Builder<'t> {
        Builder { tokens, depth: 0, members: Vec::new(), items: Vec::new() }
    }

    /// The document's root; none inside where there is nothing but the end.
    pub(super) fn document(&mut self) -> Option<Option<Node<'t>>> {
        if matches!(self.tokens.token, Token::End) {
            return Some(None);
        }
        let root = self.value()?;
        matches!(self.tokens.token, Token::End).then_some(Some(root))
    }

    /// What is wrong with the text.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.tokens.problems.into_vec()
    }

    /// One value; the token behind it is the current one afterwards.
    fn value(&mut self) -> Option<Node<'t>> {
        let at = self.tokens.at;
        let value = match std::mem::replace(&mut self.tokens.token, Token::End) {
            Token::OpenBrace => return self.nested(Builder::object),
            Token::OpenBracket => return self.nested(Builder::list),
            Token::Text(text) => Value::Text(text),
            Token::Word(word) => self.word(word),
            Token::Number(number) => Value::Number(number),
            Token::Bool(value) => Value::Bool(value),
            Token::Null => Value::Null,
            Token::Unknown => Value::Unknown,
            Token::CloseBrace
            | Token::CloseBracket
            | Token::Comma
            | Token::Colon
            | Token::Strange(_)
            | Token::End => return None,
        };
        self.tokens.advance();
        Some(Node { at, value })
    }

    fn word(&mut self, word: &'t str) -> Value<'t> {
        let at = self.tokens.at;
        let (flaw, value) = match word {
            "True" => (Flaw::PythonLiteral, Value::Bool(true)),
            "False" => (Flaw::PythonLiteral, Value::Bool(false)),
            "None" => (Flaw::PythonLiteral, Value::Null),
            _ => (Flaw::UnquotedValue, Value::Text(Text::verbatim(at, at.start(), word))),
        };
        self.tokens.report(at, flaw);
        value
    }

    fn nested(&mut self, read: fn(&mut Self, Span) -> Option<Node<'t>>) -> Option<Node<'t>> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        let opened = self.tokens.at;
        self.tokens.advance();
        self.depth += 1;
        let node = read(self, opened);
        self.depth -= 1;
        node
    }

    fn object(&mut self, opened: Span) -> Option<Node<'t>> {
        let first = self.members.len();
        while !matches!(self.tokens.token, Token::CloseBrace) {
            let name = self.name()?;
            self.tokens.advance();
            if !matches!(self.tokens.token, Token::Colon) {
                return None;
            }
            self.tokens.advance();
            let value = self.value()?;
            self.members.push(Member { name, value });
            self.comma(|token| matches!(token, Token::CloseBrace))?;
        }
        let at = opened.to(self.tokens.at);
        self.tokens.advance();
        let members = self.members.split_off(first);
        find_repeated(&members, &mut self.tokens.problems);
        Some(Node { at, value: Value::Object(members) })
    }

    fn name(&mut self) -> Option<Text<'t>> {
        let word = match std::mem::replace(&mut self.tokens.token, Token::End) {
            Token::Text(name) => return Some(name),
            Token::Word(word) | Token::Number(word) => word,
            Token::Bool(true) => "true",
            Token::Bool(false) => "false",
            Token::Null => "null",
            _ => return None,
        };
        let at = self.tokens.at;
        self.tokens.report(at, Flaw::UnquotedName);
        Some(Text::verbatim(at, at.start(), word))
    }

    fn list(&mut self, opened: Span) -> Option<Node<'t>> {
        let first = self.items.len();
        while !matches!(self.tokens.token, Token::CloseBracket) {
            let item = self.value()?;
            self.items.push(item);
            self.comma(|token| matches!(token, Token::CloseBracket))?;
        }
        let at = opened.to(self.tokens.at);
        self.tokens.advance();
        let items = self.items.split_off(first);
        Some(Node { at, value: Value::Array(items) })
    }

    /// The comma behind an item, or the bracket that closes the list.
    fn comma(&mut self, closes: impl Fn(&Token<'t>) -> bool) -> Option<()> {
        if closes(&self.tokens.token) {
            return Some(());
        }
        if !matches!(self.tokens.token, Token::Comma) {
            return None;
        }
        let comma = self.tokens.at;
        self.tokens.advance();
        if closes(&self.tokens.token) {
            self.tokens.report(comma, Flaw::TrailingComma);
        }
        Some(())
    }
}

/// Lists each member whose name the object has already.
pub(super) fn find_repeated(members: &[Member<'_>], problems: &mut Problems) {
    const FEW: usize = 12;
    if members.len() <= FEW {
        for (index, member) in members.iter().enumerate().skip(1) {
            let first = members[..index].iter().find(|first| first.name.as_str() == member.name.as_str());
            if let Some(first) = first {
                problems.add(member.name.at(), Flaw::RepeatedName { first: first.name.at() });
            }
        }
        return;
    }
    let mut seen: HashMap<&str, Span> = HashMap::with_capacity(members.len());
    for member in members {
        match seen.entry(member.name.as_str()) {
            Entry::Occupied(first) => {
                problems.add(member.name.at(), Flaw::RepeatedName { first: *first.get() });
            }
            Entry::Vacant(place) => {
                place.insert(member.name.at());
            }
        }
    }
}
