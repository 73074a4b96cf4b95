//! Lists of steps and entries, and one line for each thing that happened.

use serde::Deserialize;

/// Lists of steps and entries, and one line for each thing that happened.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenTold {
    /// Title of the list of steps.
    pub outline: String,
    /// Title of the list of entries; `{n}`.
    pub log: String,
    /// Done `{n}` of `{all}`.
    pub of: String,
    /// `{n}` and `{title}`.
    pub phase: String,
    /// Heads the steps of one runbook; `{title}`.
    pub runbook: String,
    /// Beside the current step.
    pub here: String,
    /// Beside a step whose decision is open; `{n}`.
    pub undecided: String,
    /// Beside work on a path that was left.
    pub path_changed: String,
    /// `{time}` when it really happened.
    pub happened: String,
    /// Who, when nobody pressed a key.
    pub by_program: String,
    /// `{n}`, `{title}`.
    pub step_done: String,
    /// `{n}`, `{title}`.
    pub step_chosen: String,
    /// `{n}`, `{title}`.
    pub step_skipped: String,
    /// `{n}`, `{title}`.
    pub step_later: String,
    /// `{n}`, `{title}`.
    pub step_could_not: String,
    /// `{n}`, `{title}`.
    pub step_waiting: String,
    /// `{n}`, `{title}`.
    pub step_rechecked: String,
    /// `{n}`, `{title}`.
    pub step_jumped: String,
    /// `{kind}`, `{text}`.
    pub note: String,
    /// Kind of note.
    pub fact: String,
    /// Kind of note.
    pub todo: String,
    /// Kind of note.
    pub decision: String,
    /// Kind of note.
    pub question: String,
    /// Kind of note.
    pub briefing: String,
    /// Something to do; `{who}`, `{text}`.
    pub todo_of: String,
    /// Whose it is when nobody is named.
    pub nobody: String,
    /// `{entry}`.
    pub correction: String,
    /// `{who}`.
    pub sign_on: String,
    /// The incident began.
    pub opening: String,
    /// A runbook `{title}` was added.
    pub added: String,
    /// The program came back.
    pub returned: String,
    /// The incident was closed.
    pub closing: String,
    /// The program was left.
    pub left: String,
    /// `{runbook}`.
    pub runbook_part: String,
    /// `{n}`, `{title}`.
    pub deadline_passed: String,
    /// The wall clock moved.
    pub clock_stepped: String,
    /// `{who}`.
    pub sign_off: String,
    /// The clock was compared with another.
    pub clock_compared: String,
    /// A file was taken in.
    pub evidence: String,
    /// A value was kept that is not the one that the step expects.
    pub evidence_unexpected: String,
    /// `{entry}`.
    pub custody: String,
    /// The device signed the log.
    pub sealed: String,
    /// Other writers' logs were seen.
    pub witnessed: String,
    /// Two logs of `{writer}` part at line `{n}`.
    pub forked: String,
    /// The log lacks lines that it had; `{n}` of them once.
    pub lines_missing: String,
    /// A copy was made.
    pub exported: String,
    /// A medium was lost.
    pub medium_lost: String,
    /// A medium is back.
    pub medium_back: String,
    /// Bytes were set aside.
    pub recovered: String,
    /// `{code}`.
    pub unknown: String,
    /// In place of words that are in the log only; `{n}` of the entry.
    pub faded: String,
    /// Behind an act that was taken back.
    pub taken_back: String,
    /// `{text}`.
    pub reason: String,
    /// An item and its reason; `{title}`, `{reason}`.
    pub item: String,
    /// An empty list.
    pub nothing: String,
    /// On the border of a list that goes on.
    pub more_below: String,
    /// On the border of a list that began higher.
    pub more_above: String,
    /// A count of steps; `{n}`.
    pub count_done: String,
    /// A count of steps; `{n}`.
    pub count_two: String,
    /// A count of steps; `{n}`.
    pub count_na: String,
    /// A count of steps; `{n}`.
    pub count_skipped: String,
    /// A count of steps; `{n}`.
    pub count_could_not: String,
    /// A count of steps; `{n}`.
    pub count_later: String,
    /// A count of steps; `{n}`.
    pub count_waiting: String,
    /// A count of steps; `{n}`.
    pub count_todo: String,
    /// Footer.
    pub key_move: String,
    /// Footer.
    pub key_page: String,
    /// Footer.
    pub key_ends: String,
    /// Footer.
    pub key_look: String,
    /// Footer.
    pub key_outline: String,
    /// Footer.
    pub key_log: String,
    /// Footer.
    pub key_note: String,
    /// Footer.
    pub key_back: String,
    /// Footer.
    pub key_help: String,
}
