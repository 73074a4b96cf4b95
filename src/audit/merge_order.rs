//! The one order of several logs: behind what was seen, else by time. Invariants in `merge`.

use std::collections::{BTreeMap, BTreeSet};

use super::merge::{Chain, Edge};

/// How far apart two unordered lines may be and still be called uncertain, where both clocks were
/// compared with another one: such a reading is good to the minute.
const MARGIN_COMPARED_MS: u64 = 60_000;

/// The same where one of them never was (audit-log §4.8).
const MARGIN_MS: u64 = 120_000;

/// One line of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Which of the chains of the logs holds it.
    pub branch: usize,
    /// Its number there, from 1.
    pub line: u64,
    /// Whether something of another log may as well stand on its other side.
    pub is_uncertain: bool,
}

/// Every line, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// The lines. Those that branches have in shared belong to the first of them.
    pub items: Vec<Item>,
}

/// A line, as the number of its branch and its own.
type Spot = (usize, u64);

/// The order while it is being made.
pub(super) struct Ordering<'c> {
    chains: &'c [Chain],
    /// The first line of each branch that is its own, and the spot that it follows.
    begins: Vec<(u64, Option<Spot>)>,
    /// For each branch, its lines that must wait, with what for.
    waits: Vec<BTreeMap<u64, Vec<Spot>>>,
    /// Which lines other branches wait for, and what was known there.
    known_at: BTreeMap<Spot, Vec<u64>>,
    /// The next line of each branch.
    next: Vec<u64>,
    /// How much each branch knows of every other.
    known: Vec<Vec<u64>>,
    /// For two branches, up to which line of the first the second was compared.
    compared: BTreeMap<(usize, usize), u64>,
    uncertain: Vec<Vec<bool>>,
    ready: BTreeSet<(i64, usize)>,
    /// Branches that wait, by the branch they wait for.
    waiting: BTreeMap<usize, Vec<(u64, usize)>>,
    items: Vec<Spot>,
}

impl<'c> Ordering<'c> {
    pub(super) fn new(chains: &'c [Chain]) -> Self {
        let begins = beginnings(chains);
        let mut order = Self {
            chains,
            waits: vec![BTreeMap::new(); chains.len()],
            known_at: BTreeMap::new(),
            next: begins.iter().map(|(line, _)| *line).collect(),
            known: vec![vec![0; chains.len()]; chains.len()],
            compared: BTreeMap::new(),
            uncertain: Vec::new(),
            ready: BTreeSet::new(),
            waiting: BTreeMap::new(),
            items: Vec::new(),
            begins,
        };
        for (at, chain) in chains.iter().enumerate() {
            let (begin, parent) = order.begins.get(at).copied().unwrap_or((1, None));
            let own = usize::try_from(chain.lines().saturating_sub(begin) + 1).unwrap_or(0);
            order.uncertain.push(vec![false; own]);
            if let Some(parent) = parent {
                order.wait(at, begin, parent);
            }
            for edge in chain.edges.iter().filter(|edge| edge.line >= begin) {
                for spot in order.spots_of(edge) {
                    order.wait(at, edge.line, spot);
                }
            }
        }
        order
    }

    fn wait(&mut self, branch: usize, line: u64, spot: Spot) {
        if let Some(waits) = self.waits.get_mut(branch) {
            waits.entry(line).or_default().push(spot);
            self.known_at.entry(spot).or_default();
        }
    }

    /// The lines that an edge can mean: those of that writer's logs which have that digest there.
    fn spots_of(&self, edge: &Edge) -> Vec<Spot> {
        let all = self.chains.iter().enumerate();
        let meant = all.filter(|(_, chain)| {
            let is_its = chain.writer.as_ref() == Some(&edge.writer);
            is_its && chain.way.has(edge.seq, edge.head) == Some(true)
        });
        let mut spots: Vec<Spot> = meant.map(|(at, _)| self.owner((at, edge.seq))).collect();
        spots.sort_unstable();
        spots.dedup();
        spots
    }

    /// The branch to which a line belongs.
    fn owner(&self, (branch, line): Spot) -> Spot {
        let (mut branch, line) = (branch, line);
        while let Some((begin, Some((parent, _)))) = self.begins.get(branch).copied()
            && line < begin
        {
            branch = parent;
        }
        (branch, line)
    }

    pub(super) fn run(mut self) -> History {
        for branch in 0..self.chains.len() {
            self.offer(branch);
        }
        loop {
            let Some((_, branch)) = self.ready.pop_first() else {
                // Digests cannot see each other in a circle; nothing is lost if they are made to.
                match self.release() {
                    Some(branch) => self.place(branch),
                    None => break,
                }
                continue;
            };
            self.place(branch);
        }
        let flag = |(branch, line): Spot| {
            let (begin, _) = self.begins.get(branch).copied().unwrap_or((1, None));
            let at = usize::try_from(line - begin).unwrap_or(usize::MAX);
            self.uncertain.get(branch).and_then(|flags| flags.get(at)).copied().unwrap_or(false)
        };
        let item = |spot: &Spot| Item { branch: spot.0, line: spot.1, is_uncertain: flag(*spot) };
        History { items: self.items.iter().map(item).collect() }
    }

    fn is_placed(&self, (branch, line): Spot) -> bool {
        self.next.get(branch).is_some_and(|next| line < *next)
    }

    /// Puts the next line of a branch where it can be taken, or lets the branch wait.
    fn offer(&mut self, branch: usize) {
        let (Some(chain), Some(line)) = (self.chains.get(branch), self.next.get(branch).copied())
        else {
            return;
        };
        if line > chain.lines() {
            return;
        }
        let waits = self.waits.get(branch).and_then(|waits| waits.get(&line));
        let missing = waits.and_then(|spots| spots.iter().find(|spot| !self.is_placed(**spot)));
        match missing.copied() {
            Some((other, seq)) => self.waiting.entry(other).or_default().push((seq, branch)),
            None => drop(self.ready.insert((chain.time(line), branch))),
        }
    }

    /// A branch that waits for what never comes.
    fn release(&mut self) -> Option<usize> {
        let mut all: Vec<usize> = self.waiting.values().flatten().map(|(_, b)| *b).collect();
        all.sort_unstable();
        let first = all.into_iter().next()?;
        for waiting in self.waiting.values_mut() {
            waiting.retain(|(_, branch)| *branch != first);
        }
        Some(first)
    }

    /// Takes the next line of a branch.
    fn place(&mut self, branch: usize) {
        let Some(line) = self.next.get(branch).copied() else { return };
        self.learn(branch, line);
        self.weigh(branch, line);
        self.items.push((branch, line));
        if let Some(next) = self.next.get_mut(branch) {
            *next += 1;
        }
        self.offer(branch);
        let waiting = self.waiting.remove(&branch).unwrap_or_default();
        for (seq, other) in waiting {
            if seq <= line {
                self.offer(other);
            } else {
                self.waiting.entry(branch).or_default().push((seq, other));
            }
        }
    }

    /// What a line saw, its branch knows from then on.
    fn learn(&mut self, branch: usize, line: u64) {
        let spots = self.waits.get(branch).and_then(|waits| waits.get(&line)).cloned();
        for spot in spots.unwrap_or_default() {
            let there = self.known_at.get(&spot).cloned().unwrap_or_default();
            let Some(known) = self.known.get_mut(branch) else { continue };
            for (mine, theirs) in known.iter_mut().zip(there) {
                *mine = (*mine).max(theirs);
            }
            if let Some(mine) = known.get_mut(spot.0) {
                *mine = (*mine).max(spot.1);
            }
        }
        if let Some(kept) = self.known_at.get_mut(&(branch, line)) {
            *kept = self.known.get(branch).cloned().unwrap_or_default();
        }
    }

    /// Marks this line, and those before it that could as well stand behind it.
    fn weigh(&mut self, branch: usize, line: u64) {
        let Some(chain) = self.chains.get(branch) else { return };
        let time = chain.time(line);
        for other in (0..self.chains.len()).filter(|other| *other != branch) {
            let Some(theirs) = self.chains.get(other) else { continue };
            let are_compared = chain.is_compared && theirs.is_compared;
            let margin = if are_compared { MARGIN_COMPARED_MS } else { MARGIN_MS };
            let (begin, _) = self.begins.get(other).copied().unwrap_or((1, None));
            let known = self.known.get(branch).and_then(|known| known.get(other)).copied();
            let floor = known.unwrap_or(0).max(begin - 1);
            let last = self.next.get(other).copied().unwrap_or(begin) - 1;
            let is_near = |at: u64| theirs.time(at).abs_diff(time) <= margin;
            if last <= floor || !is_near(last) {
                continue;
            }
            self.mark(branch, line);
            let done = self.compared.entry((other, branch)).or_insert(0);
            let from = floor.max(*done);
            *done = last;
            for at in (from + 1..=last).rev().take_while(|at| is_near(*at)) {
                self.mark(other, at);
            }
        }
    }

    fn mark(&mut self, branch: usize, line: u64) {
        let (begin, _) = self.begins.get(branch).copied().unwrap_or((1, None));
        let at = line.checked_sub(begin).and_then(|at| usize::try_from(at).ok());
        let flags = self.uncertain.get_mut(branch);
        if let Some(flag) = at.zip(flags).and_then(|(at, flags)| flags.get_mut(at)) {
            *flag = true;
        }
    }
}

/// Where each branch begins to be its own. Sorted, the longest shared beginning with any log before
/// is the one with the log right before.
fn beginnings(chains: &[Chain]) -> Vec<(u64, Option<Spot>)> {
    let mut begins: Vec<(u64, Option<Spot>)> = Vec::with_capacity(chains.len());
    for (at, chain) in chains.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| Some((before, chains.get(before)?)));
        let shared = before.filter(|(_, other)| other.first == chain.first);
        let begin = shared.map(|(before, other)| {
            let shared = other.way.shared_with(&chain.way);
            // The line before may belong to a branch further up.
            let mut owner = before;
            while let Some((begin, Some((parent, _)))) = begins.get(owner).copied()
                && shared < begin
            {
                owner = parent;
            }
            (shared + 1, Some((owner, shared)))
        });
        begins.push(begin.unwrap_or((1, None)));
    }
    begins
}
