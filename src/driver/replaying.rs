//! Replays a long log while it is still being verified: two halves of one work, on two cores.
//!
//! Invariants: lines are replayed whole and in order. A log of one piece, as every ordinary
//! incident is, starts no thread; where the system refuses one, the lines are replayed here.

use std::mem::replace;
use std::panic::resume_unwind;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{Builder, Scope, ScopedJoinHandle, scope};

use crate::session::Replay;

/// So many bytes of lines are handed over at once.
const PIECE_BYTES: usize = 256 * 1024;

/// So many pieces may wait.
const PIECES_WAITING: usize = 2;

/// A thread that replays what it is given.
type Worker<'s> = (SyncSender<Vec<u8>>, ScopedJoinHandle<'s, ()>);

/// Replays every line that `open` shows, and gives back what both became.
pub(super) fn replayed<T>(
    replay: Replay,
    open: impl FnOnce(&mut dyn FnMut(&[u8])) -> T,
) -> (Replay, T) {
    let replay = Mutex::new(replay);
    let opened = scope(|scope| {
        let (mut piece, mut worker) = (Vec::new(), None);
        let opened = open(&mut |line| {
            piece.extend_from_slice(line);
            if piece.len() >= PIECE_BYTES {
                worker = worker.take().or_else(|| begin(scope, &replay));
                let next = Vec::with_capacity(piece.capacity());
                hand_over(worker.as_ref(), &replay, replace(&mut piece, next));
            }
        });
        hand_over(worker.as_ref(), &replay, piece);
        if let Some((pieces, thread)) = worker {
            drop(pieces);
            thread.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
        opened
    });
    (replay.into_inner().unwrap_or_else(PoisonError::into_inner), opened)
}

fn begin<'s>(scope: &'s Scope<'s, '_>, replay: &'s Mutex<Replay>) -> Option<Worker<'s>> {
    let (pieces, received) = sync_channel::<Vec<u8>>(PIECES_WAITING);
    let work = move || received.iter().for_each(|piece| each_line(replay, &piece));
    let thread = Builder::new().name("replay".to_owned()).spawn_scoped(scope, work).ok()?;
    Some((pieces, thread))
}

fn hand_over(worker: Option<&Worker<'_>>, replay: &Mutex<Replay>, piece: Vec<u8>) {
    match worker {
        // A receiver that is gone fell over: joining it says so.
        Some((pieces, _)) => drop(pieces.send(piece)),
        None => each_line(replay, &piece),
    }
}

fn each_line(replay: &Mutex<Replay>, lines: &[u8]) {
    let mut replay = replay.lock().unwrap_or_else(PoisonError::into_inner);
    lines.split_inclusive(|byte| *byte == b'\n').for_each(|line| replay.line(line));
}
