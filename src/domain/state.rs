//! The incident as the log has told it so far. Changed by `evolve` only.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::act::{Answer, Approval, Until};
use super::acts::{Act, Acts};
use super::bundle::Tick;
use super::call::CallMade;
use super::command::RunbookCopy;
use super::duty_event::Verdict;
use super::duty_state::DutyNotes;
use super::event::{Closing, Mode, Note, Opened, SignedOn};
pub use super::evidence::{HandOver, Piece};
use super::ids::{
    Author, ClockId, EventId, IncidentId, Initials, MomentId, OptionId, RunId, Seq, StateId,
    StepRef, WriterId,
};
use super::kept::Kept;
use super::law::Law;
use super::lead::Leading;
pub use super::margin::{ClockNotes, Jump, Unsealed};
use super::occurrence::Silenced;
use super::runbook::Phase;
use super::step::{Step, StepKind};
use super::time::{Moment, Span, Timestamp};
use super::watch::WatchLog;
use super::watch_event::WatchWord;

/// Everything that is known about one incident.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncidentState {
    /// How it began; none before the first record.
    pub opened: Option<Begun>,
    /// Everybody who took the keyboard.
    pub people: BTreeMap<Initials, SignedOn>,
    /// Who has it now.
    pub operator: Option<Initials>,
    /// Who leads, who is on duty, who holds what.
    pub leading: Leading,
    /// The runbooks that are followed, in the order in which they were opened. Never removed.
    pub runs: Vec<Run>,
    /// What was written down: the newest whole, the rest in the log.
    pub notes: Kept<NoteEntry>,
    /// Everybody who was called, in order.
    pub calls: Vec<CallEntry>,
    /// Pieces of evidence and where each went: the newest whole, the rest in the log.
    pub evidence: Kept<Piece>,
    /// What people did, in order: what can be listed, cited and corrected.
    pub acts: Acts,
    /// Files that hold bytes of interrupted writes, as already recorded.
    pub recovered: Vec<String>,
    /// Folders that took no more of the log and did not come back.
    pub lost_media: BTreeSet<String>,
    /// What was said about legal clocks.
    pub duties: DutyNotes,
    /// What was said about lasting limits, added clocks and holds.
    pub watch: WatchLog,
    /// What was silenced while it called.
    pub silenced: Silenced,
    /// The legal clocks that the incident may be under; not from the log.
    pub law: Arc<Law>,
    /// Heads of other logs that were seen: whose, how long, with which digest.
    pub seen: BTreeSet<(WriterId, Seq, String)>,
    /// Logs that part, and at which line, as already recorded.
    pub forks: BTreeSet<(WriterId, Seq)>,
    /// How the laptop's clock was compared and how it moved.
    pub clock: ClockNotes,
    /// What no seal of the device covers yet.
    pub unsealed: Option<Unsealed>,
    /// How it ended.
    pub closed: Option<(Closing, Moment)>,
    /// The last record.
    pub last: Option<(EventId, Moment)>,
    /// Whether the last record says that the program was left in order.
    pub left_cleanly: bool,
    /// Records of a kind that this version does not know.
    pub unknown: u64,
}

/// The beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The first record's content.
    pub facts: Opened,
    /// When: T0, the declaration.
    pub at: Moment,
}

/// One runbook being followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its name: which runbook, and the how many-th run of it.
    id: RunId,
    /// Its meaning and text, as stored in the log.
    pub copy: RunbookCopy,
    /// When it was opened: T0 of its limits.
    pub started: Moment,
    /// The step that brought it in.
    pub opened_by: Option<StepRef>,
    /// One entry per step, in the runbook's order.
    pub steps: Vec<StepState>,
    /// The last time that somebody went on elsewhere.
    pub jump: Option<Jump>,
}

impl Run {
    /// A run in which nothing has been done, the how many-th of its runbook.
    #[must_use]
    pub fn new(
        copy: RunbookCopy,
        number: u32,
        started: Moment,
        opened_by: Option<StepRef>,
    ) -> Self {
        let id = RunId::new(copy.runbook.id.clone(), number);
        let steps = vec![StepState::default(); copy.runbook.step_count()];
        Self { id, copy, started, opened_by, steps, jump: None }
    }

    /// Its name.
    #[must_use]
    pub const fn id(&self) -> &RunId {
        &self.id
    }

    /// The step at `index`, with its phase and state.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<(&Phase, &Step, &StepState)> {
        let (phase, step) = self.copy.runbook.step_at(index)?;
        Some((phase, step, self.steps.get(index)?))
    }

    /// Position of a step, from 0.
    #[must_use]
    pub fn index_of(&self, step: &super::ids::StepId) -> Option<usize> {
        let mut before = 0;
        for phase in &self.copy.runbook.phases {
            if let Some(at) = phase.steps.iter().position(|candidate| candidate.id == *step) {
                return Some(before + at);
            }
            before += phase.steps.len();
        }
        None
    }

    /// The step at `index` as the log names it.
    #[must_use]
    pub fn step_ref(&self, index: usize) -> Option<StepRef> {
        let (_, step, _) = self.get(index)?;
        Some(StepRef { run: self.id().clone(), step: step.id.clone() })
    }
}

/// What is known about one step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepState {
    /// Where it stands, decisions aside.
    pub status: Status,
    /// When it first became the current step.
    pub current_since: Option<Moment>,
    /// The last answer.
    pub answered: Option<Answered>,
    /// The answer that made it done, while that stands: what was looked at again, or set aside,
    /// since then changes neither who agreed nor what was forbidden (R21, R54).
    pub completed: Option<Answered>,
    /// The marks of its lines, where each has one of its own (R14), in the order of the marking.
    pub ticks: Vec<Tick>,
    /// Whether its limit passed while it was open.
    pub deadline_passed: bool,
    /// What the first answer made of a step whose check comes back; so it stands again at the end.
    pub before_repeat: Option<Status>,
}

/// Who answered a step, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The record.
    pub event: EventId,
    /// When it was entered.
    pub at: Moment,
    /// When it really happened, if that differs.
    pub happened_at: Option<Timestamp>,
    /// Who.
    pub who: Author,
    /// Who agreed and how, or why nobody did, where the step asks for somebody else (R53, R54).
    pub approval: Option<Approval>,
}

/// Where a step stands. Whether it applies at all is derived from the decisions before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Nothing was said about it.
    #[default]
    Todo,
    /// Done.
    Done {
        /// What was answered.
        outcome: Outcome,
        /// Whether a second person agreed.
        by_two: bool,
    },
    /// Time has to pass.
    Waiting {
        /// Since when.
        since: Moment,
        /// How long.
        span: Span,
        /// For what.
        cause: WaitCause,
    },
    /// Put off.
    Later {
        /// Since when.
        since: Moment,
        /// Until when.
        until: Until,
        /// Why.
        reason: String,
    },
    /// Set aside.
    Skipped {
        /// Why.
        reason: String,
    },
    /// Could not be done.
    CouldNot {
        /// Why.
        reason: String,
    },
}

/// What a done step answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    Plain,
    /// This state was seen.
    Observed(StateId),
    /// This was chosen.
    Chosen(Answer),
}

/// What a waiting step waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitCause {
    /// The step is a wait.
    Step,
    /// Its check comes back.
    Repeat,
}

/// A note and its place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteEntry {
    /// The record.
    pub event: EventId,
    /// When it was saved.
    pub at: Moment,
    /// Who.
    pub who: Author,
    /// The note, corrections applied.
    pub note: Note,
    /// Settled or withdrawn by a later entry.
    pub is_settled: bool,
}

/// A call, with its envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallEntry {
    /// Its record.
    pub event: EventId,
    /// When it was recorded.
    pub at: Moment,
    /// Who called.
    pub who: Author,
    /// To whom, and what came of it.
    pub call: CallMade,
    /// Whether it was said not to be so.
    pub is_withdrawn: bool,
}

/// What an act was about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A step, with the word for what was done (`done`, `skipped`, …).
    Step(StepRef, StepWord),
    /// One line of a step that is done line by line (R14).
    Line(LineMark),
    /// A note.
    Note,
    /// A call.
    Call,
    /// A correction of an earlier entry.
    Correction(EventId),
    /// A person took the keyboard.
    SignOn(Initials),
    /// A person left the keyboard.
    SignOff(Initials),
    /// A person took over the lead.
    Lead(Initials),
    /// A line of the briefing was said in own words.
    OwnWords,
    /// A person holds a track.
    Held(Initials),
    /// A file was taken in as evidence.
    Evidence,
    /// A piece of evidence changed hands.
    Custody(EventId),
    /// A moment from which legal clocks count was named.
    Moment(MomentId),
    /// A legal clock was judged.
    Judged(ClockId, Verdict),
    /// A notice went out.
    Filed(ClockId),
    /// A limit was lifted, a clock added, met or moved, a runbook held.
    Watch(WatchWord),
    /// What called was silenced.
    Silenced,
    /// The incident was opened.
    Opening,
    /// A runbook was added by somebody's own choice, perhaps for a further run.
    Added(RunId),
    /// The program came back to the incident.
    Return,
    /// The incident was closed.
    Closing,
}

/// The mark that one line of a step got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineMark {
    /// The step.
    pub step: StepRef,
    /// Its line, from 1.
    pub line: u8,
    /// Whether it was left out rather than done.
    pub is_left_out: bool,
}

/// What was done with a step, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepWord {
    /// Done.
    Done,
    /// A decision was taken.
    Chosen,
    /// Set aside.
    Skipped,
    /// Put off.
    Later,
    /// Could not be done.
    CouldNot,
    /// A wait began.
    Waiting,
    /// Checked again.
    Rechecked,
    /// Gone to, out of turn.
    Jumped,
}

impl IncidentState {
    /// Which incident it is, once it was opened.
    #[must_use]
    pub fn incident(&self) -> Option<&IncidentId> {
        self.opened.as_ref().map(|begun| &begun.facts.incident)
    }

    /// Real or exercise; none before the incident is open.
    #[must_use]
    pub fn mode(&self) -> Option<Mode> {
        self.opened.as_ref().map(|begun| begun.facts.mode)
    }

    /// What the piece of evidence is that this record took in, as far as it is in memory.
    #[must_use]
    pub fn item(&self, event: &EventId) -> Option<&str> {
        self.evidence.get(event).map(|piece| piece.evidence.item.as_str())
    }

    /// The last thing that a person did and nobody took back.
    #[must_use]
    pub fn last_act(&self) -> Option<Act> {
        self.acts.iter().rev().find(|act| !act.is_taken_back)
    }
}

/// The option whose path an answer takes: "I cannot tell" takes the careful one.
#[must_use]
pub fn effective_option<'a>(kind: &'a StepKind, answer: &'a Answer) -> Option<&'a OptionId> {
    match (answer, kind) {
        (Answer::Option(option), _) => Some(option),
        (Answer::CannotTell, StepKind::Decide { cannot_tell, .. }) => Some(cannot_tell),
        (Answer::CannotTell, _) => None,
    }
}
