//! Keys, pastes, resizes and signals, each handed on as it comes.

use std::io::{self, ErrorKind};
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
        (SignalKind::interrupt(), Signal::Stop(LeaveReason::Terminated)),
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

/// Elsewhere the console's own events have to do.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub fn listen_to_signals(_take: impl Fn(Signal) -> bool) -> io::Result<()> {
    Ok(())
}
