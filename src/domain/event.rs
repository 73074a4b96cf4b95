//! Facts, in the past tense. What is stored about them is `audit::wire_v1`'s business.
//!
//! Events carry codes and what people typed, never translated text; language is chosen when
//! drawing.

use super::act::StepEvent;
use super::call::CallMade;
pub use super::closing_event::{Closing, ClosingWord, OpenItem};
use super::duty_event::{DutyFiled, DutyJudged, DutyPassed, MomentFixed};
use super::evidence::{Custody, Evidence};
use super::ids::{Author, EventId, IncidentId, Initials, RunId, StepRef, SymptomId, WriterId};
use super::lead::{LeadPassed, TrackHeld};
use super::occurrence::Occurrence;
use super::own_words::OwnWords;
use super::proof::{ClockReference, Export, Fork, KeyProof, MediumFault, Seal, SignedOff, Witness};
use super::time::{Moment, Timestamp};
use super::watch_event::Watch;

/// One event in its envelope: who, when, and where it stands in its chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its citable name.
    pub id: EventId,
    /// What the clocks said when it was written.
    pub at: Moment,
    /// Causal counter (audit-log §4.3).
    pub lamport: u64,
    /// Who acted.
    pub who: Author,
    /// When it was written, if no medium took it at first: `at` is when it was done (R87).
    pub late: Option<Timestamp>,
    /// What happened.
    pub event: Event,
}

/// All that can happen to an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The incident and its log began.
    Opened(Opened),
    /// A piece of a runbook's text, as it was followed (R77).
    RunbookPart(RunbookPart),
    /// A person took the keyboard.
    SignedOn(SignedOn),
    /// A person left the keyboard.
    SignedOff(SignedOff),
    /// A step was answered or set aside.
    Step(StepEvent),
    /// Somebody wrote something down.
    NoteAdded(Note),
    /// Somebody was called, or was not reached (R139, R140).
    Called(CallMade),
    /// An earlier entry was corrected; both stay (R68).
    Corrected {
        /// The entry that was wrong.
        target: EventId,
        /// What is right.
        correction: Correction,
    },
    /// A limit passed while its step was open.
    DeadlinePassed {
        /// The step.
        step: StepRef,
        /// When it fell due, by the wall clock.
        due_at: Timestamp,
    },
    /// The wall clock and the monotonic clock drifted apart inside one boot (audit-log §4.8).
    ClockStepped {
        /// By how much the wall clock moved beyond the time that passed; negative is backwards.
        by_ms: i64,
    },
    /// The laptop's clock was compared with another one.
    ClockCompared(ClockReference),
    /// A file was taken in as evidence.
    EvidenceTaken(Evidence),
    /// A piece of evidence changed hands.
    CustodyMoved(Custody),
    /// A moment from which legal clocks count was named.
    MomentFixed(MomentFixed),
    /// Somebody judged whether a legal clock applies.
    DutyJudged(DutyJudged),
    /// A notice that a legal clock asks for went out.
    DutyFiled(DutyFiled),
    /// A legal clock that applies ran out.
    DutyPassed(DutyPassed),
    /// A limit was lifted, a clock added, met or moved, a runbook held.
    Watch(Watch),
    /// Somebody silenced what called; it stands until its cause is gone (R38).
    Silenced(Occurrence),
    /// Somebody took over the lead (R49, R58).
    LeadPassed(LeadPassed),
    /// A line of the briefing was said in own words at the hand-over that follows (R57).
    OwnWords(OwnWords),
    /// Somebody holds a track from here on (R51).
    TrackHeld(TrackHeld),
    /// The device signed the log so far.
    Sealed(Seal),
    /// Other writers' logs were seen.
    Witnessed(Witness),
    /// Two logs of one writer part.
    Forked(Fork),
    /// A copy was made for somebody.
    Exported(Export),
    /// A medium stopped or resumed taking the log.
    Medium(MediumFault),
    /// The program came back to an open incident.
    Resumed(Resumed),
    /// The program was left with the incident open.
    Left {
        /// Why.
        reason: LeaveReason,
    },
    /// Bytes of an interrupted write were set aside when the log was opened.
    Recovered(Recovered),
    /// The incident was closed.
    Closed(Closing),
    /// A code that this version does not know; counted and shown, never dropped.
    Unknown {
        /// The code as it stands in the log.
        code: String,
    },
}

impl Event {
    /// Whether this version knows what the event means.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown { .. })
    }
}

/// Real, or for practice. Cannot change (R73).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A real incident.
    Real,
    /// An exercise: marked on every screen, line and export.
    Exercise,
}

impl Mode {
    /// The word used in the log and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Real => "real",
            Self::Exercise => "exercise",
        }
    }

    /// How the names of such incidents begin, so that nobody mistakes a folder for the other (R73).
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Real => "INC-",
            Self::Exercise => "EXERCISE-",
        }
    }
}

/// How far care is touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Patient care is affected.
    Care = 1,
    /// A service is affected, care continues.
    Service = 2,
    /// Suspicion only.
    Suspicion = 3,
}

impl Severity {
    /// 1, 2 or 3.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// From 1, 2 or 3.
    #[must_use]
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Care),
            2 => Some(Self::Service),
            3 => Some(Self::Suspicion),
            _ => None,
        }
    }
}

/// The first fact of every log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Which incident.
    pub incident: IncidentId,
    /// Which writer.
    pub writer: WriterId,
    /// Program and version, `sangfroid 0.1.0`.
    pub app: String,
    /// Real or exercise.
    pub mode: Mode,
    /// How far care is touched.
    pub severity: Severity,
    /// When the trouble was first noticed, if that was said.
    pub noticed_at: Option<Timestamp>,
    /// The signs that were marked before a runbook was chosen (R133).
    pub signs: Vec<SymptomId>,
    /// 128 random bits as 32 hex digits, so that no two logs begin alike.
    pub nonce: String,
    /// The device's public key in one line, as OpenSSH writes it; none in logs without seals.
    pub key: Option<String>,
}

/// A piece of a runbook's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunbookPart {
    /// Of which run: the runbook, and a number from its second run on.
    pub run: RunId,
    /// Its revision.
    pub revision: u32,
    /// SHA-256 of the whole text, 64 hex digits.
    pub sha256: String,
    /// The step that brought it in; none for the runbook that the incident started with.
    pub opened_by: Option<StepRef>,
    /// Position of this piece, from 1.
    pub part: u32,
    /// How many pieces there are.
    pub parts: u32,
    /// The piece.
    pub text: String,
}

/// A person at the keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedOn {
    /// Their initials.
    pub initials: Initials,
    /// Their name, when given. Withheld from shared copies by default.
    pub name: Option<String>,
    /// What they are here, in their own words.
    pub role: Option<String>,
    /// Signed with their own key, when they have one.
    pub proof: Option<KeyProof>,
}

/// Something written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What sort of note.
    pub kind: NoteKind,
    /// The words.
    pub text: String,
    /// The step that was current, if any.
    pub step: Option<StepRef>,
    /// When N was pressed (R65).
    pub begun_at: Option<Timestamp>,
    /// When it really happened, if that differs.
    pub happened_at: Option<Timestamp>,
}

/// What sort of note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// What was seen or done.
    Fact,
    /// Something still to do.
    Todo,
    /// A decision that no step asked for.
    Decision,
    /// An open question.
    Question,
    /// For the next briefing.
    Briefing,
}

impl NoteKind {
    /// All, in the order in which Tab turns them.
    pub const ALL: [Self; 5] =
        [Self::Fact, Self::Todo, Self::Decision, Self::Question, Self::Briefing];

    /// The word used in the log and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Todo => "todo",
            Self::Decision => "decision",
            Self::Question => "question",
            Self::Briefing => "briefing",
        }
    }
}

/// What is right about an entry that was wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// It was not done after all: the step, or the decision, is open again.
    NotSo {
        /// Why, when said.
        reason: Option<String>,
    },
    /// The words of a note or reason were wrong.
    Text {
        /// The right ones.
        text: String,
    },
    /// It happened at another time.
    Time {
        /// The right one.
        happened_at: Timestamp,
    },
}

/// Why the program was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaveReason {
    /// The person left.
    Quit,
    /// The terminal or the line went away.
    ConnectionLost,
    /// The system asked the program to stop.
    Terminated,
}

impl LeaveReason {
    /// The word used in the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Quit => "quit",
            Self::ConnectionLost => "connection-lost",
            Self::Terminated => "terminated",
        }
    }
}

/// Coming back to an open incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resumed {
    /// Whether the program had been left in order.
    pub clean: bool,
    /// The step that was in hand.
    pub step: Option<StepRef>,
    /// The answer to "was it done?", when it was asked.
    pub doubt: Option<Doubt>,
}

/// The answer to "was it done?" (R81).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Done before the stop.
    Done,
    /// Not done.
    NotDone,
    /// Not sure: the step comes back with its check first.
    NotSure,
}

impl Doubt {
    /// The word used in the log.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NotDone => "not-done",
            Self::NotSure => "not-sure",
        }
    }
}

/// Bytes set aside after an interrupted write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// The file that keeps them, beside the log.
    pub file: String,
    /// How many.
    pub bytes: u64,
    /// Their SHA-256, 64 hex digits.
    pub sha256: String,
}
