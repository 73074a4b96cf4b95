//! Opening a log: verify every line, then trust, mend or refuse (audit-log §4.6).
//!
//! Invariants: the length is read once; memory holds one line or one announced batch, whatever the
//! file's size; a line is shown to `visit` only when it stays; nothing is written before the
//! verdict, and nothing at all unless the verdict is "whole" or "unfinished last write". Each step
//! of mending is repeatable, so a crash in it, at any depth, is mended by the next opening.

use super::announcement::{Announcement, Announcements};
use super::append::{Journal, still_answers};
use super::error::JournalError;
use super::index::Index;
use super::piece::{Piece, Pieces};
use super::place::Place;
use super::tail::{Cut, TAIL_BYTES_MAX, Tail};
use super::torn::{self, TornFile, TornTail};
use crate::audit::verdict::{FaultKind, Head};
use crate::audit::verify::{Accepted, Completeness, Verifier};
use crate::ports::{Disk, FailureKind, FileId};

/// A log that can be continued.
#[derive(Debug)]
pub struct Ready {
    /// Open behind its last line.
    pub journal: Journal,
    /// How many lines it has.
    pub lines: u64,
    /// The interrupted write that was kept and cut just now, if there was one.
    pub torn: Option<TornTail>,
    /// Every kept torn file, the one of `torn` among them: a crash may have come before its
    /// `recover` record, so each one that no record names still needs one.
    pub kept: Vec<TornFile>,
}

/// Damage that no crash explains. Nothing was touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    /// In which segment.
    pub segment: u32,
    /// Number of the first line that is not as it was written.
    pub line: u64,
    /// Where it begins, in bytes from the segment's start.
    pub offset: u64,
    /// What is wrong with it; `None` when lines that were there are gone.
    pub fault: Option<FaultKind>,
}

/// What opening found.
#[derive(Debug)]
pub enum Opened {
    /// Whole, or mended.
    Ready(Box<Ready>),
    /// The making of this incident was interrupted before its first record was acknowledged. Not an
    /// incident; nothing was touched.
    HalfCreated,
    /// Something before the last write is not as it was written.
    Damaged(Damage),
    /// Written by a newer version of the program: to be read, not continued. Nothing was touched.
    Newer {
        /// How many lines it has.
        lines: u64,
    },
}

/// Opens the log of `place` to continue it. The caller holds the lock.
///
/// `visit` sees every line that stays, its line feed included, in order, identical repeats once.
///
/// # Errors
/// [`JournalError`] when the disk failed; opening again is always allowed.
pub fn open(
    disk: &mut dyn Disk,
    place: Place,
    visit: &mut dyn FnMut(&[u8]),
) -> Result<Opened, JournalError> {
    if !disk.list(&place.incident_dir())?.iter().any(|name| name == "log") {
        return Ok(Opened::HalfCreated);
    }
    let found = match inspect(disk, &place, None, visit) {
        Err(JournalError::Failed(e)) if e.kind == FailureKind::NotFound && e.op == NO_SEGMENT => {
            return Ok(Opened::HalfCreated);
        }
        found => found?,
    };
    let has_no_line = found.head.lines == 0;
    let is_unborn = has_no_line && found.segment == FIRST_SEGMENT;
    // A later segment is begun behind acknowledged lines only: a log without any lost them.
    if found.cut == Cut::Never || (has_no_line && !is_unborn) {
        let damage = found.damage();
        found.close(disk);
        return Ok(Opened::Damaged(damage));
    }
    if is_unborn || found.is_newer {
        let lines = found.head.lines;
        found.close(disk);
        return Ok(if is_unborn { Opened::HalfCreated } else { Opened::Newer { lines } });
    }
    match settle(disk, &place, &found) {
        Ok((len, torn, kept)) => {
            let lines = found.head.lines;
            let journal = found.into_journal(place, len);
            Ok(Opened::Ready(Box::new(Ready { journal, lines, torn, kept })))
        }
        Err(error) => {
            found.close(disk);
            Err(error)
        }
    }
}

const FIRST_SEGMENT: u32 = 1;

/// The operation named when a log folder holds no segment of this writer.
const NO_SEGMENT: &str = "segment";

/// Mends an unfinished write and makes all that will be trusted durable.
fn settle(
    disk: &mut dyn Disk,
    place: &Place,
    found: &Found,
) -> Result<(u64, Option<TornTail>, Vec<TornFile>), JournalError> {
    let (len, torn) = match found.cut {
        Cut::At(at) => {
            let torn = torn::keep(disk, place, found, at)?;
            disk.truncate(found.file, at)?;
            (at, Some(torn))
        }
        Cut::Nothing | Cut::Never => (found.verified_to, None),
    };
    // What was read may so far be only in memory: a killed process leaves unsynced lines behind.
    disk.sync_data(found.file)?;
    disk.sync_dir(&place.log_dir())?;
    disk.sync_dir(&place.incident_dir())?;
    disk.sync_dir(place.data_dir())?;
    still_answers(disk, &place.segment(found.segment), len)?;
    Ok((len, torn, torn::list(disk, place)?))
}

/// The last segment, read and judged.
#[derive(Debug)]
pub(super) struct Found {
    pub segment: u32,
    pub file: FileId,
    announcements: Option<Announcements>,
    /// End of the last good line.
    pub verified_to: u64,
    pub tail: Tail,
    pub cut: Cut,
    fault: Option<FaultKind>,
    /// The chain of the good lines in all segments, without those of a batch that is cut.
    pub head: Head,
    index: Index,
    is_newer: bool,
}

impl Found {
    pub(super) const fn damage(&self) -> Damage {
        Damage {
            segment: self.segment,
            line: self.head.lines + 1,
            offset: self.verified_to,
            fault: self.fault,
        }
    }

    pub(super) fn close(self, disk: &mut dyn Disk) {
        disk.close(self.file);
        if let Some(announcements) = self.announcements {
            announcements.close(disk);
        }
    }

    pub(super) fn into_journal(self, place: Place, len: u64) -> Journal {
        Journal {
            place,
            segment: self.segment,
            file: self.file,
            announcements: self.announcements,
            len,
            head: self.head,
            index: self.index,
            is_poisoned: false,
        }
    }
}

/// Reads and judges all segments without changing anything.
///
/// With `acknowledged`, a segment and a length of it, only that much is read, and it must all be
/// good.
pub(super) fn inspect(
    disk: &mut dyn Disk,
    place: &Place,
    acknowledged: Option<(u32, u64)>,
    visit: &mut dyn FnMut(&[u8]),
) -> Result<Found, JournalError> {
    let last = last_segment(disk, place)?;
    let verifier = Verifier::new().demanding(Completeness::Original);
    let mut reader = Reader { verifier, index: Index::default(), visit };
    for segment in FIRST_SEGMENT..=last {
        let found = reader.segment(disk, place, segment, acknowledged)?;
        if segment == last || found.cut == Cut::Never {
            return Ok(Found { index: reader.index, ..found });
        }
        // An unfinished write at the end of an earlier segment: the next one began with the same
        // line anew, and the rest stays where it is as evidence.
        found.close(disk);
    }
    Err(no_segment(place))
}

/// The highest segment number; the ones below it must all exist, which opening them shows.
fn last_segment(disk: &mut dyn Disk, place: &Place) -> Result<u32, JournalError> {
    let names = disk.list(&place.log_dir())?;
    let last = names.iter().filter_map(|name| place.segment_number(name)).max();
    last.ok_or_else(|| no_segment(place))
}

fn no_segment(place: &Place) -> JournalError {
    JournalError::Failed(crate::ports::Failure {
        op: NO_SEGMENT,
        path: place.segment(FIRST_SEGMENT),
        errno: None,
        kind: FailureKind::NotFound,
        cause: "no log of this writer".to_owned(),
    })
}

/// Follows the chain through the segments.
struct Reader<'a> {
    verifier: Verifier,
    index: Index,
    visit: &'a mut dyn FnMut(&[u8]),
}

/// How far one segment's lines were good.
struct Scanned {
    verified_to: u64,
    fault: Option<FaultKind>,
    waiting: Waiting,
}

/// Good lines that are not shown yet.
struct Waiting {
    lines: Vec<u8>,
    /// The chain behind the lines that were shown, in all segments.
    shown: Head,
}

impl Reader<'_> {
    fn segment(
        &mut self,
        disk: &mut dyn Disk,
        place: &Place,
        segment: u32,
        acknowledged: Option<(u32, u64)>,
    ) -> Result<Found, JournalError> {
        let path = place.announcements(segment);
        let announcements = match Announcements::open(disk, &path) {
            Ok(announcements) => Some(announcements),
            Err(JournalError::Failed(failure)) if failure.kind == FailureKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let announced = announcements.as_ref().and_then(Announcements::last);
        let judged = disk.open_file(&place.segment(segment)).map_err(JournalError::from);
        let judged = judged.and_then(|file| {
            // A segment that was begun after the last yes holds nothing acknowledged.
            let limit = acknowledged
                .filter(|(of, _)| *of <= segment)
                .map(|(of, len)| if of == segment { len } else { 0 });
            let judged = self.judge(disk, (segment, file), announced, limit);
            if judged.is_err() {
                disk.close(file);
            }
            Ok((file, judged?))
        });
        match judged {
            Ok((file, (mut scanned, tail, cut))) => {
                if !matches!(cut, Cut::At(_)) {
                    self.show(&mut scanned.waiting);
                }
                let shown = scanned.waiting.shown;
                self.index.cut(shown.lines);
                Ok(Found {
                    segment,
                    file,
                    announcements,
                    verified_to: scanned.verified_to,
                    tail,
                    cut,
                    fault: scanned.fault,
                    head: shown,
                    index: Index::default(),
                    is_newer: self.verifier.is_newer(),
                })
            }
            Err(error) => {
                if let Some(announcements) = announcements {
                    announcements.close(disk);
                }
                Err(error)
            }
        }
    }

    fn judge(
        &mut self,
        disk: &mut dyn Disk,
        (segment, file): (u32, FileId),
        announced: Option<Announcement>,
        limit: Option<u64>,
    ) -> Result<(Scanned, Tail, Cut), JournalError> {
        let len = disk.len(file)?;
        let to = limit.unwrap_or(len);
        let mut scanned = self.scan(disk, (segment, file), to.min(len), announced)?;
        if limit.is_some() {
            let is_all_there = scanned.verified_to == to;
            let tail = Tail::nothing(scanned.verified_to);
            return Ok((scanned, tail, if is_all_there { Cut::Nothing } else { Cut::Never }));
        }
        if scanned.fault.is_some_and(|fault| !fault.can_be_torn()) {
            // The line is whole, its digest says so: no interrupted write looks like this.
            let tail = Tail::nothing(scanned.verified_to);
            return Ok((scanned, tail, Cut::Never));
        }
        if to - scanned.verified_to > TAIL_BYTES_MAX {
            let tail = Tail::nothing(scanned.verified_to);
            return Ok((scanned, tail, Cut::Never));
        }
        let tail = Tail::survey(disk, file, scanned.verified_to, to)?;
        let cut = tail.cut(announced);
        if !tail.is_several && announced.is_some_and(|announced| to < announced.from) {
            // It ends before the last batch began: whatever its last line is, lines are gone.
            scanned.fault = None;
        }
        Ok((scanned, tail, cut))
    }

    /// Verifies lines up to `to` or the first fault. Those of the announced batch wait to be shown
    /// until all of them are good.
    fn scan(
        &mut self,
        disk: &mut dyn Disk,
        (segment, file): (u32, FileId),
        to: u64,
        announced: Option<Announcement>,
    ) -> Result<Scanned, JournalError> {
        let mut pieces = Pieces::new(file, to);
        let mut waiting = Waiting { lines: Vec::new(), shown: self.verifier.head() };
        loop {
            let (at, before) = (pieces.at(), self.verifier.head());
            let is_in_batch = announced.is_some_and(|a| a.from <= at && at < a.to);
            if !is_in_batch {
                self.show(&mut waiting);
            }
            let fault = match pieces.next(disk)? {
                Piece::End => None,
                Piece::Ragged => Some(FaultKind::NoLineFeed),
                Piece::Line(line) => match self.verifier.line(line) {
                    Err(fault) => Some(fault.kind),
                    Ok(accepted) => {
                        if accepted == Accepted::Next {
                            self.index.pass(segment, at, before);
                            if is_in_batch {
                                waiting.lines.extend_from_slice(line);
                            } else {
                                (self.visit)(line);
                                waiting.shown = self.verifier.head();
                            }
                        }
                        continue;
                    }
                },
            };
            return Ok(Scanned { verified_to: at, fault, waiting });
        }
    }

    fn show(&mut self, waiting: &mut Waiting) {
        waiting.lines.split_inclusive(|b| *b == b'\n').for_each(&mut *self.visit);
        waiting.lines.clear();
        waiting.shown = self.verifier.head();
    }
}
