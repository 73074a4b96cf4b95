//! Hands the lines of a long log on while the next ones are still being verified: two halves of one
//! work, on two cores.
//!
//! Invariants: lines are handed on whole and in order. A log of one piece, as every ordinary
//! incident is, starts no thread; where the system refuses one, they are handed on here.

use std::mem::replace;
use std::panic::resume_unwind;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, Scope, ScopedJoinHandle, scope};

/// So many bytes of lines are handed over at once.
const PIECE_BYTES: usize = 256 * 1024;

/// So many pieces may wait.
const PIECES_WAITING: usize = 2;

/// Who takes the lines, wherever that is.
type Taker<'v> = Mutex<&'v mut (dyn FnMut(&[u8]) + Send)>;

/// A thread that hands on what it is given.
type Worker<'s> = (SyncSender<Vec<u8>>, ScopedJoinHandle<'s, ()>);

/// Hands on to `visit` every line that `read` shows; all of them, when it returns.
pub(super) fn beside<T>(
    visit: &mut (dyn FnMut(&[u8]) + Send),
    read: impl FnOnce(&mut dyn FnMut(&[u8])) -> T,
) -> T {
    let taker = Mutex::new(visit);
    scope(|scope| {
        let (mut piece, mut worker) = (Vec::new(), None);
        let done = read(&mut |line| {
            piece.extend_from_slice(line);
            if piece.len() >= PIECE_BYTES {
                worker = worker.take().or_else(|| begin(scope, &taker));
                let next = Vec::with_capacity(piece.capacity());
                hand_over(worker.as_ref(), &taker, replace(&mut piece, next));
            }
        });
        hand_over(worker.as_ref(), &taker, piece);
        if let Some((pieces, thread)) = worker {
            drop(pieces);
            thread.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
        done
    })
}

fn begin<'s>(scope: &'s Scope<'s, '_>, taker: &'s Taker<'_>) -> Option<Worker<'s>> {
    let (pieces, received) = sync_channel::<Vec<u8>>(PIECES_WAITING);
    let work = move || received.iter().for_each(|piece| each_line(taker, &piece));
    let thread = Builder::new().name("replay".to_owned()).spawn_scoped(scope, work).ok()?;
    Some((pieces, thread))
}

fn hand_over(worker: Option<&Worker<'_>>, taker: &Taker<'_>, piece: Vec<u8>) {
    match worker {
        // A receiver that is gone fell over: joining it says so.
        Some((pieces, _)) => drop(pieces.send(piece)),
        None => each_line(taker, &piece),
    }
}

fn each_line(taker: &Taker<'_>, lines: &[u8]) {
    let mut taker = taker.lock().unwrap_or_else(PoisonError::into_inner);
    for line in lines.split_inclusive(|byte| *byte == b'\n') {
        taker(line);
    }
}

#[cfg(test)]
mod tests {
    use super::{PIECE_BYTES, beside};

    #[test]
    fn every_line_comes_whole_and_in_order_however_many_there_are() {
        for count in [0, 1, 3, PIECE_BYTES / 8, PIECE_BYTES] {
            let mut seen = 0;
            let read = |visit: &mut dyn FnMut(&[u8])| {
                (0..count).for_each(|n| visit(format!("line {n}\n").as_bytes()));
                "done"
            };
            let done = beside(
                &mut |line: &[u8]| {
                    assert_eq!(line, format!("line {seen}\n").as_bytes());
                    seen += 1;
                },
                read,
            );
            assert_eq!((done, seen), ("done", count));
        }
    }
}
