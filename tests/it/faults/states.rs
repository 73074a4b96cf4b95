//! All that an honest disk may hold after the power went.

use super::disk::{Change, FaultyDisk, Node};

/// How many of the possible states are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Density {
    /// Every how many bytes a write may have been cut; 1 is all.
    pub step: usize,
    /// How many arbitrary byte subsets.
    pub subsets: usize,
}

/// Small and repeatable; the states must be the same in every run.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end.max(1) as u64).expect("below a usize")
    }
}

const SECTOR: usize = 512;

/// More combinations of whole outcomes are not looked at; an honest journal never gets near.
const COMBINATIONS_MAX: usize = 256;

/// Every state of `disk` after a crash at this moment, as nodes of a restarted disk.
///
/// One part of the disk takes all its outcomes while the others take their extremes.
pub fn after_crash(disk: &FaultyDisk, density: Density, random: &mut Random) -> Vec<Vec<Node>> {
    let mut outcomes: Vec<Vec<Node>> = Vec::new();
    for node in &disk.nodes {
        outcomes.push(match node {
            Node::Dir { seen, durable } if seen != durable => directories(seen, durable),
            Node::Dir { .. } => vec![node.clone()],
            Node::File { durable, pending, .. } => {
                // After a failed sync more may be seen than will ever be there.
                let mut contents = vec![file(durable.clone())];
                if !pending.is_empty() {
                    contents.extend(files(durable, pending, density, random));
                }
                contents
            }
        });
    }
    let mut states = vec![Vec::new()];
    for (id, all) in outcomes.iter().enumerate() {
        let is_dir = matches!(disk.nodes.get(id), Some(Node::Dir { .. }));
        let extremes = if is_dir { all.clone() } else { ends(all) };
        states = states
            .into_iter()
            .flat_map(|state: Vec<Node>| {
                extremes.iter().map(move |node| {
                    let mut state = state.clone();
                    state.push(node.clone());
                    state
                })
            })
            .take(COMBINATIONS_MAX)
            .collect();
    }
    let combined = states.len();
    for (id, all) in outcomes.iter().enumerate() {
        let is_dir = matches!(all.first(), Some(Node::Dir { .. }));
        let inner = if is_dir { &[] } else { all.get(1..all.len() - 1).unwrap_or_default() };
        for form in inner {
            for other in 0..combined {
                if states[other][id] == all[0] {
                    let mut state = states[other].clone();
                    state[id] = form.clone();
                    states.push(state);
                }
            }
        }
    }
    states
}

fn ends(all: &[Node]) -> Vec<Node> {
    let last = all.last().filter(|_| all.len() > 1);
    all.first().into_iter().chain(last).cloned().collect()
}

fn file(content: Vec<u8>) -> Node {
    Node::File { seen: content.clone(), durable: content, pending: Vec::new() }
}

type Entries = std::collections::BTreeMap<String, usize>;

/// Each new entry is there or not, and each that is gone may still be there.
fn directories(seen: &Entries, durable: &Entries) -> Vec<Node> {
    let mut new: Vec<_> = seen.iter().filter(|(name, _)| !durable.contains_key(*name)).collect();
    let gone: Vec<_> = durable.iter().filter(|(name, _)| !seen.contains_key(*name)).collect();
    let lasting: Entries = durable
        .iter()
        .filter(|(name, _)| seen.contains_key(*name))
        .map(|(name, id)| (name.clone(), *id))
        .collect();
    new.extend(gone);
    let subset = |mask: usize| {
        let mut entries = lasting.clone();
        let kept = new.iter().enumerate().filter(|(i, _)| mask >> i & 1 == 1);
        entries.extend(kept.map(|(_, (name, id))| ((*name).clone(), **id)));
        Node::Dir { seen: entries.clone(), durable: entries }
    };
    (0..1 << new.len()).map(subset).collect()
}

/// One change in every form it may take, the others wholly there or not.
fn files(durable: &[u8], pending: &[Change], density: Density, random: &mut Random) -> Vec<Node> {
    let mut contents = Vec::new();
    for focus in 0..pending.len() {
        for mask in 0..1_usize << (pending.len() - 1).min(3) {
            let mut forms = vec![durable.to_vec()];
            let mut other = 0;
            for (position, change) in pending.iter().enumerate() {
                if position == focus {
                    let base = forms.remove(0);
                    forms = changed(&base, change, density, random);
                } else {
                    if mask >> other.min(3) & 1 == 1 {
                        for form in &mut forms {
                            super::disk::apply(form, change);
                        }
                    }
                    other += 1;
                }
            }
            contents.append(&mut forms);
        }
    }
    contents.sort();
    contents.dedup();
    // The extreme outcome stands last.
    contents.sort_by_key(|content| *content == all_of(durable, pending));
    contents.into_iter().map(file).collect()
}

fn all_of(durable: &[u8], pending: &[Change]) -> Vec<u8> {
    let mut content = durable.to_vec();
    for change in pending {
        super::disk::apply(&mut content, change);
    }
    content
}

fn changed(base: &[u8], change: &Change, density: Density, random: &mut Random) -> Vec<Vec<u8>> {
    let (at, bytes) = match change {
        Change::Cut(len) => {
            let mut cut = base.to_vec();
            cut.resize(*len, 0);
            return vec![base.to_vec(), cut];
        }
        Change::Write { at, bytes } => (*at, bytes),
    };
    let end = at + bytes.len();
    let with = |size: usize, keep: &mut dyn FnMut(usize) -> bool| {
        let mut content = base.to_vec();
        content.resize(size.max(base.len()), 0);
        for (offset, byte) in bytes.iter().enumerate() {
            if at + offset < content.len() && keep(at + offset) {
                content[at + offset] = *byte;
            }
        }
        content
    };
    let mut contents = vec![base.to_vec(), with(end, &mut |_| true)];
    for cut in (at..end).step_by(density.step) {
        contents.push(with(cut, &mut |_| true));
        // Length and data go their own ways: all of the length, a part of the data, and the
        // reverse.
        contents.push(with(end, &mut |i| i < cut));
        contents.push(with(cut, &mut |i| i % 2 == cut % 2));
    }
    let (first, last) = (at / SECTOR, (end - 1) / SECTOR);
    for mask in 0..1_usize << (last - first + 1).min(10) {
        let mut keep = |i: usize| mask >> (i / SECTOR - first).min(10) & 1 == 1;
        contents.push(with(end, &mut keep));
        let cut = at + random.below(bytes.len());
        contents.push(with(cut, &mut keep));
    }
    for _ in 0..density.subsets {
        let size = if random.below(2) == 0 { end } else { at + random.below(bytes.len() + 1) };
        let most = 1 + random.below(16);
        let mut choice = random.clone();
        random.below(2);
        contents.push(with(size, &mut |_| choice.below(16) < most));
    }
    contents
}
