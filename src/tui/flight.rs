//! The order on its way to the disk: one at a time, and what follows once it is recorded.

use std::mem::Discriminant;

use super::place::Place;
use super::screen::on_paper;
use super::view::View;
use crate::domain::command::Command;
use crate::domain::rejection::Rejection;
use crate::i18n::fill;

/// An order of which the disk has not spoken yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InFlight {
    Start,
    Step,
    Note,
    /// What came of a call.
    Call,
    Correct,
    Close,
    Runbook,
    Evidence,
    Duty,
    Other,
}

/// An order on its way, and the place that gave it: nobody else is told what came of it. None where
/// no page waits for the answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flight {
    pub(super) order: InFlight,
    pub(super) sender: Option<Discriminant<Place>>,
}

/// What stands on line LAST when an act is in memory only.
pub(super) fn not_recorded(view: &View) -> String {
    let n = on_paper::count(view).to_string();
    fill(&view.words.screen.frame.not_recorded, &[("n", &n)])
}

/// What kind of order a command is.
pub(super) fn in_flight(command: &Command) -> InFlight {
    match command {
        Command::Start(_) => InFlight::Start,
        Command::Step(_) => InFlight::Step,
        Command::AddNote(_) => InFlight::Note,
        Command::LogCall(_) => InFlight::Call,
        Command::Correct { .. } => InFlight::Correct,
        Command::Close(_) => InFlight::Close,
        Command::TakeEvidence(_) => InFlight::Evidence,
        Command::AddRunbook(_) => InFlight::Runbook,
        Command::FixMoment(_)
        | Command::JudgeDuty(_)
        | Command::FileDuty(_)
        | Command::Watch(_) => InFlight::Duty,
        Command::Silence(_)
        | Command::SignOn(_)
        | Command::SignOff(_)
        | Command::PassLead(_)
        | Command::HoldTrack(_)
        | Command::Seal
        | Command::CompareClock { .. }
        | Command::MoveCustody(_)
        | Command::Export(_)
        | Command::TakeLogs(_)
        | Command::Resume { .. }
        | Command::Recover(_)
        | Command::Leave(_) => InFlight::Other,
    }
}

/// Why an order cannot be given now: the one before is on its way, or the disk does not take it.
pub(super) fn busy(view: &View) -> String {
    if view.session.alarm().is_none() {
        return view.words.screen.frame.saving.clone();
    }
    let advice = view.words.rejection.of(&Rejection::NotSaved);
    format!("{} {}", advice.what, advice.next)
}
