//! Keys, pastes, resizes and signals, each handed on as it comes.

use std::io::ErrorKind;
use std::thread;

use crossterm::event::{self, Event};

use crate::domain::event::LeaveReason;

/// Reads the terminal on a thread of its own until `take` wants no more. `None` means that the
/// terminal is gone.
pub fn listen_to_terminal(mut take: impl FnMut(Option<Event>) -> bool + Send + 'static) {
    thread::spawn(move || {
        loop {
            match event::read() {
                Ok(event) => {
                    if !take(Some(event)) {
                        return;
                    }
                }
                // A suspension interrupts the wait; the terminal is still there afterwards.
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => break,
            }
        }
        take(None);
    });
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
pub fn listen_to_signals(
    take: impl Fn(Signal) -> bool + Clone + Send + 'static,
) -> std::io::Result<()> {
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
pub fn listen_to_signals(_take: impl Fn(Signal) -> bool) -> std::io::Result<()> {
    Ok(())
}
