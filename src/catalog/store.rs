//! Access to the packed form: words, names, lists, and the search for a name.

use std::cmp::Ordering;
use std::ops::Range;

use super::Catalog;
use super::pack::{INDEXED, Mark, Section, hash};

impl Catalog {
    #[inline]
    fn word(&self, index: usize) -> u32 {
        let (words, _) = self.words.as_chunks();
        u32::from_le_bytes(words[index])
    }

    /// The number of records of a section.
    #[inline]
    pub(super) fn count(&self, section: Section) -> usize {
        let words = self.word(section.index() + 1) - self.word(section.index());
        words as usize / section.width()
    }

    /// One word of a record.
    #[inline]
    pub(super) fn field(&self, section: Section, record: usize, column: usize) -> u32 {
        let start = self.word(section.index()) as usize;
        self.word(start + record * section.width() + column)
    }

    /// The text of a name.
    #[inline]
    pub(super) fn name(&self, name: u32) -> &str {
        let start = (name >> 8) as usize;
        &self.names[start..start + (name & 0xff) as usize]
    }

    /// The words of a list.
    pub(super) fn list(&self, list: u32) -> impl ExactSizeIterator<Item = u32> + Clone {
        let start = self.word(Section::Lists.index()) as usize + list as usize;
        let count = self.word(start) as usize;
        (start + 1..start + 1 + count).map(|index| self.word(index))
    }

    /// The records of an indexed section that may be the one of these names; the second is empty where it has only one.
    pub(super) fn candidates(
        &self,
        section: Section,
        prefix: &str,
        name: &str,
    ) -> impl Iterator<Item = usize> {
        let sections_before = INDEXED.into_iter().take_while(|other| *other != section);
        let first_number = sections_before.map(|before| self.count(before)).sum::<usize>();
        let numbers = first_number..first_number + self.count(section);
        let start = self.word(Section::Index.index()) as usize;
        let last = self.count(Section::Index) - 1;
        let hash = hash(prefix, name);
        let places = (hash as usize..).map(move |place| Mark(self.word(start + (place & last))));
        let marks = places.take_while(|mark| mark.0 != 0).filter(move |mark| mark.is_of(hash));
        let of_section = marks.map(Mark::number).filter(move |number| numbers.contains(number));
        of_section.map(move |number| number - first_number)
    }

    /// The first of some records whose name does not come before this text.
    pub(super) fn first_not_below(&self, section: Section, records: Range<usize>, text: &str) -> usize {
        let start = self.word(section.index()) as usize;
        first_not(records, |record| self.order_of(self.word(start + record * section.width()), text).is_lt())
    }

    /// How a name stands to a text in the order of the catalog, which `text::order` states.
    fn order_of(&self, name: u32, text: &str) -> Ordering {
        let start = (name >> 8) as usize;
        let name = &self.names.as_bytes()[start..start + (name & 0xff) as usize];
        for (left, right) in name.iter().zip(text.as_bytes()) {
            let (left, right) = (left.to_ascii_lowercase(), right.to_ascii_lowercase());
            if left != right {
                return left.cmp(&right);
            }
        }
        name.len().cmp(&text.len())
    }
}

/// The first record that is not so, where all that are so come before those that are not.
pub(super) fn first_not(records: Range<usize>, is_so: impl Fn(usize) -> bool) -> usize {
    let Range { start: mut low, end: mut high } = records;
    while low < high {
        let middle = low.midpoint(high);
        if is_so(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
