//! Lasting limits, clocks that people add, and work that is held: on the screen and on the command
//! line.

use serde::Deserialize;

/// The section.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchWords {
    /// `{by}`, `{limit}`.
    pub said_lifted: String,
    /// `{whom}`, `{text}`.
    pub said_added: String,
    /// `{text}`.
    pub said_met: String,
    /// `{text}`.
    pub said_moved: String,
    /// `{text}`.
    pub said_ended: String,
    /// `{title}`.
    pub said_held: String,
    /// `{title}`.
    pub said_resumed: String,
    /// What called was silenced.
    pub said_silenced: String,
    /// A limit among what stays open; `{limit}`.
    pub open_limit: String,
    /// A clock among what stays open; `{text}`, `{whom}`.
    pub open_clock: String,
    /// In the row above the neighbours; `{n}`, `{limit}`.
    pub limits_row: String,
    /// "LIMITS".
    pub limits_label: String,
    /// Title of the page; `{n}`.
    pub limits_title: String,
    /// No limit is in force.
    pub limits_none: String,
    /// Heads those that were lifted.
    pub limits_lifted: String,
    /// Under a limit; `{n}`, `{title}`, `{time}`, `{who}`.
    pub limit_since: String,
    /// Under a lifted one; `{time}`, `{by}`, `{reason}`.
    pub limit_lifted: String,
    /// What a limit is, below the list.
    pub limits_foot: String,
    /// Title of the box; `{limit}`.
    pub lift_title: String,
    /// Below its fields.
    pub lift_foot: String,
    /// A field: who lifts it.
    pub field_by: String,
    /// Its hint.
    pub hint_by: String,
    /// A field: why.
    pub field_reason: String,
    /// Its hint for a limit.
    pub hint_reason: String,
    /// Initials are missing.
    pub need_by: String,
    /// A reason is missing.
    pub need_reason: String,
    /// The box was left, what was typed is kept.
    pub kept_draft: String,
    /// Footer.
    pub key_lift: String,
    /// Footer.
    pub key_move: String,
    /// Footer.
    pub key_keep: String,
    /// Footer.
    pub key_next: String,
    /// Footer.
    pub key_back: String,
    /// A line of `status`; `{n}`.
    pub status_limits: String,
    /// A line of `limits`; `{limit}`, `{step}`, `{time}`, `{who}`.
    pub list_limit: String,
    /// A line of `status`; `{time}`, `{span}`, `{whom}`, `{text}`, `{clock}`.
    pub status_added: String,
    /// The same, overdue.
    pub status_added_over: String,
    /// A line of `status`; `{time}`, `{who}`, `{reason}`.
    pub status_held: String,
    /// Title of the box that adds a clock.
    pub add_title: String,
    /// Below its fields.
    pub add_foot: String,
    /// Title of the box that moves one; `{text}`.
    pub move_title: String,
    /// Below its fields.
    pub move_foot: String,
    /// Title of the box that holds a runbook; `{title}`.
    pub hold_title: String,
    /// Below its field.
    pub hold_foot: String,
    /// A field: what is asked for.
    pub field_what: String,
    /// Its hint.
    pub hint_what: String,
    /// A field: of whom.
    pub field_whom: String,
    /// Its hint.
    pub hint_whom: String,
    /// A field: after how long.
    pub field_in: String,
    /// Its hint.
    pub hint_in: String,
    /// Its hint for a clock that is moved.
    pub hint_move: String,
    /// A field: in which rhythm.
    pub field_every: String,
    /// Its hint.
    pub hint_every: String,
    /// A field: words to say.
    pub field_script: String,
    /// Its hint.
    pub hint_script: String,
    /// What is asked for is missing.
    pub need_what: String,
    /// The name is missing.
    pub need_whom: String,
    /// The time is missing or cannot be read.
    pub need_span: String,
    /// A reason is missing.
    pub need_reason_move: String,
    /// A reason is missing.
    pub need_reason_hold: String,
    /// A half-written lifting; `{text}`.
    pub draft_lift: String,
    /// A half-written clock; `{text}`.
    pub draft_add: String,
    /// A half-written move; `{text}`.
    pub draft_move: String,
    /// A half-written hold; `{text}`.
    pub draft_hold: String,
    /// Behind a limit in its one row: where the others are.
    pub limits_hint: String,
    /// Below the first limits; `{n}`.
    pub limits_more: String,
    /// In row 2 while the bell is off; `{time}`.
    pub sound_off: String,
    /// An added clock that is overdue; `{whom}`, `{text}`.
    pub answers: String,
    /// The same while it runs; `{whom}`, `{text}`.
    pub given: String,
    /// A step that waits until something happens; `{until}`, `{title}`.
    pub awaited: String,
    /// The same in full; `{until}`, `{title}`.
    pub awaited_selected: String,
    /// Behind such a step in a pause; `{line}`, `{until}`.
    pub awaited_pause: String,
    /// The last row of the board.
    pub add_row: String,
    /// What it does.
    pub add_selected: String,
    /// Where a clock comes from; `{span}`.
    pub rhythm: String,
    /// The same in full; `{span}`.
    pub rhythm_selected: String,
    /// Where a clock comes from that was added once.
    pub once: String,
    /// When it was met last; `{time}`.
    pub last_met: String,
    /// Why it was moved; `{reason}`.
    pub moved_why: String,
    /// Words that are ready; `{text}`.
    pub script: String,
    /// Head of a column.
    pub col_who: String,
    /// Head of a column.
    pub col_from: String,
    /// Below the list; `{time}`, `{title}`, `{due}`.
    pub met_line: String,
    /// Nothing was met yet.
    pub met_none: String,
    /// Below the list; `{n}`.
    pub missed: String,
    /// Nothing was missed.
    pub missed_none: String,
    /// The clock under the cursor is not the one that stood there.
    pub board_changed: String,
    /// P on a clock that nobody added.
    pub move_own: String,
    /// Where a clock comes from; `{n}`, `{track}`.
    pub from_step: String,
    /// Where a clock comes from.
    pub from_law: String,
    /// Footer.
    pub key_met: String,
    /// Footer.
    pub key_add: String,
    /// Question of linear mode.
    pub speak_lift: String,
    /// A choice of linear mode; `{text}`.
    pub speak_met: String,
    /// A choice of linear mode; `{text}`.
    pub speak_move: String,
    /// Footer.
    pub key_put_off: String,
    /// A held runbook; `{time}`, `{who}`, `{reason}`.
    pub held_line: String,
    /// The same in the rail; `{time}`, `{who}`.
    pub held_rail: String,
    /// Title of the question; `{title}`.
    pub held_title: String,
    /// An answer.
    pub stay_held: String,
    /// An answer.
    pub go_on: String,
    /// Footer.
    pub key_choose: String,
    /// Footer.
    pub key_take: String,
    /// Footer: Enter on a held step.
    pub key_go_on: String,
    /// What was typed names nothing of the step.
    pub names_nothing: String,
    /// The agreement is older than ten minutes; `{span}`.
    pub too_old: String,
    /// No limit of that name; `{text}`.
    pub bad_limit: super::rejection::Advice,
}
