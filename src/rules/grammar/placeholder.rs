//! Words that stand in a template for what a person has to fill in.

/// Whether a text, or a part of it, is such a word.
///
/// To be replaced: the rule about placeholders brings the whole recognizer, with this signature.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let marks = ["<", ">", "{{", "}}", "${", "[", "]", "%"];
    let words = ["ACCOUNT_ID", "ACCOUNT-ID", "YOUR-", "YOUR_", "PLACEHOLDER"];
    marks.iter().any(|mark| text.contains(mark)) || {
        let upper = text.to_ascii_uppercase();
        words.iter().any(|word| upper.contains(word))
    }
}
