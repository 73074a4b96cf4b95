//! Which copy a log is opened from: the data folder's own, else that of a mirror.
//!
//! Invariants: one incident has one writer, on whatever medium; the data folder's copy stands
//! first, open or not; every line is shown once, in order, whichever copy it comes from; a mirror
//! leads only when it holds everything that the data folder's copy could still show.

use super::catch_up::{Source, join};
use super::environment;
use super::lock::{Holder, IncidentLock, LockError};
use super::log_copy::{LogCopy, Means};
use super::lost;
use super::mirrors::Mirror;
use super::mismatch::differs;
use crate::audit::digest::Digest;
use crate::audit::line::head_of;
use crate::journal::{Place, TornFile};
use crate::ports::{Failure, MediumChange, OpenError};

/// A log that is open on at least one medium.
#[derive(Debug)]
pub(super) struct Led {
    /// The data folder's copy first.
    pub(super) copies: Vec<LogCopy>,
    pub(super) head: Digest,
    pub(super) lines: u64,
    /// Set-aside files of the copy that leads.
    pub(super) kept: Vec<TornFile>,
    pub(super) changes: Vec<MediumChange>,
}

/// What was shown so far.
#[derive(Clone, Copy, Debug)]
struct Shown {
    lines: u64,
    /// The end of the last line, in which its digest stands.
    end: [u8; END_BYTES],
}

/// A digest, and the three bytes behind it.
const END_BYTES: usize = 67;

impl Shown {
    const NOTHING: Self = Self { lines: 0, end: [0; END_BYTES] };

    fn take(&mut self, line: &[u8]) {
        self.lines += 1;
        if let Some(end) = line.last_chunk() {
            self.end = *end;
        }
    }

    fn head(&self) -> Option<Digest> {
        head_of(&self.end)
    }
}

/// Opens the log on every medium that answers.
///
/// # Errors
/// [`OpenError`] when no medium shows all of it, or somebody else writes it.
pub(super) fn open(
    means: &mut Means<'_>,
    place: &Place,
    mirrors: &[Mirror],
    visit: &mut dyn FnMut(&[u8]),
) -> Result<Led, OpenError> {
    for mirror in mirrors {
        refuse_second_writer(means, &place.under(mirror.folder.clone()))?;
    }
    let mut shown = Shown::NOTHING;
    let opened = LogCopy::open(means.disk, place.clone(), means.now, &mut |line| {
        shown.take(line);
        visit(line);
    });
    let (mut main, kept) = match opened {
        Ok(opened) => opened,
        Err(OpenError::Failed(failure)) => {
            let copies = (place, mirrors);
            return open_mirror(means, copies, &mut shown, visit)
                .map(|led| led.without_main(place, failure.clone()))
                .ok_or(OpenError::Failed(failure));
        }
        // Begun and no more, or gone: where a mirror has the log, it was whole here once.
        Err(OpenError::HalfCreated) if shown.lines == 0 => {
            let led = open_mirror(means, (place, mirrors), &mut shown, visit);
            let led = led.map(|led| led.bringing_back(means, place));
            return led.ok_or(OpenError::HalfCreated);
        }
        Err(error) => return Err(error),
    };
    let (mut copies, mut changes) = (Vec::new(), Vec::new());
    for mirror in mirrors {
        let mut copy = LogCopy::beside(place, mirror);
        let change = join(means, (&mut main, &mut copy), visit);
        changes.push(change.map_err(OpenError::Failed)?);
        copies.push(copy);
    }
    let (head, lines) = (main.head(), main.lines());
    copies.insert(0, main);
    Ok(Led { copies, head, lines, kept, changes })
}

/// Another process has it.
pub(super) fn held(holder: Option<Holder>) -> OpenError {
    let (pid, since) = (holder.map(|holder| holder.pid), holder.map(|holder| holder.since));
    OpenError::Locked { pid, since }
}

/// A medium on which another process holds the incident: it is written there, and nowhere else.
fn refuse_second_writer(means: &Means<'_>, place: &Place) -> Result<(), OpenError> {
    let path = place.lock_file();
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    match IncidentLock::acquire(&path, environment::process(), means.now) {
        Err(LockError::Held { holder, .. }) => Err(held(holder)),
        // Whatever else is wrong there is that medium's own trouble.
        Ok(_) | Err(LockError::Failed(_)) => Ok(()),
    }
}

/// The data folder's copy cannot be opened: the first mirror that goes on from what was shown.
fn open_mirror(
    means: &mut Means<'_>,
    (place, mirrors): (&Place, &[Mirror]),
    shown: &mut Shown,
    visit: &mut dyn FnMut(&[u8]),
) -> Option<Led> {
    for (at, mirror) in mirrors.iter().enumerate() {
        let before = *shown;
        let (mut number, mut agrees) = (0, before.lines == 0);
        let opened = LogCopy::open(
            means.disk,
            place.under(mirror.folder.clone()),
            means.now,
            &mut |line: &[u8]| {
                number += 1;
                if number == before.lines {
                    agrees = head_of(line) == before.head();
                }
                if number > before.lines && agrees {
                    shown.take(line);
                    visit(line);
                }
            },
        );
        let Ok((mut leader, kept)) = opened else { continue };
        if !agrees {
            let failure = differs(leader.place());
            leader.give_up(means.disk, failure);
            continue;
        }
        let from = (leader.place().clone(), leader.lines());
        let (head, lines) = (leader.head(), leader.lines());
        let (mut copies, mut changes) = (vec![leader], Vec::new());
        for (_, other) in mirrors.iter().enumerate().filter(|(other, _)| *other != at) {
            let mut copy = LogCopy::beside(place, other);
            let caught = copy.catch_up(means, (Source::Medium(&from.0), from.1), &mut |_| {});
            changes.push(match caught {
                Ok(lines) => copy.comeback(lines),
                Err(failure) => copy.loss(failure),
            });
            copies.push(copy);
        }
        return Some(Led { copies, head, lines, kept, changes });
    }
    None
}

impl Led {
    /// The data folder's copy stands first, and takes nothing for now.
    fn without_main(mut self, place: &Place, failure: Failure) -> Self {
        let main = LogCopy::unknown(place.clone()).losing(failure.clone());
        self.changes.push(main.loss(failure));
        self.copies.insert(0, main);
        self
    }

    /// The data folder's copy stands first, and has everything again, if it takes it.
    fn bringing_back(mut self, means: &mut Means<'_>, place: &Place) -> Self {
        let mut main = LogCopy::unknown(place.clone());
        if let Some(leader) = self.copies.first() {
            self.changes.push(lost::bring_back(means, &mut main, leader));
        }
        self.copies.insert(0, main);
        self
    }
}
