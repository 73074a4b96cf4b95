//! The real terminal: taken at the start, given back whatever happens (R84).
//!
//! Restoring is written to be harmless when repeated, so the drop, the panic hook and a suspension
//! can all call it.

use std::io::{self, IsTerminal, Write};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossterm::{cursor, event, execute, terminal};

/// Whether the terminal is in our hands, so that the panic hook knows.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether the mouse was asked for, so that it is given back too.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// The size when nothing names one (R110).
const FALLBACK: (u16, u16) = (80, 24);

/// Nobody waits longer for an answer of the terminal (R125).
const ANSWER_MS_MAX: Duration = Duration::from_millis(200);

/// What the terminal answered when it was asked for its size, once.
static ASKED: OnceLock<Option<(u16, u16)>> = OnceLock::new();

/// The terminal, taken. Dropping it gives it back.
#[derive(Debug)]
pub struct Taken {
    _private: (),
}

impl Taken {
    /// Raw mode, the alternate screen, bracketed paste; no mouse until it is asked for (R106).
    ///
    /// # Errors
    /// The terminal does not obey; it is given back then.
    pub fn take() -> io::Result<Self> {
        let taken = Self { _private: () };
        taken.retake()?;
        if reported().or_else(named_size).is_none() {
            // Before anybody else reads the terminal.
            ASKED.get_or_init(ask);
        }
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
        execute!(io::stdout(), terminal::EnterAlternateScreen, event::EnableBracketedPaste)?;
        if MOUSE.load(Ordering::SeqCst) {
            execute!(io::stdout(), event::EnableMouseCapture)?;
        }
        Ok(())
    }

    /// Asks for the mouse's reports, or gives the mouse back to the terminal (R106). Asked for what
    /// is so already, it writes nothing.
    ///
    /// # Errors
    /// The terminal takes nothing any more.
    #[expect(clippy::unused_self, reason = "the value is the right to the terminal")]
    pub fn mouse(&self, is_on: bool) -> io::Result<()> {
        match (MOUSE.swap(is_on, Ordering::SeqCst), is_on) {
            (false, true) => execute!(io::stdout(), event::EnableMouseCapture),
            (true, false) => execute!(io::stdout(), event::DisableMouseCapture),
            _ => Ok(()),
        }
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
    if MOUSE.load(Ordering::SeqCst) {
        drop(execute!(out, event::DisableMouseCapture));
    }
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

/// Columns and rows: as reported, else by `COLUMNS` and `LINES`, else as the terminal answered
/// when it was taken, else 80x24 (R110). Never through the terminal library, which may start
/// another program for it.
#[must_use]
pub fn size() -> (u16, u16) {
    let asked = || ASKED.get().copied().flatten();
    reported().or_else(named_size).or_else(asked).unwrap_or(FALLBACK)
}

fn named_size() -> Option<(u16, u16)> {
    let number = |name| std::env::var(name).ok()?.parse::<u16>().ok().filter(|n| *n > 0);
    Some((number("COLUMNS")?, number("LINES")?))
}

#[cfg(unix)]
fn reported() -> Option<(u16, u16)> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    (size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col, size.ws_row))
}

#[cfg(not(unix))]
fn reported() -> Option<(u16, u16)> {
    terminal::size().ok().filter(|(columns, rows)| *columns > 0 && *rows > 0)
}

/// The file that the terminal is, as far as the system names it.
#[cfg(unix)]
#[must_use]
pub fn device() -> Option<String> {
    let name = rustix::termios::ttyname(io::stdout(), Vec::new()).ok()?;
    name.into_string().ok()
}

/// Consoles have no such name.
#[cfg(not(unix))]
#[must_use]
pub fn device() -> Option<String> {
    None
}

/// Asks a terminal that reports no size where its last corner is. It need not answer; nobody waits
/// longer than [`ANSWER_MS_MAX`] (R110, R125).
#[cfg(unix)]
fn ask() -> Option<(u16, u16)> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let mut out = io::stdout();
    out.write_all(b"\x1b7\x1b[999;999H\x1b[6n\x1b8").ok()?;
    out.flush().ok()?;
    let stdin = io::stdin();
    let begun = std::time::Instant::now();
    let mut answer = Vec::new();
    loop {
        let left = ANSWER_MS_MAX.checked_sub(begun.elapsed())?;
        let left = Timespec::try_from(left).ok()?;
        let mut waits = [PollFd::new(&stdin, PollFlags::IN)];
        if poll(&mut waits, Some(&left)).ok()? == 0 {
            return None;
        }
        let mut bytes = [0; 32];
        let count = rustix::io::read(&stdin, &mut bytes).ok().filter(|count| *count > 0)?;
        answer.extend(bytes.iter().take(count));
        if let Some(size) = corner(&answer) {
            return Some(size);
        }
    }
}

#[cfg(not(unix))]
fn ask() -> Option<(u16, u16)> {
    None
}

/// Columns and rows out of `ESC [ rows ; columns R`, wherever it stands.
#[must_use]
pub fn corner(answer: &[u8]) -> Option<(u16, u16)> {
    let text = std::str::from_utf8(answer).ok()?;
    let (head, _) = text.split_once('R')?;
    let (_, numbers) = head.rsplit_once("\x1b[")?;
    let (rows, columns) = numbers.split_once(';')?;
    let (columns, rows) = (columns.parse::<u16>().ok()?, rows.parse::<u16>().ok()?);
    (columns > 0 && rows > 0).then_some((columns, rows))
}

/// Stops the whole foreground job until its shell continues it, as Ctrl-Z does where no program
/// has taken the terminal (R86); the terminal must be given back before. A script that started the
/// program stops with it. Where no shell could continue it, as on a terminal that runs nothing
/// else, the system ignores this signal, and the program goes on at once.
#[cfg(unix)]
pub fn suspend() {
    rustix::process::kill_current_process_group(rustix::process::Signal::TSTP).ok();
}

/// There is nothing to suspend to.
#[cfg(not(unix))]
pub fn suspend() {}
