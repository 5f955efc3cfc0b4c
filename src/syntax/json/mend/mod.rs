//! Puts the brackets, commas and colons of a text in order.
//!
//! Where a token is out of order, every repair is tried on paper; the one after which the text goes on the longest is made.
//! What people forget, double and confuse is a short list, and what was meant shows in what follows.

mod repair;

use super::super::Flaw;
use super::MAX_DEPTH;
use super::machine::{Expect, Frame, Holder, Machine};
use super::problems::Problems;
use super::token::{Token, Tokens};
use crate::source::Span;
use repair::{Draft, Edit, Repair};

/// How many tokens a repair is followed at most; a text that goes on so long is in order.
const FOLLOWED: usize = 2_000;

/// How many brackets are closed at once at most, where some are forgotten.
const CLOSED_AT_ONCE: usize = 8;

struct Mender<'t> {
    input: Vec<(Token<'t>, Span)>,
    /// The index of the input's token that is looked at.
    next: usize,
    /// The tokens that are in order.
    out: Vec<(Token<'t>, Span)>,
    machine: Machine,
    /// The document's object, when it was closed last.
    root: Option<Frame>,
    problems: Problems,
}

/// The tokens from the current one on, in order.
pub(super) fn tokens(mut tokens: Tokens<'_>) -> Tokens<'_> {
    let mut input = Vec::new();
    while !matches!(tokens.token, Token::End) {
        input.push((std::mem::replace(&mut tokens.token, Token::End), tokens.at));
        tokens.advance();
    }
    input.push((Token::End, tokens.at));
    let problems = std::mem::take(&mut tokens.problems);
    let mut mender =
        Mender { input, next: 0, out: Vec::new(), machine: Machine::new(), root: None, problems };
    mender.run();
    tokens.replay(mender.out, mender.problems)
}

impl<'t> Mender<'t> {
    fn run(&mut self) {
        loop {
            let Some((token, at)) = self.input.get(self.next).cloned() else { return };
            if self.problems.is_full() || token == Token::End {
                return self.finish(at);
            }
            if token.is_opener() && self.machine.depth() >= MAX_DEPTH && self.machine.top().takes_value() {
                self.pass_over_group(at);
                continue;
            }
            if self.machine.depth() == 1 {
                self.root = Some(*self.machine.top());
            }
            if self.machine.take(&token, at, self.out.len()) {
                self.out.push((token, at));
                self.next += 1;
            } else {
                self.repair();
            }
        }
    }

    /// Puts a value that nobody knows in the place of what lies too deep.
    fn pass_over_group(&mut self, at: Span) {
        self.problems.add(at, Flaw::TooDeep);
        let end = self.end_of_group(self.next);
        let last = self.input.get(end.saturating_sub(1)).map_or(at, |(_, last)| *last);
        let unknown = at.to(last);
        self.machine.take(&Token::Unknown, unknown, self.out.len());
        self.out.push((Token::Unknown, unknown));
        self.next = end;
    }

    /// Closes whatever is open.
    fn finish(&mut self, end: Span) {
        let before = self.before();
        let frame = *self.machine.top();
        if frame.holder == Holder::Object && frame.expect == Expect::Colon {
            // The text was cut inside of the name or behind it; what was meant is not known.
            self.out.pop();
        }
        if frame.expect == Expect::Value && (frame.holder != Holder::Document || self.out.is_empty()) {
            self.problems.add(before, Flaw::MissingValue);
            self.out.push((Token::Unknown, before));
        }
        if self.out.last().is_some_and(|(token, _)| *token == Token::Comma) {
            self.out.pop();
        }
        while self.machine.depth() > 0 {
            let frame = self.machine.pop();
            if !frame.inserted {
                self.problems.add(before, Flaw::Unclosed { opened: frame.opened });
            }
            self.out.push((frame.closer(), before));
        }
        self.out.push((Token::End, end));
        self.next = self.input.len();
    }

    fn repair(&mut self) {
        let mut best: Option<(usize, Draft<'t>)> = None;
        for repair in self.repairs() {
            let Some(draft) = self.draft(repair) else { continue };
            let length = self.length(repair, &draft);
            if best.as_ref().is_none_or(|(longest, _)| length > *longest) {
                best = Some((length, draft));
            }
        }
        match best {
            Some((_, draft)) => self.make(draft),
            None => self.next += 1,
        }
    }

    /// The repairs, those before others that are likelier where the text goes on equally long.
    fn repairs(&mut self) -> Vec<Repair> {
        let depth = self.machine.depth().min(CLOSED_AT_ONCE);
        let mut repairs = vec![
            Repair::AsComma,
            Repair::AsColon,
            Repair::AsBracket,
            Repair::AsValue,
            Repair::Comma,
            Repair::Colon,
            Repair::Value,
            Repair::BraceBefore,
            Repair::BracketBefore,
            Repair::CloseBeforeName,
        ];
        repairs.extend((1..=depth).map(Repair::CloseBefore));
        repairs.extend((1..=depth).map(Repair::Close));
        repairs.extend((1..=depth).map(Repair::CloseComma));
        repairs.extend([
            Repair::WrongClose,
            Repair::Delete,
            Repair::DeleteGroup,
            Repair::Stop,
            Repair::Reopen,
        ]);
        repairs
    }

    /// The index of the token up to which a text goes on after a repair.
    fn length(&self, repair: Repair, draft: &Draft<'t>) -> usize {
        if let Repair::Stop = repair {
            return self.next + 1;
        }
        let mut machine = draft.machine.clone();
        let rest = self.input.iter().skip(draft.next).take(FOLLOWED);
        let taken = rest.take_while(|(token, at)| machine.take(token, *at, 0)).count();
        draft.next + taken
    }

    fn make(&mut self, draft: Draft<'t>) {
        for edit in draft.edits {
            match edit {
                Edit::Insert(index, token, at) => self.out.insert(index.min(self.out.len()), (token, at)),
                Edit::Push(token, at) => self.out.push((token, at)),
                Edit::Pop => {
                    self.out.pop();
                }
            }
        }
        for (at, flaw) in draft.flaws {
            self.problems.add(at, flaw);
        }
        self.machine = draft.machine;
        self.next = draft.next;
    }

    /// The place behind the last token that is in order.
    fn before(&self) -> Span {
        Span::point(self.out.last().map_or(0, |(_, at)| at.end()))
    }

    /// The index behind the bracket that closes the one at an index of the input.
    fn end_of_group(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        for (index, (token, _)) in self.input.iter().enumerate().skip(start) {
            if token.is_opener() {
                depth += 1;
            } else if token.is_closer() {
                depth -= 1;
            } else if *token == Token::End {
                return index;
            }
            if depth == 0 {
                return index + 1;
            }
        }
        self.input.len()
    }
}
