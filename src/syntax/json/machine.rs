use super::token::Token;
use crate::source::Span;

/// What holds values: the document, an object or a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    Document,
    Object,
    List,
}

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expect {
    /// A name or an item, or the closing bracket: nothing stands there yet.
    First,
    /// A name or an item; a comma stands before.
    Next,
    /// The colon behind a name.
    Colon,
    /// A value.
    Value,
    /// A comma, or the closing bracket.
    Comma,
}

/// Something that is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) holder: Holder,
    pub(super) expect: Expect,
    /// The bracket that opens it.
    pub(super) opened: Span,
    /// Whether nobody wrote that bracket, so that nobody is told that nothing closes it.
    pub(super) inserted: bool,
    /// The index of the first token of its last value.
    pub(super) value: usize,
}

/// Takes tokens as long as they are in order.
#[derive(Debug, Clone)]
pub(super) struct Machine {
    /// What is open, the document first.
    stack: Vec<Frame>,
}

impl Frame {
    pub(super) fn new(holder: Holder, expect: Expect, opened: Span) -> Frame {
        Frame { holder, expect, opened, inserted: false, value: 0 }
    }

    /// The bracket that opens what is open.
    pub(super) fn opener<'t>(&self) -> Token<'t> {
        if self.holder == Holder::Object { Token::OpenBrace } else { Token::OpenBracket }
    }

    /// The bracket that closes it.
    pub(super) fn closer<'t>(&self) -> Token<'t> {
        if self.holder == Holder::Object { Token::CloseBrace } else { Token::CloseBracket }
    }

    /// Whether a closing bracket may stand here.
    pub(super) fn may_close(&self) -> bool {
        self.holder != Holder::Document && matches!(self.expect, Expect::First | Expect::Next | Expect::Comma)
    }

    /// Whether a value may stand here.
    pub(super) fn takes_value(&self) -> bool {
        match self.holder {
            Holder::Document | Holder::Object => self.expect == Expect::Value,
            Holder::List => matches!(self.expect, Expect::First | Expect::Next),
        }
    }
}

impl Machine {
    pub(super) fn new() -> Machine {
        Machine { stack: vec![Frame::new(Holder::Document, Expect::Value, Span::point(0))] }
    }

    /// What is open innermost; the document where nothing else is.
    pub(super) fn top(&mut self) -> &mut Frame {
        if self.stack.is_empty() {
            *self = Machine::new();
        }
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    /// How many brackets are open.
    pub(super) fn depth(&self) -> usize {
        self.stack.len().saturating_sub(1)
    }

    pub(super) fn push(&mut self, frame: Frame) {
        self.stack.push(frame);
    }

    /// Closes what is open innermost, whose place now holds a value.
    pub(super) fn pop(&mut self) -> Frame {
        let frame = *self.top();
        if self.depth() > 0 {
            self.stack.pop();
        }
        self.top().expect = Expect::Comma;
        frame
    }

    /// Takes a token, the one at `index`; gives whether it is in order.
    pub(super) fn take(&mut self, token: &Token<'_>, at: Span, index: usize) -> bool {
        let frame = self.top();
        match token {
            Token::Comma if frame.expect == Expect::Comma && frame.holder != Holder::Document => {
                frame.expect = Expect::Next;
            }
            Token::Colon if frame.expect == Expect::Colon => frame.expect = Expect::Value,
            Token::CloseBrace | Token::CloseBracket if frame.may_close() && *token == frame.closer() => {
                self.pop();
            }
            Token::End => return frame.holder == Holder::Document && frame.expect == Expect::Comma,
            Token::OpenBrace | Token::OpenBracket if frame.takes_value() => {
                frame.value = index;
                let holder = if *token == Token::OpenBrace { Holder::Object } else { Holder::List };
                self.push(Frame::new(holder, Expect::First, at));
            }
            _ if !token.is_scalar() => return false,
            _ if frame.takes_value() => {
                frame.value = index;
                frame.expect = Expect::Comma;
            }
            Token::Unknown => return false,
            _ if matches!(frame.expect, Expect::First | Expect::Next) => frame.expect = Expect::Colon,
            _ => return false,
        }
        true
    }
}
