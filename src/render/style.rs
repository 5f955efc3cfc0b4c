use crate::diagnostic::Level;

/// How reports for people look, and how much they say.
#[derive(Debug, Clone)]
pub struct Style {
    /// Whether colours may be used.
    pub color: bool,
    /// Whether lines may be drawn with characters beyond ASCII.
    pub unicode: bool,
    /// The number of columns of the terminal; longer lines of a policy are cut around the place.
    pub width: usize,
    /// Whether to say what each policy was checked as, and which files were passed over.
    pub verbose: bool,
    /// Whether to say, once per rule, why it matters and how to read more of it.
    pub explanations: bool,
    /// Whether to say what AWS's API will answer to a policy that it refuses.
    pub answers: bool,
    /// Whether to close with the summary.
    pub summary: bool,
}

impl Default for Style {
    /// Plain text for 100 columns, with explanations and the summary.
    fn default() -> Style {
        Style {
            color: false,
            unicode: true,
            width: 100,
            verbose: false,
            explanations: true,
            answers: true,
            summary: true,
        }
    }
}

/// What a piece of text is, which decides its colour.
#[derive(Debug, Clone, Copy)]
pub(super) enum Role {
    /// The name of a level, or a number of its findings.
    Level(Level),
    /// The word that begins a note below an excerpt.
    Keyword,
    /// Good news.
    Good,
    /// What most readers pass over.
    Faint,
}

impl Style {
    /// The text in its role's colour.
    pub(super) fn paint(&self, role: Role, text: &str) -> String {
        if !self.color {
            return text.to_owned();
        }
        let code = match role {
            Role::Level(Level::Error) => "1;31",
            Role::Level(Level::SecurityWarning) => "1;35",
            Role::Level(Level::Warning) => "1;33",
            Role::Level(Level::Suggestion) => "1;36",
            Role::Keyword => "36",
            Role::Good => "1;32",
            Role::Faint => "2",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}
