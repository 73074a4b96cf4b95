//! What speaks against a hand-over as it was told: it is recorded all the same, and marked wherever
//! the chain of custody is shown (ISO/IEC 27037).

use std::collections::BTreeMap;

use super::event::SignedOn;
use super::evidence::{HandOver, Piece};
use super::ids::Initials;
use super::time::Timestamp;

/// Times are told in minutes: less than that is no contradiction.
const MINUTE_MS: i64 = 60_000;

/// What does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It is told to have happened before the piece was collected.
    BeforeCollected,
    /// By what was told, somebody else had it then: this one.
    OtherHolder(String),
}

impl Doubt {
    /// A stable code for `--json`.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BeforeCollected => "before-collected",
            Self::OtherHolder(_) => "other-holder",
        }
    }
}

impl HandOver {
    /// When it happened, as it was told.
    #[must_use]
    pub fn moved_at(&self) -> Timestamp {
        self.custody.happened_at.unwrap_or(self.at.wall)
    }
}

impl Piece {
    /// When it was collected, as it was told.
    #[must_use]
    pub fn collected_at(&self) -> Timestamp {
        self.evidence.collected_at.unwrap_or(self.at.wall)
    }

    /// Who collected it.
    #[must_use]
    pub fn collector(&self) -> &str {
        self.evidence.collector.as_deref().unwrap_or(self.who.as_str())
    }

    /// What speaks against one of its hand-overs. Hand-overs are told late and out of order, so the
    /// holder is sought by the time at which each happened.
    #[must_use]
    pub fn doubts(&self, moved: &HandOver, people: &BTreeMap<Initials, SignedOn>) -> Vec<Doubt> {
        let (at, mut doubts) = (moved.moved_at(), Vec::new());
        if at.ms().saturating_add(MINUTE_MS) <= self.collected_at().ms() {
            doubts.push(Doubt::BeforeCollected);
        }
        let place = self.moves.iter().position(|known| known.event == moved.event);
        let key = (at, place.unwrap_or(self.moves.len()));
        let earlier =
            self.moves.iter().enumerate().map(|(at, known)| ((known.moved_at(), at), known));
        let last = earlier.filter(|(other, _)| *other < key).max_by_key(|(other, _)| *other);
        let is_holder = |name: &str| is_same(name, &moved.custody.from, people);
        let (is_known, holder) = match last {
            Some((_, known)) => (is_holder(&known.custody.to), known.custody.to.as_str()),
            // Whoever collected it, or took it in.
            None => (is_holder(self.collector()) || is_holder(self.who.as_str()), self.collector()),
        };
        if !is_known {
            doubts.push(Doubt::OtherHolder(holder.to_owned()));
        }
        doubts
    }
}

/// Whether two words name one person: by the same letters, or as initials and the name behind them.
fn is_same(one: &str, two: &str, people: &BTreeMap<Initials, SignedOn>) -> bool {
    let plain = |text: &str| text.trim().to_lowercase();
    let named = |text: &str| {
        let its = people.values().find(|person| plain(person.initials.as_str()) == plain(text));
        its.and_then(|person| person.name.as_deref()).map_or_else(|| plain(text), plain)
    };
    plain(one) == plain(two) || named(one) == named(two)
}
