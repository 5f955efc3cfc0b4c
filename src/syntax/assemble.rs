//! Strings that are put together from pieces of others: what a function of a template makes of what was written.

use std::ops::Range;

use super::Text;
use super::text::Anchor;
use crate::source::Span;

/// A piece of a string that is put together.
#[derive(Debug, Clone)]
pub enum Piece<'p> {
    /// A part of the value of another string, written where that one was.
    Part(&'p Text<'p>, Range<usize>),
    /// What stands for something else: every byte of it was written at that place.
    Stand(&'p str, Span),
}

/// A string that stands where something else is written: the name that a short form stands for.
pub fn named(at: Span, value: &str) -> Text<'static> {
    assemble(at, &[Piece::Stand(value, at)])
}

/// The string that the pieces make, one behind the other; the whole was written at a place.
pub fn assemble(at: Span, pieces: &[Piece<'_>]) -> Text<'static> {
    let mut value = String::new();
    let mut map: Vec<Anchor> = Vec::new();
    let anchor = |value: usize, source: usize| Anchor { value: narrow(value), source: narrow(source) };
    for piece in pieces {
        match piece {
            Piece::Part(text, range) => {
                map.extend(text.anchors_in(range.clone()).map(|inner| Anchor {
                    value: inner.value - narrow(range.start) + narrow(value.len()),
                    source: inner.source,
                }));
                value.push_str(text.as_str().get(range.clone()).unwrap_or_default());
            }
            Piece::Stand(stand, place) => {
                map.extend((0..stand.len()).map(|index| anchor(value.len() + index, place.start())));
                value.push_str(stand);
            }
        }
    }
    let end = match pieces.last() {
        Some(Piece::Part(text, range)) => text.part(range.clone()).end(),
        Some(Piece::Stand(_, place)) => place.end(),
        None => at.start(),
    };
    map.push(anchor(value.len(), end));
    let content = map.first().map_or(at.start(), |first| first.source as usize);
    Text::escaped(at, content, value, map)
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::json;
    use super::*;

    #[test]
    fn each_byte_of_a_piece_is_where_it_was_written() {
        let source = r#"["arn:\u0061ws", "${Name}", "end"]"#;
        let tree = json::parse(source);
        let root = tree.root.expect("a list");
        let texts: Vec<&Text<'_>> =
            root.items().expect("items").iter().filter_map(|item| item.text()).collect();
        let hole = texts[1].part(0..7);
        let whole = assemble(
            root.at,
            &[Piece::Part(texts[0], 2..7), Piece::Stand("blue", hole), Piece::Part(texts[2], 0..3)],
        );
        assert_eq!(whole.as_str(), "n:awsblueend");
        let written = |range: Range<usize>| &source[Range::from(whole.part(range))];
        assert_eq!(written(0..2), "n:");
        assert_eq!(written(2..3), r"\u0061");
        assert_eq!(written(9..12), "end");
        assert_eq!(written(11..12), "d");
        assert!(written(5..9).starts_with("${Name}"));
        assert_eq!(assemble(hole, &[]).as_str(), "");
    }
}
