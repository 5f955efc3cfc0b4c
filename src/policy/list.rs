use std::ops::Deref;

/// A list that mostly has one item, which then needs no room elsewhere.
#[derive(Debug)]
pub enum List<T> {
    /// One item.
    One(T),
    /// None or several.
    Many(Vec<T>),
}

impl<T> List<T> {
    /// The list of some items, of which there are at most so many.
    pub(super) fn of(most: usize, mut items: impl Iterator<Item = T>) -> List<T> {
        if most == 1 {
            return items.next().map_or(List::Many(Vec::new()), List::One);
        }
        let mut list = Vec::with_capacity(most);
        list.extend(items);
        List::Many(list)
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match self {
            List::One(item) => std::slice::from_ref(item),
            List::Many(items) => items,
        }
    }
}

impl<'l, T> IntoIterator for &'l List<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    #[inline]
    fn into_iter(self) -> std::slice::Iter<'l, T> {
        self.iter()
    }
}
