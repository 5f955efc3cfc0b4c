//! Access to the packed form: words, names, lists, and the search for a name.

use std::cmp::Ordering;
use std::ops::Range;

use super::Catalog;
use super::pack::{Mark, SECTIONS, Section, Word, hash};

/// Where each section begins, as the first words tell, and where the last one ends.
pub(super) const fn bounds(words: &[Word]) -> [u32; SECTIONS + 1] {
    let mut bounds = [0; SECTIONS + 1];
    let mut index = 0;
    while index < bounds.len() {
        bounds[index] = u32::from_le_bytes(words[index]);
        index += 1;
    }
    bounds
}

impl Catalog {
    #[inline]
    fn word(&self, index: usize) -> u32 {
        u32::from_le_bytes(self.words[index])
    }

    /// Where the words of a section are.
    #[inline]
    fn place(&self, section: Section) -> Range<usize> {
        self.bounds[section.index()] as usize..self.bounds[section.index() + 1] as usize
    }

    /// The number of records of a section.
    #[inline]
    pub(super) fn count(&self, section: Section) -> usize {
        self.place(section).len() / section.width()
    }

    /// One word of a record.
    #[inline]
    pub(super) fn field(&self, section: Section, record: usize, column: usize) -> u32 {
        self.word(self.place(section).start + record * section.width() + column)
    }

    /// The text of a name.
    #[inline]
    pub(super) fn name(&self, name: u32) -> &str {
        let start = (name >> 8) as usize;
        &self.names[start..start + (name & 0xff) as usize]
    }

    /// The words of a list.
    #[inline]
    pub(super) fn list(&self, list: u32) -> impl ExactSizeIterator<Item = u32> + Clone {
        let start = self.place(Section::Lists).start + list as usize;
        let count = self.word(start) as usize;
        self.words[start + 1..start + 1 + count].iter().map(|word| u32::from_le_bytes(*word))
    }

    /// The records that may be the one of that name within something, by the index of their section.
    #[inline]
    pub(super) fn candidates(
        &self,
        index: Section,
        within: usize,
        name: &str,
    ) -> impl Iterator<Item = usize> {
        let index = &self.words[self.place(index)];
        let last = index.len().saturating_sub(1);
        let hash = hash(within, name);
        let places = (hash as usize..).map_while(move |place| index.get(place & last));
        let marks = places.map(|word| Mark(u32::from_le_bytes(*word))).take_while(|mark| mark.0 != 0);
        marks.filter(move |mark| mark.is_of(hash)).map(Mark::number)
    }

    /// The first of some records whose name does not come before this text.
    pub(super) fn first_not_below(&self, section: Section, records: Range<usize>, text: &str) -> usize {
        let start = self.place(section).start;
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
