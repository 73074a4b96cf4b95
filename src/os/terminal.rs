//! The real terminal: taken at the start, given back whatever happens (R84).
//!
//! Restoring is written to be harmless when repeated, so the drop, the panic hook and a suspension
//! can all call it.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::{cursor, event, execute, terminal};

/// Whether the terminal is in our hands, so that the panic hook knows.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The size when nothing names one (R110).
const FALLBACK: (u16, u16) = (80, 24);

/// The terminal, taken. Dropping it gives it back.
#[derive(Debug)]
pub struct Taken {
    _private: (),
}

impl Taken {
    /// Raw mode, the alternate screen, bracketed paste; no mouse (R106).
    ///
    /// # Errors
    /// The terminal does not obey; it is given back then.
    pub fn take() -> io::Result<Self> {
        let taken = Self { _private: () };
        taken.retake()?;
        Ok(taken)
    }

    /// Takes it again after [`Taken::give_back`].
    ///
    /// # Errors
    /// As for [`Taken::take`].
    #[expect(clippy::unused_self, reason = "the value is the right to the terminal")]
    pub fn retake(&self) -> io::Result<()> {
        TAKEN.store(true, Ordering::SeqCst);
        terminal::enable_raw_mode()?;
        execute!(io::stdout(), terminal::EnterAlternateScreen, event::EnableBracketedPaste)
    }

    /// Gives it back for a while.
    #[expect(clippy::unused_self, reason = "the value is the right to the terminal")]
    pub fn give_back(&self) {
        restore();
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back if it was taken. What fails here has nobody left to tell.
pub fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let screen =
        execute!(out, event::DisableBracketedPaste, terminal::LeaveAlternateScreen, cursor::Show);
    let mode = terminal::disable_raw_mode();
    let flushed = out.flush();
    drop((screen, mode, flushed));
}

/// Makes a panic give the terminal back before it says anything.
pub fn restore_on_panic(words: fn() -> String) {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        restore();
        default(panic);
        let mut err = io::stderr();
        let written = writeln!(err, "{}", words());
        drop(written);
    }));
}

/// Whether what is read comes from a terminal.
#[must_use]
pub fn has_keyboard() -> bool {
    io::stdin().is_terminal()
}

/// Whether what is written goes to a terminal.
#[must_use]
pub fn has_screen() -> bool {
    io::stdout().is_terminal()
}

/// Whether the console was asked to obey escape sequences and refuses (R123).
#[cfg(windows)]
#[must_use]
pub fn refuses_sequences() -> bool {
    !crossterm::ansi_support::supports_ansi()
}

/// Every other terminal obeys them.
#[cfg(not(windows))]
#[must_use]
pub const fn refuses_sequences() -> bool {
    false
}

/// Columns and rows: as reported, else by `COLUMNS` and `LINES`, else 80x24.
#[must_use]
pub fn size() -> (u16, u16) {
    let reported = terminal::size().ok().filter(|(columns, rows)| *columns > 0 && *rows > 0);
    reported.or_else(named_size).unwrap_or(FALLBACK)
}

fn named_size() -> Option<(u16, u16)> {
    let number = |name| std::env::var(name).ok()?.parse::<u16>().ok().filter(|n| *n > 0);
    Some((number("COLUMNS")?, number("LINES")?))
}

/// Stops this process until somebody continues it; the terminal must be given back before.
#[cfg(unix)]
pub fn suspend() {
    rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::STOP).ok();
}

/// There is nothing to suspend to.
#[cfg(not(unix))]
pub fn suspend() {}
