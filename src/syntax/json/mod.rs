//! JSON and what people write instead of it.
//!
//! The tokens come from `jsonc-parser`; the tree is built here, so that one mistake hides neither the next one nor the rest of the policy.
//! The parser takes whatever it can guess the meaning of and lists each place where the text is not JSON (RFC 8259).

mod decode;
mod start;
mod token;

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::{Flaw, Member, Node, Text, Tree, Value};
use crate::source::Span;
use token::{Token, Tokens};

/// The deepest nesting that is read; what lies deeper is [`Flaw::TooDeep`].
///
/// It is what most readers of JSON allow; no policy comes near it.
pub const MAX_DEPTH: usize = 128;

/// The most problems that are listed of one text; then reading stops with [`Flaw::TooMany`].
pub const MAX_PROBLEMS: usize = 30;

/// The most problems of a dialect ([`Flaw::is_dialect`]) that are listed of one text, for they do not hinder reading.
pub const MAX_DIALECT: usize = 10_000;

/// Parses a text.
pub fn parse(text: &str) -> Tree<'_> {
    let mut parser = Parser { tokens: start::tokens(text), open: Vec::new(), pending: None };
    let root = parser.root();
    let mut problems = parser.tokens.problems.into_vec();
    problems.sort_by_key(|problem| problem.at);
    Tree { root, problems }
}

struct Parser<'t> {
    tokens: Tokens<'t>,
    /// The brackets that are open, with the place of each.
    open: Vec<(Token<'t>, Span)>,
    /// A name that was read inside an unclosed list and belongs to the object around it.
    pending: Option<Text<'t>>,
}

impl<'t> Parser<'t> {
    /// The document: one value, with nothing behind it.
    fn root(&mut self) -> Option<Node<'t>> {
        let root = match self.tokens.token.clone() {
            Token::End => return None,
            Token::Text(first) => {
                self.tokens.advance();
                match self.tokens.token {
                    Token::Colon => self.members_without_braces(first, &Token::End),
                    _ => Node { at: first.at(), value: Value::Text(first) },
                }
            }
            _ => self.value(),
        };
        self.end();
        Some(root)
    }

    /// One value; the token behind it is the current one afterwards.
    fn value(&mut self) -> Node<'t> {
        let at = self.tokens.at;
        let value = match self.tokens.token.clone() {
            Token::OpenBrace => return self.nested(Parser::object),
            Token::OpenBracket => return self.nested(Parser::array),
            Token::Text(text) => Value::Text(text),
            Token::Word(word) => self.word(word),
            Token::Number(number) => Value::Number(number),
            Token::Bool(value) => Value::Bool(value),
            Token::Null => Value::Null,
            Token::CloseBrace | Token::CloseBracket | Token::Comma | Token::Colon | Token::End => {
                let at = Span::point(self.tokens.before);
                self.tokens.report(at, Flaw::MissingValue);
                return Node { at, value: Value::Unknown };
            }
        };
        self.tokens.advance();
        Node { at, value }
    }

    fn word(&mut self, word: &'t str) -> Value<'t> {
        let at = self.tokens.at;
        let (flaw, value) = match word {
            "True" => (Flaw::PythonLiteral, Value::Bool(true)),
            "False" => (Flaw::PythonLiteral, Value::Bool(false)),
            "None" => (Flaw::PythonLiteral, Value::Null),
            _ => (Flaw::UnquotedValue, Value::Text(Text::plain(at, at.start(), word))),
        };
        self.tokens.report(at, flaw);
        value
    }

    /// An object or a list, unless it lies too deep.
    fn nested(&mut self, read: fn(&mut Self) -> Node<'t>) -> Node<'t> {
        let opened = self.tokens.at;
        if self.open.len() >= MAX_DEPTH {
            self.tokens.report(opened, Flaw::TooDeep);
            self.skip_nested();
            return Node { at: opened.to(Span::point(self.tokens.before)), value: Value::Unknown };
        }
        self.open.push((self.tokens.token.clone(), opened));
        self.tokens.advance();
        let node = read(self);
        self.open.pop();
        node
    }

    /// Passes over an object or a list without reading it.
    fn skip_nested(&mut self) {
        let mut depth = 0_usize;
        loop {
            match self.tokens.token {
                Token::OpenBrace | Token::OpenBracket => depth += 1,
                Token::CloseBrace | Token::CloseBracket => depth -= 1,
                Token::End => return,
                _ => {}
            }
            self.tokens.advance();
            if depth == 0 {
                return;
            }
        }
    }

    fn object(&mut self) -> Node<'t> {
        let opened = self.opened();
        let mut members = Vec::new();
        let end = loop {
            if let Some(name) = self.pending.take() {
                members.push(self.member(name));
                continue;
            }
            match self.tokens.token.clone() {
                Token::CloseBrace => {
                    let closed = self.tokens.at;
                    self.tokens.advance();
                    if self.open.len() == 1 && matches!(self.tokens.token, Token::Comma | Token::Text(_)) {
                        self.tokens.report(closed, Flaw::UnexpectedClose);
                        if matches!(self.tokens.token, Token::Comma) {
                            self.tokens.advance();
                        }
                        continue;
                    }
                    break closed.end();
                }
                Token::CloseBracket if self.is_open(&Token::OpenBracket) => break self.unclosed(opened),
                Token::End => break self.unclosed(opened),
                token => self.member_or_flaw(token, &mut members),
            }
        };
        self.find_repeated(&members);
        Node { at: Span::new(opened.start(), end), value: Value::Object(members) }
    }

    /// A member of an object with the comma behind it, or something that is none.
    fn member_or_flaw(&mut self, token: Token<'t>, members: &mut Vec<Member<'t>>) {
        let at = self.tokens.at;
        let name = match token {
            Token::Text(name) => name,
            Token::Word(word) | Token::Number(word) => self.unquoted_name(at, word),
            Token::Bool(true) => self.unquoted_name(at, "true"),
            Token::Bool(false) => self.unquoted_name(at, "false"),
            Token::Null => self.unquoted_name(at, "null"),
            Token::OpenBrace | Token::OpenBracket => {
                self.tokens.report(at, Flaw::Unexpected);
                self.skip_nested();
                return;
            }
            Token::Comma => return self.extra(Flaw::ExtraComma),
            Token::CloseBrace | Token::CloseBracket => return self.extra(Flaw::UnexpectedClose),
            Token::Colon | Token::End => return self.extra(Flaw::Unexpected),
        };
        self.tokens.advance();
        members.push(self.member(name));
        self.comma(&Token::CloseBrace);
    }

    fn unquoted_name(&mut self, at: Span, word: &'t str) -> Text<'t> {
        self.tokens.report(at, Flaw::UnquotedName);
        Text::plain(at, at.start(), word)
    }

    /// What follows a member's name: the colon and the value.
    fn member(&mut self, name: Text<'t>) -> Member<'t> {
        match self.tokens.token {
            Token::Colon => self.tokens.advance(),
            Token::Comma | Token::CloseBrace | Token::CloseBracket | Token::End => {}
            _ => self.tokens.report(Span::point(name.at().end()), Flaw::MissingColon),
        }
        Member { name, value: self.value() }
    }

    fn array(&mut self) -> Node<'t> {
        let opened = self.opened();
        let mut items = Vec::new();
        let end = loop {
            match self.tokens.token.clone() {
                Token::CloseBracket => {
                    let closed = self.tokens.at;
                    self.tokens.advance();
                    break closed.end();
                }
                Token::CloseBrace if self.is_open(&Token::OpenBrace) => break self.unclosed(opened),
                Token::End => break self.unclosed(opened),
                Token::Comma => self.extra(Flaw::ExtraComma),
                Token::Colon => self.extra(Flaw::Unexpected),
                Token::CloseBrace => self.extra(Flaw::UnexpectedClose),
                Token::Text(name) => {
                    let before = self.tokens.before;
                    self.tokens.advance();
                    match self.tokens.token {
                        Token::Colon if items.is_empty() => {
                            items.push(self.members_without_braces(name, &Token::CloseBracket))
                        }
                        Token::Colon if self.is_open(&Token::OpenBrace) => {
                            self.pending = Some(name);
                            self.tokens.report(Span::point(before), Flaw::Unclosed { opened });
                            break before;
                        }
                        _ => {
                            items.push(Node { at: name.at(), value: Value::Text(name) });
                            self.comma(&Token::CloseBracket);
                        }
                    }
                }
                _ => {
                    items.push(self.value());
                    if self.pending.is_none() {
                        self.comma(&Token::CloseBracket);
                    }
                }
            }
        };
        Node { at: Span::new(opened.start(), end), value: Value::Array(items) }
    }

    /// `["a": 1, "b": 2]`: the members up to the end of the list, as one object.
    fn members_without_braces(&mut self, first: Text<'t>, end: &Token<'t>) -> Node<'t> {
        let start = first.at().start();
        self.tokens.report(first.at(), Flaw::MissingBraces);
        let mut members = vec![self.member(first)];
        self.comma(end);
        while !matches!(self.tokens.token, Token::CloseBracket | Token::CloseBrace | Token::End) {
            let token = self.tokens.token.clone();
            self.member_or_flaw(token, &mut members);
        }
        if matches!(self.tokens.token, Token::CloseBrace) {
            self.tokens.advance();
        }
        self.find_repeated(&members);
        let end = members.last().map_or(start, |member| member.value.at.end());
        Node { at: Span::new(start, end), value: Value::Object(members) }
    }

    /// The comma behind an item, which may be missing, or stand before the closing bracket.
    fn comma(&mut self, close: &Token<'t>) {
        match self.tokens.token {
            Token::Comma => {
                let comma = self.tokens.at;
                self.tokens.advance();
                if self.tokens.token == *close {
                    self.tokens.report(comma, Flaw::TrailingComma);
                }
            }
            Token::CloseBrace | Token::CloseBracket | Token::End | Token::Colon => {}
            _ if self.pending.is_some() => {}
            _ => self.tokens.report(Span::point(self.tokens.before), Flaw::MissingComma),
        }
    }

    fn extra(&mut self, flaw: Flaw) {
        self.tokens.report(self.tokens.at, flaw);
        self.tokens.advance();
    }

    fn opened(&self) -> Span {
        self.open.last().map_or(self.tokens.at, |(_, at)| *at)
    }

    fn is_open(&self, bracket: &Token<'t>) -> bool {
        let outer = self.open.len().saturating_sub(1);
        self.open[..outer].iter().any(|(open, _)| open == bracket)
    }

    /// Reports that nothing closes the bracket, and tells where what it holds ends.
    fn unclosed(&mut self, opened: Span) -> usize {
        let end = self.tokens.before;
        self.tokens.report(Span::point(end), Flaw::Unclosed { opened });
        end
    }

    /// Lists each member whose name the object has already.
    fn find_repeated(&mut self, members: &[Member<'t>]) {
        const FEW: usize = 12;
        if members.len() <= FEW {
            for (index, member) in members.iter().enumerate() {
                let first = members[..index].iter().find(|first| first.name.as_str() == member.name.as_str());
                if let Some(first) = first {
                    self.tokens.report(member.name.at(), Flaw::RepeatedName { first: first.name.at() });
                }
            }
            return;
        }
        let mut seen: HashMap<&str, Span> = HashMap::with_capacity(members.len());
        for member in members {
            match seen.entry(member.name.as_str()) {
                Entry::Occupied(first) => {
                    self.tokens.report(member.name.at(), Flaw::RepeatedName { first: *first.get() });
                }
                Entry::Vacant(place) => {
                    place.insert(member.name.at());
                }
            }
        }
    }

    /// What stands behind the document's root.
    fn end(&mut self) {
        while !matches!(self.tokens.token, Token::End) {
            let at = self.tokens.at;
            if !matches!(self.tokens.token, Token::CloseBrace | Token::CloseBracket) {
                self.tokens.report(at, Flaw::ExtraContent);
                return;
            }
            self.extra(Flaw::UnexpectedClose);
        }
    }
}
