//! What stands in the frame of every screen: rows 1 and 2, LAST, and answers to keys.

use serde::Deserialize;

/// What stands in the frame of every screen: rows 1 and 2, LAST, and answers to keys.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenFrame {
    /// Row 2: the laptop's battery is low and nothing else presses.
    pub battery: String,
    /// The same beside a clock.
    pub battery_short: String,
    /// Row 1 of a real incident.
    pub real: String,
    /// Row 1 of an exercise, also at its end.
    pub exercise: String,
    /// Row 1 without an incident.
    pub program: String,
    /// Row 1 without an incident, after the program's name.
    pub no_incident: String,
    /// Row 1 of the picker while `{n}` incidents are open.
    pub incidents_open: String,
    /// `{n}` is 1, 2 or 3.
    pub severity: String,
    /// `{time}` since the declaration, as 0:23.
    pub elapsed: String,
    /// `{n}` of the runbook.
    pub revision: String,
    /// `{time}` of the last durable write.
    pub saved: String,
    /// The data folder takes a trial write.
    pub disk_ok: String,
    /// It does not.
    pub disk_bad: String,
    /// Level `!!!`; `{n}` entries since `{time}`.
    pub not_saved: String,
    /// Beside it: the key that shows what is in memory only.
    pub not_saved_open: String,
    /// In LAST after an act that is in memory only; `{n}` of them.
    pub not_recorded: String,
    /// On LAST, beside an act that no disk has.
    pub not_saved_mark: String,
    /// A folder takes no more of the log while another does; `{folder}`.
    pub medium_lost: String,
    /// `{n}` MB are free on the medium.
    pub little_space: String,
    /// The reserve beside the log was given up.
    pub reserve_gone: String,
    /// In LAST after the start; `{code}` is the spoken code.
    pub code_now: String,
    /// The laptop's clock agrees with another one.
    pub clock_agrees: String,
    /// It is behind by `{span}`.
    pub clock_slow: String,
    /// It is ahead by `{span}`.
    pub clock_fast: String,
    /// In LAST: it moved by itself, by `{span}`.
    pub clock_jumped: String,
    /// In LAST when another process, `{pid}`, writes the incident.
    pub read_only: String,
    /// An incident that nothing can be written to: `{next}` to do, `{cause}`.
    pub not_writable: String,
    /// Whoever wrote the incident that is read here is gone.
    pub writer_gone: String,
    /// Row 2 then, in the place of the last write.
    pub read_only_mark: String,
    /// `{span}` past its limit.
    pub overdue: String,
    /// At `{time}`, with `{span}` left.
    pub due: String,
    /// A wait has ended.
    pub wait_over: String,
    /// A check has come back.
    pub check_again: String,
    /// A postponed step has come back.
    pub back_again: String,
    /// Somebody did not answer; `{title}`.
    pub call_again: String,
    /// The same before it is due; `{whom}`.
    pub call_whom: String,
    /// Behind an alarm that was not acknowledged.
    pub acknowledge: String,
    /// `{n}` other clocks.
    pub and_more: String,
    /// No clock runs.
    pub nothing_due: String,
    /// The label of the row.
    pub last: String,
    /// Nothing was done yet.
    pub last_none: String,
    /// `{n}`, `{word}`, `{who}`.
    pub last_step: String,
    /// By `{who}`: `{text}`.
    pub last_note: String,
    /// A call; `{who}`, `{text}`.
    pub last_call: String,
    /// By `{who}`.
    pub last_correction: String,
    /// `{who}` took the keyboard.
    pub last_sign_on: String,
    /// `{who}`.
    pub last_sign_off: String,
    /// `{who}`.
    pub last_evidence: String,
    /// A value was kept that is not the one that the step expects, and what can be done about it.
    pub last_unexpected: String,
    /// `{who}`.
    pub last_custody: String,
    /// The incident was opened.
    pub last_opening: String,
    /// `{who}` added the runbook `{title}`.
    pub last_added: String,
    /// The program came back.
    pub last_return: String,
    /// The incident was closed.
    pub last_closing: String,
    /// Behind the last act.
    pub to_correct: String,
    /// What was done with a step.
    pub done: String,
    /// What was done with a step.
    pub chosen: String,
    /// What was done with a step.
    pub skipped: String,
    /// What was done with a step.
    pub later: String,
    /// What was done with a step.
    pub could_not: String,
    /// What was done with a step.
    pub waiting: String,
    /// What was done with a step.
    pub rechecked: String,
    /// What was done to a step.
    pub jumped: String,
    /// An order is on its way to the disk.
    pub saving: String,
    /// `{key}` has no use on this screen.
    pub nothing_here: String,
    /// The same where ? would be text.
    pub nothing_in_text: String,
    /// A command that needs an open incident.
    pub no_incident_yet: String,
    /// A command that needs an open incident, after its end.
    pub is_closed: String,
    /// A paste that nothing here takes.
    pub looks_like_paste: String,
    /// Keys came faster than fingers; the first of them acted.
    pub burst: String,
    /// After a pause; `{n}`, `{span}`.
    pub awake: String,
    /// The same with the step before.
    pub awake_last: String,
    /// After a long pause, first of all: `{who}`, `{n}`, `{span}`.
    pub awake_who: String,
    /// W; `{n}`, `{total}`, `{phase}`.
    pub where_am_i: String,
    /// W when nothing is left.
    pub where_end: String,
    /// A.
    pub acknowledged: String,
    /// A when nothing asks for it.
    pub nothing_to_acknowledge: String,
    /// The window is too small.
    pub too_small: String,
    /// The same in a few columns.
    pub too_small_short: String,
    /// On the border of a text that goes on.
    pub more_below: String,
    /// After a change of language.
    pub language_now: String,
    /// The incident could not be opened: `{cause}`.
    pub start_failed: String,
    /// A span under an hour.
    pub minutes: String,
    /// A span of hours and minutes.
    pub hours: String,
    /// A span under a minute.
    pub under_a_minute: String,
    /// `{time}` of the last durable write, where there is little room.
    pub saved_short: String,
}
