//! What becomes of a log that another laptop delivers (audit-log §4.7): a decision, no action.
//!
//! Invariants: nothing that is here is given up; of two copies of which one is the beginning of the
//! other the longer is kept; logs that part are kept both; the log that this laptop writes is never
//! made longer by a copy of it. Who wrote a log is its first line, its name is only a label.

use super::digest::Digest;
use super::outside::{Likeness, Way};
use crate::domain::ids::{Seq, WriterId};
use crate::domain::proof::{Fork, SeenHead};

/// A log that lies in the incident's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its name there: the writer's, or that with a suffix.
    pub label: String,
    /// Whose it is.
    pub writer: WriterId,
    /// The digest of its first line.
    pub first: Digest,
    /// Its digests.
    pub way: Way,
    /// Whether this laptop writes it.
    pub is_own: bool,
    /// Whether every line is as it was written. One that is not is compared with nothing.
    pub is_sound: bool,
}

/// What becomes of a delivered log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The same lines are here.
    Same {
        /// Under this name.
        label: String,
    },
    /// It is an older copy of what is here.
    Older {
        /// Of this log.
        label: String,
        /// So many lines shorter.
        missing: u64,
    },
    /// It goes on where what is here ends.
    Longer {
        /// Of this log.
        label: String,
        /// The last line that is here.
        here: u64,
    },
    /// It begins like a log that is here, and parts from it.
    Fork {
        /// The name that it gets.
        label: String,
        /// The other one.
        other: String,
        /// The first line that differs.
        at: u64,
    },
    /// No log that is here begins like it.
    New {
        /// The name that it gets.
        label: String,
        /// Whether another log has its writer's name.
        is_taken: bool,
    },
}

impl Fate {
    /// The name of the log here.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Same { label }
            | Self::Older { label, .. }
            | Self::Longer { label, .. }
            | Self::Fork { label, .. }
            | Self::New { label, .. } => label,
        }
    }

    /// The first line of it that is not here yet; none when all are.
    #[must_use]
    pub const fn first_new(&self) -> Option<u64> {
        match self {
            Self::Same { .. } | Self::Older { .. } => None,
            Self::Longer { here, .. } => Some(*here + 1),
            Self::Fork { .. } | Self::New { .. } => Some(1),
        }
    }
}

/// The logs of the folder while others arrive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    logs: Vec<Known>,
}

impl Shelf {
    /// What lies there.
    #[must_use]
    pub fn of(logs: Vec<Known>) -> Self {
        Self { logs }
    }

    /// The logs, those included that have arrived.
    #[must_use]
    pub fn logs(&self) -> &[Known] {
        &self.logs
    }

    /// Decides about one log that was verified, and counts it as arrived.
    pub fn take(&mut self, writer: &WriterId, first: Digest, way: &Way) -> Fate {
        let fate = self.fate(writer, first, way);
        match &fate {
            Fate::Same { .. } | Fate::Older { .. } => {}
            Fate::Longer { label, .. } => {
                for known in self.logs.iter_mut().filter(|known| known.label == *label) {
                    known.way = way.clone();
                }
            }
            Fate::Fork { label, .. } | Fate::New { label, .. } => self.logs.push(Known {
                label: label.clone(),
                writer: writer.clone(),
                first,
                way: way.clone(),
                is_own: false,
                is_sound: true,
            }),
        }
        fate
    }

    fn fate(&self, writer: &WriterId, first: Digest, way: &Way) -> Fate {
        let its = || self.logs.iter().filter(|known| known.is_sound && known.first == first);
        for known in its() {
            let label = known.label.clone();
            match way.compare(&known.way) {
                Likeness::Same => return Fate::Same { label },
                Likeness::Beginning(missing) => return Fate::Older { label, missing },
                Likeness::Longer(_) | Likeness::Fork(_) => {}
            }
        }
        let beginnings = its().filter(|known| !known.is_own && known.way.is_beginning_of(way));
        if let Some(known) = beginnings.max_by_key(|known| known.way.lines()) {
            return Fate::Longer { label: known.label.clone(), here: known.way.lines() };
        }
        let label = self.free_label(writer);
        let nearest = its().max_by_key(|known| known.way.shared_with(way));
        match nearest {
            Some(known) => {
                let at = known.way.shared_with(way) + 1;
                Fate::Fork { label, other: known.label.clone(), at }
            }
            None => Fate::New { is_taken: label != writer.as_str(), label },
        }
    }

    /// The writer's name, or that with the first number that is free. No writer has a name with a
    /// dot, so none is ever mistaken for another.
    fn free_label(&self, writer: &WriterId) -> String {
        let is_free = |label: &String| self.logs.iter().all(|known| known.label != *label);
        let suffixed = (2..).map(|number: u64| format!("{writer}.copy-{number}"));
        let mut labels = std::iter::once(writer.to_string()).chain(suffixed);
        labels.find(is_free).unwrap_or_default()
    }

    /// Every two logs that part. The own log and a longer copy of it do as soon as this laptop
    /// writes its next line.
    #[must_use]
    pub fn forks(&self) -> Vec<Fork> {
        let mut forks = Vec::new();
        for (at, one) in self.logs.iter().enumerate() {
            for two in self.logs.iter().skip(at + 1) {
                let is_one_log = one.first == two.first && one.is_sound && two.is_sound;
                let line = match one.way.compare(&two.way) {
                    _ if !is_one_log => continue,
                    Likeness::Fork(line) => line,
                    Likeness::Beginning(_) if one.is_own => one.way.lines() + 1,
                    Likeness::Longer(_) if two.is_own => two.way.lines() + 1,
                    _ => continue,
                };
                forks.push(Fork { at: Seq(line), heads: [one.end(), two.end()] });
            }
        }
        forks
    }
}

impl Known {
    /// Its last line, as a witness names it.
    #[must_use]
    pub fn end(&self) -> SeenHead {
        let (seq, head) = (Seq(self.way.lines()), self.way.head().to_string());
        SeenHead { writer: self.writer.clone(), seq, head }
    }
}
