//! Why the domain refuses a command: codes and facts, no prose. Texts live in the catalogue, a
//! "what" and a "what to do" for every code (architecture §4.11).

use super::ids::{
    ClockId, EventId, EvidenceId, Initials, MomentId, RunId, RunbookId, StepRef, TrackId,
};

/// A refusal. Nothing was recorded and nothing changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// Nobody has the keyboard since the last person signed off.
    NobodyThere,
    /// That person does not have the keyboard.
    NotAtKeyboard {
        /// Who was to sign off.
        initials: Initials,
    },
    /// That person leads already.
    LeadsAlready {
        /// Who.
        initials: Initials,
    },
    /// Whoever takes over has not said back what they understood (R58).
    ReadBackMissing,
    /// The briefing has no line of that name now.
    NotInBriefing {
        /// The name.
        line: String,
    },
    /// One line of the briefing was said twice, and only one of both can be what was said (R57).
    SaidTwice {
        /// The name of the line.
        line: String,
    },
    /// No runbook of this incident has that track.
    NoSuchTrack(TrackId),
    /// This device has no key for this log, so it cannot seal it.
    NoDeviceKey,
    /// The incident has not been opened.
    NotStarted,
    /// The incident is open already.
    AlreadyStarted,
    /// The incident is closed: it can be read and annotated, not changed.
    Closed,
    /// No runbook of this incident has that step.
    NoSuchStep(StepRef),
    /// The step was answered before; correct the entry instead.
    AlreadyAnswered(StepRef),
    /// A decision closed this path.
    NotApplicable(StepRef),
    /// The deciding step comes first.
    DecisionFirst {
        /// The step that was asked for.
        step: StepRef,
        /// The decision that is still open.
        decision: StepRef,
    },
    /// The act does not fit the kind of step: an observation needs a state, a decision an option.
    WrongAct {
        /// The step.
        step: StepRef,
        /// The kind of step it is.
        kind: &'static str,
    },
    /// The step has no such state or option.
    NoSuchAnswer {
        /// The step.
        step: StepRef,
        /// What was given.
        answer: String,
    },
    /// A line of the step has no mark yet, so the step is not done (R14).
    LineOpen {
        /// The step.
        step: StepRef,
        /// The first such line, from 1.
        line: u8,
        /// How many lines there are.
        lines: u8,
    },
    /// The step has no such line to tick.
    NoSuchLine {
        /// The step.
        step: StepRef,
        /// What was given.
        line: u8,
    },
    /// The line has its mark; correct that entry instead.
    LineMarked {
        /// The step.
        step: StepRef,
        /// The line, from 1.
        line: u8,
    },
    /// The step counts as done, which rests on the marks of its lines.
    LineOfDone(StepRef),
    /// A reason is needed.
    ReasonMissing,
    /// A text is longer than the log's line allows.
    TextTooLong {
        /// Most bytes that fit.
        bytes_max: usize,
    },
    /// A text is empty.
    TextMissing,
    /// Postponing needs a time or an event.
    UntilMissing,
    /// The act needs a second person's agreement.
    SecondPersonMissing(StepRef),
    /// The second person is the one at the keyboard.
    SamePerson,
    /// The wait still runs; ending it early needs a reason.
    StillWaiting(StepRef),
    /// No wait runs on this step.
    NotWaiting(StepRef),
    /// The step has no repeated check that runs.
    NotRepeating(StepRef),
    /// The phase's pause comes first (R9).
    PauseFirst(StepRef),
    /// The included runbook was not given or is not the one the step names.
    WrongRunbook(RunbookId),
    /// That runbook is followed already.
    RunbookThere(RunbookId),
    /// No entry of that name.
    NoSuchEntry(EventId),
    /// That entry is no piece of evidence.
    NoSuchEvidence(EventId),
    /// The step does not ask for such a piece of evidence; or a piece was named without its step.
    NoSuchPiece {
        /// The step, if one was named.
        step: Option<StepRef>,
        /// The piece.
        piece: EvidenceId,
    },
    /// That entry cannot be corrected in that way.
    NotCorrectable(EventId),
    /// A last act was neither confirmed nor given a reason.
    LastActsOpen(usize),
    /// No moment of that name.
    NoSuchMoment(MomentId),
    /// The moment was named before: it is corrected or disputed, never named anew.
    MomentFixedBefore(MomentId),
    /// Nothing was said of the moment yet that could be corrected or disputed.
    MomentNotFixed(MomentId),
    /// It lies ahead of now.
    MomentAhead,
    /// No legal clock of that name.
    NoSuchClock(ClockId),
    /// The notice is out already.
    AlreadyFiled(ClockId),
    /// The notice must be whole.
    NotInParts(ClockId),
    /// The notice is late and must say why.
    LateReasonMissing(ClockId),
    /// No lasting limit of that step is in force.
    NoSuchLimit(StepRef),
    /// Work was given to nobody (R45).
    WhomMissing,
    /// A clock needs a time: a minute at least, a month at most (R48).
    SpanMissing,
    /// No added clock of that name asks for anything.
    NoClockRuns(EventId),
    /// That runbook is not one of this incident.
    NotFollowed(RunId),
    /// Work on that runbook is held (R156).
    IsHeld(RunId),
    /// Work on that runbook is not held.
    NotHeld(RunId),
    /// What was typed names nothing of the step that is agreed to (R55).
    NamesNothing(StepRef),
    /// The log was written by a newer version: it can be read, not continued.
    NewerVersion,
    /// A record is not on disk yet; the act was not ticked.
    NotSaved,
    /// Nothing calls that is not silent already (R38).
    NothingCalls,
    /// Another process writes this log (R89).
    ReadOnly,
}

impl Rejection {
    /// A stable code for the catalogue, `--json` and tests.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::AlreadyStarted => "already-started",
            Self::NobodyThere => "nobody-there",
            Self::NotAtKeyboard { .. } => "not-at-keyboard",
            Self::LeadsAlready { .. } => "leads-already",
            Self::ReadBackMissing => "read-back-missing",
            Self::NotInBriefing { .. } => "not-in-briefing",
            Self::SaidTwice { .. } => "said-twice",
            Self::NoSuchTrack(_) => "no-such-track",
            Self::NoDeviceKey => "no-device-key",
            Self::Closed => "closed",
            Self::NoSuchStep(_) => "no-such-step",
            Self::AlreadyAnswered(_) => "already-answered",
            Self::NotApplicable(_) => "not-applicable",
            Self::DecisionFirst { .. } => "decision-first",
            Self::WrongAct { .. } => "wrong-act",
            Self::NoSuchAnswer { .. } => "no-such-answer",
            Self::LineOpen { .. } => "line-open",
            Self::NoSuchLine { .. } => "no-such-line",
            Self::LineMarked { .. } => "line-marked",
            Self::LineOfDone(_) => "line-of-done",
            Self::ReasonMissing => "reason-missing",
            Self::TextTooLong { .. } => "text-too-long",
            Self::TextMissing => "text-missing",
            Self::UntilMissing => "until-missing",
            Self::SecondPersonMissing(_) => "second-person-missing",
            Self::SamePerson => "same-person",
            Self::StillWaiting(_) => "still-waiting",
            Self::NotWaiting(_) => "not-waiting",
            Self::NotRepeating(_) => "not-repeating",
            Self::PauseFirst(_) => "pause-first",
            Self::WrongRunbook(_) => "wrong-runbook",
            Self::RunbookThere(_) => "runbook-there",
            Self::NoSuchEntry(_) => "no-such-entry",
            Self::NoSuchEvidence(_) => "no-such-evidence",
            Self::NoSuchPiece { .. } => "no-such-piece",
            Self::NotCorrectable(_) => "not-correctable",
            Self::LastActsOpen(_) => "last-acts-open",
            Self::NoSuchMoment(_) => "no-such-moment",
            Self::MomentFixedBefore(_) => "moment-fixed-before",
            Self::MomentNotFixed(_) => "moment-not-fixed",
            Self::MomentAhead => "moment-ahead",
            Self::NoSuchClock(_) => "no-such-clock",
            Self::AlreadyFiled(_) => "already-filed",
            Self::NotInParts(_) => "not-in-parts",
            Self::LateReasonMissing(_) => "late-reason-missing",
            Self::NoSuchLimit(_) => "no-such-limit",
            Self::WhomMissing => "whom-missing",
            Self::SpanMissing => "span-missing",
            Self::NoClockRuns(_) => "no-clock-runs",
            Self::NotFollowed(_) => "not-followed",
            Self::IsHeld(_) => "is-held",
            Self::NotHeld(_) => "not-held",
            Self::NamesNothing(_) => "names-nothing",
            Self::NewerVersion => "newer-version",
            Self::NotSaved => "not-saved",
            Self::NothingCalls => "nothing-calls",
            Self::ReadOnly => "read-only",
        }
    }
}
