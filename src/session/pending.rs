//! Records on their way to the disk.

use super::input::{Seed, Ticket};
use super::seal::Signer;
use crate::audit::digest::Digest;
use crate::audit::{EncodeError, encode};
use crate::domain::event::{Event, Mode, Record};
use crate::domain::ids::{Author, EventId, Seq, WriterId};
use crate::domain::proof::SeenHead;
use crate::domain::time::{Moment, Timestamp};

/// Where the chain stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tip {
    pub(super) head: Digest,
    pub(super) seq: u64,
    pub(super) lamport: u64,
}

/// An event that has no place in the chain yet.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) who: Author,
    pub(super) at: Moment,
    pub(super) event: Event,
    /// When it is written, if no medium took it when it was done.
    pub(super) late: Option<Timestamp>,
}

impl Draft {
    pub(super) const fn new(who: Author, at: Moment, event: Event) -> Self {
        Self { who, at, event, late: None }
    }
}

/// One batch: one write, one sync, one answer.
#[derive(Clone, Debug)]
pub(super) struct Batch {
    pub(super) ticket: Option<Ticket>,
    pub(super) seed: Seed,
    pub(super) drafts: Vec<Draft>,
    pub(super) lines: Vec<Line>,
    /// Those of an earlier try that turned out to be on disk.
    pub(super) saved: Vec<EventId>,
}

/// A record with its bytes.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) record: Record,
    pub(super) bytes: Vec<u8>,
    pub(super) head: Digest,
}

impl Line {
    /// Where the chain stands behind it.
    pub(super) const fn tip(&self) -> Tip {
        Tip { head: self.head, seq: self.record.id.seq.0, lamport: self.record.lamport }
    }
}

impl Batch {
    /// Not placed yet.
    pub(super) const fn new(ticket: Option<Ticket>, seed: Seed, drafts: Vec<Draft>) -> Self {
        Self { ticket, seed, drafts, lines: Vec::new(), saved: Vec::new() }
    }

    /// Gives every draft its place after `tip` and its bytes.
    pub(super) fn place(
        &mut self,
        tip: Tip,
        writer: &WriterId,
        mode: Mode,
        signer: Option<Signer<'_>>,
    ) -> Result<(), EncodeError> {
        self.lines.clear();
        let mut tip = tip;
        let mut salts = Salts { seed: self.seed, count: 0 };
        for draft in &self.drafts {
            let mut event = draft.event.clone();
            if let Event::Sealed(seal) = &mut event {
                let placed = signer.and_then(|s| s.seal(writer, Seq(tip.seq), tip.head));
                *seal = placed.ok_or(EncodeError::Unsigned)?;
            }
            tip.seq += 1;
            tip.lamport = tip.lamport.max(witnessed(&event)) + 1;
            let record = Record {
                id: EventId { writer: writer.clone(), seq: Seq(tip.seq) },
                at: draft.at,
                lamport: tip.lamport,
                who: draft.who.clone(),
                event,
                late: draft.late,
            };
            let encoded = encode(&record, mode, tip.head, &mut || salts.next())?;
            tip.head = encoded.head;
            self.lines.push(Line { record, bytes: encoded.bytes, head: encoded.head });
        }
        Ok(())
    }

    /// All bytes, in order.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.lines.iter().flat_map(|line| line.bytes.iter().copied()).collect()
    }
}

/// The highest number that a record has seen elsewhere: it comes after that (audit-log §4.3).
fn witnessed(event: &Event) -> u64 {
    match event {
        Event::Witnessed(witness) => highest(&witness.heads),
        Event::Forked(fork) => highest(&fork.heads),
        _ => 0,
    }
}

fn highest(heads: &[SeenHead]) -> u64 {
    heads.iter().map(|seen| seen.seq.0).max().unwrap_or(0)
}

/// Salts derived from one seed: unpredictable when the seed is, the same when it is the same.
struct Salts {
    seed: Seed,
    count: u64,
}

impl Salts {
    fn next(&mut self) -> [u8; 16] {
        let mut input = self.seed.0.to_vec();
        input.extend(self.count.to_be_bytes());
        self.count += 1;
        let mut salt = [0; 16];
        for (to, from) in salt.iter_mut().zip(Digest::of(&input).0) {
            *to = from;
        }
        salt
    }
}
