//! Work on a thread of its own: a stick that stalls for seconds must not freeze the screen.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

/// Most jobs that wait; the session sends one at a time.
const JOBS_MAX: usize = 8;

/// Starts a thread that does one job after the other, in order, until the sender is dropped or
/// `done` wants no more.
pub fn start<J, D>(
    mut work: impl FnMut(J) -> D + Send + 'static,
    mut done: impl FnMut(D) -> bool + Send + 'static,
) -> SyncSender<J>
where
    J: Send + 'static,
    D: 'static,
{
    let (to, jobs) = sync_channel(JOBS_MAX);
    thread::spawn(move || {
        for job in jobs {
            if !done(work(job)) {
                return;
            }
        }
    });
    to
}
