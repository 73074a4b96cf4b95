//! Words of the command line.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::fill;
use super::rejection::Advice;
use crate::diagnostics::escape;
use crate::domain::deadline::DeadlineCause;
use crate::domain::event::Mode;
use crate::ports::Earlier;

/// Words of the command line.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CliWords {
    /// A name that no incident can have.
    pub bad_incident: Advice,
    /// Initials that are none.
    pub bad_initials: Advice,
    /// A sign that is none.
    pub bad_sign: Advice,
    /// A time that is none.
    pub bad_time: Advice,
    /// A number of an entry that is none.
    pub bad_entry: Advice,
    /// A bare name that several runs have, none of them in hand.
    pub several_runs: Advice,
    /// A comment on an incident that is not closed.
    pub comment_open: Advice,
    /// A comment without words, or with too many.
    pub bad_comment: Advice,
    /// Lines of the comments that cannot be read.
    pub comments_unread: String,
    /// A step that no runbook of the incident has.
    pub bad_step: Advice,
    /// A spoken code with a sign that is no digit.
    pub bad_code: Advice,
    /// A spoken code with another number of digits.
    pub bad_code_count: Advice,
    /// A digest that is none.
    pub bad_head: Advice,
    /// No runbook of that name.
    pub no_such_runbook: Advice,
    /// No incident of that name.
    pub no_such_incident: Advice,
    /// The incident was written elsewhere.
    pub other_writer: Advice,
    /// The log of `{incident}` that was written here is gone; `{known}`, `{mirrors}`.
    pub log_gone: Advice,
    /// Of it `{n}` lines were marked.
    pub log_gone_known: String,
    /// Its mirrors were `{folders}`.
    pub log_gone_mirrors: String,
    /// No name for an incident of this kind; `{incident}`, `{form}`.
    pub wrong_name: Advice,
    /// A log of this name was written here before; `{incident}`, `{known}`, `{mirrors}`.
    pub name_known: Advice,
    /// A folder `{incident}` lies in the data folder.
    pub name_taken: Advice,
    /// Another process writes it.
    pub locked: Advice,
    /// Little is free in `{folder}`: `{n}` megabytes.
    pub little_space: Advice,
    /// A mirror that lies in the data folder; `{folder}`.
    pub mirror_inside: Advice,
    /// A mirror on the disk of the data folder; `{folder}`.
    pub mirror_same: Advice,
    /// One medium takes nothing while another does; `{folder}`, `{cause}`.
    pub medium_lost: Advice,
    /// The log lacks line `{n}`, which it had.
    pub lines_missing: Advice,
    /// What follows from it for somebody who only reads.
    pub lines_missing_read: String,
    /// Its lines `{line}` to `{n}` are gone, and it cannot be continued.
    pub lines_gone: Advice,
    /// It is not known how many.
    pub lines_gone_on: Advice,
    /// Its log is altered, incomplete or newer.
    pub unsound: Advice,
    /// Its start was interrupted.
    pub start_interrupted: Advice,
    /// A runbook of the log cannot be followed.
    pub runbook_unreadable: Advice,
    /// A line of the log cannot be understood.
    pub line_unreadable: Advice,
    /// There is no terminal to draw on.
    pub no_terminal: Advice,
    /// The program was left in an unexpected way.
    pub bug: Advice,
    /// The act is not on disk.
    pub not_recorded: String,
    /// The data folder is empty.
    pub no_incidents: String,
    /// An open incident.
    pub is_open: String,
    /// A closed incident.
    pub is_closed: String,
    /// What a log looks like.
    pub health: HealthWords,
    /// Where an incident stands.
    pub status: StatusWords,
    /// Last lines in the normal screen.
    pub farewell: FarewellWords,
    /// One line for every command and option.
    pub help: BTreeMap<String, String>,
}

/// What a log looks like.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HealthWords {
    /// Every line is good.
    pub whole: String,
    /// The last line is cut or changed.
    pub torn: String,
    /// A line is altered.
    pub damaged: String,
    /// A line that was written here is not in it.
    pub short: String,
    /// Lines are missing.
    pub cut: String,
    /// From a newer version.
    pub newer: String,
    /// Written elsewhere.
    pub other_writer: String,
    /// Gone from here.
    pub gone: String,
    /// Unreadable.
    pub unreadable: String,
}

/// Where an incident stands.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusWords {
    /// First line.
    pub head: String,
    /// A real incident.
    pub real: String,
    /// An exercise.
    pub exercise: String,
    /// One runbook's counts.
    pub run: String,
    /// The current step.
    pub current: String,
    /// Heading of the deadlines.
    pub clocks: String,
    /// A deadline that passed.
    pub overdue: String,
    /// A deadline that runs.
    pub left: String,
    /// A step's limit.
    pub limit: String,
    /// The end of a wait.
    pub wait: String,
    /// A check that comes back.
    pub repeat: String,
    /// A step that was put off.
    pub later: String,
    /// A call that nobody answered.
    pub retry: String,
    /// How much is open.
    pub open: String,
    /// How it was closed.
    pub closed: String,
    /// The log's length and spoken code.
    pub log: String,
}

/// Last lines in the normal screen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FarewellWords {
    /// Which incident, and that it is open.
    pub open: String,
    /// Which incident, and that it was only read.
    pub read_only: String,
    /// Which incident, and that it is closed.
    pub closed: String,
    /// A closing that no disk has; `{incident}`.
    pub closing: String,
    /// The last act.
    pub last: String,
    /// The current step.
    pub step: String,
    /// Clocks that run, and the most pressing one.
    pub clocks: String,
    /// None runs.
    pub no_clock: String,
    /// How to go on.
    pub resume: String,
    /// How to repair the terminal.
    pub repair: String,
    /// Something was not saved.
    pub unsaved: String,
    /// Above what was half written and is on no disk.
    pub drafts: String,
}

impl StatusWords {
    /// Real or exercise.
    #[must_use]
    pub fn mode(&self, mode: Mode) -> &str {
        match mode {
            Mode::Real => &self.real,
            Mode::Exercise => &self.exercise,
        }
    }

    /// What falls due.
    #[must_use]
    pub fn cause(&self, cause: DeadlineCause) -> &str {
        match cause {
            DeadlineCause::Limit => &self.limit,
            DeadlineCause::Wait => &self.wait,
            DeadlineCause::Repeat => &self.repeat,
            DeadlineCause::Later => &self.later,
            DeadlineCause::Retry => &self.retry,
        }
    }
}

impl CliWords {
    /// What is known of a log that was written here once: the two sentences that its texts hold,
    /// empty where nothing is known.
    #[must_use]
    pub fn earlier(&self, earlier: &Earlier) -> (String, String) {
        let known = earlier.lines.map(|n| fill(&self.log_gone_known, &[("n", &n.to_string())]));
        let folders: Vec<_> = earlier
            .mirrors
            .iter()
            .map(|folder| escape::shown(&folder.display().to_string()))
            .collect();
        let folders = folders.join(", ");
        let mirrors = fill(&self.log_gone_mirrors, &[("folders", &folders)]);
        let mirrors = if earlier.mirrors.is_empty() { String::new() } else { mirrors };
        (known.unwrap_or_default(), mirrors)
    }
}
