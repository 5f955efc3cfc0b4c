//! When output is coloured, and the few colours that this front end uses itself.

use std::env;
use std::io::IsTerminal;

use clap::ValueEnum;

use crate::diagnostic::Level;

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR or TERM=dumb says otherwise
    Auto,
    /// In files and pipes, too
    #[value(alias = "on")]
    Always,
    /// Nowhere
    #[value(alias = "off")]
    Never,
}

impl Color {
    /// Whether what goes to this stream is coloured.
    pub fn on(self, stream: &impl IsTerminal) -> bool {
        self.decide(stream.is_terminal(), |name| env::var(name).ok())
    }

    /// Whether what goes to a file is coloured: only if the user insists.
    pub fn in_files(self) -> bool {
        self == Color::Always
    }

    /// `NO_COLOR` beats `CLICOLOR_FORCE`, as <https://no-color.org> and <https://bixense.com/clicolors> have it.
    fn decide(self, is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
        let is_set = |name, off: &str| variable(name).is_some_and(|value| !value.is_empty() && value != off);
        match self {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if is_set("NO_COLOR", "") => false,
            Color::Auto if is_set("CLICOLOR_FORCE", "0") => true,
            Color::Auto => is_terminal && variable("TERM").as_deref() != Some("dumb"),
        }
    }
}

/// Colours text, or leaves it as it is.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    /// Whether text is coloured.
    pub on: bool,
}

impl Paint {
    pub fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    pub fn dim(self, text: &str) -> String {
        self.with("2", text)
    }

    pub fn red(self, text: &str) -> String {
        self.with("1;31", text)
    }

    /// Text in the colour that a level has in reports.
    pub fn level(self, level: Level, text: &str) -> String {
        let code = match level {
            Level::Error => "1;31",
            Level::SecurityWarning => "1;35",
            Level::Warning => "1;33",
            Level::Suggestion => "1;36",
        };
        self.with(code, text)
    }

    pub fn cyan(self, text: &str) -> String {
        self.with("36", text)
    }

    fn with(self, code: &str, text: &str) -> String {
        if self.on { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_beats_the_environment_and_no_color_beats_force() {
        let auto = |is_terminal, variables: &[(&str, &str)]| {
            Color::Auto.decide(is_terminal, |name| {
                variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert!(auto(true, &[]));
        assert!(!auto(false, &[]));
        assert!(!auto(true, &[("TERM", "dumb")]));
        assert!(!auto(true, &[("NO_COLOR", "1")]));
        assert!(auto(true, &[("NO_COLOR", "")]));
        assert!(auto(false, &[("CLICOLOR_FORCE", "1")]));
        assert!(!auto(false, &[("CLICOLOR_FORCE", "0")]));
        assert!(auto(true, &[("CLICOLOR_FORCE", "0")]));
        assert!(!auto(true, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
        assert!(Color::Always.decide(false, |_| Some("1".to_owned())));
        assert!(!Color::Never.decide(true, |_| Some("1".to_owned())));
    }
}
