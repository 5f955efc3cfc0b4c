//! Where the bytes of a string were written that goes over several lines without quotes.

use super::super::text::Anchor;

/// Where each line of a value was written; none where the value is not what the lines say.
///
/// `written` is what stands in the source from `base` on; `indent` blanks before each line after the first belong to no value.
/// Without an indent, no blank at either end of a line belongs to the value.
pub(super) fn anchors(value: &str, written: &str, base: usize, indent: Option<usize>) -> Option<Vec<Anchor>> {
    let narrow = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    let mut map = Vec::new();
    if value.starts_with('\n') {
        map.push(Anchor { value: 0, source: narrow(base) });
    }
    let (mut read, mut start) = (0, 0);
    for (index, line) in written.split_inclusive('\n').enumerate() {
        let ended = line.trim_end_matches(['\n', '\r']);
        let content = match indent {
            Some(indent) if index > 0 => {
                let blanks = ended.len() - ended.trim_start_matches(' ').len();
                &ended[blanks.min(indent)..]
            }
            Some(_) => ended,
            None => ended.trim_matches([' ', '\t']),
        };
        let before = ended.len()
            - if indent.is_some() { content.len() } else { ended.trim_start_matches([' ', '\t']).len() };
        if !content.is_empty() {
            // What a line end became stands before the line.
            while !value.get(read..)?.starts_with(content) {
                if !matches!(value.as_bytes().get(read)?, b' ' | b'\n') {
                    return None;
                }
                read += 1;
            }
            map.push(Anchor { value: narrow(read), source: narrow(base + start + before) });
            read += content.len();
        }
        start += line.len();
    }
    // The last line ends even where the file does before it.
    let end = base + written.len();
    if let Some(last) = map.last().copied() {
        let first_beyond = last.value as usize + end.saturating_sub(last.source as usize) + 1;
        map.extend(
            (first_beyond..=value.len()).map(|beyond| Anchor { value: narrow(beyond), source: narrow(end) }),
        );
    }
    let is_read = value.get(read..)?.bytes().all(|byte| byte == b'\n');
    (is_read && !map.is_empty()).then_some(map)
}
