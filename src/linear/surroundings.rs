//! Whether lines are spoken instead of a screen drawn (R143, R123).

/// What the program knows of where it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts beside each other, each of them enough")]
pub struct Surroundings {
    /// `--plain` was given.
    pub is_asked: bool,
    /// The value of `ACCESSIBLE`.
    pub accessible: Option<String>,
    /// The value of `TERM`.
    pub term: Option<String>,
    /// Whether what is written goes to a terminal.
    pub has_screen: bool,
    /// Whether what is read comes from a terminal.
    pub has_keyboard: bool,
    /// An old console that shows escape sequences as text.
    pub refuses_sequences: bool,
}

impl Surroundings {
    /// Whether linear mode is the one to start.
    #[must_use]
    pub fn wants_lines(&self) -> bool {
        let denies =
            |value: &str| matches!(value.to_ascii_lowercase().as_str(), "" | "0" | "false");
        let is_accessible = self.accessible.as_deref().is_some_and(|value| !denies(value));
        let is_dumb = self.term.as_deref() == Some("dumb");
        let has_both = self.has_screen && self.has_keyboard;
        self.is_asked || is_accessible || is_dumb || !has_both || self.refuses_sequences
    }
}
