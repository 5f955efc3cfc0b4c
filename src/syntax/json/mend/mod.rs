//! Puts the brackets, commas and colons of a text in order.
//!
//! Where a token is out of order, every repair is tried on paper; the one after which the text goes on the longest, and needs the fewest more, is made.
//! What people forget, double and confuse is a short list, and what was meant shows in what follows.

mod repair;

use std::cmp::Reverse;

use super::super::Flaw;
use super::MAX_DEPTH;
use super::machine::{Expect, Frame, Holder, Machine};
use super::problems::Problems;
use super::token::{Token, Tokens};
use crate::source::Span;
use repair::{Draft, Edit, Repair};

/// How many tokens a repair is followed at most; a text that goes on so long is in order.
///
/// In longer texts a repair is not followed by others on paper either, so that the time stays in proportion to the text.
const FOLLOWED: usize = 2_000;

/// How many repairs are tried behind a repair.
const REPAIRS_BEHIND: usize = 3;

/// How many brackets are closed at once at most, where some are forgotten.
const CLOSED_AT_ONCE: usize = 8;

#[derive(Clone)]
struct Mender<'i, 't> {
    input: &'i [(Token<'t>, Span)],
    /// The index of the input's token that is looked at.
    next: usize,
    /// The tokens that are in order.
    out: Vec<(Token<'t>, Span)>,
    machine: Machine,
    /// What the last bracket closed.
    closed: Option<Frame>,
    problems: Problems,
    /// How much was repaired so far.
    cost: usize,
    /// How many tokens were left out with what they stand in.
    hidden: usize,
}

/// How good a repair is: how far the text goes on, and at which cost.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    length: usize,
    cost: Reverse<usize>,
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
    let mut mender = Mender::new(&input, problems);
    mender.run();
    let Mender { out, problems, .. } = mender;
    tokens.replay(out, problems)
}

impl<'i, 't> Mender<'i, 't> {
    fn new(input: &'i [(Token<'t>, Span)], problems: Problems) -> Mender<'i, 't> {
        let machine = Machine::new();
        Mender { input, next: 0, out: Vec::new(), machine, closed: None, problems, cost: 0, hidden: 0 }
    }

    fn run(&mut self) {
        while let Some((token, at)) = self.input.get(self.next) {
            if self.problems.is_full() || *token == Token::End {
                return self.finish(*at);
            }
            if !self.take(token, *at) {
                self.repair();
            }
        }
    }

    /// Takes the current token, if it is in order.
    fn take(&mut self, token: &Token<'t>, at: Span) -> bool {
        if token.is_opener() && self.machine.depth() >= MAX_DEPTH && self.machine.top().takes_value() {
            self.pass_over_group(at);
            return true;
        }
        let frame = *self.machine.top();
        if !self.machine.take(token, at, self.out.len()) {
            return false;
        }
        if token.is_closer() {
            self.closed = Some(frame);
        }
        self.out.push((token.clone(), at));
        self.next += 1;
        true
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
                self.cost += 1;
                self.problems.add(before, Flaw::Unclosed { opened: frame.opened });
            }
            self.out.push((frame.closer(), before));
        }
        self.out.push((Token::End, end));
        self.next = self.input.len();
    }

    /// Makes the best repair of the current token, judged by what may be repaired behind it as well.
    fn repair(&mut self) {
        let repairs_behind = if self.input.len() <= FOLLOWED { REPAIRS_BEHIND } else { 0 };
        let best = if self.machine.depth() == 0 {
            self.best(Mender::reach)
        } else {
            self.best(|mender, draft| {
                let mut trial = mender.clone();
                trial.make(draft.clone());
                trial.follow(repairs_behind)
            })
        };
        match best {
            Some(draft) => self.make(draft),
            None => self.next += 1,
        }
    }

    /// The draft that is judged best, the first of those that are judged alike.
    fn best(&self, judge: impl Fn(&Self, &Draft<'t>) -> Score) -> Option<Draft<'t>> {
        let mut best: Option<(Score, Draft<'t>)> = None;
        for draft in self.repairs().into_iter().filter_map(|repair| self.draft(repair)) {
            let score = judge(self, &draft);
            if best.as_ref().is_none_or(|(highest, _)| score > *highest) {
                best = Some((score, draft));
            }
        }
        best.map(|(_, draft)| draft)
    }

    /// Goes on as long as the text is in order, and with so many repairs; gives how far it went at which cost.
    fn follow(&mut self, repairs: usize) -> Score {
        let mut left = repairs;
        while let Some((token, at)) = self.input.get(self.next) {
            if *token == Token::End {
                self.finish(*at);
            } else if left == 0 {
                self.next += self.length();
                break;
            } else if !self.take(token, *at) {
                left -= 1;
                match self.best(Mender::reach) {
                    Some(draft) if draft.stops => break,
                    Some(draft) => self.make(draft),
                    None => self.next += 1,
                }
            }
        }
        Score { length: self.next.saturating_sub(self.hidden), cost: Reverse(self.cost) }
    }

    /// The repairs, those before others that are likelier where the text goes on equally long.
    fn repairs(&self) -> Vec<Repair> {
        let depth = self.machine.depth().min(CLOSED_AT_ONCE);
        let mut repairs = vec![
            Repair::AsComma,
            Repair::AsColon,
            Repair::AsBracket,
            Repair::AsValue,
            Repair::Comma,
            Repair::Colon,
            Repair::Value,
            Repair::CloseBeforeName,
            Repair::BraceBefore,
            Repair::BracketBefore,
        ];
        repairs.extend((1..=depth).map(Repair::CloseBefore));
        repairs.extend((1..=depth).map(Repair::Close));
        repairs.extend((1..=depth).map(Repair::CloseComma));
        repairs.extend([
            Repair::WrongClose,
            Repair::DeleteLast,
            Repair::Delete,
            Repair::DeleteGroup,
            Repair::Stop,
            Repair::Reopen,
        ]);
        repairs
    }

    /// How many tokens are in order from the current one on.
    fn length(&self) -> usize {
        self.length_from(self.machine.clone(), self.next)
    }

    /// How far the text goes on behind a repair, without any other.
    fn reach(&self, draft: &Draft<'t>) -> Score {
        // Two tokens of the same document have to follow, or it ends.
        const OF_ANOTHER_DOCUMENT: usize = 2;
        let length = match draft.stops {
            true => self.next + OF_ANOTHER_DOCUMENT,
            false => draft.next - draft.hidden + self.length_from(draft.machine.clone(), draft.next),
        };
        Score { length, cost: Reverse(draft.cost) }
    }

    fn length_from(&self, mut machine: Machine, next: usize) -> usize {
        let rest = self.input.iter().skip(next).take(FOLLOWED);
        rest.take_while(|(token, at)| machine.take(token, *at, 0)).count()
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
        self.cost += draft.cost;
        self.hidden += draft.hidden;
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
