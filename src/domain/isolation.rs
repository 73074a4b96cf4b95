//! What a site settled in peacetime about cutting its network and coming back: the levels, who may
//! order them, what they cost, what is restored first.

use super::ids::{ContactId, DelegationId, SystemId};
use super::site::Signature;
use super::text::Text;
use super::time::Date;

/// How much is cut. A higher level cuts more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The Internet.
    N1,
    /// Partners, remote support, VPN.
    N2,
    /// Other sites and the hospital group.
    N3,
    /// The data centre from the users.
    N4,
    /// Everything.
    N5,
}

impl Level {
    /// All of them with the words used in files and by the options of runbooks.
    pub const ALL: &[(&'static str, Self)] =
        &[("n1", Self::N1), ("n2", Self::N2), ("n3", Self::N3), ("n4", Self::N4), ("n5", Self::N5)];

    /// The word used in files.
    #[must_use]
    pub fn code(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, level)| *level == self);
        found.map_or("", |(word, _)| word)
    }

    /// The level that a word names.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == word).map(|(_, level)| *level)
    }
}

/// Who may order a cut, and by which document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delegation {
    /// Its name or number.
    pub id: DelegationId,
    /// Who holds it.
    pub holders: Vec<ContactId>,
    /// Up to which levels.
    pub levels: Vec<Level>,
    /// The document, and where it lies.
    pub document: Text,
    /// Who signed it, and when.
    pub signed: Option<Signature>,
    /// Its last day.
    pub valid_until: Option<Date>,
}

/// What one level of isolation costs care, settled in peacetime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LossCard {
    /// Which level.
    pub level: Level,
    /// What stops, and what is done instead.
    pub lost: Vec<Loss>,
    /// What goes on.
    pub kept: Vec<Text>,
    /// Who keeps the card true.
    pub owner: Option<ContactId>,
    /// Who signed it, and when.
    pub signed: Option<Signature>,
    /// Its last day.
    pub valid_until: Option<Date>,
}

/// Something that stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What.
    pub what: Text,
    /// What is done by hand instead; none when there is no substitute.
    pub instead: Option<Text>,
}

/// A system in the order of restoring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct System {
    /// Its name in the file.
    pub id: SystemId,
    /// What people call it.
    pub name: Text,
    /// Smaller comes first; several may share one.
    pub rank: u32,
    /// Who runs it.
    pub owner: Option<ContactId>,
    /// Who says for care that it is fit for use.
    pub clinical_owner: Option<ContactId>,
    /// What must be back before.
    pub depends_on: Vec<SystemId>,
    /// Where its restore point is.
    pub restore_point: Option<Text>,
    /// Where the paper procedure lies for the time without it.
    pub downtime: Option<Text>,
}

/// Whether something signed can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Signed, and within its time.
    Valid,
    /// Nobody signed it.
    Unsigned,
    /// Past its last day.
    Expired,
}

fn standing(signed: Option<&Signature>, valid_until: Option<Date>, today: Date) -> Standing {
    match signed {
        _ if valid_until.is_some_and(|last| last < today) => Standing::Expired,
        Some(_) => Standing::Valid,
        None => Standing::Unsigned,
    }
}

impl Delegation {
    /// Whether it can be relied on.
    #[must_use]
    pub fn standing(&self, today: Date) -> Standing {
        standing(self.signed.as_ref(), self.valid_until, today)
    }
}

impl LossCard {
    /// Whether it can be relied on.
    #[must_use]
    pub fn standing(&self, today: Date) -> Standing {
        standing(self.signed.as_ref(), self.valid_until, today)
    }
}
