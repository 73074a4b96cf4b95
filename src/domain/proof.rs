//! Facts that let a stranger check the log: keys, seals, heads of other logs, what left the house.
//!
//! Keys and signatures stay text here; what they mean is `audit`'s business.

use super::ids::{Initials, Seq, WriterId};
use super::time::Timestamp;

/// A key, and what it signed: a head of this log, shortly before this record (audit-log §4.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyProof {
    /// The public key in one line, as OpenSSH writes it, without a comment.
    pub key: String,
    /// The last line that the signed head covers.
    pub seq: Seq,
    /// The signature (SSHSIG) in base64, on one line.
    pub signature: String,
}

/// A person left the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedOff {
    /// Their initials.
    pub initials: Initials,
    /// Signed with their own key, when they have one.
    pub proof: Option<KeyProof>,
}

/// The device's signature over the log so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// The last line that it covers.
    pub seq: Seq,
    /// The signature (SSHSIG) in base64, on one line.
    pub signature: String,
}

/// A log's own mark, kept outside it on this device: [`Witness::via`].
pub const VIA_MARK: &str = "mark";

/// Heads of logs, as they were seen here: other writers', or the log's own that it lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// Whose, how long, and with which digest.
    pub heads: Vec<SeenHead>,
    /// How they came: `usb`, `folder`, [`VIA_MARK`].
    pub via: String,
}

/// The end of another writer's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenHead {
    /// Whose.
    pub writer: WriterId,
    /// Its last line.
    pub seq: Seq,
    /// The digest of that line, 64 hex digits.
    pub head: String,
}

/// Two logs of one writer begin alike and part: a copy was written on, or one was written anew
/// (audit-log §4.7). Both are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fork {
    /// The first line that differs.
    pub at: Seq,
    /// Where each of them ended when that was found.
    pub heads: [SeenHead; 2],
}

/// Logs of other laptops that lie in the incident's folder now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Every log that was seen, and how it came.
    pub witness: Witness,
    /// Every two of them that part.
    pub forks: Vec<Fork>,
}

/// A medium of the log stopped or resumed taking it (audit-log §4.6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediumFault {
    /// Which folder. Withheld from shared copies by default.
    pub place: String,
    /// What happened to it.
    pub what: MediumWord,
    /// The operation that failed, as its system call is called; `back` has none.
    pub op: Option<String>,
    /// The operating system's number, where there is one.
    pub errno: Option<i32>,
    /// The last line that it surely holds.
    pub last_good: Seq,
    /// The segment in which the log goes on.
    pub segment: u32,
}

/// What happened to a medium.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediumWord {
    /// It took no more.
    Lost,
    /// It was compared, caught up, and takes the log again.
    Back,
}

impl MediumWord {
    /// The word used in the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Back => "back",
        }
    }
}

/// The laptop's clock was compared with another one (audit-log §4.8, BCP 55).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockReference {
    /// What the other clock said.
    pub reference: Timestamp,
    /// What sort of clock it was.
    pub source: ClockSource,
    /// Where it hangs or whose it is, in the person's words.
    pub place: Option<String>,
    /// Reference minus laptop: positive when the laptop is slow.
    pub by_ms: i64,
}

/// A clock to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockSource {
    /// A telephone that takes its time from the network.
    Phone,
    /// A clock on a wall.
    Wall,
    /// A wristwatch.
    Watch,
    /// Any other.
    Other,
}

impl ClockSource {
    /// All, in the order in which a form shows them.
    pub const ALL: [Self; 4] = [Self::Phone, Self::Wall, Self::Watch, Self::Other];

    /// The word used in the log and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Wall => "wall",
            Self::Watch => "watch",
            Self::Other => "other",
        }
    }
}

/// A copy of the log was made for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// Which form.
    pub format: String,
    /// Names of the sensitive fields that were withheld.
    pub withheld: Vec<String>,
    /// How many lines were withheld as a whole.
    pub lines: u64,
    /// For whom, in the person's words.
    pub recipient: Option<String>,
}
