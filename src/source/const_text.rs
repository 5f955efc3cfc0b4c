//! Functions on text that run while compiling, where `str` has none.

/// The text before and after the first `mark`.
pub(crate) const fn split(text: &str, mark: u8) -> Option<(&str, &str)> {
    let bytes = text.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        if bytes[index] == mark {
            let (before, after) = text.split_at(index);
            return Some((before, after.split_at(1).1));
        }
        index += 1;
    }
    None
}

/// The text without the spaces that it begins with.
pub(crate) const fn skip_space(text: &str) -> &str {
    match text.as_bytes() {
        [b' ', ..] => skip_space(text.split_at(1).1),
        _ => text,
    }
}

/// `==` for the compiler.
pub(crate) const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}
