use super::super::Flaw;
use super::token::{Token, Tokens};
use crate::source::Span;

/// The tokens of a text from its document on, the first of them being the current one.
///
/// A text that does not begin as JSON does is searched for a document that begins on a line of its own, as behind a sentence or in a block of Markdown.
/// Where there is none, the only token is the end.
pub(super) fn tokens(text: &str) -> Tokens<'_> {
    let mut tokens = Tokens::new(text);
    tokens.advance();
    let strange = match tokens.token {
        Token::Word("True" | "False" | "None") => None,
        Token::Word(_) | Token::Strange(_) => Some(tokens.at),
        Token::CloseBrace | Token::CloseBracket | Token::Comma | Token::Colon => Some(tokens.at),
        Token::OpenBrace | Token::OpenBracket if is_escaped(&text[tokens.at.end()..]) => Some(tokens.at),
        Token::OpenBrace if is_assignment(&text[tokens.at.end()..]) => Some(tokens.at),
        Token::End => {
            tokens.report(Span::point(text.len()), Flaw::Empty);
            return tokens;
        }
        _ => None,
    };
    let Some(strange) = strange else { return tokens };
    match find_document(&text[strange.start()..]) {
        Some(length) => {
            let before = text[strange.start()..strange.start() + length].trim_end();
            let document = strange.start() + length;
            tokens = Tokens::from(text, document);
            tokens.report(Span::new(strange.start(), strange.start() + before.len()), Flaw::ExtraContent);
            tokens.advance();
        }
        None => {
            tokens = Tokens::from(text, text.len());
            tokens.report(strange, Flaw::NotJson);
            tokens.advance();
        }
    }
    tokens
}

/// Whether the quotes of a text are escaped, as those of a policy are that was copied out of a string.
fn is_escaped(text: &str) -> bool {
    let text = text.trim_start();
    let text = text.strip_prefix("\\n").unwrap_or(text).trim_start();
    text.starts_with("\\\"")
}

/// Whether a text begins with an assignment, as objects do in other languages: `Version = "2012-10-17"`.
fn is_assignment(text: &str) -> bool {
    let rest = text.trim_start().trim_start_matches(|next: char| next.is_alphanumeric() || next == '_');
    rest.len() < text.trim_start().len() && rest.trim_start().starts_with('=')
}

/// The offset of the first line that begins with a brace, unless the text is markup.
fn find_document(text: &str) -> Option<usize> {
    if text.starts_with('<') {
        return None;
    }
    text.match_indices('{').map(|(offset, _)| offset).find(|offset| text[..*offset].ends_with(['\n', '\r']))
}
