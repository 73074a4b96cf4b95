//! Frames that a terminal shows at once, where it says by its name that it can (R119).
//!
//! Nothing is asked of the terminal (R125), and nothing depends on the answer that is not given: a
//! terminal that does not know the mode ignores it.

use std::io::{self, Write};

/// Hold what follows back.
const BEGIN: &[u8] = b"\x1b[?2026h";

/// Show it.
const END: &[u8] = b"\x1b[?2026l";

/// Kinds of terminals, as `TERM` names them, that hold a frame back until it is whole.
const KINDS: [&str; 6] =
    ["alacritty", "contour", "foot", "wezterm", "xterm-ghostty", "xterm-kitty"];

/// The same, as `TERM_PROGRAM` names them.
const PROGRAMS: [&str; 3] = ["WezTerm", "ghostty", "iTerm.app"];

/// Whether a terminal of this name holds frames back. Inside of tmux or screen the names speak of
/// another one.
#[must_use]
pub fn is_announced(term: Option<&str>, program: Option<&str>) -> bool {
    let term = term.unwrap_or_default();
    let is_inside = ["screen", "tmux"].iter().any(|kind| term.starts_with(kind));
    let is_kind = |kind: &&str| {
        term.strip_prefix(*kind).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let is_program = program.is_some_and(|program| PROGRAMS.contains(&program));
    KINDS.iter().any(is_kind) || is_program && !is_inside
}

/// Writes on, with the marks around all that comes between two flushes.
#[derive(Debug)]
pub struct Synced<W: Write> {
    inner: W,
    is_on: bool,
    is_open: bool,
}

impl<W: Write> Synced<W> {
    /// With the marks, or without.
    pub const fn new(inner: W, is_on: bool) -> Self {
        Self { inner, is_on, is_open: false }
    }

    fn close(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.is_open) { self.inner.write_all(END) } else { Ok(()) }
    }
}

impl<W: Write> Write for Synced<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_on && !self.is_open && !bytes.is_empty() {
            self.inner.write_all(BEGIN)?;
            self.is_open = true;
        }
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.close()?;
        self.inner.flush()
    }
}

/// A frame that broke off is shown as far as it came.
impl<W: Write> Drop for Synced<W> {
    fn drop(&mut self) {
        drop(self.close());
    }
}
