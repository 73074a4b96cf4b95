//! Which of the two ways the program speaks: the full screen, or lines without a single code.

/// The way to speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The full screen.
    FullScreen,
    /// Linear mode: lines, appended.
    Linear,
}

/// What decides it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts<'f> {
    /// Whether lines were asked for on the command line.
    pub is_asked: bool,
    /// The environment's `ACCESSIBLE`.
    pub accessible: Option<&'f str>,
    /// The terminal's own name.
    pub term: Option<&'f str>,
    /// Whether both ends are a terminal.
    pub is_terminal: bool,
    /// Whether the console takes codes; an old one on Windows may refuse them (R123).
    pub takes_codes: bool,
}

/// Decides. A console that refused codes is never sent one (R123, R143).
#[must_use]
pub fn way(facts: Facts<'_>) -> Way {
    let is_accessible = facts.accessible.is_some_and(|value| {
        let value = value.trim().to_ascii_lowercase();
        !["", "0", "false", "no"].contains(&value.as_str())
    });
    let is_linear = facts.is_asked
        || is_accessible
        || facts.term == Some("dumb")
        || !facts.is_terminal
        || !facts.takes_codes;
    if is_linear { Way::Linear } else { Way::FullScreen }
}
