//! Access to the packed form: words, names, lists, and the search for a name.

use std::cmp::Ordering;
use std::ops::Range;

use super::Catalog;
use super::pack::{Mark, SECTIONS, Section, Word, hash_within};

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

    /// The records that may be the one of that name within something, by the index of their section; of the name its hash.
    #[inline]
    pub(super) fn candidates(&self, index: Section, within: usize, name: u64) -> impl Iterator<Item = usize> {
        let index = &self.words[self.place(index)];
        let last = index.len().saturating_sub(1);
        let hash = hash_within(within, name);
        let places = (hash as usize..).map_while(move |place| index.get(place & last));
        let marks = places.map(|word| Mark(u32::from_le_bytes(*word))).take_while(|mark| mark.0 != 0);
        marks.filter(move |mark| mark.is_of(hash)).map(Mark::number)
    }

    /// The first of some records whose name does not come before this text.
    pub(super) fn first_not_below(&self, section: Section, records: Range<usize>, text: &str) -> usize {
        let start = self.place(section).start;
        let first = head(text.as_bytes());
        first_not(records, |record| {
            let name = self.name(self.word(start + record * section.width())).as_bytes();
            head(name).cmp(&first).then_with(|| order_of_rest(name, text.as_bytes())).is_lt()
        })
    }
}

/// How many bytes of a name its head holds.
const HEAD: usize = size_of::<u64>();

/// The first bytes of a name as a number, which has its place in the order of the catalog, as `text::order` states it.
#[inline]
fn head(name: &[u8]) -> u64 {
    const EACH: u64 = u64::from_ne_bytes([1; HEAD]);
    const HIGHEST: u64 = EACH << 7;
    let word = match name.first_chunk() {
        Some(word) => u64::from_be_bytes(*word),
        // No name holds the byte zero, so a shorter name comes first.
        None => (0..HEAD).fold(0, |word, index| word << 8 | u64::from(*name.get(index).unwrap_or(&0))),
    };
    // Each sum sets the highest bit of a byte: from `A` on, and beyond `Z`.
    let rest = word & !HIGHEST;
    let (from_a, beyond_z) = (rest + EACH * (0x80 - b'A' as u64), rest + EACH * (0x7F - b'Z' as u64));
    let large = from_a & !beyond_z & !word & HIGHEST;
    word | large >> 2
}

/// How a name stands to a text with the same head.
fn order_of_rest(name: &[u8], text: &[u8]) -> Ordering {
    fn rest(text: &[u8]) -> impl Iterator<Item = u8> {
        text.iter().skip(HEAD).map(u8::to_ascii_lowercase)
    }
    rest(name).cmp(rest(text))
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
