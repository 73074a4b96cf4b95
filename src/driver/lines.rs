//! Linear mode as a front: lines on a writer. No byte of it moves a cursor (R144).

use std::io::{self, Write};

use super::front::{Front, Gone, Paint, Patience};
use crate::domain::time::Span;
use crate::linear::front::{Front as Speaker, Turn};
use crate::tui::app::App;
use crate::tui::request::Request;
use crate::tui::view::View;

/// How long a person waits for the disk before the prompt comes back without its answer.
const PATIENCE: Span = Span::from_s(2);

/// Lines, written as they come.
pub struct Lines<W: Write> {
    out: W,
    speaker: Speaker,
    is_typed: bool,
}

impl<W: Write> Lines<W> {
    /// To this writer; for what is typed at a terminal, or for a script.
    #[must_use]
    pub fn new(out: W, is_typed: bool, is_ascii: bool) -> Self {
        Self { out, speaker: Speaker::new(is_typed, is_ascii), is_typed }
    }

    fn write(&mut self, turn: &Turn) -> io::Result<()> {
        // At a terminal the prompt stays open for what is typed; a script echoes nothing.
        let ends = if turn.is_broken_into && self.is_typed { "\n" } else { "" };
        let end = if self.is_typed { " " } else { "\n" };
        write!(self.out, "{ends}{}{}{end}", turn.text, turn.prompt)?;
        self.out.flush()
    }
}

impl<W: Write> Front for Lines<W> {
    fn show(
        &mut self,
        app: &mut App,
        view: &View<'_>,
        paint: Paint,
        _size: (u16, u16),
    ) -> Result<(), Gone> {
        if paint == Paint::All {
            self.speaker.repeat();
        }
        match self.speaker.turn(app, view) {
            Some(turn) => self.write(&turn).map_err(|_| Gone),
            None => Ok(()),
        }
    }

    fn line(&mut self, line: &str, app: &mut App, view: &View<'_>) -> Vec<Request> {
        self.speaker.line(line, app, view)
    }

    fn interrupt(&mut self, app: &mut App, view: &View<'_>) -> Vec<Request> {
        // The terminal has echoed the chord in the line of the prompt.
        if self.is_typed && self.out.write_all(b"\n").is_err() {
            // The next showing finds out.
            return Vec::new();
        }
        self.speaker.interrupt(app, view)
    }

    fn patience(&self) -> Patience {
        if self.is_typed { Patience::For(PATIENCE) } else { Patience::Endless }
    }
}
