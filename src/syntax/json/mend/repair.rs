//! The repairs, each tried on paper.

use super::super::super::Flaw;
use super::super::machine::{Expect, Frame, Holder, Machine};
use super::super::token::Token;
use super::Mender;
use crate::source::Span;

/// What can be done where a token is out of order.
#[derive(Debug, Clone, Copy)]
pub(super) enum Repair {
    /// Take it for a comma.
    AsComma,
    /// Take it for a colon.
    AsColon,
    /// Take a parenthesis for the bracket of a list.
    AsBracket,
    /// Take it for a value that nobody knows.
    AsValue,
    /// Put a comma before it.
    Comma,
    /// Put a colon before it.
    Colon,
    /// Put a value before it.
    Value,
    /// Put a brace before the name before it.
    BraceBefore,
    /// Put a bracket before the value that turns out to be the first of several.
    BracketBefore,
    /// Close so many before the comma before it.
    CloseBefore(usize),
    /// Close the list before the name before it.
    CloseBeforeName,
    /// Close so many before it.
    Close(usize),
    /// Close so many before it, and put a comma behind.
    CloseComma(usize),
    /// Take it for the other closing bracket.
    WrongClose,
    /// Leave out the item before it.
    DeleteLast,
    /// Leave it out.
    Delete,
    /// Leave it out with all that stands in it.
    DeleteGroup,
    /// End the document before it.
    Stop,
    /// Leave out the closing bracket before it.
    Reopen,
}

/// A repair on paper.
#[derive(Clone)]
pub(super) struct Draft<'t> {
    pub(super) machine: Machine,
    pub(super) next: usize,
    pub(super) edits: Vec<Edit<'t>>,
    pub(super) flaws: Vec<(Span, Flaw)>,
    /// How unlikely it is that this was meant.
    pub(super) cost: usize,
    /// How many tokens it leaves out with what they stand in.
    pub(super) hidden: usize,
    /// Whether nothing is read behind it.
    pub(super) stops: bool,
}

/// A change of the tokens that are in order so far.
#[derive(Clone)]
pub(super) enum Edit<'t> {
    Insert(usize, Token<'t>, Span),
    Push(Token<'t>, Span),
    Pop,
}

impl<'t> Mender<'_, 't> {
    /// A repair on paper; nothing where it cannot be meant.
    pub(super) fn draft(&self, repair: Repair) -> Option<Draft<'t>> {
        let mut draft = Draft {
            machine: self.machine.clone(),
            next: self.next,
            edits: Vec::new(),
            flaws: Vec::new(),
            cost: 0,
            hidden: 0,
            stops: false,
        };
        let frame = *draft.machine.top();
        match repair {
            Repair::AsComma | Repair::AsColon | Repair::AsBracket | Repair::AsValue | Repair::WrongClose => {
                self.take_as_other(repair, &frame, &mut draft)?;
            }
            Repair::Comma | Repair::Colon | Repair::Value => self.put_before(repair, &frame, &mut draft)?,
            Repair::BraceBefore => self.open_object(&frame, &mut draft)?,
            Repair::BracketBefore => self.open_list(&frame, &mut draft)?,
            Repair::CloseBeforeName => self.close_before_name(&frame, &mut draft)?,
            Repair::CloseBefore(count) => self.close_before_comma(count, &frame, &mut draft)?,
            Repair::Close(count) => self.close(count, &mut draft)?,
            Repair::CloseComma(count) => {
                self.close(count, &mut draft)?;
                self.begins_value()?;
                draft.machine.take(&Token::Comma, self.before(), self.out.len()).then_some(())?;
                draft.edits.push(Edit::Push(Token::Comma, self.before()));
            }
            Repair::Delete | Repair::DeleteGroup => self.delete(repair, &frame, &mut draft)?,
            Repair::DeleteLast => self.delete_last(&frame, &mut draft)?,
            Repair::Stop => self.stop(&frame, &mut draft)?,
            Repair::Reopen => self.reopen(&mut draft)?,
        }
        // What hides a part of the text is the last thing to be meant.
        let hides = matches!(repair, Repair::DeleteGroup | Repair::DeleteLast);
        draft.cost = draft.flaws.len() + usize::from(hides);
        Some(draft)
    }

    fn begins_value(&self) -> Option<()> {
        let (token, _) = self.input.get(self.next)?;
        (token.is_scalar() || token.is_opener()).then_some(())
    }

    fn take_as_other(&self, repair: Repair, frame: &Frame, draft: &mut Draft<'t>) -> Option<()> {
        let (token, at) = self.input.get(self.next)?;
        let is_strange = matches!(token, Token::Strange(_));
        let (meant, flaw) = match repair {
            Repair::AsComma if is_strange => (Token::Comma, Flaw::Unexpected),
            Repair::AsComma if *token == Token::Colon && frame.holder == Holder::List => {
                (Token::Comma, Flaw::Unexpected)
            }
            Repair::AsColon if is_strange => (Token::Colon, Flaw::Unexpected),
            Repair::AsColon if *token == Token::Comma => (Token::Colon, Flaw::MissingColon),
            Repair::AsBracket if *token == Token::Strange("(") => (Token::OpenBracket, Flaw::Unexpected),
            Repair::AsBracket if *token == Token::Strange(")") => (Token::CloseBracket, Flaw::Unexpected),
            Repair::AsValue if is_strange => (Token::Unknown, Flaw::Unexpected),
            Repair::WrongClose if token.is_closer() && frame.may_close() && !frame.inserted => {
                (frame.closer(), Flaw::WrongClose { opened: frame.opened })
            }
            _ => return None,
        };
        draft.insert(meant, *at, self.out.len(), flaw)?;
        draft.next += 1;
        Some(())
    }

    fn put_before(&self, repair: Repair, frame: &Frame, draft: &mut Draft<'t>) -> Option<()> {
        let (before, index) = (self.before(), self.out.len());
        match repair {
            Repair::Comma => {
                self.begins_value()?;
                draft.insert(Token::Comma, before, index, Flaw::MissingComma)
            }
            Repair::Colon => {
                self.begins_value()?;
                draft.insert(Token::Colon, before, index, Flaw::MissingColon)
            }
            _ => {
                if frame.expect == Expect::Colon {
                    draft.machine.take(&Token::Colon, before, index);
                    draft.edits.push(Edit::Push(Token::Colon, before));
                }
                let lacks_value = draft.machine.top().expect == Expect::Value;
                (lacks_value && frame.holder != Holder::Document).then_some(())?;
                draft.insert(Token::Unknown, before, index, Flaw::MissingValue)
            }
        }
    }

    /// The string before a colon was no value, but the first name of an object that no brace opens.
    fn open_object(&self, frame: &Frame, draft: &mut Draft<'t>) -> Option<()> {
        let (token, _) = self.input.get(self.next)?;
        let (name, written) = self.out.get(frame.value)?;
        let is_name = name.is_name() && frame.value + 1 == self.out.len();
        (*token == Token::Colon && frame.expect == Expect::Comma && is_name).then_some(())?;
        draft.open_before(frame.value, Holder::Object, Expect::Colon, *written);
        draft.flaws.push((*written, Flaw::MissingBraces));
        Some(())
    }

    /// The value of a member was the first of several, before which no bracket opens a list.
    fn open_list(&self, frame: &Frame, draft: &mut Draft<'t>) -> Option<()> {
        let (token, _) = self.input.get(self.next)?;
        let (_, written) = self.out.get(frame.value)?;
        let expect = match frame.expect {
            Expect::Next if frame.holder == Holder::Object && token.is_opener() => Expect::Next,
            Expect::Colon
                if self.has_comma_before_last() && matches!(token, Token::CloseBracket | Token::Comma) =>
            {
                Expect::Comma
            }
            _ => return None,
        };
        draft.open_before(frame.value, Holder::List, expect, *written);
        draft.flaws.push((*written, Flaw::MissingBracket));
        Some(())
    }

    /// The last item of a list was the name of the member behind it, before which no bracket closes the list.
    fn close_before_name(&self, frame: &Frame, draft: &mut Draft<'t>) -> Option<()> {
        let (token, _) = self.input.get(self.next)?;
        let (name, _) = self.out.last()?;
        let is_list = frame.holder == Holder::List && frame.expect == Expect::Comma;
        let is_name = name.is_name() && self.has_comma_before_last();
        (*token == Token::Colon && is_list && is_name).then_some(())?;
        let comma = self.out.len().checked_sub(2)?;
        draft.close(comma, self.end_before(comma));
        (draft.machine.top().holder == Holder::Object).then_some(())?;
        draft.machine.top().expect = Expect::Colon;
        Some(())
    }

    fn close_before_comma(&self, count: usize, frame: &Frame, draft: &mut Draft<'t>) -> Option<()> {
        (frame.expect == Expect::Next).then_some(())?;
        let comma = self.out.len().checked_sub(1)?;
        draft.machine.top().expect = Expect::Comma;
        for closed in 0..count {
            draft.machine.top().may_close().then_some(())?;
            draft.close(comma + closed, self.end_before(comma));
        }
        draft.machine.take(&Token::Comma, self.before(), comma).then_some(())
    }

    fn close(&self, count: usize, draft: &mut Draft<'t>) -> Option<()> {
        for closed in 0..count {
            draft.machine.top().may_close().then_some(())?;
            draft.close(self.out.len() + closed, self.before());
        }
        Some(())
    }

    fn delete(&self, repair: Repair, frame: &Frame, draft: &mut Draft<'t>) -> Option<()> {
        let (token, at) = self.input.get(self.next)?;
        let in_document = frame.holder == Holder::Document;
        if let Repair::DeleteGroup = repair {
            (!in_document && token.is_opener()).then_some(())?;
            draft.flaws.push((*at, Flaw::Unexpected));
            draft.next = self.end_of_group(self.next);
            draft.hidden = draft.next - self.next;
            return Some(());
        }
        (!in_document || token.is_closer()).then_some(())?;
        let flaw = match token {
            Token::Comma => Flaw::ExtraComma,
            _ if token.is_closer() => Flaw::UnexpectedClose,
            _ => Flaw::Unexpected,
        };
        draft.flaws.push((*at, flaw));
        draft.next += 1;
        Some(())
    }

    /// A word that stands in a list before what it does not belong to.
    fn delete_last(&self, frame: &Frame, draft: &mut Draft<'t>) -> Option<()> {
        self.begins_value()?;
        let (item, at) = self.out.last()?;
        let is_item = frame.value + 1 == self.out.len() && matches!(item, Token::Word(_) | Token::Text(_));
        (frame.holder == Holder::List && frame.expect == Expect::Comma && is_item).then_some(())?;
        draft.machine.top().expect = Expect::Next;
        draft.edits.push(Edit::Pop);
        draft.flaws.push((*at, Flaw::Unexpected));
        Some(())
    }

    /// What stands behind the document is no part of it.
    fn stop(&self, frame: &Frame, draft: &mut Draft<'t>) -> Option<()> {
        let (_, at) = self.input.get(self.next)?;
        (frame.holder == Holder::Document && frame.expect == Expect::Comma).then_some(())?;
        draft.flaws.push((*at, Flaw::ExtraContent));
        draft.next = self.input.len().saturating_sub(1);
        draft.stops = true;
        Some(())
    }

    /// The object or list that the last token closed goes on.
    fn reopen(&self, draft: &mut Draft<'t>) -> Option<()> {
        let (token, _) = self.input.get(self.next)?;
        let (closer, at) = self.out.last()?;
        let mut frame = self.closed.filter(|_| closer.is_closer())?;
        let is_empty = frame.expect == Expect::First;
        frame.expect = match token {
            Token::Comma if !is_empty => Expect::Comma,
            _ if is_empty => Expect::First,
            _ => Expect::Next,
        };
        draft.machine.push(frame);
        draft.edits.push(Edit::Pop);
        if frame.expect == Expect::Next {
            draft.edits.push(Edit::Push(Token::Comma, Span::point(at.start())));
        }
        draft.flaws.push((*at, Flaw::UnexpectedClose));
        Some(())
    }

    fn has_comma_before_last(&self) -> bool {
        let before = self.out.len().checked_sub(2).and_then(|index| self.out.get(index));
        before.is_some_and(|(token, _)| *token == Token::Comma)
    }

    /// The place behind the token before the one at an index of those in order.
    fn end_before(&self, index: usize) -> Span {
        let before = index.checked_sub(1).and_then(|before| self.out.get(before));
        Span::point(before.map_or(0, |(_, at)| at.end()))
    }
}

impl<'t> Draft<'t> {
    /// Adds a token to those that are in order.
    fn insert(&mut self, token: Token<'t>, at: Span, index: usize, flaw: Flaw) -> Option<()> {
        self.machine.take(&token, at, index).then_some(())?;
        self.edits.push(Edit::Push(token, at));
        self.flaws.push((at, flaw));
        Some(())
    }

    /// Opens an object or a list before the value that begins with the token at an index.
    fn open_before(&mut self, index: usize, holder: Holder, expect: Expect, first: Span) {
        let opened = Span::point(first.start());
        self.machine.top().expect = Expect::Comma;
        let mut frame = Frame::new(holder, expect, opened);
        frame.inserted = true;
        frame.value = index + 1;
        self.edits.push(Edit::Insert(index, frame.opener(), opened));
        self.machine.push(frame);
    }

    /// Closes what is open innermost, with a bracket at an index of the tokens in order.
    fn close(&mut self, index: usize, at: Span) {
        let frame = self.machine.pop();
        self.edits.push(Edit::Insert(index, frame.closer(), at));
        if !frame.inserted {
            self.flaws.push((at, Flaw::Unclosed { opened: frame.opened }));
        }
    }
}
