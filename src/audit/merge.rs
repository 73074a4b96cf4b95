//! Several verified logs of one incident as one ordered history (audit-log §4.7).
//!
//! Invariants: a pure function of the set of logs, whatever order and names they come in; every
//! line once; a line stands behind its predecessor and behind every line that it, or its
//! predecessor, saw of another log; logs that part are kept as two branches. Among lines that
//! nothing orders the corrected time decides, then the writer's name, then the digests. Memory is
//! an index: two numbers and a flag per line and the few edges between logs, never an event.
//!
//! Here are the logs as a set; how their lines are ordered stands in `merge_order`.

use std::collections::BTreeMap;

use super::decode;
use super::digest::Digest;
use super::line::head_of;
use super::merge_order::{History, Ordering};
use super::outside::Way;
use super::timing::{Timing, Timings};
use crate::domain::event::{Event, Record};

/// Most edges that are kept of one log; beyond them only time orders. A night has some dozens.
const EDGES_MAX: usize = 1 << 16;

/// One log as the order needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// None as long as nobody shows the first line.
    pub(super) writer: Option<String>,
    pub(super) first: Digest,
    pub(super) way: Way,
    times: Vec<i64>,
    pub(super) is_compared: bool,
    pub(super) edges: Vec<Edge>,
}

/// A line that saw the end of another log.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    pub(super) line: u64,
    pub(super) writer: String,
    pub(super) seq: u64,
    pub(super) head: Digest,
}

/// Reads a chain line by line.
#[derive(Clone, Debug, Default)]
pub struct ChainReader {
    chain: Chain,
    timing: Timing,
}

impl ChainReader {
    /// Takes the next verified line, its line feed included; identical repeats are left out by
    /// whoever verified.
    pub fn take(&mut self, line: &[u8]) {
        let Some(head) = head_of(line) else { return };
        let chain = &mut self.chain;
        chain.way.take(head);
        if chain.way.lines() == 1 {
            chain.first = head;
        }
        match decode(line) {
            Ok(decoded) => {
                if chain.way.lines() == 1 {
                    chain.writer = Some(decoded.record.id.writer.to_string());
                }
                self.timing.take(&decoded.record);
                self.see(&decoded.record);
            }
            // What cannot be read stands where the line before stands.
            Err(_) => self.timing.skip(),
        }
    }

    fn see(&mut self, record: &Record) {
        let Event::Witnessed(witness) = &record.event else { return };
        for seen in &witness.heads {
            let Some(head) = Digest::parse(&seen.head) else { continue };
            if self.chain.edges.len() < EDGES_MAX {
                let (line, seq) = (self.chain.way.lines(), seen.seq.0);
                let writer = seen.writer.to_string();
                self.chain.edges.push(Edge { line, writer, seq, head });
            }
        }
    }

    /// The log has no more lines.
    #[must_use]
    pub fn finish(self) -> Chain {
        let Timings { times, is_compared } = self.timing.finish();
        Chain { times, is_compared, ..self.chain }
    }
}

impl Chain {
    /// Its writer's name, for showing; where nothing says it, the digest of the first line.
    #[must_use]
    pub fn writer(&self) -> String {
        self.writer.clone().unwrap_or_else(|| self.first.to_string())
    }

    /// How many lines it has.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.way.lines()
    }

    /// Its digests.
    #[must_use]
    pub const fn way(&self) -> &Way {
        &self.way
    }

    pub(super) fn time(&self, line: u64) -> i64 {
        let at = usize::try_from(line).ok().and_then(|line| line.checked_sub(1));
        at.and_then(|at| self.times.get(at)).copied().unwrap_or(i64::MAX)
    }
}

/// A set of logs: each line of each once. Joining sets is commutative, associative and idempotent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Logs {
    /// Sorted; none is the beginning of another.
    chains: Vec<Chain>,
}

impl Logs {
    /// These logs. One that is the beginning of another adds nothing (longer-prefix rule).
    #[must_use]
    pub fn of(mut chains: Vec<Chain>) -> Self {
        chains.retain(|chain| chain.lines() > 0);
        // A copy that withholds lines goes the same way and knows less.
        chains.sort_by(|a, b| {
            let by_way = a.first.cmp(&b.first).then_with(|| a.way.cmp(&b.way));
            by_way.then_with(|| (&a.times, &a.edges).cmp(&(&b.times, &b.edges)))
        });
        let mut kept: Vec<Chain> = Vec::with_capacity(chains.len());
        for chain in chains {
            // Sorted, the beginning of a log stands right before it.
            match kept.last_mut() {
                Some(last) if last.way.is_beginning_of(&chain.way) => {
                    let writer = last.writer.take().or(chain.writer);
                    *last = Chain { writer, ..chain };
                }
                _ => kept.push(chain),
            }
        }
        name_alike(&mut kept);
        kept.sort_by(|a, b| {
            let key = |chain: &Chain| (chain.writer(), chain.first);
            key(a).cmp(&key(b)).then_with(|| a.way.cmp(&b.way))
        });
        Self { chains: kept }
    }

    /// Both sets together.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        Self::of(self.chains.iter().chain(&other.chains).cloned().collect())
    }

    /// The logs that make up the set: the branches.
    #[must_use]
    pub fn chains(&self) -> &[Chain] {
        &self.chains
    }

    /// Where branches part: the numbers of two of them, and the first line that differs.
    #[must_use]
    pub fn forks(&self) -> Vec<(usize, usize, u64)> {
        let all = self.chains.windows(2).enumerate();
        all.filter_map(|(at, pair)| {
            let [one, two] = pair else { return None };
            let is_one = one.first == two.first;
            is_one.then(|| (at, at + 1, one.way.shared_with(&two.way) + 1))
        })
        .collect()
    }

    /// All lines in order.
    #[must_use]
    pub fn ordered(&self) -> History {
        Ordering::new(&self.chains).run()
    }
}

/// Branches of one log have one name, also where a copy does not show it.
fn name_alike(chains: &mut [Chain]) {
    let mut names = BTreeMap::new();
    for chain in chains.iter().filter(|chain| chain.writer.is_some()) {
        names.insert(chain.first, chain.writer.clone());
    }
    for chain in chains.iter_mut().filter(|chain| chain.writer.is_none()) {
        chain.writer = names.get(&chain.first).cloned().flatten();
    }
}
