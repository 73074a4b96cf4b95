//! The clock board, the card of a legal clock, and what is asked about it.

use serde::Deserialize;

/// The section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenBoard {
    /// `{now}`.
    pub title: String,
    /// `{over}`, `{open}`.
    pub sum: String,
    /// "No clock is running, and no legal clock is known here."
    pub none: String,
    /// "DUE".
    pub due: String,
    /// "LEFT".
    pub left: String,
    /// "WHAT".
    pub what: String,
    /// "STATE".
    pub state: String,
    /// `{left}`.
    pub over: String,
    /// `{left}`.
    pub now: String,
    /// "REST OWED".
    pub part: String,
    /// "?"
    pub asked: String,
    /// "24:00".
    pub end_of_day: String,
    /// `{n}`.
    pub days: String,
    /// `{n}`.
    pub step: String,
    /// "filed".
    pub filed: String,
    /// "PROPOSED".
    pub proposed: String,
    /// "not applicable".
    pub not_applicable: String,
    /// "SELECTED".
    pub selected: String,
    /// `{text}`.
    pub selected_step: String,
    /// `{law}`, `{date}`.
    pub selected_law: String,
    /// `{span}`, `{title}`.
    pub row2_now: String,
    /// `{day}`, `{time}`, `{span}`, `{title}`.
    pub row2_due: String,
    /// `{span}`, `{title}`.
    pub row2_overdue: String,
    /// "LAW".
    pub step_law: String,
    /// "STARTS".
    pub step_starts: String,
    /// `{title}`, `{time}`.
    pub step_starts_named: String,
    /// `{title}`.
    pub step_starts_asked: String,
    /// "Clocks".
    pub key_clocks: String,
    /// "Move".
    pub key_move: String,
    /// "Open".
    pub key_open: String,
    /// "Back".
    pub key_back: String,
    /// "Page".
    pub key_page: String,
    /// "Acknowledge".
    pub key_acknowledge: String,
    /// "Keep".
    pub key_keep: String,
    /// "Next field".
    pub key_next: String,
    /// "Choose".
    pub key_choose: String,
    /// `{title}`, `{id}`.
    pub card_title: String,
    /// "STANDS".
    pub card_stands: String,
    /// "SAID".
    pub card_said: String,
    /// "Say whether it applies".
    pub card_judge: String,
    /// `{title}`.
    pub card_moment: String,
    /// "Record that the notice went out".
    pub card_file: String,
    /// `{title}`.
    pub judge_title: String,
    /// "The program never decides. Who answers stands in the log."
    pub judge_foot: String,
    /// "It applies".
    pub judge_applies: String,
    /// "It does not apply (a reason is needed)".
    pub judge_not: String,
    /// "Nobody can tell yet (it stays open)".
    pub judge_unknown: String,
    /// `{title}`.
    pub moment_title: String,
    /// `{time}`.
    pub moment_named: String,
    /// "That was wrong: the new time counts".
    pub moment_correct: String,
    /// "Somebody says otherwise: the earlier time counts".
    pub moment_dispute: String,
    /// `{title}`.
    pub file_title: String,
    /// "Receipt and way are proof. Leave empty what there is not."
    pub file_foot: String,
    /// `{n}`.
    pub step_title: String,
    /// "Then the step is done."
    pub step_foot: String,
    /// "All of it is out".
    pub complete: String,
    /// "A first part only, the rest follows".
    pub phased: String,
    /// "When was it".
    pub field_moment: String,
    /// "When filed".
    pub field_when: String,
    /// "Receipt".
    pub field_receipt: String,
    /// "By which way".
    pub field_channel: String,
    /// "Why late".
    pub field_late: String,
    /// "Reason".
    pub field_reason: String,
    /// "empty = now; 25 = 25 min ago; 03:15".
    pub hint_time: String,
    /// "on what sign".
    pub hint_judge: String,
    /// "Choose one first, by its digit."
    pub need_choice: String,
    /// "A reason is needed."
    pub need_reason: String,
    /// "Write 25 for 25 min ago, 03:15, or 2026-11-26T03:15:00+01:00."
    pub need_time: String,
    /// "The notice is late: the law asks why."
    pub need_late: String,
    /// "Not recorded. What you typed is kept."
    pub kept_draft: String,
    /// Label of the strip of hours.
    pub next_hours: String,
    /// What its digits mean.
    pub strip_key: String,
}
