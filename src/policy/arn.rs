use std::ops::Range;

use crate::source::Span;
use crate::syntax::Text;

/// The parts of a string as an Amazon resource name: `arn:partition:service:region:account:resource`.
///
/// A colon inside a policy variable parts nothing.
#[derive(Debug)]
pub struct Arn<'n> {
    text: &'n Text<'n>,
    /// The offsets of the first five colons.
    colons: [u32; 5],
    count: u8,
    is_whole: bool,
}

/// One part of an Amazon resource name.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field<'n> {
    text: &'n Text<'n>,
    start: usize,
    end: usize,
}

impl<'n> Field<'n> {
    /// The part's value.
    pub fn as_str(self) -> &'n str {
        &self.text.as_str()[self.start..self.end]
    }

    /// Where the part is written.
    pub fn at(self) -> Span {
        self.text.part(self.range())
    }

    /// The part's range in the string's value.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl<'n> Arn<'n> {
    /// Parts a string, whatever it is.
    pub fn read(text: &'n Text<'n>) -> Arn<'n> {
        let mut arn = Arn { text, colons: [0; 5], count: 0, is_whole: false };
        let value = text.as_str();
        let mut depth = 0_usize;
        for (index, byte) in (0..).zip(value.bytes()) {
            match byte {
                b'{' if value[..index as usize].ends_with('$') => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b':' if depth == 0 => {
                    arn.colons[usize::from(arn.count)] = index;
                    arn.count += 1;
                    if usize::from(arn.count) == arn.colons.len() {
                        break;
                    }
                }
                _ => {}
            }
        }
        arn.is_whole = arn.fields() == 6 && arn.has_prefix();
        arn
    }

    /// How many parts there are: six in a whole name.
    pub fn fields(&self) -> usize {
        usize::from(self.count) + 1
    }

    /// What stands before the first colon: `arn` in a name.
    pub fn prefix(&self) -> Field<'n> {
        self.field(0).unwrap_or(Field { text: self.text, start: 0, end: 0 })
    }

    /// Whether the string begins as a name does.
    pub fn has_prefix(&self) -> bool {
        self.prefix().as_str() == "arn"
    }

    /// Whether the string has all six parts and begins with `arn`.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The partition: `aws`.
    pub fn partition(&self) -> Option<Field<'n>> {
        self.field(1)
    }

    /// The service: `s3`.
    pub fn service(&self) -> Option<Field<'n>> {
        self.field(2)
    }

    /// The Region: `eu-central-1`, or nothing.
    pub fn region(&self) -> Option<Field<'n>> {
        self.field(3)
    }

    /// The account: twelve digits, or nothing.
    pub fn account(&self) -> Option<Field<'n>> {
        self.field(4)
    }

    /// The resource: all that stands behind the fifth colon.
    pub fn resource(&self) -> Option<Field<'n>> {
        self.field(5)
    }

    fn field(&self, index: usize) -> Option<Field<'n>> {
        if index >= self.fields() {
            return None;
        }
        let start = if index == 0 { 0 } else { self.colons[index - 1] as usize + 1 };
        let is_last = index + 1 == self.fields();
        let end = if is_last { self.text.as_str().len() } else { self.colons[index] as usize };
        Some(Field { text: self.text, start, end })
    }
}
