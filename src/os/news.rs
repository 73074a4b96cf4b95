//! Keys, pastes, resizes, lines and signals, each handed on as it comes.

use std::io::{self, BufRead, ErrorKind, Read as _};
use std::thread;

use crossterm::event::{self, Event};

use super::arrows::{Arrows, HOLD};
use crate::domain::event::LeaveReason;
use crate::domain::time::Now;

/// Reads the terminal on a thread of its own until `take` wants no more. `None` means that the
/// terminal is gone. Each event keeps the time at which it came, although an Esc is held back for a
/// moment (R100): pastes are known by their pace (R96).
pub fn listen_to_terminal(
    clock: impl Fn() -> Now + Send + 'static,
    mut take: impl FnMut(Option<Event>, Now) -> bool + Send + 'static,
) {
    thread::spawn(move || {
        let mut arrows = Arrows::default();
        while let Ok(next) = next(&arrows) {
            let ready = match next {
                Next::Event(event) => arrows.take(event, clock()),
                Next::Silence => arrows.pause(),
                Next::Again => continue,
            };
            for (event, at) in ready {
                if !take(Some(event), at) {
                    return;
                }
            }
        }
        take(None, clock());
    });
}

/// Longest line that is read whole; of a longer one the beginning counts.
const LINE_BYTES_MAX: u64 = 65_536;

/// Reads lines on a thread of its own until `take` wants no more. `None` means that there are no
/// more.
pub fn listen_to_lines(mut take: impl FnMut(Option<String>) -> bool + Send + 'static) {
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Some(line) = next_line(&mut input) {
            if !take(Some(line)) {
                return;
            }
        }
        take(None);
    });
}

/// One line without its end; bytes that are no text are shown as such.
fn next_line(input: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    let read = input.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut bytes);
    if !read.is_ok_and(|count| count > 0) {
        return None;
    }
    if bytes.len() as u64 >= LINE_BYTES_MAX && !bytes.ends_with(b"\n") {
        input.skip_until(b'\n').ok()?;
    }
    let text = String::from_utf8_lossy(&bytes);
    Some(text.trim_end_matches(['\n', '\r']).to_owned())
}

/// What the terminal had to say.
enum Next {
    Event(Event),
    /// Nothing followed for as long as a key is held back.
    Silence,
    /// A suspension interrupted the wait; the terminal is still there afterwards.
    Again,
}

fn next(arrows: &Arrows) -> io::Result<Next> {
    let read = || {
        if arrows.is_waiting() && !event::poll(HOLD)? {
            return Ok(Next::Silence);
        }
        event::read().map(Next::Event)
    };
    match read() {
        Err(error) if error.kind() == ErrorKind::Interrupted => Ok(Next::Again),
        other => other,
    }
}

/// A signal, as far as the program cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Asked to stop.
    Stop(LeaveReason),
    /// Interrupted: from a terminal that is not in our hands this is Ctrl-C.
    Interrupt,
    /// Continued after a suspension.
    Continued,
}

/// Hands on the signals that matter. Must run inside the runtime.
///
/// # Errors
/// The system refuses a signal handler.
#[cfg(unix)]
pub fn listen_to_signals(take: impl Fn(Signal) -> bool + Clone + Send + 'static) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let continued = SignalKind::from_raw(rustix::process::Signal::CONT.as_raw());
    let all = [
        (SignalKind::terminate(), Signal::Stop(LeaveReason::Terminated)),
        (SignalKind::interrupt(), Signal::Interrupt),
        (SignalKind::hangup(), Signal::Stop(LeaveReason::ConnectionLost)),
        (continued, Signal::Continued),
    ];
    for (kind, meaning) in all {
        let mut stream = signal(kind)?;
        let take = take.clone();
        tokio::spawn(async move {
            while stream.recv().await.is_some() {
                if !take(meaning) {
                    return;
                }
            }
        });
    }
    Ok(())
}

/// Elsewhere the console's own events have to do. Must run inside the runtime.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn listen_to_signals(take: impl Fn(Signal) -> bool + Clone + Send + 'static) -> io::Result<()> {
    tokio::spawn(async move {
        while tokio::signal::ctrl_c().await.is_ok() {
            if !take(Signal::Interrupt) {
                return;
            }
        }
    });
    Ok(())
}
