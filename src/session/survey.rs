//! What the data folder holds, read log by log. A damaged log never hides the others.

use super::{ReadRunbook, Replay, ReplayError};
use crate::domain::event::{Mode, SignedOn};
use crate::domain::ids::{IncidentId, RunbookId};
use crate::domain::time::Timestamp;
use crate::ports::{Access, Failure, OpenError, Store};

/// One incident of the data folder, as far as its log can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentLine {
    /// Its name.
    pub incident: IncidentId,
    /// Real or exercise.
    pub mode: Option<Mode>,
    /// The first runbook it follows.
    pub runbook: Option<RunbookId>,
    /// When it was opened.
    pub opened_at: Option<Timestamp>,
    /// Whether it is still open.
    pub is_open: bool,
    /// Whether its log is whole, or what is the matter with it.
    pub health: Health,
    /// Who was at the keyboard last.
    pub person: Option<SignedOn>,
}

impl IncidentLine {
    /// Whether the incident can be gone on with here.
    #[must_use]
    pub const fn can_go_on(&self) -> bool {
        self.is_open && matches!(self.health, Health::Whole | Health::Torn | Health::Short { .. })
    }
}

/// What opening a log found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Health {
    /// Every line is good.
    Whole,
    /// The last line was cut by a stop, or changed.
    Torn,
    /// A line is altered: read only.
    Damaged {
        /// The first bad line, from 1.
        line: u64,
    },
    /// Every line is good, and one that was written here is not among them: an older copy, or the
    /// end is lost. It can be gone on with, and says so then.
    Short {
        /// The missing line, from 1.
        line: u64,
    },
    /// Lines that were written are gone, from this one on: read only.
    Cut {
        /// The first missing line, from 1.
        line: u64,
    },
    /// Written by a newer version: read only.
    Newer,
    /// It holds no log of this data folder's writer.
    OtherWriter,
    /// It was written here, and is not here any more.
    Gone,
    /// It could not be read.
    Unreadable,
}

impl Health {
    /// The word of `incidents --json`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Torn => "torn",
            Self::Damaged { .. } => "damaged",
            Self::Short { .. } => "short",
            Self::Cut { .. } => "cut",
            Self::Newer => "newer",
            Self::OtherWriter => "other-writer",
            Self::Gone => "gone",
            Self::Unreadable => "unreadable",
        }
    }
}

/// All incidents, newest first.
///
/// # Errors
/// The data folder itself cannot be listed.
pub fn survey(store: &mut dyn Store, read: ReadRunbook) -> Result<Vec<IncidentLine>, Failure> {
    let mut names = store.list()?;
    names.reverse();
    Ok(names.into_iter().map(|incident| look(store, read, incident)).collect())
}

fn look(store: &mut dyn Store, read: ReadRunbook, incident: IncidentId) -> IncidentLine {
    let mut replay = Replay::new(read);
    let opened = store.open(&incident, Access::Read, &mut |line| replay.line(line));
    let (obstacle, mark) = (replay.obstacle(), store.unmet_mark());
    let gone_from = |lines| obstacle.as_ref()?.gone_from(lines, mark?);
    let health = match (opened, mark.map(|mark| mark.lines)) {
        (Ok(end), _) if let Some(line) = gone_from(end.lines) => Health::Cut { line },
        // Well kept, but nobody can go on with it here; it must not be offered.
        (Ok(_), _) if obstacle == Some(ReplayError::Newer) => Health::Newer,
        (Ok(_), _) if obstacle.is_some() => Health::Unreadable,
        (Ok(_), Some(line)) => Health::Short { line },
        (Ok(end), None) if end.is_torn => Health::Torn,
        (Ok(_), None) => Health::Whole,
        (Err(OpenError::Damaged { line }), _) => Health::Damaged { line },
        (Err(OpenError::Cut { line, .. }), _) => Health::Cut { line },
        (Err(OpenError::Newer), _) => Health::Newer,
        (Err(OpenError::OtherWriter), _) => Health::OtherWriter,
        (Err(OpenError::Gone(_)), _) => Health::Gone,
        (Err(_), _) => Health::Unreadable,
    };
    let state = replay.session().state();
    let begun = state.opened.as_ref();
    IncidentLine {
        incident,
        mode: begun.map(|begun| begun.facts.mode),
        runbook: state.runs.first().map(|run| run.id().runbook().clone()),
        opened_at: begun.map(|begun| begun.at.wall),
        is_open: begun.is_some() && state.closed.is_none(),
        health,
        person: state.operator.as_ref().and_then(|who| state.people.get(who)).cloned(),
    }
}
