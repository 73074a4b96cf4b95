//! Orders to the domain, in the imperative. A screen and a subcommand give the same ones.

use std::sync::Arc;

use super::act::StepAct;
use super::call::CallMade;
use super::duty_event::{FilingPart, MomentHow, Verdict};
use super::event::{Correction, Doubt, LeaveReason, Mode, Note, Recovered, Severity, SignedOn};
use super::evidence::{Custody, Evidence};
use super::ids::{ClockId, EventId, IncidentId, MomentId, RunId, StepRef, SymptomId, WriterId};
use super::lead::{PassLead, TrackHeld};
use super::occurrence::Occurrence;
use super::proof::{Arrival, ClockSource, Export, SignedOff};
use super::runbook::Runbook;
use super::text::Lang;
use super::time::Timestamp;
use super::watch_event::Watch;

/// What a person, or the program, wants to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Open the incident and its log.
    Start(Start),
    /// Take the keyboard.
    SignOn(SignedOn),
    /// Leave the keyboard.
    SignOff(SignedOff),
    /// Say what another clock reads now.
    CompareClock {
        /// What it reads.
        reference: Timestamp,
        /// What sort of clock it is.
        source: ClockSource,
        /// Where it hangs, or whose it is.
        place: Option<String>,
    },
    /// Let the device sign the log so far.
    Seal,
    /// Follow one more runbook beside those that are open, or in the place of one (R136).
    AddRunbook(AddRunbook),
    /// Answer a step or set it aside.
    Step(StepOrder),
    /// Write something down.
    AddNote(Note),
    /// Record what came of a call.
    LogCall(CallMade),
    /// Correct an earlier entry.
    Correct {
        /// Which.
        target: EventId,
        /// What is right.
        correction: Correction,
    },
    /// Come back to the open incident.
    Resume {
        /// The answer to "was it done?", when it was asked.
        doubt: Option<Doubt>,
    },
    /// Record that bytes of an interrupted write were set aside.
    Recover(Vec<Recovered>),
    /// Leave the program; the incident stays open.
    Leave(LeaveReason),
    /// Record a file that was taken in; its bytes are on disk already.
    TakeEvidence(Evidence),
    /// Record that a piece of evidence changed hands.
    MoveCustody(Custody),
    /// Name a moment from which legal clocks count, or correct it.
    FixMoment(FixMoment),
    /// Say whether a legal clock applies.
    JudgeDuty(JudgeDuty),
    /// Record that a notice went out.
    FileDuty(FileDuty),
    /// Lift a limit, add, meet or move a clock, hold a runbook or go on with it.
    Watch(Watch),
    /// Silence what calls now (R38).
    Silence(Vec<Occurrence>),
    /// Hand the lead over (R49, R58).
    PassLead(PassLead),
    /// Give a track to a named person (R51).
    HoldTrack(TrackHeld),
    /// Record that a copy is made for somebody.
    Export(Export),
    /// Record that logs of other laptops lie in the folder; their bytes are on disk already.
    TakeLogs(Arrival),
    /// Close the incident.
    Close(CloseOrder),
}

/// How to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The incident's name.
    pub incident: IncidentId,
    /// Who writes.
    pub writer: WriterId,
    /// 128 random bits as 32 hex digits.
    pub nonce: String,
    /// The device's public key in one line, when it has one.
    pub key: Option<String>,
    /// Real or exercise. Has no default anywhere.
    pub mode: Mode,
    /// How far care is touched.
    pub severity: Severity,
    /// When the trouble was first noticed.
    pub noticed_at: Option<Timestamp>,
    /// The signs that were marked before the runbook was chosen.
    pub signs: Vec<SymptomId>,
    /// Who is at the keyboard.
    pub person: SignedOn,
    /// What to follow.
    pub runbook: RunbookCopy,
    /// What another clock said, if anybody looked (audit-log §4.8).
    pub reading: Option<Reading>,
}

/// Another clock, against the laptop's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// So many milliseconds it was ahead when it was read.
    pub ahead_ms: i64,
    /// What sort of clock it is.
    pub source: ClockSource,
}

/// A runbook together with the exact text it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunbookCopy {
    /// The meaning.
    pub runbook: Arc<Runbook>,
    /// The text.
    pub text: Arc<str>,
    /// SHA-256 of the text, 64 hex digits.
    pub sha256: String,
}

/// To follow one more runbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddRunbook {
    /// Which one.
    pub copy: RunbookCopy,
    /// Whether it is to run again when it is followed already. That run stays as it is; the new
    /// one is linked to it (R23).
    pub again: bool,
    /// In whose place, for a wrong choice.
    pub in_place_of: Option<InPlaceOf>,
}

/// The run that gives way to another runbook: it is held, so that nothing of it is lost (R156).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InPlaceOf {
    /// Which one.
    pub run: RunId,
    /// Why.
    pub reason: String,
}

/// What to do with a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepOrder {
    /// Which step.
    pub step: StepRef,
    /// What to do with it.
    pub act: StepAct,
    /// When it was first shown, if it was on a screen. Counts only for a step out of its turn: when
    /// one came up in its turn stands in the log.
    pub shown_at: Option<Timestamp>,
    /// When it really happened, if that differs from now.
    pub happened_at: Option<Timestamp>,
    /// The language it was read in.
    pub lang: Lang,
    /// The runbook to open, for an `include` step that is done.
    pub include: Option<RunbookCopy>,
    /// What is said about legal clocks, for a step that starts or answers some.
    pub duty: StepDuty,
}

/// What doing a step says about legal clocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepDuty {
    /// When the moments were that the step starts; the time of the act when nothing is said.
    pub moment_at: Option<Timestamp>,
    /// How much of the notice went out.
    pub part: FilingPart,
    /// The number of the receipt, or who took it.
    pub receipt: Option<String>,
    /// By which way the notice went.
    pub channel: Option<String>,
    /// Why it is late.
    pub late_reason: Option<String>,
}

/// To name a moment from which legal clocks count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixMoment {
    /// Which moment.
    pub moment: MomentId,
    /// When it was.
    pub at: Timestamp,
    /// Whether it is new, a correction, or a second opinion.
    pub how: MomentHow,
    /// On what sign; why it is corrected or disputed.
    pub reason: Option<String>,
}

/// To say whether a legal clock applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgeDuty {
    /// Which clock.
    pub clock: ClockId,
    /// The judgement.
    pub verdict: Verdict,
    /// Why.
    pub reason: Option<String>,
}

/// To record that a notice went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDuty {
    /// For which clock.
    pub clock: ClockId,
    /// The whole of it, or a first part.
    pub part: FilingPart,
    /// When, if that differs from now.
    pub happened_at: Option<Timestamp>,
    /// The number of the receipt, or who took it.
    pub receipt: Option<String>,
    /// By which way.
    pub channel: Option<String>,
    /// Why it is late.
    pub late_reason: Option<String>,
}

/// How to close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseOrder {
    /// The last acts that were confirmed, by runbook order and position.
    pub last_acts_done: Vec<(RunId, usize)>,
    /// Why, where a reason is needed: stopping early, or leaving last acts.
    pub reason: Option<String>,
}
