//! Whether an ARN, as someone writes it in a policy, may name a resource of an ARN format.

/// The format or the text as a sequence of what may stand at each place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    One(Set),
    /// Any number of characters.
    Many(Set),
}

/// Which characters may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    Only(u8),
    /// All but what parts an ARN.
    Inner,
    All,
}

impl Set {
    fn meets(self, other: Set) -> bool {
        let parts = |byte| matches!(byte, b':' | b'/');
        match (self, other) {
            (Set::Only(left), Set::Only(right)) => left == right,
            (Set::Only(byte), Set::Inner) | (Set::Inner, Set::Only(byte)) => !parts(byte),
            _ => true,
        }
    }
}

/// How far a placeholder of a format reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// It holds neither `/` nor `:`.
    Part,
    /// It may hold them where something stands before it in the resource part, as keys of objects and names of log groups do.
    Rest,
}

/// Whether some text is of the format and of the pattern.
pub fn fits(format: &str, written: &str, reach: Reach) -> bool {
    meet(&of_format(format, reach), &of_pattern(written))
}

fn of_format(format: &str, reach: Reach) -> Vec<Piece> {
    const RESOURCE: usize = 5;
    let mut pieces = Vec::with_capacity(format.len());
    let (mut colons, mut begun) = (0, false);
    let mut rest = format;
    while let Some(byte) = rest.bytes().next() {
        if let Some((_, behind)) = rest.strip_prefix("${").and_then(|rest| rest.split_once('}')) {
            let set = if begun && reach == Reach::Rest { Set::All } else { Set::Inner };
            // What the user names is never empty.
            pieces.extend([Piece::One(set), Piece::Many(set)]);
            rest = behind;
        } else {
            begun |= colons == RESOURCE;
            colons += usize::from(byte == b':');
            pieces.push(piece(byte, Set::Inner));
            rest = rest.get(1..).unwrap_or_default();
        }
    }
    pieces
}

fn of_pattern(written: &str) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(written.len());
    let mut rest = written.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        let end = rest.strip_prefix(b"${").and_then(|rest| rest.iter().position(|byte| *byte == b'}'));
        if let Some(end) = end {
            // A policy variable stands for whatever the request holds.
            pieces.push(Piece::Many(Set::All));
            rest = &rest[end + 3..];
        } else {
            pieces.push(piece(*byte, Set::All));
            rest = behind;
        }
    }
    pieces
}

fn piece(byte: u8, any: Set) -> Piece {
    match byte {
        b'*' => Piece::Many(any),
        b'?' => Piece::One(any),
        byte => Piece::One(Set::Only(byte)),
    }
}

/// Whether two sequences have a text in common; the time is the product of their lengths.
fn meet(left: &[Piece], right: &[Piece]) -> bool {
    // Whether the rests of both from these places on have one; a row for each place of the left one, from its end.
    let mut below: Vec<bool> = Vec::new();
    for i in (0..=left.len()).rev() {
        let mut row = vec![false; right.len() + 1];
        for j in (0..=right.len()).rev() {
            let under = |j: usize| below.get(j).copied().unwrap_or(false);
            row[j] = match (left.get(i), right.get(j)) {
                (None, None) => true,
                (Some(Piece::Many(_)), None) => under(j),
                (None, Some(Piece::Many(_))) => row[j + 1],
                (Some(Piece::Many(set)), Some(piece)) => match piece {
                    Piece::Many(_) => under(j) || row[j + 1],
                    Piece::One(other) => under(j) || (set.meets(*other) && row[j + 1]),
                },
                (Some(Piece::One(set)), Some(Piece::Many(other))) => {
                    row[j + 1] || (set.meets(*other) && under(j))
                }
                (Some(Piece::One(set)), Some(Piece::One(other))) => set.meets(*other) && under(j + 1),
                _ => false,
            };
        }
        below = row;
    }
    below.first().copied().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUCKET: &str = "arn:${Partition}:s3:::${BucketName}";
    const OBJECT: &str = "arn:${Partition}:s3:::${BucketName}/${ObjectName}";
    const GROUP: &str = "arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}";

    #[test]
    fn what_is_written_fits_the_formats_that_it_may_mean() {
        for (format, written, part, rest) in [
            (BUCKET, "arn:aws:s3:::example", true, true),
            (BUCKET, "arn:aws:s3:::", false, false),
            (BUCKET, "arn:aws:s3:::example/*", false, false),
            (BUCKET, "arn:aws:s3:::*", true, true),
            (BUCKET, "arn:aws:s3:eu-central-1::example", false, false),
            (BUCKET, "*", true, true),
            (OBJECT, "arn:aws:s3:::example/a/b", false, true),
            (OBJECT, "arn:aws:s3:::example/*", true, true),
            (OBJECT, "arn:aws:s3:::example*", true, true),
            (OBJECT, "arn:aws:s3:::example", false, false),
            (OBJECT, "arn:aws:s3:::example/${aws:username}/*", false, true),
            (GROUP, "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/a:*", false, true),
            (GROUP, "arn:aws:logs:*:*:*", true, true),
            (GROUP, "arn:aws:logs:eu-central-1::log-group:a", false, false),
        ] {
            assert_eq!(fits(format, written, Reach::Part), part, "{format} {written}");
            assert_eq!(fits(format, written, Reach::Rest), rest, "{format} {written}");
        }
    }
}
