//! What sort of line each entry is, and on which track: what the log's filters go by (S16).

use crate::domain::beside::{Line, What};
use crate::domain::ids::{RunId, StepRef, TrackId};
use crate::domain::state::{StepWord, Subject};
use crate::domain::watch_event::WatchWord;
use crate::i18n::screen_log::ScreenLog;
use crate::tui::view::View;

/// What the log can be narrowed to, in the order in which Right turns it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Everything.
    #[default]
    All,
    /// Steps answered or set aside.
    Steps,
    /// Decisions.
    Decisions,
    /// Notes.
    Notes,
    /// Calls.
    Calls,
    /// Limits and legal clocks.
    Clocks,
    /// Evidence and its hand-overs.
    Evidence,
    /// Who was at the keyboard.
    People,
    /// Corrections.
    Corrections,
    /// Stops, late writing, a moved clock, a lost place of the log.
    Gaps,
}

impl Kind {
    /// All, in the order of the arrows.
    pub const ALL: [Self; 10] = [
        Self::All,
        Self::Steps,
        Self::Decisions,
        Self::Notes,
        Self::Calls,
        Self::Clocks,
        Self::Evidence,
        Self::People,
        Self::Corrections,
        Self::Gaps,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self, words: &ScreenLog) -> &str {
        match self {
            Self::All => &words.all,
            Self::Steps => &words.steps,
            Self::Decisions => &words.decisions,
            Self::Notes => &words.notes,
            Self::Calls => &words.calls,
            Self::Clocks => &words.clocks,
            Self::Evidence => &words.evidence,
            Self::People => &words.people,
            Self::Corrections => &words.corrections,
            Self::Gaps => &words.gaps,
        }
    }

    /// The one before or after, around the ends.
    #[must_use]
    pub fn turned(self, by: usize) -> Self {
        let at = Self::ALL.iter().position(|kind| *kind == self).unwrap_or(0);
        Self::ALL.get((at + by) % Self::ALL.len()).copied().unwrap_or_default()
    }

    /// Whether a line is of this kind.
    #[must_use]
    pub fn takes(self, line: &Line, view: &View) -> bool {
        let is_late = || view.session.state().acts.beside().late(line.seq()).is_some();
        self == Self::All || of(line) == Some(self) || self == Self::Gaps && is_late()
    }
}

fn of(line: &Line) -> Option<Kind> {
    let act = match line {
        Line::Act(act) => act,
        Line::Beside(_, _, What::LimitPassed(_) | What::DutyPassed(_)) => {
            return Some(Kind::Clocks);
        }
        Line::Beside(..) => return Some(Kind::Gaps),
    };
    Some(match &act.subject {
        Subject::Step(_, StepWord::Chosen) => Kind::Decisions,
        Subject::Step(..) | Subject::Line(_) => Kind::Steps,
        Subject::Note => Kind::Notes,
        Subject::Call => Kind::Calls,
        Subject::Correction(_) => Kind::Corrections,
        Subject::SignOn(_) | Subject::SignOff(_) => Kind::People,
        Subject::Evidence | Subject::Custody(_) => Kind::Evidence,
        Subject::Moment(_)
        | Subject::Judged(..)
        | Subject::Filed(_)
        | Subject::Watch(
            WatchWord::ClockAdded
            | WatchWord::ClockMet
            | WatchWord::ClockMoved
            | WatchWord::ClockEnded,
        ) => Kind::Clocks,
        Subject::Return | Subject::Silenced => Kind::Gaps,
        _ => return None,
    })
}

/// The step that a line is about, if it is about one.
#[must_use]
pub fn step_of(line: &Line, view: &View) -> Option<StepRef> {
    let state = view.session.state();
    match line {
        Line::Beside(_, _, What::LimitPassed(step)) => Some(step.clone()),
        Line::Beside(..) => None,
        Line::Act(act) => match &act.subject {
            Subject::Step(step, _) => Some(step.clone()),
            Subject::Line(mark) => Some(mark.step.clone()),
            Subject::Note => state.notes.get(&act.event)?.note.step.clone(),
            Subject::Evidence => state.acts.slot(&act.event)?.0.cloned(),
            _ => None,
        },
    }
}

/// A track of a run of the incident.
pub type TrackOf = (RunId, TrackId);

/// Every track, with its title, in the order of the runbooks.
#[must_use]
pub fn tracks(view: &View) -> Vec<(TrackOf, String)> {
    let runs = view.session.state().runs.iter();
    let of_run = |run: &crate::domain::state::Run| {
        let named = run.copy.runbook.tracks.iter();
        let id = run.id().clone();
        let row = |track: &crate::domain::runbook::Track| {
            let title = view.words.run.named(&id, track.title.get(view.lang));
            ((id.clone(), track.id.clone()), title.to_uppercase())
        };
        named.map(row).collect::<Vec<_>>()
    };
    runs.flat_map(of_run).collect()
}

/// The track of a line, if it is about a step.
#[must_use]
pub fn track_of(line: &Line, view: &View) -> Option<TrackOf> {
    let step = step_of(line, view)?;
    let (run, index) = view.session.state().find(&step)?;
    Some((run.id().clone(), run.get(index)?.1.track.clone()))
}
