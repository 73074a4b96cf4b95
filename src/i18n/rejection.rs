//! Why a command was refused, and what to do instead: two texts for every code.

use serde::Deserialize;

use crate::domain::rejection::Rejection;

/// What is true, and what to do.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// What is true.
    pub what: String,
    /// What to do.
    pub next: String,
}

macro_rules! rejections {
    ($($field:ident: $pattern:pat),+ $(,)?) => {
        /// One piece of advice per refusal.
        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct RejectionWords {
            $(
                /// See the variant of the same name.
                pub $field: Advice,
            )+
        }

        impl RejectionWords {
            /// The advice for `rejection`.
            #[must_use]
            pub fn of(&self, rejection: &Rejection) -> &Advice {
                match rejection {
                    $($pattern => &self.$field,)+
                }
            }
        }
    };
}

rejections! {
    not_started: Rejection::NotStarted,
    already_started: Rejection::AlreadyStarted,
    nobody_there: Rejection::NobodyThere,
    not_at_keyboard: Rejection::NotAtKeyboard { .. },
    leads_already: Rejection::LeadsAlready { .. },
    read_back_missing: Rejection::ReadBackMissing,
    not_in_briefing: Rejection::NotInBriefing { .. },
    said_twice: Rejection::SaidTwice { .. },
    no_such_track: Rejection::NoSuchTrack(_),
    no_device_key: Rejection::NoDeviceKey,
    closed: Rejection::Closed,
    no_such_step: Rejection::NoSuchStep(_),
    already_answered: Rejection::AlreadyAnswered(_),
    not_applicable: Rejection::NotApplicable(_),
    decision_first: Rejection::DecisionFirst { .. },
    wrong_act: Rejection::WrongAct { .. },
    no_such_answer: Rejection::NoSuchAnswer { .. },
    line_open: Rejection::LineOpen { .. },
    no_such_line: Rejection::NoSuchLine { .. },
    line_marked: Rejection::LineMarked { .. },
    line_of_done: Rejection::LineOfDone(_),
    reason_missing: Rejection::ReasonMissing,
    text_too_long: Rejection::TextTooLong { .. },
    text_missing: Rejection::TextMissing,
    until_missing: Rejection::UntilMissing,
    second_person_missing: Rejection::SecondPersonMissing(_),
    same_person: Rejection::SamePerson,
    still_waiting: Rejection::StillWaiting(_),
    not_waiting: Rejection::NotWaiting(_),
    not_repeating: Rejection::NotRepeating(_),
    pause_first: Rejection::PauseFirst(_),
    wrong_runbook: Rejection::WrongRunbook(_),
    runbook_there: Rejection::RunbookThere(_),
    no_such_entry: Rejection::NoSuchEntry(_),
    no_such_evidence: Rejection::NoSuchEvidence(_),
    no_such_piece: Rejection::NoSuchPiece { .. },
    not_correctable: Rejection::NotCorrectable(_),
    last_acts_open: Rejection::LastActsOpen(_),
    no_such_moment: Rejection::NoSuchMoment(_),
    moment_fixed_before: Rejection::MomentFixedBefore(_),
    moment_not_fixed: Rejection::MomentNotFixed(_),
    moment_ahead: Rejection::MomentAhead,
    no_such_clock: Rejection::NoSuchClock(_),
    already_filed: Rejection::AlreadyFiled(_),
    not_in_parts: Rejection::NotInParts(_),
    late_reason_missing: Rejection::LateReasonMissing(_),
    no_such_limit: Rejection::NoSuchLimit(_),
    whom_missing: Rejection::WhomMissing,
    span_missing: Rejection::SpanMissing,
    no_clock_runs: Rejection::NoClockRuns(_),
    not_followed: Rejection::NotFollowed(_),
    is_held: Rejection::IsHeld(_),
    not_held: Rejection::NotHeld(_),
    names_nothing: Rejection::NamesNothing(_),
    newer_version: Rejection::NewerVersion,
    not_saved: Rejection::NotSaved,
    nothing_calls: Rejection::NothingCalls,
    read_only: Rejection::ReadOnly,
}

/// The facts of a refusal, by the names that its texts use.
#[must_use]
pub fn facts(rejection: &Rejection) -> Vec<(&'static str, String)> {
    match rejection {
        Rejection::NoSuchStep(step)
        | Rejection::AlreadyAnswered(step)
        | Rejection::NotApplicable(step)
        | Rejection::SecondPersonMissing(step)
        | Rejection::StillWaiting(step)
        | Rejection::NotWaiting(step)
        | Rejection::NotRepeating(step)
        | Rejection::PauseFirst(step)
        | Rejection::NoSuchLimit(step)
        | Rejection::LineOfDone(step)
        | Rejection::NamesNothing(step) => vec![("step", step.to_string())],
        Rejection::NotInBriefing { line } | Rejection::SaidTwice { line } => {
            vec![("line", line.clone())]
        }
        Rejection::NoSuchTrack(track) => vec![("track", track.to_string())],
        Rejection::LeadsAlready { initials } | Rejection::NotAtKeyboard { initials } => {
            vec![("who", initials.to_string())]
        }
        Rejection::DecisionFirst { step, decision } => {
            vec![("step", step.to_string()), ("decision", decision.to_string())]
        }
        Rejection::WrongAct { step, kind } => {
            vec![("step", step.to_string()), ("kind", (*kind).to_owned())]
        }
        Rejection::NoSuchAnswer { step, answer } => {
            vec![("step", step.to_string()), ("answer", answer.clone())]
        }
        Rejection::LineOpen { step, line, lines } => vec![
            ("step", step.to_string()),
            ("line", line.to_string()),
            ("lines", lines.to_string()),
        ],
        Rejection::NoSuchLine { step, line } | Rejection::LineMarked { step, line } => {
            vec![("step", step.to_string()), ("line", line.to_string())]
        }
        Rejection::TextTooLong { bytes_max } => vec![("bytes", bytes_max.to_string())],
        Rejection::WrongRunbook(runbook) | Rejection::RunbookThere(runbook) => {
            vec![("runbook", runbook.to_string())]
        }
        Rejection::NotFollowed(run) | Rejection::IsHeld(run) | Rejection::NotHeld(run) => {
            vec![("runbook", run.to_string())]
        }
        Rejection::NoSuchEntry(entry)
        | Rejection::NoSuchEvidence(entry)
        | Rejection::NoClockRuns(entry)
        | Rejection::NotCorrectable(entry) => {
            vec![("entry", entry.to_string())]
        }
        Rejection::NoSuchPiece { step, piece } => {
            let step = step.as_ref().map_or_else(|| "-".to_owned(), ToString::to_string);
            vec![("step", step), ("piece", piece.to_string())]
        }
        Rejection::NoSuchMoment(moment)
        | Rejection::MomentFixedBefore(moment)
        | Rejection::MomentNotFixed(moment) => vec![("moment", moment.to_string())],
        Rejection::NoSuchClock(clock)
        | Rejection::AlreadyFiled(clock)
        | Rejection::NotInParts(clock)
        | Rejection::LateReasonMissing(clock) => vec![("clock", clock.to_string())],
        Rejection::LastActsOpen(count) => vec![("n", count.to_string())],
        _ => Vec::new(),
    }
}
