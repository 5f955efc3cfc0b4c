/// What can be wrong with a text that should be YAML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flaw {
    /// A tab where only spaces may indent.
    Tab,
    /// A line is indented as no line before it.
    Indentation,
    /// A `*` that is not in quotes, with no name behind it.
    Star,
    /// An alias of an anchor that does not exist.
    UnknownAlias,
    /// A colon with a space behind it inside of a value that is not in quotes.
    Colon,
    /// A line without the colon of a name.
    MissingColon,
    /// A character that no value begins with unless it is in quotes.
    Reserved,
    /// A string in quotes that nothing ends.
    UnclosedString,
    /// A backslash with something behind it that YAML does not escape.
    Escape,
    /// An object or a list in brackets that nothing closes, or that the wrong bracket closes.
    Bracket,
    /// A tag that is not written as one.
    Tag,
    /// Aliases that stand for more values than are read.
    TooManyAliased,
    /// Something else that has no meaning in YAML.
    Unexpected,
}
