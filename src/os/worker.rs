//! Work on a thread of its own: a stick that stalls for seconds must not freeze the screen.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

/// Most jobs that wait; the session sends one at a time.
const JOBS_MAX: usize = 8;

/// Rings when it is dropped, also when a panic unwinds the thread.
struct Bell<F: FnMut()>(F);

impl<F: FnMut()> Drop for Bell<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Starts a thread that does one job after the other, in order, until the sender is dropped or
/// `done` wants no more. `gone` is called when the thread ends, however it ends.
pub fn start<J, D>(
    mut work: impl FnMut(J) -> D + Send + 'static,
    mut done: impl FnMut(D) -> bool + Send + 'static,
    gone: impl FnMut() + Send + 'static,
) -> SyncSender<J>
where
    J: Send + 'static,
    D: 'static,
{
    let (to, jobs) = sync_channel(JOBS_MAX);
    thread::spawn(move || {
        let _bell = Bell(gone);
        for job in jobs {
            if !done(work(job)) {
                return;
            }
        }
    });
    to
}
