use std::ops::Deref;

/// Items of which there is mostly one, which then needs no room elsewhere.
#[derive(Debug)]
pub enum Items<T> {
    /// One item.
    One(T),
    /// None or several.
    Many(Vec<T>),
}

impl<T> Items<T> {
    /// All that an iterator gives, which is at most so many.
    pub(super) fn of(most: usize, mut items: impl Iterator<Item = T>) -> Items<T> {
        if most == 1 {
            return items.next().map_or(Items::Many(Vec::new()), Items::One);
        }
        let mut list = Vec::with_capacity(most);
        list.extend(items);
        Items::Many(list)
    }
}

impl<T> Deref for Items<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match self {
            Items::One(item) => std::slice::from_ref(item),
            Items::Many(items) => items,
        }
    }
}

impl<'l, T> IntoIterator for &'l Items<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    #[inline]
    fn into_iter(self) -> std::slice::Iter<'l, T> {
        self.iter()
    }
}
